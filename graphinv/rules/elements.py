"""The nodes and edges behind the rows of a rule, fetched once for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphinv.cypher.kinds import Kind, ListKind, NodeKind, PathKind, RelKind
from graphinv.stores.base import Edge, EdgeRef, GraphStore, Node

Row = Mapping[str, Any]
"""Column to value: nodes as node numbers, relationships as EdgeRef, lists and paths as lists of these."""


def node_numbers(kind: Kind, value: Any) -> Iterator[int]:
    """The node numbers in a value of this kind."""
    if isinstance(kind, NodeKind) and value is not None:
        yield int(value)
    elif isinstance(kind, ListKind):
        for item in value or ():
            yield from node_numbers(kind.item, item)


def edge_refs(kind: Kind, value: Any) -> Iterator[EdgeRef]:
    """The edges in a value of this kind, in the order of a path."""
    if isinstance(kind, RelKind) and value is not None:
        yield value
    elif isinstance(kind, PathKind):
        yield from value or ()
    elif isinstance(kind, ListKind):
        for item in value or ():
            yield from edge_refs(kind.item, item)


@dataclass(frozen=True)
class Elements:
    """Everything that some rows name: nodes by number, edges, and the base edges behind each edge."""

    nodes: Mapping[int, Node]
    edges: Mapping[EdgeRef, Edge]
    bases: Mapping[EdgeRef, tuple[EdgeRef, ...]]

    def in_value(self, kind: Kind, value: Any) -> Iterator[Node | Edge]:
        """The elements in a value, in order."""
        yield from (self.nodes[number] for number in node_numbers(kind, value))
        yield from (self.edges[ref] for ref in edge_refs(kind, value))


def fetch(store: GraphStore, columns: Mapping[str, Kind], rows: Iterable[Row]) -> Elements:
    """The elements of all rows, the base edges of derived ones, and the nodes at the ends of all edges."""
    numbers: set[int] = set()
    refs: set[EdgeRef] = set()
    for row in rows:
        for name, kind in columns.items():
            numbers.update(node_numbers(kind, row[name]))
            refs.update(edge_refs(kind, row[name]))
    bases = store.base_edges(refs)
    edges = store.edges(refs.union(*bases.values()))
    numbers.update(number for edge in edges.values() for number in (edge.src, edge.dst))
    return Elements(store.nodes(numbers), edges, bases)
