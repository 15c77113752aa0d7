"""Random queries on random graphs: the compiler answers what an interpreter over Python lists answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graphinv.cypher import parse, to_cypher
from tests.cypher.conftest import GRAPH
from tests.cypher.naive.clauses import answers
from tests.cypher.naive.engine import OUTSIDE, Naive
from tests.cypher.naive.graph import Node, Path, Rel, lists_of
from tests.cypher.test_queries import CASES, PARAMS
from tests.docs.test_cypher_page import PAGE
from tests.docs.test_cypher_page import _shown as as_on_the_page
from tests.engines.embedded import Redrawn, redrawn
from tests.engines.pairs import Example, drawn, examples
from tests.engines.published import said
from tests.properties.examples import EXAMPLES


@pytest.fixture(scope="module")
def store() -> Iterator[Redrawn]:
    with redrawn() as made:
        yield made


def test_random_queries(store: Redrawn) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(example=examples().filter(lambda example: bool(example.texts)))
    def same_answers(example: Example) -> None:
        (text,) = example.texts
        assert parse(to_cypher(parse(text))) == parse(text), text
        store.redraw(drawn(example.graph))
        naive = Naive(lists_of(example.graph))
        for certain in (False, True):
            ours, theirs = (said(engine, text, certain) for engine in (store, naive))
            if theirs == f"QueryFailed: {OUTSIDE}":
                seen["outside of Python's calendar"] += 1
                continue
            assert ours == theirs, f"certain: {certain}\n{example.graph}\n\n{text}"
            seen["rows" if ours else "none"] += 1

    same_answers()
    assert seen["rows"] > EXAMPLES // 4, seen
    assert seen["outside of Python's calendar"] < EXAMPLES // 10, seen


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
    """Nodes by their variable, relationships as `TYPE src>dst`, paths by their relationships."""
    match value:
        case Node():
            return value.name
        case Rel():
            return f"{value.type} {value.start.name}>{value.end.name}"
        case Path():
            return [_named(rel) for rel in value.rels]
        case list():
            return [_named(item) for item in value]
        case _:
            return value
