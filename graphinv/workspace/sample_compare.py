"""Whether a sample became the graph that is expected of it: every node and edge, and each drawn value of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphinv.content.sample_spec import SampleSpec
from graphinv.cypher import GraphText, parse_graph
from graphinv.cypher.graph_scan import DrawnEdge, DrawnNode, scan
from graphinv.stores.base import Edge
from graphinv.workspace.sample_graph import Reject, SampleGraph
from graphinv.workspace.sample_text import described, edge_props

_SECOND = {"since": "since_certain", "until": "until_certain"}


@dataclass(frozen=True)
class Drawn:
    """The expected graph, and which properties were written down: the others may be anything."""

    graph: GraphText
    node_keys: Mapping[str, set[str]]
    edge_keys: Sequence[set[str]]

    @classmethod
    def of(cls, text: str) -> Drawn:
        """Raises CypherError with line and column."""
        parts = list(scan(text))
        nodes: dict[str, set[str]] = {}
        for part in parts:
            if isinstance(part, DrawnNode):
                nodes.setdefault(part.var, set()).update(value.key for value in part.values)
        edges = [{value.key for value in part.values} for part in parts if isinstance(part, DrawnEdge)]
        return cls(parse_graph(text), nodes, edges)


def differences(sample: SampleSpec, found: SampleGraph) -> Iterator[str]:
    """One sentence for each difference; none if the sample gives what is expected."""
    yield from _rejects(sample, found.rejects)
    drawn = Drawn.of(sample.graph)
    places: dict[str, int] = {}
    for name in _by_certainty(drawn):
        problem = _place(name, drawn, found, places)
        if problem:
            yield problem
    for nid, node in sorted(found.nodes.items()):
        if nid not in places.values():
            yield f"not expected: {described(node)}"
    if places.keys() == drawn.graph.nodes.keys():
        yield from _edges(drawn, found, places)


def _by_certainty(drawn: Drawn) -> list[str]:
    """Nodes with a key first, then those with most properties, so that the vague ones take what is left."""
    return sorted(drawn.graph.nodes, key=lambda name: ("id" not in drawn.node_keys[name], -len(drawn.node_keys[name])))


def _place(name: str, drawn: Drawn, found: SampleGraph, places: dict[str, int]) -> str:
    """Find the node that a drawn one stands for and note it in `places`; returns what is wrong instead."""
    label, props = drawn.graph.nodes[name]
    keys = drawn.node_keys[name] - {"id"}
    free = [nid for nid, node in found.nodes.items() if node.label == label and nid not in places.values()]
    if "id" in drawn.node_keys[name]:
        nid = found.found_by.get((label, str(props["id"])))
        free = [one for one in free if one == nid or found.nodes[one].id == props["id"]]
    if not free:
        return f"missing: ({name}:{label} {props['id'] if 'id' in drawn.node_keys[name] else ''})"
    fitting = [nid for nid in free if not _wrong(props, found.nodes[nid].props, keys)]
    if len(fitting) == 1:
        places[name] = fitting[0]
        return ""
    if fitting:
        return f"({name}:{label}) fits {len(fitting)} nodes: draw its id or more of its properties"
    if len(free) == 1:
        places[name] = free[0]
        return f"({name}:{label}): {_wrong_text(props, found.nodes[free[0]].props, keys)}"
    return f"missing: ({name}:{label}) with these properties"


def _wrong_text(expected: Mapping[str, Any], actual: Mapping[str, Any], keys: set[str]) -> str:
    wrong = _wrong(expected, actual, keys)
    return "; ".join(f"{key} expected {expected.get(key)}, found {actual.get(key)}" for key in wrong)


def _wrong(expected: Mapping[str, Any], actual: Mapping[str, Any], keys: set[str]) -> list[str]:
    """The stored columns of the drawn properties that differ."""
    columns = [column for key in sorted(keys) for column in (key, _SECOND.get(key, f"{key}_last"))]
    return [column for column in columns if column in expected and expected[column] != actual.get(column)]


def _edges(drawn: Drawn, found: SampleGraph, places: Mapping[str, int]) -> Iterator[str]:
    """Edges with most properties first, so that the vague ones take what is left."""
    left = list(found.edges)
    for edge, keys in sorted(zip(drawn.graph.edges, drawn.edge_keys, strict=True), key=lambda pair: -len(pair[1])):
        between = (edge.type, places[edge.src], places[edge.dst])
        same = [one for one in left if (one.type, one.src, one.dst) == between]
        wrong = [(_wrong(edge.props, _stored(one), keys | {"certain"}), one) for one in same]
        fitting = [one for differing, one in wrong if not differing] or (same if len(same) == 1 else [])
        text = f"({edge.src})-[:{edge.type}]->({edge.dst})"
        if not fitting:
            yield f"missing: {text} with these properties"
            continue
        left.remove(fitting[0])
        if said := _wrong_text(edge.props, _stored(fitting[0]), keys | {"certain"}):
            yield f"{text}: {said}"
    names = {nid: name for name, nid in places.items()}
    for one in left:
        props = ", ".join(f"{key}: {value}" for key, value in edge_props(one).items())
        src, dst = (names.get(nid, found.nodes[nid].id) for nid in (one.src, one.dst))
        yield f"not expected: ({src})-[:{one.type} {{{props}}}]->({dst})"


def _stored(edge: Edge) -> dict[str, Any]:
    return {**edge.props, "certain": edge.certain}


def _rejects(sample: SampleSpec, found: Sequence[Reject]) -> Iterator[str]:
    wanted = [(reject.row, reject.column, reject.value) for reject in sample.rejects]
    for reject in wanted:
        if reject not in found:
            yield f"row {reject[0]} should be refused for `{reject[1]}`: {reject[2]!r}"
    for row, column, value in found:
        if (row, column, value) not in wanted:
            yield f"row {row} is refused for `{column}`: {value!r}"
