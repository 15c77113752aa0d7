"""Edges: one per staged row and edge of its loader, with validity, values, certainty and the row it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphinv.content.loader_spec import EdgeSpec
from graphinv.errors import StoreError
from graphinv.mapping import keys
from graphinv.mapping.digest import filled_tables
from graphinv.mapping.refer import present
from graphinv.mapping.resolve import join_node
from graphinv.mapping.span import collapse
from graphinv.mapping.sql import FIRST, LAST, RID, Connection, all_of, column, literal, names, select_list
from graphinv.mapping.values import condition, filled, interval_columns, property_columns
from graphinv.mapping.work import Ref, Use, Work
from graphinv.model import EDGES
from graphinv.model.layout import EDGE_TABLES, SOURCE, EdgeTable, edge_columns, edge_tables, quoted


def link(work: Work, use: Use, *, found: bool = False) -> None:
    """Make the edges of a loader's rows: those between nodes that the rows name, or those to nodes that are `found`."""
    for edge, which in use.edges():
        start, end = work.ref(use, edge.start), work.ref(use, edge.end)
        if found != bool(start.node.find or end.node.find) or not (present(work, start) and present(work, end)):
            continue
        for table in edge_tables((edge.type,)):
            if table.start in start.labels and table.end in end.labels:
                _fill(work, use, edge, which, table)
        _note_impossible(work, use, edge, start, end)


def _fill(work: Work, use: Use, edge: EdgeSpec, which: str, table: EdgeTable) -> None:
    """Each row gives its edge at once, where nothing else can bring it; else all are gathered in `m_edge` first."""
    rows = _rows(work, use, edge, which, table)
    others = any(other is not use and other.spec.table == use.spec.table for other in work.uses)
    found = any(work.ref(use, name).node.find for name in (edge.start, edge.end))
    gathered = bool(edge.key or edge.span or others or found)
    if gathered:
        work.run(f"CREATE OR REPLACE TEMP TABLE m_edge AS {rows}")
    every = collapse(work, use, EDGES[edge.type], table) if edge.span else "m_edge" if gathered else f"({rows})"
    columns = names([*edge_columns(EDGES[edge.type]), *SOURCE])
    once = f"m_edge {_again(edge, table, others=others)}" if gathered else every
    work.run(f"INSERT INTO {quoted(table.name)} ({columns}) SELECT {columns} FROM {once}")
    if gathered:
        work.run(
            f"INSERT INTO more_source SELECT eid, file, row FROM {every} e ANTI JOIN {quoted(table.name)} t "
            "ON t.eid = e.eid AND t.file = e.file AND t.row = e.row"
        )
    if found:
        work.run(_SOURCES_OF_FOUND.format("m_every" if edge.span else "m_edge"))
    merged = f"merged WHERE loader = {literal(use.spec.id)}"
    if work.count(merged):
        work.run(
            f"INSERT INTO more_source SELECT e.eid, d.file, d.row FROM (FROM {merged}) d JOIN {every} e USING (row_key)"
        )
    work.run("DROP TABLE IF EXISTS temp.m_edge")
    work.run("DROP TABLE IF EXISTS temp.m_every")


_SOURCES_OF_FOUND = (
    "INSERT INTO more_source SELECT DISTINCT e.eid, r.file, r.row FROM (SELECT eid, unnest(through) AS base FROM "
    "{}) e JOIN edge_source r ON r.eid = e.base"
)
"""An edge to a found node rests on the rows that led there, too."""


def _rows(work: Work, use: Use, edge: EdgeSpec, which: str, table: EdgeTable) -> str:
    spec, kind = use.spec, EDGES[edge.type]
    start, end = work.ref(use, edge.start), work.ref(use, edge.end)
    found = interval_columns(spec, edge) if kind.interval else {}
    joins = [
        join_node(work, start, "a", table.start),
        join_node(work, end, "b", table.end),
        "LEFT JOIN files f ON f.file = s.file",
    ]
    other = spec.nodes.get(edge.or_on.partition(".")[0])
    if other and not other.find and edge.or_on not in spec.columns:
        joins.append(_day_join(work.ref(use, other.name), edge.or_on))
    for prop, source in edge.props.items():
        node, _, what = source.partition(".")
        if what == "id" and node in spec.nodes:
            found[prop] = f"i_{node}.id"
            joins.append(_id_join(work.ref(use, node)))
        else:
            found |= property_columns(spec, prop, kind.props[prop], source)
    ends = [alias for alias, ref in (("a", start), ("b", end)) if ref.node.find]
    certain = ["a.certain", "b.certain", *([f"{column(edge.certain)} IS NOT NULL"] if edge.certain else [])]
    columns = {
        "eid": keys.eid(edge.type, spec.table, _row_key(edge, ends), which),
        "src": "a.nid",
        "dst": "b.nid",
        **filled(kind.props, kind.interval, found),
        "certain": all_of(certain),
        **{name: f"s.{name}" for name in ("file", "row", "row_key")},
        **({"through": f"[{', '.join(f'{alias}.through' for alias in ends)}]"} if ends else {}),
    }
    where = condition(spec, edge.where)
    return f'SELECT {select_list(columns)} FROM "{use.table}" s {" ".join(joins)} WHERE {where}'


def _row_key(edge: EdgeSpec, found: Sequence[str]) -> str:
    """What tells the edge from others of its kind: the row, and which of the nodes that were found for it."""
    parts = [f"coalesce({column(part)}::VARCHAR, '')" for part in edge.key] or ["s.row_key"]
    parts += [f"{alias}.gid" for alias in found]
    return f"concat_ws(chr(31), {', '.join(parts)})" if edge.key or found else parts[0]


def _id_join(ref: Ref) -> str:
    nodes = " UNION ALL ".join(f'SELECT nid, id FROM "m_node_{label}"' for label in ref.labels)
    return (
        f"LEFT JOIN (SELECT r.rid, n.id FROM {ref.table} r JOIN ({nodes}) n USING (nid)) i_{ref.node.name} "
        f"ON i_{ref.node.name}.rid = {RID}"
    )


def _day_join(ref: Ref, source: str) -> str:
    """The date of another node of the row, as `or_first` and `or_last`, for rows that have no date of their own."""
    first, last = quoted(source.partition(".")[2]), quoted(f"{source.partition('.')[2]}_last")
    known = f"CASE WHEN {first} > {FIRST} OR {last} < {LAST} THEN"
    return (
        f"LEFT JOIN (SELECT r.rid, {known} {first} END AS or_first, {known} {last} END AS or_last FROM {ref.table} r "
        f'JOIN "m_node_{ref.labels[0]}" n USING (nid)) o ON o.rid = {RID}'
    )


def _again(edge: EdgeSpec, table: EdgeTable, *, others: bool) -> str:
    """The same fact is stored once: a shorter `key`, or another loader of the same table, may bring it again."""
    known = f"WHERE eid NOT IN (SELECT eid FROM {quoted(table.name)})" if others else ""
    return known + (" QUALIFY row_number() OVER (PARTITION BY eid ORDER BY row_key) = 1" if edge.key else "")


def _note_impossible(work: Work, use: Use, edge: EdgeSpec, start: Ref, end: Ref) -> None:
    """Rows whose ends are of kinds that this edge cannot join give no edge, and a note."""
    known = {(table.start, table.end) for table in edge_tables((edge.type,))}
    wrong = [(a, b) for a in start.labels for b in end.labels if (a, b) not in known]
    if not wrong:
        return
    pairs = ", ".join(f"({literal(a)}, {literal(b)})" for a, b in wrong)
    one, other = _label(start, "a"), _label(end, "b")
    work.note(
        f"SELECT s.file, s.row, {literal(edge.end if len(end.labels) > 1 else edge.start)}, NULL, "
        f"'{edge.type} cannot join ' || {one} || ' to ' || {other} || '; no edge was made', "
        f"'{edge.type} 不能连接 ' || {one} || ' 与 ' || {other} || '；未建立关联' "
        f'FROM "{use.table}" s {join_node(work, start, "a")} {join_node(work, end, "b")} '
        f"WHERE ({one}, {other}) IN ({pairs}) AND {condition(use.spec, edge.where)}"
    )


def _label(ref: Ref, alias: str) -> str:
    return f"{alias}.label" if len(ref.labels) > 1 else literal(ref.labels[0])


@dataclass(frozen=True)
class EdgeCount:
    """All edges, how many numbers they have, and how many of them have no source row."""

    edges: int
    numbers: int
    unsourced: int


def count_edges(con: Connection) -> EdgeCount:
    """What `check_edges` judges, from the graph alone."""
    filled = filled_tables(con)
    every = (
        " UNION ALL ".join(
            f"SELECT eid, file FROM {quoted(table.name)}" for table in EDGE_TABLES if table.name in filled
        )
        or "SELECT 1 AS eid, 1 AS file WHERE false"
    )
    edges, numbers = con.execute(f"SELECT count(*), count(DISTINCT eid) FROM ({every})").fetchone()
    without = f"SELECT count(*) FROM ({every}) WHERE file IS NULL AND eid NOT IN (SELECT eid FROM more_source)"
    return EdgeCount(edges, numbers, con.execute(without).fetchone()[0])


def check_edges(work: Work, found: EdgeCount) -> None:
    """Every edge number stands for one edge (a chance of 1 in 100,000 to fail at 10 M edges) that has a source row.

    Raises StoreError otherwise.
    """
    if found.edges != found.numbers:
        for use in work.uses:
            _check_rows(work, use)
        raise StoreError(
            "{total} edges share a number with another edge.",
            hint="Report this as a bug.",
            total=found.edges - found.numbers,
        )
    if found.unsourced:
        raise StoreError("{count} edges have no source row.", hint="Report this as a bug.", count=found.unsourced)


def _check_rows(work: Work, use: Use) -> None:
    doubled = work.count(f'(SELECT row_key FROM "{use.table}" GROUP BY row_key HAVING count(*) > 1)')
    if doubled:
        raise StoreError(
            "{doubled} key(s) of {table} stand in several rows, whose edges would have one number.",
            at=str(use.spec.at),
            hint="Two rows with one key reached the graph; give the loader a `key` that tells its rows apart.",
            doubled=doubled,
            table=use.spec.table,
        )
