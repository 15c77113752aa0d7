"""One order for what `collect` gathered: no engine promises any, and the same facts must read the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from graphinv.cypher.ast import Call, Item, Query, Var
from graphinv.cypher.kinds import Kind, ListKind, NodeKind, RelKind
from graphinv.cypher.walk import walk
from graphinv.rules.elements import Elements, Row
from graphinv.stores.base import Edge, Node


def gathered(query: Query) -> frozenset[str]:
    """The names whose values come out of a `collect`, directly or through other names."""
    items = [node for node in walk(query) if isinstance(node, Item)]
    found: set[str] = set()
    while more := {item.name for item in items if item.name not in found and _from_collect(item, found)}:
        found |= more
    return frozenset(found)


def _from_collect(item: Item, found: set[str]) -> bool:
    return any(
        (isinstance(node, Call) and node.name == "collect") or (isinstance(node, Var) and node.name in found)
        for node in walk(item.value)
    )


def in_order(columns: Mapping[str, Kind], names: frozenset[str], row: Row, elements: Elements) -> Row:
    """The row with the lists of these columns sorted: edges by day and stable id, nodes by label and stable id."""
    changed = {
        name: _sorted(kind.item, row[name], elements)
        for name, kind in columns.items()
        if name in names and isinstance(kind, ListKind) and row[name]
    }
    return {**row, **changed} if changed else row


def _sorted(item: Kind, values: list[Any], elements: Elements) -> list[Any]:
    match item:
        case NodeKind():
            return sorted(values, key=lambda nid: _node_key(elements.nodes[nid]))
        case RelKind():
            return sorted(values, key=lambda ref: _edge_key(elements.edges[ref]))
        case _:
            return sorted(values, key=str)


def _node_key(node: Node) -> tuple[str, str]:
    return node.label, node.gid


def _edge_key(edge: Edge) -> tuple[str, int, int]:
    return _day(edge.props), edge.ref.table, edge.ref.eid


def _day(props: Mapping[str, Any]) -> str:
    """The first day that an element's properties name, in the order of the model; empty if they name none."""
    found = (value for value in props.values() if isinstance(value, (date, datetime)) and value.year > date.min.year)
    day = next(found, None)
    return day.isoformat() if day else ""
