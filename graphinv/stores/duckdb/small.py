"""A tiny graph written by hand: the cases of rules, and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from graphinv.cypher import GraphText
from graphinv.errors import UsageError
from graphinv.mapping.transforms import complete
from graphinv.mapping.work import Work
from graphinv.model import EDGES, INTERVAL, LABELS, PropType
from graphinv.model.ids import person_gid
from graphinv.model.layout import DECLARED
from graphinv.model.values import BadValue, moment, money, partial_date, share
from graphinv.stores.base import EdgeText, NodeText
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.duckdb.fill import fill

_BLOOD = ("parent", "child", "sibling", "grandparent", "collateral")
_PARSE: Mapping[PropType, Callable[[str], Any]] = {
    PropType.MONEY: money.fen,
    PropType.PRICE: money.price,
    PropType.SHARE: share.parse,
    PropType.DATETIME: lambda text: moment.parse(text).at,
}


def write_small(con: Connection, nodes: Sequence[NodeText], edges: Sequence[EdgeText], key: bytes = b"") -> None:
    """Fill the empty graph on this connection; dates as text, perhaps partial, money in yuan as text or number.

    An unknown bound is left out; `9999-12-31` as `until` is known never to end. Raises UsageError for what does not
    fit the model.
    """
    stored_nodes = [NodeText(n.key, n.label, n.id, _stored(n.key, _node_types(n.label), n.props)) for n in nodes]
    stored_edges = [EdgeText(e.type, e.src, e.dst, _edge_props(e)) for e in edges]
    _write(con, stored_nodes, stored_edges, key)


def write_drawn(con: Connection, graph: GraphText, key: bytes = b"") -> None:
    """Fill the empty graph on this connection with a drawn one; its node keys are the drawing's variables."""
    nodes = [NodeText(name, drawn.label, str(drawn.props["id"]), drawn.props) for name, drawn in graph.nodes.items()]
    _write(con, nodes, [EdgeText(edge.type, edge.src, edge.dst, edge.props) for edge in graph.edges], key)


def _write(con: Connection, nodes: Iterable[NodeText], edges: Iterable[EdgeText], key: bytes) -> None:
    fill(con, DECLARED, (_with_gid(node, key) for node in nodes), edges)
    complete(Work(con, nodes="n_"))


def _with_gid(node: NodeText, key: bytes) -> NodeText:
    if node.label != "Person":
        return node
    return replace(node, props={**node.props, "gid": person_gid(key, "person_id", node.id)})


def _node_types(label: str) -> dict[str, PropType]:
    return LABELS[label].props | (_BOUNDS if LABELS[label].interval else {})


_BOUNDS = {"since": PropType.DATE, "until": PropType.DATE}


def _edge_props(edge: EdgeText) -> dict[str, Any]:
    shape = EDGES[edge.type]
    found = _stored(
        edge.type, {"certain": PropType.BOOL, **shape.props, **(_BOUNDS if shape.interval else {})}, edge.props
    )
    if edge.type == "FAMILY" and found.get("type") in _BLOOD and not {"since", "until"} & edge.props.keys():
        found |= dict(zip(INTERVAL, (date.min, date.max, date.min, date.max), strict=True))
    return found


def _stored(owner: str, types: Mapping[str, PropType], props: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that hold these properties."""
    found: dict[str, Any] = {}
    for name, value in props.items():
        if name not in types:
            raise UsageError(
                "{owner} has no property `{name}`.", hint="Known: {names}.", owner=owner, name=name, names=types
            )
        if value is None:
            continue
        try:
            found |= _value(name, types[name], value)
        except (ValueError, BadValue) as error:
            raise UsageError(
                "{owner}.{name} cannot be {value!r}: {error}", owner=owner, name=name, value=value, error=error
            ) from None
    return found


def _value(name: str, kind: PropType, value: Any) -> dict[str, Any]:
    if kind is PropType.DATE:
        first, last = _days(str(value))
        pair = {"since": ("since", "since_certain"), "until": ("until_certain", "until")}.get(name)
        columns = pair if pair and kind is PropType.DATE else (name, f"{name}_last")
        return dict(zip(columns, (first, last), strict=True))
    if kind in _PARSE and not isinstance(value, datetime):
        return {name: _PARSE[kind](str(value))}
    return {name: value}


def _days(text: str) -> tuple[date, date]:
    if text == date.min.isoformat():
        return date.min, date.min
    found = partial_date.parse(text)
    return (date.max, date.max) if found is None else (found.first, found.last)
