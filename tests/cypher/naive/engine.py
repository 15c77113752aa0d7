"""The naive interpreter as an engine: nodes by their place in its lists, relationships by their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphinv.cypher import parse
from graphinv.stores import base
from tests.cypher.naive.clauses import answers, column_names
from tests.cypher.naive.graph import Lists, Node, Path, Rel


class Naive:
    """Answers from lists."""

    def __init__(self, graph: Lists) -> None:
        self.graph = graph
        self.places = {id(node): place for place, node in enumerate(graph.nodes)}

    def run(self, text: str, params: base.Params | None = None, *, certain: bool = False) -> base.Result:
        """The rows; a column's kind is that of its values, as nothing else is known of it."""
        found = answers(self.graph, text, dict(params or {}), sure=certain)
        names = column_names(parse(text).parts[0])
        columns = [base.ColumnInfo(name, *_kind([row[place] for row in found])) for place, name in enumerate(names)]
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
            case _:
                return value


def _kind(values: Iterable[Any]) -> tuple[str, str | None]:
    for value in values:
        match value:
            case Node():
                return "node", None
            case Rel():
                return "relationship", None
            case Path():
                return "path", "relationship"
            case [first, *others]:
                kind, inner = _kind([first, *others])
                return "list", kind if kind != "scalar" else inner
            case _ if value is not None and value != []:
                return "scalar", None
    return "scalar", None
