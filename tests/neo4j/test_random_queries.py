"""Random queries on random graphs: Neo4j answers what the embedded store answers, in both readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from graphinv.stores.neo4j.server import Server as Connection
from tests.engines.compare import answered
from tests.engines.embedded import redrawn
from tests.engines.pairs import PARAMS, Example, examples
from tests.engines.published import Published
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
            for certain in (False, True):
                ours, theirs = (answered(one, text, PARAMS, certain=certain) for one in (both.own, both.server))
                assert ours == theirs, f"certain: {certain}\n{example.graph}\n\n{text}"
                seen["rows" if ours else "none"] += 1

    same_answers()
    assert seen.total() > EXAMPLES, seen
    assert seen["rows"] > EXAMPLES // 4, seen
