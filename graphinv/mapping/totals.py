"""What a build made: nodes and edges by kind, links that could not be made fast, and where the time went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphinv.mapping.digest import filled_tables
from graphinv.mapping.merge import conflicts
from graphinv.mapping.work import Work
from graphinv.model import LABELS
from graphinv.model.layout import EDGE_TABLES, node_table


@dataclass(frozen=True)
class GraphTotals:
    """Counts of one build; columns are named `table.column`, seconds are per stage."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    stubs: Mapping[str, int] = field(default_factory=dict)  # nodes made for ids without a target
    name_only: Mapping[str, int] = field(default_factory=dict)  # nodes made from a name
    by_name: Mapping[str, int] = field(default_factory=dict)  # rows linked by an equal registered name
    merged: int = 0  # nodes that several rows define
    conflicts: int = 0  # cells that contradict the row that was kept
    notes: int = 0
    graph_hash: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


def totals(work: Work, graph_hash: str) -> GraphTotals:
    """Count what is in the graph now."""
    edges: dict[str, int] = {}
    rows = filled_tables(work.con)
    for table in EDGE_TABLES:
        edges[table.type] = edges.get(table.type, 0) + rows.get(table.name, 0)
    nodes = {label: rows.get(node_table(label), 0) for label in LABELS}
    return GraphTotals(
        nodes={name: count for name, count in nodes.items() if count},
        edges={name: count for name, count in edges.items() if count},
        stubs=_by_column(work, "how = 'id'"),
        name_only=_by_column(work, "how IN ('name', 'local')"),
        by_name=_links_by_name(work),
        merged=sum(work.many.values()),
        conflicts=conflicts(work),
        notes=work.count("m_note"),
        graph_hash=graph_hash,
        seconds=dict(work.seconds),
    )


def _by_column(work: Work, condition: str) -> dict[str, int]:
    query = f"SELECT col, count(DISTINCT gid) FROM m_stub WHERE {condition} GROUP BY col ORDER BY col"
    return dict(work.rows(query))


def _links_by_name(work: Work) -> dict[str, int]:
    found = dict(work.rows("SELECT ref, count(*) FROM m_open WHERE how = 'by_name' GROUP BY ref ORDER BY ref"))
    return {ref.column: found[ref.number] for ref in work.refs if ref.number in found}
