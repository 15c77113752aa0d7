"""Edges that many rows bring between the same two nodes, as one edge from the first day to the last."""

from __future__ import annotations

from graphinv.mapping.sql import literal, select_list
from graphinv.mapping.work import Use, Work
from graphinv.model import INTERVAL, EdgeType
from graphinv.model.layout import SOURCE, EdgeTable, edge_columns, quoted

ROWS_PER_EDGE = 20
"""A firm bids hundreds of times with one telephone number; so many rows are kept as the source of its edge."""

_SPAN = dict(zip(INTERVAL, ("min", "max", "min", "max"), strict=True))


def collapse(work: Work, use: Use, kind: EdgeType, table: EdgeTable) -> str:
    """Put one edge per pair of nodes into `m_edge`; returns the table with the rows behind each.

    The edge is taken to hold between the first and the last of its days; of texts the smallest is kept.
    """
    ends = [f"{work.node(label)} {alias} ON {alias}.nid = e.{end}" for alias, label, end in _ends(table)]
    eid = f"m_eid(concat_ws(chr(31), {literal(kind.name)}, {literal(use.spec.table)}, a.gid, b.gid))"
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_every AS SELECT e.* REPLACE ({eid} AS eid) FROM m_edge e "
        f"JOIN {' JOIN '.join(ends)}"
    )
    columns = {name: _one(name) for name in edge_columns(kind) if name != "eid"}
    columns |= {name: f"arg_min({name}, m_place(file, row))" for name in SOURCE}
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_edge AS SELECT eid, {select_list(columns)}, min(row_key) AS row_key "
        "FROM m_every GROUP BY eid"
    )
    return f"(FROM m_every QUALIFY row_number() OVER (PARTITION BY eid ORDER BY m_place(file, row)) <= {ROWS_PER_EDGE})"


def _ends(table: EdgeTable) -> tuple[tuple[str, str, str], ...]:
    return ("a", table.start, "src"), ("b", table.end, "dst")


def _one(name: str) -> str:
    return f"bool_or({name})" if name == "certain" else f"{_SPAN.get(name, 'min')}({quoted(name)})"
