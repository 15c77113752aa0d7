"""The naive interpreter as an engine: nodes by their place in its lists, relationships by their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graphinv.errors import QueryFailed
from graphinv.stores import base
from tests.cypher.naive.clauses import answers, column_names, tree_of
from tests.cypher.naive.graph import Lists, Node, Path, Rel

OUTSIDE = "A day before the year 1 or after 9999 cannot be shown."
"""What it says also of such days that are not shown: Python has none."""


class Naive:
    """Answers from lists."""

    def __init__(self, graph: Lists) -> None:
        self.graph = graph
        self.places = {id(node): place for place, node in enumerate(graph.nodes)}

    def run(self, text: str, params: base.Params | None = None, *, certain: bool = False) -> base.Result:
        """The rows; a column's kind is that of its values, as nothing else is known of it."""
        try:
            found = answers(self.graph, text, dict(params or {}), sure=certain)
        except (ValueError, OverflowError):
            raise QueryFailed(OUTSIDE) from None
        names = column_names(tree_of(text).parts[0])
        columns = [_column(name, [row[place] for row in found]) for place, name in enumerate(names)]
        return base.Result(tuple(columns), [tuple(map(self._value, row)) for row in found])

    def nodes(self, nids: Iterable[int]) -> dict[int, base.Node]:
        """The nodes at these places; properties are left out."""
        found = {nid: self.graph.nodes[nid] for nid in nids}
        return {nid: base.Node(nid, f"g-{node.name}", node.label, node.name, {}) for nid, node in found.items()}

    def edges(self, refs: Iterable[base.EdgeRef]) -> dict[base.EdgeRef, base.Edge]:
        """The relationships with these numbers; properties are left out."""
        return {ref: self._edge(ref, self.graph.rels[ref.eid - 1]) for ref in refs}

    def _edge(self, ref: base.EdgeRef, rel: Rel) -> base.Edge:
        src, dst = self.places[id(rel.start)], self.places[id(rel.end)]
        return base.Edge(ref, rel.type, src, dst, bool(rel.props["certain"]), {})

    def _value(self, value: Any) -> Any:
        match value:
            case Node():
                return self.places[id(value)]
            case Rel():
                return base.EdgeRef(0, value.eid)
            case Path():
                return [base.EdgeRef(0, rel.eid) for rel in value.rels]
            case list():
                return [self._value(item) for item in value]
            case dict():
                return {key: self._value(item) for key, item in value.items()}
            case _:
                return value


def _column(name: str, values: Sequence[Any]) -> base.ColumnInfo:
    """A column by what stands in it."""
    for value in values:
        match value:
            case Node():
                return base.ColumnInfo(name, "node")
            case Rel():
                return base.ColumnInfo(name, "relationship")
            case Path():
                return base.ColumnInfo(name, "path", "relationship")
            case list():
                return _list_column(name, [item for some in values for item in some or ()])
            case dict():
                maps = [one for one in values if one is not None]
                return base.ColumnInfo(
                    name, "map", None, tuple(_column(key, [one[key] for one in maps]) for key in value)
                )
    return base.ColumnInfo(name, "scalar")


def _list_column(name: str, items: Sequence[Any]) -> base.ColumnInfo:
    element = _column("", items)
    parts = (element,) if element.kind in ("list", "map") else ()
    return base.ColumnInfo(name, "list", None if element.kind == "scalar" else element.kind, parts)
