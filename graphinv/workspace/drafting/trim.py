"""A table's nodes and edges cut down to the columns that a file has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from graphinv.content.column_check import NOT_MADE
from graphinv.content.loader_spec import ColumnSpec, EdgeSpec, LoaderSpec, NodeSpec
from graphinv.sources.columns import default_columns
from graphinv.staging.plan import PROVENANCE


@dataclass(frozen=True)
class Trimmed:
    """What is left of a table; `extra` are columns that no header stands for: made keys, defaults, bare references."""

    nodes: Mapping[str, NodeSpec]
    edges: tuple[EdgeSpec, ...]
    extra: Mapping[str, ColumnSpec]
    differ: tuple[tuple[str, str], ...]
    any_of: tuple[tuple[str, ...], ...]
    order: tuple[str, ...]
    required_if: Mapping[str, Mapping[str, str]]


def trim(spec: LoaderSpec, placed: Mapping[str, ColumnSpec], given: Mapping[str, ColumnSpec] | None = None) -> Trimmed:
    """Keep what the placed columns carry; `given` are further columns that have been decided on."""
    extra = {**_bare_references(spec, placed), **_made(spec, placed), **(given or {})}
    there = {*placed, *extra}
    nodes = _nodes(spec, there, {*placed, *extra} - {*_bare_references(spec, placed)}, placed)
    edges = tuple(_edge(edge, there, nodes) for edge in spec.edges if _joins(edge, there, nodes))
    order = tuple(name for name in spec.order if name in placed)
    return Trimmed(
        nodes=nodes,
        edges=edges,
        extra={name: column for name, column in extra.items() if name in _used(spec, nodes, edges)},
        differ=tuple(pair for pair in spec.differ if set(pair) <= there),
        any_of=tuple(group for group in spec.any_of if set(group) <= there),
        order=order if len(order) > 1 else (),
        required_if={n: dict(when) for n, when in spec.required_if.items() if {n, *when} <= there},
    )


def _bare_references(spec: LoaderSpec, placed: Collection[str]) -> dict[str, ColumnSpec]:
    """References of which the file has only the name."""
    return {
        name: ColumnSpec(name, column.type)
        for name, column in spec.columns.items()
        if name.endswith("_id") and name not in placed and f"{name.removesuffix('_id')}_name" in placed
    }


def _made(spec: LoaderSpec, placed: Collection[str]) -> dict[str, ColumnSpec]:
    """Columns with a value of their own: made keys, and defaults whose sources are there."""
    found = {}
    for name, column in spec.columns.items():
        if name in placed:
            continue
        if name in PROVENANCE:  # what data_filings knows of the file is filled in there
            found[name] = ColumnSpec(name)
            continue
        templates = [part for part in column.default.split("|") if part and default_columns(part) <= set(placed)]
        if column.auto or templates or (name in _label_keys(spec) and column.type not in NOT_MADE):
            auto = column.auto or not templates
            found[name] = replace(
                column, headers=(), default="|".join(templates), auto=auto, req="no" if auto else column.req
            )
    return found


def _label_keys(spec: LoaderSpec) -> set[str]:
    """Keys of the nodes that a row is about: without one of its own, each row has a made key."""
    return {name for node in spec.nodes.values() if node.label and set(node.key) <= set(spec.key) for name in node.key}


def _nodes(
    spec: LoaderSpec, there: Collection[str], filled: Collection[str], placed: Collection[str]
) -> dict[str, NodeSpec]:
    found: dict[str, NodeSpec] = {}
    for name, node in spec.nodes.items():
        if node.account_of:
            keep = node.account_of in found
        elif node.find:
            keep = node.id in filled
        elif node.ref:
            keep = node.id in filled or f"{node.id.removesuffix('_id')}_name" in placed
        else:
            keep = all(part.startswith("=") or part in there for part in node.key)
        if keep and _can_hold(node.where, there):
            found[name] = node
    return {name: _node(node, there, found) for name, node in found.items()}


def _node(node: NodeSpec, there: Collection[str], nodes: Collection[str]) -> NodeSpec:
    return replace(
        node,
        where=_open_where(node.where, there),
        id_no=_if_there(node.id_no, there),
        since=_if_there(node.since, there),
        until=_if_there(node.until, there),
        also=tuple(name for name in node.also if name in there),
        props=_props(node.props, there, nodes),
    )


def _joins(edge: EdgeSpec, there: Collection[str], nodes: Mapping[str, NodeSpec]) -> bool:
    return {edge.start, edge.end} <= set(nodes) and _can_hold(edge.where, there)


def _can_hold(where: Mapping[str, str], there: Collection[str]) -> bool:
    """A missing column is empty: only a condition that empty cells meet can hold."""
    return all(name in there or wanted in ("", "!*") or wanted.startswith("!") for name, wanted in where.items())


def _open_where(where: Mapping[str, str], there: Collection[str]) -> dict[str, str]:
    return {name: wanted for name, wanted in where.items() if name in there}


def _edge(edge: EdgeSpec, there: Collection[str], nodes: Mapping[str, NodeSpec]) -> EdgeSpec:
    on, or_on = (source if _day_is_there(source, there, nodes) else "" for source in (edge.on, edge.or_on))
    return replace(
        edge,
        where=_open_where(edge.where, there),
        since=_if_there(edge.since, there),
        until=_if_there(edge.until, there),
        on=on,
        or_on=or_on if on else "",
        span=edge.span and bool(on),
        certain=_if_there(edge.certain, there),
        key=edge.key if set(edge.key) <= set(there) else (),
        props=_props(edge.props, there, nodes),
        always=edge.always if set(edge.always) <= set(there) else {},
    )


def _day_is_there(source: str, there: Collection[str], nodes: Mapping[str, NodeSpec]) -> bool:
    """Of a column, or of a node of the row that is referred to, found, or has this property."""
    node, _, prop = source.partition(".")
    return source in there or (node in nodes and bool(nodes[node].ref or nodes[node].find or prop in nodes[node].props))


def _props(props: Mapping[str, str], there: Collection[str], nodes: Collection[str]) -> dict[str, str]:
    return {name: source for name, source in props.items() if _has(source, there, nodes)}


def _has(source: str, there: Collection[str], nodes: Collection[str]) -> bool:
    node, dot, what = source.partition(".")
    return source.startswith("=") or source in there or bool(dot and what == "id" and node in nodes)


def _if_there(name: str, there: Collection[str]) -> str:
    return name if name in there else ""


def _used(spec: LoaderSpec, nodes: Mapping[str, NodeSpec], edges: Collection[EdgeSpec]) -> set[str]:
    """The columns that the key, the nodes and the edges speak of, and what their defaults are made from."""
    return {
        *spec.key,
        *(name for node in nodes.values() for name in _of_node(node)),
        *(n for e in edges for n in _of_edge(e)),
    }


def _of_node(node: NodeSpec) -> Iterator[str]:
    yield from (*node.key, node.id, node.id_no, node.since, node.until, *node.also, *node.props.values(), *node.where)


def _of_edge(edge: EdgeSpec) -> Iterator[str]:
    yield from (
        edge.since,
        edge.until,
        edge.on,
        edge.or_on,
        edge.certain,
        *edge.key,
        *edge.props.values(),
        *edge.where,
        *edge.always,
    )
