"""Stored rows of nodes and edges into an empty graph of any model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphinv.errors import UsageError
from graphinv.model.ids import public_gid
from graphinv.model.layout import EdgeTable, Layout, edge_columns, node_table, quoted
from graphinv.stores.base import EdgeText, NodeText
from graphinv.stores.duckdb.connect import Connection

_RANGE = {"label": "VARCHAR", "lo": "BIGINT", "hi": "BIGINT"}
_ALIAS = {"label": "VARCHAR", "key": "VARCHAR", "nid": "BIGINT"}

Places = Mapping[str, tuple[str, int]]
"""Label and number of each node key."""


def fill(con: Connection, layout: Layout, nodes: Iterable[NodeText], edges: Iterable[EdgeText]) -> Places:
    """Write nodes and edges, whose properties are stored columns; `gid` among them if it is not the public one.

    Nodes are numbered label by label in the order of their ids, edges from 1 on. Raises UsageError for an edge that no
    table can hold.
    """
    places, ranges = _write_nodes(con, layout, nodes)
    for name in layout.supertypes:
        members = [ranges[label] for label in layout.concrete(name)]
        ranges[name] = (min(low for low, _ in members), max(high for _, high in members))
    _insert(con, "label_range", _RANGE, [(name, *bounds) for name, bounds in ranges.items()])
    _write_edges(con, layout, edges, places)
    return places


def _write_nodes(
    con: Connection, layout: Layout, nodes: Iterable[NodeText]
) -> tuple[dict[str, tuple[str, int]], dict[str, tuple[int, int]]]:
    by_label: dict[str, list[NodeText]] = {}
    for node in nodes:
        by_label.setdefault(node.label, []).append(node)
    places: dict[str, tuple[str, int]] = {}
    ranges: dict[str, tuple[int, int]] = {}
    low = 0
    for label in layout.labels:
        some = list(enumerate(sorted(by_label.get(label, ()), key=lambda node: node.id), low))
        ranges[label] = (low, low := low + len(some))
        if not some:
            continue
        places |= {node.key: (label, nid) for nid, node in some}
        columns = layout.node_columns(label)
        rows = [_row(columns, {"gid": public_gid(label, n.id), **n.props, "nid": nid, "id": n.id}) for nid, n in some]
        _insert(con, node_table(label), columns, rows)
        _insert(con, "alias", _ALIAS, [(label, node.id, nid) for nid, node in some])
    return places, ranges


def _write_edges(con: Connection, layout: Layout, edges: Iterable[EdgeText], places: Places) -> None:
    tables = {(table.type, table.start, table.end): table for table in layout.tables}
    columns = {name: edge_columns(edge) for name, edge in layout.edges.items()}
    rows: dict[EdgeTable, list[tuple[Any, ...]]] = {}
    for eid, edge in enumerate(edges, 1):
        (start, src), (end, dst) = places[edge.src], places[edge.dst]
        table = tables.get((edge.type, start, end))
        if table is None:
            raise UsageError(
                "{type} cannot join {start} to {end}.",
                at=f"({edge.src})-->({edge.dst})",
                type=edge.type,
                start=start,
                end=end,
            )
        values = {"certain": True, **edge.props, "eid": eid, "src": src, "dst": dst}
        rows.setdefault(table, []).append(_row(columns[edge.type], values))
    for table, some in rows.items():
        _insert(con, table.name, columns[table.type], some)


def _row(columns: Mapping[str, str], values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(_column(values, name, kind) for name, kind in columns.items())


def _column(values: Mapping[str, Any], name: str, kind: str) -> Any:
    if name in values or kind != "DATE":
        return values.get(name)
    first = name in ("since", "until_certain") or not (name in ("until", "since_certain") or name.endswith("_last"))
    return date.min if first else date.max


def _insert(con: Connection, table: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    """One list for each column: rows as VALUES take eight times as long where there are thousands."""
    if rows:
        names, lists = ", ".join(map(quoted, columns)), ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        con.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {lists}", list(map(list, zip(*rows, strict=True))))
