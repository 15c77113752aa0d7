"""Going through a query's tree without a visitor for each kind of node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from graphinv.cypher.ast import Call, CountRows, CountStar, Exists, Node

N = TypeVar("N", bound=Node)

AGGREGATES = frozenset(
    {"count", "sum", "avg", "min", "max", "collect", "stDev", "stDevP", "percentileCont", "percentileDisc"}
)

_AGGREGATED = "@aggregated"

_PARTS: dict[type[Node], tuple[str, ...]] = {}


def _parts(kind: type[Node]) -> tuple[str, ...]:
    if kind not in _PARTS:
        _PARTS[kind] = tuple(part.name for part in fields(kind) if part.name != "at")
    return _PARTS[kind]


def children(node: Node) -> list[Node]:
    """The nodes directly below a node."""
    found: list[Node] = []
    values = vars(node)
    for name in _parts(type(node)):
        value = values[name]
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Node)]
    return found


def walk(node: Node, *, into_subqueries: bool = True) -> Iterator[Node]:
    """The node and everything below it, parents first, in the order of the text."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        if into_subqueries or not isinstance(found, Exists | CountRows):
            waiting += children(found)[::-1]


def rebuilt(node: N, change: Callable[[Node], Node]) -> N:
    """The node with `change` applied to each of its direct children."""
    news: dict[str, Any] = {}
    for name in _parts(type(node)):
        value = getattr(node, name)
        new: object = value
        if isinstance(value, Node):
            new = change(value)
        elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
            new = tuple(change(item) if isinstance(item, Node) else item for item in value)
        if new is not value:
            news[name] = new
    return replace(node, **news) if news else node


def is_aggregate(node: Node) -> bool:
    """Whether the node itself is an aggregate."""
    return isinstance(node, CountStar) or (isinstance(node, Call) and node.name in AGGREGATES)


def has_aggregate(node: Node) -> bool:
    """Whether an aggregate stands in an expression (those of its subqueries do not count)."""
    notes = vars(node)
    # Every pass over a query asks this of all columns again, so that a node keeps the answer.
    if _AGGREGATED not in notes:
        inside = () if isinstance(node, Exists | CountRows) else children(node)
        notes[_AGGREGATED] = is_aggregate(node) or any(map(has_aggregate, inside))
    return bool(notes[_AGGREGATED])
