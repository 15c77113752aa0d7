"""Nodes, edges and source rows by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeVar

from graphinv.model.layout import (
    EDGE_KEYS,
    NODE_KEYS,
    EdgeTable,
    Layout,
    edge_columns,
    node_table,
    quoted,
    source_rows,
)
from graphinv.stores.base import Edge, EdgeRef, Node, SourceRow
from graphinv.stores.duckdb.connect import Connection


def rows(con: Connection, table: str, key: str, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The rows of a table whose key is among these numbers, as dicts."""
    yield from _rows(con, quoted(table), key, numbers)


def _rows(con: Connection, table: str, key: str, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    wanted = sorted(set(numbers))
    if not wanted:
        return
    found = con.execute(f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest($1::BIGINT[]))", [wanted])
    names = [column[0] for column in found.description or ()]
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))


def nodes(con: Connection, layout: Layout, nids: Iterable[int]) -> dict[int, Node]:
    """The nodes with these numbers."""
    wanted = set(nids)
    found: dict[int, Node] = {}
    for label, low, high in con.execute("SELECT label, lo, hi FROM label_range").fetchall():
        if label in layout.labels:
            some = [nid for nid in wanted if low <= nid < high]
            columns = layout.node_columns(label) if some else {}
            for row in rows(con, node_table(label), "nid", some):
                props = {name: row[name] for name in columns if name not in NODE_KEYS}
                found[row["nid"]] = Node(row["nid"], row["gid"], label, row["id"], props)
    return found


def by_gid(con: Connection, layout: Layout, gids: Iterable[str]) -> dict[str, int]:
    """The numbers of the nodes with these stable ids."""
    wanted = sorted(set(gids))
    if not wanted:
        return {}
    all_nodes = " UNION ALL ".join(f"SELECT gid, nid FROM {quoted(node_table(label))}" for label in layout.labels)
    found = con.execute(f"SELECT gid, nid FROM ({all_nodes}) WHERE gid IN (SELECT unnest($1::VARCHAR[]))", [wanted])
    return dict(found.fetchall())


def by_eid(con: Connection, layout: Layout, eids: Mapping[str, Iterable[int]]) -> dict[int, EdgeRef]:
    """The references of the edges with these stable ids, given by edge type."""
    return {
        row["eid"]: EdgeRef(table.tag, row["eid"])
        for type_, some in eids.items()
        for table in layout.edge_tables((type_,))
        for row in rows(con, table.name, "eid", some)
    }


def edges(con: Connection, layout: Layout, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
    """The edges with these references."""
    found: dict[EdgeRef, Edge] = {}
    for number, group in groupby(sorted(set(refs)), key=lambda ref: ref.table):
        table = layout.tables[number]
        columns = edge_columns(layout.edges[table.type])
        for row in rows(con, table.name, "eid", (ref.eid for ref in group)):
            edge = _edge(table, columns, row)
            found[edge.ref] = edge
    return found


def _edge(table: EdgeTable, columns: Iterable[str], row: Mapping[str, Any]) -> Edge:
    props = {name: row[name] for name in columns if name not in EDGE_KEYS and name != "certain"}
    return Edge(EdgeRef(table.tag, row["eid"]), table.type, row["src"], row["dst"], bool(row["certain"]), props)


def base_edges(con: Connection, layout: Layout, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[EdgeRef, ...]]:
    """For each derived edge the base edges below it, in order and each once; base edges map to themselves."""
    wanted = set(refs)
    below: dict[EdgeRef, list[EdgeRef]] = {}
    derived = layout.derived
    open_refs = {ref for ref in wanted if ref.table in derived}
    while open_refs:
        steps = _via(con, open_refs)
        below |= steps
        open_refs = {base for bases in steps.values() for base in bases if base.table in derived and base not in below}
    return {ref: tuple(dict.fromkeys(_unfolded(ref, below, derived))) for ref in wanted}


def _via(con: Connection, refs: set[EdgeRef]) -> dict[EdgeRef, list[EdgeRef]]:
    by_eid = {ref.eid: ref for ref in refs}
    found: dict[EdgeRef, list[EdgeRef]] = {ref: [] for ref in refs}
    for row in sorted(rows(con, "via", "eid", by_eid), key=lambda row: (row["eid"], row["step"])):
        found[by_eid[row["eid"]]].append(EdgeRef(row["base_table"], row["base_eid"]))
    return found


def _unfolded(ref: EdgeRef, below: Mapping[EdgeRef, list[EdgeRef]], derived: frozenset[int]) -> Iterator[EdgeRef]:
    if ref.table not in derived:
        yield ref
        return
    for base in below[ref]:
        yield from _unfolded(base, below, derived)


def node_sources(con: Connection, nids: Iterable[int]) -> dict[int, tuple[SourceRow, ...]]:
    """The source rows of nodes, sorted by table, file and row."""
    return _sources(con, ((row["nid"], row) for row in rows(con, "node_source", "nid", nids)))


def edge_sources(con: Connection, layout: Layout, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[SourceRow, ...]]:
    """The source rows of base edges, sorted by table, file and row."""
    return _sources(con, _edge_rows(con, layout, refs))


def _edge_rows(con: Connection, layout: Layout, refs: Iterable[EdgeRef]) -> Iterator[tuple[EdgeRef, dict[str, Any]]]:
    for number, group in groupby(sorted(set(refs)), key=lambda ref: ref.table):
        table = layout.tables[number]
        if table.tag not in layout.derived:
            for row in _rows(con, source_rows(quoted(table.name)), "eid", (ref.eid for ref in group)):
                yield EdgeRef(number, row["eid"]), row


_Key = TypeVar("_Key")


def _sources(con: Connection, rows: Iterable[tuple[_Key, Mapping[str, Any]]]) -> dict[_Key, tuple[SourceRow, ...]]:
    files = {
        file: (tbl, name, sheet)
        for file, tbl, name, sheet in con.execute("SELECT file, tbl, name, sheet FROM source_file").fetchall()
    }
    found: dict[_Key, set[SourceRow]] = {}
    for key, row in rows:
        tbl, name, sheet = files[row["file"]]
        found.setdefault(key, set()).add(SourceRow(tbl, name, sheet, row["row"]))
    return {key: tuple(sorted(some, key=_place)) for key, some in found.items()}


def _place(source: SourceRow) -> tuple[str, str, str, int]:
    return source.table, source.file, source.sheet or "", source.row


def filled(con: Connection, layout: Layout, element: str, prop: str) -> int:
    """How many nodes or edges have the property; an unknown date counts as empty. `prop` may be empty: all of them."""
    if element in layout.edges:
        tables = {table.name: edge_columns(layout.edges[element]) for table in layout.edge_tables((element,))}
    else:
        tables = {node_table(label): layout.node_columns(label) for label in layout.concrete(element)}
    counts = (con.execute(_count(name, columns, prop)).fetchall() for name, columns in tables.items())
    return sum(int(count) for ((count,),) in counts)


def _count(name: str, columns: Mapping[str, str], prop: str) -> str:
    return f"SELECT count(*) FROM {quoted(name)} WHERE {_filled(columns, prop)}"


def _filled(columns: Mapping[str, str], prop: str) -> str:
    if not prop:
        return "true"
    first, last = {
        "since": ("since", "since_certain"),
        "until": ("until_certain", "until"),
    }.get(prop, (prop, f"{prop}_last"))
    if columns.get(first) == "DATE" and last in columns:
        return f"({quoted(first)} > DATE '0001-01-01' OR {quoted(last)} < DATE '9999-12-31')"
    return f"{quoted(prop)} IS NOT NULL"
