"""Where everything was read: source rows of nodes, the files, what was left out and what was noted."""

from __future__ import annotations

from graphinv.mapping import keys
from graphinv.mapping.sql import literal, names
from graphinv.mapping.work import Ref, Work
from graphinv.model.layout import node_columns, node_table, quoted
from graphinv.model.side_tables import side_columns

ROWS_PER_NODE = 20
"""A register is named by thousands of rows; so many of them are kept as its source."""


def write_nodes(work: Work) -> None:
    """Move the node tables and the keys into the graph, with the source rows of each node."""
    for label in work.labels:
        if not work.count(work.node(label)):
            continue
        columns = names(node_columns(label))
        work.run(
            f"INSERT INTO {quoted(node_table(label))} ({columns}) SELECT {columns} FROM {work.node(label)} ORDER BY nid"
        )
        _write_keys(work, label)
        _write_sources(work, label)


def _write_keys(work: Work, label: str) -> None:
    """An id_no is looked up by the gid that it gives: the number itself does not enter the graph."""
    key, found = "k.key", f'"m_key_{label}" k'
    if label == "Person":
        hidden = keys.person_gid("id_no", "k.key")
        key = f"CASE WHEN k.is_id_no THEN n.gid WHEN m_private(k.key) THEN {hidden} ELSE k.key END"
        found += f" JOIN {work.node(label)} n USING (nid)"
    elif label in ("Company", "Unit"):
        key = f"CASE WHEN m_id_no_like(k.key) THEN {keys.public_gid(label, 'k.key')} ELSE k.key END"
    work.run(f"INSERT INTO alias SELECT {literal(label)}, {key}, nid FROM {found}")


def _write_sources(work: Work, label: str) -> None:
    defined = f'"m_def_{label}"'
    parts = [
        f"SELECT nid, file, row FROM {defined}",
        f"SELECT n.nid, min(t.file), arg_min(t.row, m_place(t.file, t.row)) FROM m_stub t "
        f"JOIN {work.node(label)} n USING (gid) ANTI JOIN {defined} d ON d.nid = n.nid "
        f"WHERE t.label = {literal(label)} GROUP BY n.nid",
    ]
    refs = work.defining(label)
    if refs and work.count("merged"):
        parts.append(
            f"SELECT d.nid, g.file, g.row FROM {defined} d JOIN merged g "
            f"ON g.row_key = d.row_key AND g.loader = {_loader_of(refs)}"
        )
    few = f"QUALIFY row_number() OVER (PARTITION BY nid ORDER BY file, row) <= {ROWS_PER_NODE}"
    distinct, few = ("DISTINCT", few) if label in work.many else ("", "")  # else one row defines each node
    work.run(f"INSERT INTO node_source SELECT {distinct} nid, file, row FROM ({' UNION ALL '.join(parts)}) {few}")


def _loader_of(refs: list[Ref]) -> str:
    return f"CASE d.ref {' '.join(f'WHEN {ref.number} THEN {literal(ref.use.spec.id)}' for ref in refs)} END"


def write_files(work: Work) -> None:
    """Copy the list of files, the rejected cells and the notes, those of mapping too."""
    for source, target in (("files", "source_file"), ("rejects", "reject"), ("notes", "note"), ("m_note", "note")):
        present = {name for (name,) in work.rows(_COLUMNS.format(literal(source)))}
        columns = names(name for name in side_columns(target) if name in present)
        if columns:
            order = "file" if source == "files" else "file, row"
            work.run(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM temp.{quoted(source)} ORDER BY {order}")


_COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE database_name = 'temp' AND table_name = {}"
