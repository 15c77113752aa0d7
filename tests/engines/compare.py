"""The answers of two engines in one form: bags of rows, without what is an engine's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from graphinv.cypher import ast, parse
from graphinv.cypher.walk import walk
from graphinv.stores.base import ColumnInfo, Edge, EdgeRef, Node, Params, Result

Row = tuple[Any, ...]
UNORDERED = frozenset({"collect", "labels"})
"""Functions whose lists are in no order."""

DIGITS, DECIMALS = 12, 9
"""Significant digits and decimal places in which numbers must agree: sums are added up in any order."""


class Engine(Protocol):
    """What is needed of an engine; every GraphStore has it."""

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result: ...

    def nodes(self, nids: Iterable[int]) -> Mapping[int, Node]: ...

    def edges(self, refs: Iterable[EdgeRef]) -> Mapping[EdgeRef, Edge]: ...


def answered(engine: Engine, text: str, params: Params | None = None, *, certain: bool = False) -> list[Row]:
    """The rows of a query: in order where the text orders them, else sorted.

    Nodes are ("node", label, id), relationships ("edge", type, id, id, eid), paths lists of these. Equal numbers are
    equal whatever their type; lists in no order are sorted.
    """
    result = engine.run(text, params, certain=certain)
    bags, ordered = _read(text)
    form = _Form(engine, result, bags)
    rows = [tuple(map(form.value, result.columns, row)) for row in result.rows]
    return rows if ordered else sorted(rows, key=repr)


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[frozenset[str], bool]:
    """What of the answer is in no order; a text is asked of two engines, in two readings."""
    tree = parse(text)
    return _gathered(tree), _is_ordered(tree)


class _Form:
    """Values of one result; `bags` are the columns whose lists are in no order."""

    def __init__(self, engine: Engine, result: Result, bags: frozenset[str]) -> None:
        self.bags = bags
        found = [
            one for row in result.rows for cell in zip(result.columns, row, strict=True) for one in _elements(*cell)
        ]
        self.edges = engine.edges({one for one in found if isinstance(one, EdgeRef)})
        ends = {end for edge in self.edges.values() for end in (edge.src, edge.dst)}
        self.nodes = engine.nodes(ends | {one for one in found if not isinstance(one, EdgeRef)})

    def value(self, column: ColumnInfo, value: Any) -> Any:
        if isinstance(value, list):
            items = [self.value(_item(column), item) for item in value]
            return sorted(items, key=repr) if column.name in self.bags else items
        if isinstance(value, dict):
            parts = {part.name: replace(part, name=column.name) for part in column.parts}
            return {key: self.value(parts[key], value[key]) for key in sorted(value)}
        if isinstance(value, EdgeRef):
            edge = self.edges[value]
            return "edge", edge.type, self.nodes[edge.src].id, self.nodes[edge.dst].id, value.eid
        if column.kind == "node" and value is not None:
            return "node", self.nodes[value].label, self.nodes[value].id
        return _plain(value)


def _item(column: ColumnInfo) -> ColumnInfo:
    """An element of a list as a column of its own."""
    return replace(column.element, name=column.name)


def _elements(column: ColumnInfo, value: Any) -> Iterator[int | EdgeRef]:
    if isinstance(value, list):
        for item in value:
            yield from _elements(_item(column), item)
    elif isinstance(value, dict):
        for part in column.parts:
            yield from _elements(part, value[part.name])
    elif isinstance(value, EdgeRef) or (column.kind == "node" and value is not None):
        yield value


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.isoformat() if isinstance(value, date) else value
    return round(float(f"{value:.{DIGITS}g}"), DECIMALS) + 0.0  # no negative nought


def _is_ordered(tree: ast.Query) -> bool:
    last = tree.parts[-1].clauses[-1]
    return len(tree.parts) == 1 and isinstance(last, ast.Return) and bool(last.projection.order)


def _gathered(tree: ast.Query) -> frozenset[str]:
    """The names under which a list in no order travels; names of different scopes count as one."""
    items = [node for node in walk(tree) if isinstance(node, ast.Item)]
    found: set[str] = set()
    while more := {item.name for item in items if item.name not in found and _gathers(item.value, found)}:
        found |= more
    return frozenset(found)


def _gathers(expr: ast.Expr, known: set[str]) -> bool:
    return any(
        (isinstance(node, ast.Call) and node.name.lower() in UNORDERED)
        or (isinstance(node, ast.Var) and node.name in known)
        for node in walk(expr)
    )
