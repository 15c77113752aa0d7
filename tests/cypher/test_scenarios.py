"""The corpus of scenarios on the embedded store, and by the interpreter over Python lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graphinv.cypher import check, expand, parse, to_cypher
from graphinv.stores.base import GraphStore
from tests.cypher.naive.clauses import answers
from tests.cypher.naive.graph import Node, Path, Rel, lists_of
from tests.cypher.scenario import FOLDER, Scenario, drawn_store, graphs, hold, readings, same, same_rows, scenarios

SCENARIOS = scenarios()


@pytest.fixture(scope="module")
def store_of() -> Iterator[Callable[[str], GraphStore]]:
    """The store of a graph by its name, made once for all scenarios: they only read."""
    made = {name: drawn_store(graph) for name, graph in graphs().items()}
    yield made.__getitem__
    for one in made.values():
        one.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_rows_are_those_of_the_scenario(store_of: Callable[[str], GraphStore], scenario: Scenario) -> None:
    hold(store_of(scenario.graph), scenario)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_interpreter_gives_the_same_rows(scenario: Scenario) -> None:
    graph = lists_of(graphs()[scenario.graph])
    for certain, rows in readings(scenario):
        answer = answers(graph, scenario.query, dict(scenario.params), sure=certain)
        found = [list(map(_written, row)) for row in answer]
        assert same_rows(found, [_loose(row) for row in rows], ordered=scenario.ordered), (certain, found)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_printed_text_is_the_same_query(scenario: Scenario) -> None:
    tree = parse(scenario.query)
    assert parse(to_cypher(tree)) == tree
    check(tree)
    expanded = expand(tree, "certain")
    assert parse(to_cypher(expanded)) == expanded


def _written(value: Any) -> Any:
    """A value of the interpreter as a scenario writes it."""
    match value:
        case Node():
            return f"({value.props['id']})"
        case Rel():
            return f"{value.start.props['id']}-{value.type}>{value.end.props['id']}"
        case Path():
            return list(map(_written, value.rels))
        case list():
            return list(map(_written, value))
        case dict():
            return {key: _written(item) for key, item in value.items()}
        case _:
            return _loose(value)


def _loose(value: Any) -> Any:
    """Numbers as fractions: the interpreter does not tell 1 from 1.0."""
    if isinstance(value, list):
        return list(map(_loose, value))
    if isinstance(value, dict):
        return {key: _loose(item) for key, item in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_the_corpus_is_large_and_names_are_told_apart() -> None:
    assert len(SCENARIOS) >= 170
    assert [name for name, times in Counter(map(str, SCENARIOS)).items() if times > 1] == []
    assert {scenario.graph for scenario in SCENARIOS} == graphs().keys()


def test_no_scenario_names_an_engine() -> None:
    """What differs between engines is in docs/cypher.md, and in no scenario."""
    words = re.compile(r"neo4j|duckdb|embedded|spark|skip_|only_", re.IGNORECASE)
    assert [path.name for path in FOLDER.glob("*.yaml") if words.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("found", "wanted", "answer"),
    [
        (1, 1, True),
        (1, 1.0, False),
        (True, 1, False),
        (0.1 + 0.2, 0.3, True),
        ([1, None], [1, None], True),
        ((1,), [1], True),
        ("ab", ["a", "b"], False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        (None, {"a": 1}, False),
    ],
)
def test_how_values_are_compared(found: Any, wanted: Any, answer: bool) -> None:
    assert same(found, wanted) is answer


def test_rows_are_compared_in_order_or_as_a_bag() -> None:
    assert same_rows([[1], [2], [1]], [[2], [1], [1]], ordered=False)
    assert not same_rows([[1], [2]], [[2], [1]], ordered=True)
    assert not same_rows([[1], [1], [2]], [[1], [2], [2]], ordered=False)
