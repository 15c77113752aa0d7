"""A public body that is also a registered company stays two nodes, joined by SAME_BODY through its credit code."""

from __future__ import annotations

from graphinv.mapping.work import Work


def run(work: Work) -> None:
    """Join each unit to the company that has its credit code."""
    found = "m_node_Unit u JOIN m_key_Company k ON k.key = u.uscc JOIN m_node_Company c ON c.nid = k.nid"
    eid = "m_eid('SAME_BODY' || chr(31) || u.gid || chr(31) || c.gid)"
    work.run(
        'INSERT INTO "e_SAME_BODY__Unit__Company" (eid, src, dst, certain) '
        f"SELECT {eid}, u.nid, c.nid, true FROM {found} ORDER BY u.nid"
    )
    work.run(
        f"INSERT INTO more_source SELECT DISTINCT {eid}, d.file, d.row FROM {found} JOIN m_def_Unit d ON d.nid = u.nid"
    )
