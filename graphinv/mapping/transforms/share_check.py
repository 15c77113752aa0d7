"""Holdings that cannot all be true: on some day more than the whole of a company is held."""

from __future__ import annotations

from graphinv.mapping.sql import literal
from graphinv.mapping.work import Work
from graphinv.model.layout import edge_tables, quoted

WHOLE = 1.001
"""Shares are rounded in registers; up to this much is still one whole."""


def run(work: Work) -> None:
    """Note each company whose equity adds up to more, once: on the day of its highest sum, at the latest holding.

    Only holdings count that are certain, and only on days on which they are certain; nothing is taken out.
    """
    held = "kind = 'equity' AND certain AND share > 0 AND since_certain < until_certain"
    tables = (quoted(table.name) for table in edge_tables(("OWNS",)))
    rows = " UNION ALL ".join(
        f"SELECT eid, dst, share, since_certain AS since, until_certain AS until FROM {table} WHERE {held}"
        for table in tables
    )
    # Few companies can reach the sum at all: only theirs are followed through time.
    work.run(
        f"CREATE OR REPLACE TEMP TABLE m_share AS WITH held AS MATERIALIZED ({rows}) "
        f"SELECT * FROM held WHERE dst IN (SELECT dst FROM held GROUP BY dst HAVING sum(share) > {WHOLE})"
    )
    if not work.count("m_share"):
        return
    work.run(f"CREATE OR REPLACE TEMP TABLE m_whole AS {_PEAKS}")
    name, sum_, day = "coalesce(c.name, c.id)", "format('{:.2f}', p.held * 100)", "p.day::VARCHAR"
    work.note(
        f"SELECT r.file, r.row, 'share', NULL, {day} || {literal(': the shares of ')} || {name} || "
        f"{literal(' add up to ')} || {sum_} || {literal(' %, more than the whole')}, "
        f"{name} || {literal(' 的持股比例在 ')} || {day} || {literal(' 合计 ')} || {sum_} || {literal('%，超过 100%')} "
        f"FROM m_whole p JOIN {work.node('Company')} c ON c.nid = p.dst "
        "JOIN m_share s ON s.dst = p.dst AND s.since <= p.day AND p.day < s.until "
        "JOIN edge_source r ON r.eid = s.eid "
        "QUALIFY row_number() OVER (PARTITION BY p.dst ORDER BY s.since DESC, r.file DESC, r.row DESC) = 1"
    )


_CHANGES = (
    "SELECT dst, day, sum(change) AS change FROM (SELECT dst, since AS day, share AS change FROM m_share "
    "UNION ALL SELECT dst, until, -share FROM m_share) GROUP BY dst, day"
)
_SUMS = f"SELECT dst, day, round(sum(change) OVER (PARTITION BY dst ORDER BY day), 6) AS held FROM ({_CHANGES})"
_PEAKS = (
    f"SELECT * FROM ({_SUMS}) WHERE held > {WHOLE} "
    "QUALIFY row_number() OVER (PARTITION BY dst ORDER BY held DESC, day) = 1"
)
