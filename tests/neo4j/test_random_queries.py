"""Random queries on random graphs: Neo4j answers what the embedded store answers, in both readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from graphinv.stores.neo4j.server import Server as Connection
from tests.engines.embedded import redrawn
from tests.engines.pairs import Example, examples
from tests.engines.published import Published, said
from tests.properties.examples import EXAMPLES

QUERIES = 3
"""Queries on one graph: to put it on the server takes as long as one of them."""


@pytest.fixture(scope="module")
def both(cases_connection: Connection) -> Iterator[Published]:
    with redrawn() as own:
        yield Published(own, cases_connection)


def test_random_queries(both: Published) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES // QUERIES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(example=examples(QUERIES))
    def same_answers(example: Example) -> None:
        both.draw(example.graph)
        for text in example.texts:
            for certain in both.readings(text):
                ours, theirs = (said(one, text, certain) for one in (both.own, both.server))
                assert ours == theirs, f"certain: {certain}\n{example.graph}\n\n{text}"
                seen["rows" if ours else "none"] += 1

    same_answers()
    assert seen.total() > EXAMPLES, seen
    assert seen["rows"] > EXAMPLES // 4, seen


@pytest.mark.parametrize(
    "day",
    [
        "date('9999-12-31') + duration({days: 1})",
        "date('0001-01-01') - duration({months: 1})",
        "{k: [date('9999-12-31') + duration({days: 1})]}",
    ],
)
def test_a_day_that_python_does_not_know_is_refused(both: Published, day: str) -> None:
    for found in (said(one, f"RETURN 1 AS x, {day} AS d", False) for one in (both.own, both.server)):
        assert found == "QueryFailed: A day before the year 1 or after 9999 cannot be shown."
