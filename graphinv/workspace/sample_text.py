"""A sample's graph written as text that can be read back: one line per node, then one per edge."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from graphinv.model import EDGES, LABELS, PropType
from graphinv.model.values import money
from graphinv.stores.base import Edge, Node
from graphinv.workspace.sample_graph import SampleGraph

_BARE = re.compile(r"[\w.\-+/:#]+( [\w.\-+/:#]+)*")
_MADE = re.compile(r"P-[0-9a-f]{16}|(name|local):[0-9a-f]{16}|[0-9a-f]{32}(#[0-9]+)?")
"""Ids that no source has: they are not written, and a node is known by its properties instead."""


def graph_lines(graph: SampleGraph) -> Iterator[str]:
    """The graph, nodes by label; what cannot be written (a day between two days) is left out."""
    names = _variables(graph)
    for nid, name in names.items():
        node = graph.nodes[nid]
        props = {**_known_by(graph, nid), **written(node.props, LABELS[node.label].props)}
        yield f"({name}:{node.label}{_braces(props)})"
    ordered = sorted(graph.edges, key=lambda edge: (edge.type, edge.src, edge.dst, edge.ref))
    for edge in ordered:
        yield f"({names[edge.src]})-[:{edge.type}{_braces(edge_props(edge))}]->({names[edge.dst]})"


def described(node: Node) -> str:
    """One node in a message."""
    return f"({node.label} {node.id}{_braces(written(node.props, LABELS[node.label].props))})"


def edge_props(edge: Edge) -> dict[str, str]:
    """What an edge says, with `certain` only where it is not."""
    found = written(edge.props, EDGES[edge.type].props)
    return found if edge.certain else {**found, "certain": "false"}


def written(props: Mapping[str, Any], kinds: Mapping[str, PropType]) -> dict[str, str]:
    """The properties that are known, as text."""
    found = {}
    for name in ("since", "until"):
        if name in props:
            inner = props[f"{name}_certain"]
            days = (props[name], inner) if name == "since" else (inner, props[name])
            found[name] = _days(*days)
    for name, kind in kinds.items():
        if kind is PropType.DATE:
            found[name] = _days(props[name], props[f"{name}_last"])
        elif props.get(name) is not None and not _MADE.fullmatch(str(props[name])):
            found[name] = _value(kind, props[name])
    return {name: text for name, text in found.items() if text}


def _variables(graph: SampleGraph) -> dict[int, str]:
    counts: dict[str, int] = {}
    names = {}
    for nid, node in sorted(graph.nodes.items()):
        stem = node.label.lower()
        counts[stem] = nth = counts.get(stem, 0) + 1
        names[nid] = f"{stem}{nth}"
    return names


def _known_by(graph: SampleGraph, nid: int) -> dict[str, str]:
    """The id to look for, unless only properties tell the node from others."""
    node = graph.nodes[nid]
    keys = [key for key in (node.id, *graph.keys_of(nid)) if not _MADE.fullmatch(key) and not key.startswith("person-")]
    return {"id": _quoted(keys[0])} if keys else {}


def _days(first: date, last: date) -> str:
    if (first, last) == (date.min, date.max):
        return ""
    if first == last:
        return first.isoformat()
    if (first.day, last) == (1, _end(first)):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
        return f"{first:%Y}"
    return ""


def _end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _value(kind: PropType, value: Any) -> str:
    if kind is PropType.LIST:
        return "[" + ", ".join(map(_quoted, value)) + "]"
    if kind is PropType.MONEY:
        return money.yuan(value)
    if kind is PropType.PRICE:
        return f"{value / 10_000:.4f}"
    if kind is PropType.BOOL:
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """Bare where nothing in it could be read as anything else."""
    if _BARE.fullmatch(text) and "//" not in text:
        return text
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _braces(props: Mapping[str, str]) -> str:
    return f" {{{', '.join(f'{name}: {value}' for name, value in props.items())}}}" if props else ""
