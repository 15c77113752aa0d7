"""Scenarios of the language: a drawn graph, a query, and the rows that Cypher's meaning gives, for any engine.

A file of `scenarios/` names its `graph` and lists `scenarios`, each with `name`, `query`, perhaps `graph`, `params` and
`columns`, and the rows: `expect` in any order, `expect_in_order` in this one; `certain` are those of the certain
reading, where it says something of its own. A node is written `(id)`, a relationship
`from-TYPE>to`, a path as the list of its relationships; fractions are compared to nine digits, all else exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graphinv.cypher import parse_graph
from graphinv.stores.base import ColumnInfo, EdgeRef, GraphStore, Result
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore

FOLDER = Path(__file__).parent / "scenarios"
KEYS = frozenset({"name", "graph", "query", "params", "columns", "expect", "expect_in_order", "certain"})

Row = Sequence[Any]


@dataclass(frozen=True)
class Scenario:
    """One query on one graph; `columns` is empty where only the cells are of interest."""

    file: str
    name: str
    graph: str
    query: str
    rows: Sequence[Row]
    ordered: bool
    params: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    certain: Sequence[Row] | None = None

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


@cache
def graphs() -> Mapping[str, str]:
    """The drawn graphs by their names."""
    drawn: dict[str, str] = _read(FOLDER / "graphs.yaml")["graphs"]
    return drawn


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, file by file."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "graphs")
    return tuple(one for path in files for one in _scenarios(path.stem, _read(path)))


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def _scenarios(file: str, told: Mapping[str, Any]) -> Iterator[Scenario]:
    for one in told["scenarios"]:
        odd = one.keys() - KEYS
        assert not odd and ("expect" in one) != ("expect_in_order" in one), f"{file}: {one.get('name')}: {odd}"
        ordered = "expect_in_order" in one
        yield Scenario(
            file,
            one["name"],
            one.get("graph", told["graph"]),
            one["query"],
            one["expect_in_order" if ordered else "expect"],
            ordered,
            one.get("params", {}),
            tuple(one.get("columns", ())),
            one.get("certain"),
        )


def drawn_store(drawing: str) -> DuckStore:
    """An embedded store that holds a drawn graph."""
    store = DuckStore.memory()
    write_drawn(store.con, parse_graph(drawing))
    return store


def readings(scenario: Scenario) -> Iterator[tuple[bool, Sequence[Row]]]:
    """What a scenario says of each reading: whether it is the certain one, and its rows."""
    yield False, scenario.rows
    if scenario.certain is not None:
        yield True, scenario.certain


def hold(store: GraphStore, scenario: Scenario) -> None:
    """Assert that a store of the scenario's graph answers as it says."""
    for certain, rows in readings(scenario):
        result = store.run(scenario.query, scenario.params, certain=certain)
        if scenario.columns:
            assert tuple(column.name for column in result.columns) == scenario.columns
        found = shown(store, result)
        assert same_rows(found, rows, ordered=scenario.ordered), (certain, found)


def shown(store: GraphStore, result: Result) -> list[list[Any]]:
    """The rows of a result as a scenario writes them."""
    return [
        [_cell(store, column, cell) for column, cell in zip(result.columns, row, strict=True)] for row in result.rows
    ]


def _cell(store: GraphStore, column: ColumnInfo, cell: Any) -> Any:
    if cell is None:
        return None
    match column.kind:
        case "node":
            return f"({store.nodes([cell])[cell].id})"
        case "relationship":
            return _relationship(store, cell)
        case "map":
            return {part.name: _cell(store, part, cell[part.name]) for part in column.parts}
        case "list" | "path":
            return [_cell(store, column.element, item) for item in cell]
        case _:
            return cell


def _relationship(store: GraphStore, ref: EdgeRef) -> str:
    edge = store.edges([ref])[ref]
    ends = store.nodes([edge.src, edge.dst])
    return f"{ends[edge.src].id}-{edge.type}>{ends[edge.dst].id}"


def same_rows(found: Sequence[Row], wanted: Sequence[Row], *, ordered: bool) -> bool:
    """Whether the rows are the same, in this order or in any."""
    if len(found) != len(wanted):
        return False
    if ordered:
        return all(map(same, found, wanted))
    left = list(wanted)
    for row in found:
        place = next((place for place, other in enumerate(left) if same(row, other)), None)
        if place is None:
            return False
        del left[place]
    return True


def same(found: Any, wanted: Any) -> bool:
    """Whether two values are the same: of one type, whole numbers and texts exactly, fractions to nine digits."""
    if isinstance(wanted, Mapping):
        keys = found.keys() if isinstance(found, Mapping) else None
        return keys == wanted.keys() and all(same(found[key], wanted[key]) for key in wanted)
    if _is_list(wanted):
        return _is_list(found) and len(found) == len(wanted) and all(map(same, found, wanted))
    if type(found) is not type(wanted):
        return False
    if isinstance(wanted, float):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return bool(found == wanted)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
