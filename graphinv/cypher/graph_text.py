"""Tiny graphs drawn as text, for the cases of rules and for tests, checked against the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from graphinv.cypher.graph_scan import DrawnEdge, DrawnNode, Value, scan
from graphinv.cypher.graph_values import stored
from graphinv.cypher.lexer import fail
from graphinv.cypher.narrow import narrow
from graphinv.cypher.patterns import explain
from graphinv.cypher.schema import Model, declared_model, nearest
from graphinv.cypher.shape import Hop, NodeNeed, Shape
from graphinv.message import either, msg
from graphinv.model import PropType


class NodeLiteral(NamedTuple):
    """A drawn node: its concrete label and its stored columns with `id` (the variable if none is drawn)."""

    label: str
    props: dict[str, Any]


class EdgeLiteral(NamedTuple):
    """A drawn edge between two variables with its stored columns, `certain` among them."""

    type: str
    src: str
    dst: str
    props: dict[str, Any]


@dataclass(frozen=True)
class GraphText:
    """Nodes by variable, edges in the order of the text; values as the store keeps them (see `stored`)."""

    nodes: Mapping[str, NodeLiteral]
    edges: tuple[EdgeLiteral, ...]


def parse_graph(text: str, model: Model | None = None, *, as_of: date | None = None) -> GraphText:
    """The graph that a text draws. Raises CypherError with line, column and nearest name.

    Money is in yuan, dates may be partial or `unknown`; an `until` that is not drawn is unknown, or with `as_of` not
    ended on that day. `certain: false` marks an edge that was matched by name.
    """
    model = model or declared_model()
    drawn = list(scan(text))
    edges = [part for part in drawn if isinstance(part, DrawnEdge)]
    nodes = [part for part in drawn if isinstance(part, DrawnNode)]
    labels = _labels(nodes, edges, model)
    literals = {name: _node(name, label, nodes, model, as_of) for name, label in labels.items()}
    return GraphText(literals, tuple(_edge(edge, model, as_of) for edge in edges))


def _labels(nodes: Sequence[DrawnNode], edges: Sequence[DrawnEdge], model: Model) -> dict[str, str]:
    """The label of each variable: as drawn, or the only one that its edges allow."""
    needs: dict[str, NodeNeed] = {}
    for node in nodes:
        for label in node.labels:
            if label not in model.label_names:
                fail(node.at, "Unknown label {label}.", nearest(label, model.label_names), label=label)
        needs.setdefault(node.var, NodeNeed(node.at)).labels.extend((label,) for label in node.labels)
    hops = [_hop(place, edge, model) for place, edge in enumerate(edges)]
    shape = Shape(needs, hops)
    found = narrow(shape, model, {})
    if found.stuck is not None:
        explain(shape, found, model, {})
    for name, labels in found.labels.items():
        if len(labels) > 1:
            some = either(sorted(labels)) if len(labels) < 6 else msg("one of many labels")
            fail(needs[name].at, "{name} may be {some}.", "Write ({name}:Label).", name=name, some=some)
    return {name: next(iter(labels)) for name, labels in found.labels.items()}


def _hop(place: int, edge: DrawnEdge, model: Model) -> Hop:
    if edge.type not in model.edges:
        fail(edge.at, "Unknown relationship type {type}.", nearest(edge.type, model.edges), type=edge.type)
    return Hop(f"@r{place}", (edge.type,), edge.src, edge.dst, "out", (), edge.at)


def _node(name: str, label: str, nodes: Sequence[DrawnNode], model: Model, as_of: date | None) -> NodeLiteral:
    values = tuple(value for node in nodes if node.var == name for value in node.values)
    shape = model.labels[label]
    declared = {"id": PropType.STRING, **shape.props}
    return NodeLiteral(
        label, {"id": name, **stored(label, declared, _once(values), interval=shape.interval, as_of=as_of)}
    )


def _edge(edge: DrawnEdge, model: Model, as_of: date | None) -> EdgeLiteral:
    shape = model.edges[edge.type]
    declared = {"certain": PropType.BOOL, **shape.props}
    props = stored(edge.type, declared, _once(edge.values), interval=shape.interval, as_of=as_of)
    return EdgeLiteral(edge.type, edge.src, edge.dst, {"certain": True, **props})


def _once(values: tuple[Value, ...]) -> tuple[Value, ...]:
    seen: dict[str, Value] = {}
    for value in values:
        if value.key in seen and seen[value.key].texts != value.texts:
            fail(value.at, "{key} is drawn twice with different values.", "Draw it once.", key=value.key)
        seen[value.key] = value
    return tuple(seen.values())
