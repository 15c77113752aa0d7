"""Declared kinship that cannot be: a person who is kin of himself, and two rows that exclude each other."""

from __future__ import annotations

from graphinv.mapping.sql import literal
from graphinv.mapping.work import Work
from graphinv.model.layout import source_rows

_TABLE = '"e_FAMILY__Person__Person"'

_INVERSE = {
    "spouse": ("spouse",),
    "parent": ("child",),
    "child": ("parent",),
    "sibling": ("sibling",),
    "child_spouse": ("in_law",),
    "in_law": ("in_law", "child_spouse"),
    "collateral": ("collateral",),
}
"""What the end may say about the start; a grandparent's row has no inverse type, `assoc` excludes nothing."""


def run(work: Work) -> None:
    """Take out self-loops (two keys of one person) with a note; note contradictions and keep both rows."""
    work.run(f"CREATE OR REPLACE TEMP TABLE m_self AS SELECT eid FROM {_TABLE} WHERE src = dst")
    if work.count("m_self"):
        work.note(
            "SELECT r.file, r.row, 'b_id', NULL, 'both ends are the same person; no edge was made', "
            "'关系双方为同一人，未建立关联' FROM "
            f"{source_rows(_TABLE)} r SEMI JOIN m_self USING (eid)"
        )
        for table in (_TABLE, "more_source"):
            work.run(f"DELETE FROM {table} WHERE eid IN (SELECT eid FROM m_self)")
    allowed = ", ".join(f"({literal(one)}, {literal(other)})" for one, others in _INVERSE.items() for other in others)
    known = ", ".join(map(literal, (*_INVERSE, "grandparent")))
    work.note(
        "SELECT r.file, r.row, 'type', e.type, 'the opposite row says ' || o.type, '与反向记录矛盾：' || o.type "
        f"FROM {_TABLE} e JOIN {_TABLE} o ON o.src = e.dst AND o.dst = e.src "
        f"JOIN {source_rows(_TABLE)} r ON r.eid = e.eid "
        f"WHERE e.type IN ({known}) AND o.type IN ({known}) AND (e.type, o.type) NOT IN ({allowed})"
    )
