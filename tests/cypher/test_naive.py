"""Random queries on random graphs: the compiler answers what an interpreter over Python lists answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings

from graphinv.cypher import compile_query
from graphinv.errors import CypherError
from tests.cypher.conftest import GRAPH
from tests.cypher.naive.clauses import answers
from tests.cypher.naive.compare import Drawing, answered, shown
from tests.cypher.naive.graph import lists_of
from tests.cypher.naive.random_query import cases
from tests.cypher.naive.scenarios import SCENARIOS, SMALL
from tests.cypher.test_queries import CASES, PARAMS
from tests.docs.test_cypher_page import PAGE
from tests.docs.test_cypher_page import _shown as as_on_the_page
from tests.properties.examples import EXAMPLES


@pytest.fixture(scope="module")
def drawing() -> Iterator[Drawing]:
    made = Drawing("(p:Person)")
    yield made
    made.base.close()


def test_random_queries(drawing: Drawing) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(case=cases())
    def same_answers(case: tuple[str, str]) -> None:
        graph, text = case
        try:
            compile_query(text)
        except CypherError:
            seen["refused"] += 1
            reject()
        drawing.redraw(graph)
        for mode in ("possible", "certain"):
            ours, theirs = answered(drawing, graph, text, mode)
            assert ours == theirs, f"{mode}\n{graph}\n\n{text}"
            seen["rows" if ours else "none"] += 1

    same_answers()
    assert seen["rows"] > EXAMPLES // 4, seen


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_differed_once(drawing: Drawing, name: str) -> None:
    """Both agree, and on what Cypher means."""
    text, *wanted = SCENARIOS[name]
    drawing.redraw(SMALL)
    for mode, rows in zip(("possible", "certain"), wanted, strict=True):
        ours, theirs = answered(drawing, SMALL, text, mode)
        assert ours == theirs
        assert sorted(ours, key=repr) == sorted(rows, key=repr)


@pytest.mark.parametrize("name", [name for name in CASES if name != "the spread of values"])
def test_the_interpreter_gives_the_answers_worked_out_by_hand(name: str) -> None:
    text, expected = CASES[name]
    found = [tuple(map(_named, row)) for row in answers(lists_of(GRAPH), text, PARAMS)]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("text", PAGE.blocks("cypher"), ids=lambda text: text.splitlines()[0])
def test_the_interpreter_gives_the_answers_of_the_documentation(text: str) -> None:
    graph = lists_of(PAGE.blocks()[0])
    for mark, sure in (("// → ", False), ("// certain → ", True)):
        wanted = [line.removeprefix(mark) for line in text.splitlines() if line.startswith(mark)]
        found = [", ".join(as_on_the_page(_named(value)) for value in row) for row in answers(graph, text, sure=sure)]
        assert found == wanted or (sure and not wanted)


def _named(value: Any) -> Any:
    """Relationships as `TYPE src>dst`."""
    return shown(value, lambda rel: f"{rel.type} {rel.start.name}>{rel.end.name}")
