"""INTEREST_IN: who has a stake or an office in companies that bid and win, and what officials and kin hold elsewhere.

Each holding and each office is an interest of its own; where several of one holder overlap, one more edge adds them up,
split only where one of them begins or ends. A contact person has no interest. In a listed company only a holding of
more than half counts: look-through stops there (rules, A1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table, values
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

CONTROL = 0.5
"""A holder of more than this share controls the company."""

ROLES = ("legal_rep", "sole_owner", "head", "director", "senior", "partner", "supervisor")
"""Offices that are an interest, the weightiest first; any other word but contact is possibly one."""

_ROLE_TABLE = table("HAS_ROLE", "Person", "Company")
_POST_TABLE = table("HOLDS_POST", "Person", "Unit")
_TIMES = "since, until, since_certain, until_certain"


def _rows(label: str) -> str:
    """Every holding and office of holders of this label, in companies that bid or won or that a family holds."""
    owns = table("OWNS", label, "Company")
    parts = [
        f"SELECT o.src, o.dst, {_TIMES}, o.certain, o.share, NULL::VARCHAR AS role, {owns.tag} AS t, o.eid AS e "
        f"FROM {owns.name} AS o JOIN n_Company AS c ON c.nid = o.dst "
        f"WHERE c.kind IS DISTINCT FROM 'listed' OR o.share > {CONTROL}"
    ]
    family = "SELECT NULL::BIGINT AS nid WHERE false"
    if label == "Person":
        family = f"SELECT dst AS nid FROM e_KIN__Person__Person UNION SELECT src FROM {_POST_TABLE.name}"
        parts.append(
            f"SELECT r.src, r.dst, {_TIMES}, r.certain AND coalesce(r.role IN {ROLES!r}, false), NULL, "
            f"coalesce(r.role, 'other'), {_ROLE_TABLE.tag}, r.eid FROM {_ROLE_TABLE.name} AS r "
            "WHERE r.role IS DISTINCT FROM 'contact'"
        )
    return f"""
        CREATE OR REPLACE TEMP TABLE interest_row AS
        WITH used AS (
            SELECT src AS nid FROM e_WON__Company__Contract UNION SELECT src FROM e_WON__Company__Lot
            UNION SELECT src FROM e_BID__Company__Lot
        ),
        family AS ({family})
        SELECT * FROM ({" UNION ALL ".join(parts)})
        WHERE dst IN (SELECT nid FROM used) OR src IN (SELECT nid FROM family)
    """


# Between two days on which something of one holder in one company changes, all that holds throughout is one interest.
_TOGETHER = f"""
CREATE OR REPLACE TEMP TABLE interest_together AS
WITH rank(role, place) AS (VALUES {values((role, place) for place, role in enumerate(ROLES))}),
several AS (SELECT src, dst FROM interest_row GROUP BY src, dst HAVING count(*) > 1),
r AS (
    SELECT i.*, coalesce(rank.place::INTEGER, 99) AS place
    FROM interest_row AS i JOIN several USING (src, dst) LEFT JOIN rank ON rank.role = i.role
),
change AS (SELECT src, dst, since AS day FROM r UNION SELECT src, dst, until FROM r),
span AS (SELECT *, lead(day) OVER (PARTITION BY src, dst ORDER BY day) AS next FROM change)
SELECT r.src, r.dst, span.day AS since, span.next AS until,
    greatest(span.day, max(r.since_certain)) AS since_certain, least(span.next, min(r.until_certain)) AS until_certain,
    bool_and(r.certain) AS certain, sum(r.share) AS share, arg_min(r.role, r.place) AS role,
    list({{'t': r.t, 'e': r.e}} ORDER BY r.t, r.e) AS bases
FROM span JOIN r ON r.src = span.src AND r.dst = span.dst AND r.since <= span.day AND r.until >= span.next
GROUP BY r.src, r.dst, span.day, span.next HAVING count(*) > 1
"""


def _edges(label: str) -> str:
    eid = stable_eid(
        "INTEREST_IN", "h.gid", "c.gid", "found.since::VARCHAR", "list_transform(bases, lambda b: b.e)::VARCHAR"
    )
    return f"""
        CREATE OR REPLACE TEMP TABLE interest_edge AS
        WITH found AS (
            SELECT src, dst, {_TIMES}, certain, share, role, [{{'t': t, 'e': e}}] AS bases FROM interest_row
            UNION ALL
            SELECT src, dst, {_TIMES}, certain, share, role, bases FROM interest_together
        )
        SELECT {eid} AS eid, found.* EXCLUDE (share), round(share, 9) AS share, true AS direct,
            coalesce(share > {CONTROL}, false) AS control, false AS mandate
        FROM found JOIN n_{label} AS h ON h.nid = found.src JOIN n_Company AS c ON c.nid = found.dst
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all INTEREST_IN edges; returns how many there are."""
    count = 0
    for label in concrete("Party"):
        for statement in (_rows(label), _TOGETHER, _edges(label)):
            con.execute(statement)
        count += replace_edges(con, table("INTEREST_IN", label, "Company"), "interest_edge")
    con.execute("DROP TABLE interest_row")
    con.execute("DROP TABLE interest_together")
    return count


_READS = ("OWNS", "HAS_ROLE", "WON", "BID", "KIN", "HOLDS_POST")
DERIVATION = Derivation("INTEREST_IN", ("OWNS", "HAS_ROLE"), _READS, build)
