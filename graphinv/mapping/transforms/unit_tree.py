"""PART_OF is a tree: an edge between two units that would each be above the other is not made."""

from __future__ import annotations

from graphinv.mapping.work import Work
from graphinv.model.layout import source_rows

_TABLE = '"e_PART_OF__Unit__Unit"'


def run(work: Work) -> None:
    """Take out edges that lie on a cycle, with a note for each."""
    work.run(f"CREATE OR REPLACE TEMP TABLE m_above AS SELECT src, min(dst) AS dst FROM {_TABLE} GROUP BY src")
    steps, units = 1, work.count("m_above")
    # Double the step until it is longer than any chain: whatever is still above somebody then lies on a cycle.
    while steps <= units and work.count("m_above"):
        work.run(
            "CREATE OR REPLACE TEMP TABLE m_above AS SELECT a.src, b.dst FROM m_above a JOIN m_above b ON b.src = a.dst"
        )
        steps *= 2
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_cycle AS SELECT eid FROM {_TABLE} "
        "WHERE src IN (SELECT dst FROM m_above) AND dst IN (SELECT dst FROM m_above)"
    )
    if not work.count("m_cycle"):
        return
    work.note(
        "SELECT r.file, r.row, 'parent_id', NULL, 'the unit is above its own parent; no edge was made', "
        "'上级单位形成循环，未建立隶属关系' FROM "
        f"{source_rows(_TABLE)} r SEMI JOIN m_cycle USING (eid)"
    )
    for table in (_TABLE, "more_source"):
        work.run(f"DELETE FROM {table} WHERE eid IN (SELECT eid FROM m_cycle)")
