"""KIN: who is related to the people in public posts, by declared FAMILY of one or two steps, from either side.

Written in both directions and matched directed: `(o)-[k:KIN]->(p)` says that p is o's `k.term`. Blood lasts for
ever, a marriage until the divorce, and for 365 days more it is still possible; along two steps the times intersect.
Rows that contradict each other are left aside (see `kin_contradictions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive import kin_contradictions
from graphinv.derive.base import Derivation, replace_edges, stable_eid, table, values
from graphinv.derive.kin_terms import STEPS, patterns
from graphinv.model import FIRST_DAY, OPEN_END

if TYPE_CHECKING:
    import duckdb

GRACE_DAYS = 365
"""A sham divorce is not ruled out for a year: the outer bound of a marriage step moves by this much."""

_FAMILY = table("FAMILY", "Person", "Person")
_KIN = table("KIN", "Person", "Person")
_POST = table("HOLDS_POST", "Person", "Unit")

# y is x's `kind`: each declared row read from both of its ends.
_STEPS = f"""
CREATE OR REPLACE TEMP TABLE kin_step AS
WITH kind(name, inverse, blood, marriage) AS (VALUES {values((name, *step) for name, step in STEPS.items())}),
timed AS (
    SELECT f.eid, f.src, f.dst, f.certain, k.name, k.inverse,
        CASE WHEN k.blood THEN DATE '{FIRST_DAY}' ELSE f.since END AS since,
        CASE WHEN k.blood OR f.until = DATE '{OPEN_END}' THEN DATE '{OPEN_END}'
             WHEN k.marriage THEN f.until + {GRACE_DAYS} ELSE f.until END AS until,
        CASE WHEN k.blood THEN DATE '{FIRST_DAY}' ELSE f.since_certain END AS since_certain,
        CASE WHEN k.blood THEN DATE '{OPEN_END}' ELSE f.until_certain END AS until_certain
    FROM {_FAMILY.name} AS f JOIN kind AS k ON k.name = f.type
    ANTI JOIN (SELECT eid FROM contradiction WHERE NOT used) AS c ON c.eid = f.eid
)
SELECT src AS x, dst AS y, name AS kind, eid, certain, since, until, since_certain, until_certain FROM timed
UNION ALL
SELECT dst, src, inverse, eid, certain, since, until, since_certain, until_certain FROM timed
"""

# Paths from the people in posts, with what the end is to the start and the start to the end.
_PATHS = f"""
CREATE OR REPLACE TEMP TABLE kin_path AS
WITH anchor AS (SELECT DISTINCT src AS nid FROM {_POST.name}),
pattern(first, second, term, core, near, recuse, assoc, back, back_core, back_near, back_recuse, back_assoc) AS (
    VALUES {values(patterns())}
),
near_step AS (SELECT s.* FROM kin_step AS s JOIN anchor ON anchor.nid = s.x)
SELECT a.x, a.y, [a.eid] AS eids, a.certain, a.since, a.until, a.since_certain, a.until_certain, p.*
FROM near_step AS a JOIN pattern AS p ON p.first = a.kind AND p.second = ''
UNION ALL
SELECT a.x, b.y, [a.eid, b.eid], a.certain AND b.certain, greatest(a.since, b.since), least(a.until, b.until),
    greatest(a.since_certain, b.since_certain), least(a.until_certain, b.until_certain), p.*
FROM near_step AS a JOIN pattern AS p ON p.first = a.kind JOIN kin_step AS b ON b.x = a.y AND b.kind = p.second
WHERE b.y <> a.x
"""

_EID = stable_eid("KIN", "s.gid", "d.gid", "term", "array_to_string(eids, ',')")

# Both directions of each path. Of two ways to one relative the longer is dropped if it says nothing more.
_EDGES = f"""
CREATE OR REPLACE TEMP TABLE kin_edge AS
WITH directed AS (
    SELECT x AS src, y AS dst, term, core, near, recuse, assoc, eids, certain, since, until, since_certain,
        until_certain
    FROM kin_path
    UNION ALL
    SELECT y, x, back, back_core, back_near, back_recuse, back_assoc, list_reverse(eids), certain, since, until,
        since_certain, until_certain
    FROM kin_path
),
ranked AS (
    SELECT *, len(eids) AS steps,
        row_number() OVER (PARTITION BY src, dst ORDER BY len(eids), NOT certain, since, until, term, eids) AS place
    FROM directed WHERE since < until
),
best AS (
    SELECT * FROM ranked AS a WHERE NOT EXISTS (
        SELECT 1 FROM ranked AS b
        WHERE b.src = a.src AND b.dst = a.dst AND b.place < a.place AND b.certain >= a.certain
            AND b.core >= a.core AND b.near >= a.near AND b.recuse >= a.recuse AND b.assoc >= a.assoc
            AND b.since <= a.since AND b.until >= a.until
            AND b.since_certain <= a.since_certain AND b.until_certain >= a.until_certain
    )
)
SELECT {_EID} AS eid, best.* EXCLUDE (place), [{{'t': {_FAMILY.tag}, 'e': e}} FOR e IN eids] AS bases
FROM best JOIN n_Person AS s ON s.nid = best.src JOIN n_Person AS d ON d.nid = best.dst
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all KIN edges; returns how many there are."""
    kin_contradictions.find(con)
    for statement in (_STEPS, _PATHS, _EDGES):
        con.execute(statement)
    count = replace_edges(con, _KIN, "kin_edge")
    con.execute("DROP TABLE kin_step")
    con.execute("DROP TABLE kin_path")
    return count


DERIVATION = Derivation("KIN", ("FAMILY",), ("FAMILY", "HOLDS_POST"), build)
