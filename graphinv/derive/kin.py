"""KIN: who is related to the people whose duties matter and to their relatives, by all that declared FAMILY amounts to.

Written in both directions and matched directed: `(o)-[k:KIN]->(p)` says that p is o's `k.term`. Closed from people in
posts, those who decide or evaluate, those on the payroll and village cadres, and once more from those of their
relatives who hold or run a company. Blood lasts for ever, a marriage until the divorce, and for 365 days more it is
still possible; along a way the times intersect. Rows that contradict each other are left aside (see
`kin_contradictions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive import kin_contradictions, kin_ways, kin_words
from graphinv.derive.base import Derivation, replace_edges, stable_eid, table, values
from graphinv.derive.kin_terms import STEPS
from graphinv.derive.span import TIMES
from graphinv.model import FIRST_DAY, OPEN_END
from graphinv.model.layout import edge_tables

if TYPE_CHECKING:
    import duckdb

GRACE_DAYS = 365
"""A sham divorce is not ruled out for a year: the outer bound of a marriage step moves by this much."""

REGISTERS = ("payroll", "village_cadre")
"""Who is in these registers has duties, whatever post is known."""

ACTORS = ("HOLDS_POST", "DECIDED", "DECIDED_FOR", "EVALUATED")
"""Who does these has duties."""

STAKES = ("OWNS", "HAS_ROLE")
"""What makes a relative's own kin matter."""

_FAMILY = table("FAMILY", "Person", "Person")
_KIN = table("KIN", "Person", "Person")
_LISTED = table("LISTED_IN", "Person", "Register")

# y is x's `kind`: each declared row read from both of its ends, once.
_STEPS = f"""
CREATE OR REPLACE TEMP TABLE kin_step AS
WITH kind(name, inverse, blood, marriage) AS (
    VALUES {values((name, step.inverse, step.blood, step.marriage) for name, step in STEPS.items())}
),
timed AS (
    SELECT f.eid, f.src, f.dst, f.certain, k.name, k.inverse,
        CASE WHEN k.blood THEN DATE '{FIRST_DAY}' ELSE f.since END AS since,
        CASE WHEN k.blood OR f.until = DATE '{OPEN_END}' THEN DATE '{OPEN_END}'
             WHEN k.marriage THEN f.until + {GRACE_DAYS} ELSE f.until END AS until,
        CASE WHEN k.blood THEN DATE '{FIRST_DAY}' ELSE f.since_certain END AS since_certain,
        CASE WHEN k.blood THEN DATE '{OPEN_END}' ELSE f.until_certain END AS until_certain
    FROM {_FAMILY.name} AS f JOIN kind AS k ON k.name = f.type
    ANTI JOIN (SELECT eid FROM contradiction WHERE NOT used) AS c ON c.eid = f.eid
),
turned AS (
    SELECT src AS x, dst AS y, name AS kind, * EXCLUDE (src, dst, name, inverse) FROM timed
    UNION ALL
    SELECT dst, src, inverse, * EXCLUDE (src, dst, name, inverse) FROM timed
)
SELECT * EXCLUDE (eid), min(eid) AS eid FROM turned GROUP BY ALL
"""

_ANCHORS = f"""
CREATE OR REPLACE TEMP TABLE kin_start AS
{" UNION ".join(f"SELECT src AS nid FROM {one.name}" for one in edge_tables(ACTORS, "Person"))}
UNION SELECT l.src FROM {_LISTED.name} AS l JOIN n_Register AS r ON r.nid = l.dst WHERE r.kind IN {REGISTERS}
"""

# Of their relatives those who hold or run a company: to whom they gave it on is asked.
_RELATIVES = f"""
CREATE OR REPLACE TEMP TABLE kin_start AS
SELECT DISTINCT y AS nid FROM kin_way WHERE rank > 0 AND y NOT IN (SELECT nid FROM kin_start) AND y IN (
    {" UNION ".join(f"SELECT src FROM {table(name, 'Person', 'Company').name}" for name in STAKES)}
)
"""

_EID = stable_eid("KIN", "s.gid", "d.gid", "term", "array_to_string(eids, ',')")

# Each way to a relative from both of its ends, from those who did not start as the way back.
_BOTH = f"""
CREATE OR REPLACE TEMP TABLE kin_found AS
WITH turned AS (
    SELECT x AS src, y AS dst, pattern, eids, stops, certain, {", ".join(TIMES)} FROM kin_way
    UNION ALL
    SELECT y, x, p.back, list_reverse(eids), list_append(list_reverse(stops)[2:], x), certain, {", ".join(TIMES)}
    FROM kin_way AS w JOIN kin_pattern AS p ON p.number = w.pattern
    WHERE w.rank > 0 AND y NOT IN (SELECT x FROM kin_way)
)
SELECT w.* EXCLUDE (certain), w.certain AND p.sure AS certain, len(eids) AS steps, p.term, p.relation, p.core, p.near,
    p.recuse, p.assoc
FROM turned AS w JOIN kin_pattern AS p ON p.number = w.pattern WHERE p.recuse OR p.assoc
"""


def _says(b: str, a: str) -> str:
    flags = (f"{b}.{name} >= {a}.{name}" for name in ("core", "near", "recuse", "assoc"))
    return " AND ".join((*flags, kin_ways.covers(b, a)))


# Of two ways to one relative the longer is dropped if it says nothing more.
_BEST = f"""
CREATE OR REPLACE TEMP TABLE kin_best AS
SELECT {_EID} AS eid, a.* FROM kin_found AS a JOIN n_Person AS s ON s.nid = a.src JOIN n_Person AS d ON d.nid = a.dst
WHERE NOT EXISTS (
    SELECT 1 FROM kin_found AS b
    WHERE b.src = a.src AND b.dst = a.dst AND b.steps <= a.steps AND {_says("b", "a")}
        AND (b.steps < a.steps OR NOT ({_says("a", "b")}) OR (b.term, b.eids) < (a.term, a.eids))
)
"""

_EDGES = f"""
CREATE OR REPLACE TEMP TABLE kin_edge AS
SELECT b.*, w.zh AS term_zh, w.en AS term_en, list_transform(b.eids, lambda e: {{'t': {_FAMILY.tag}, 'e': e}}) AS bases
FROM kin_best AS b JOIN kin_shape AS s ON s.eid = b.eid
    JOIN kin_word AS w ON w.pattern = s.pattern AND w.sexes = s.sexes AND w.ages = s.ages
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all KIN edges; returns how many there are."""
    kin_contradictions.find(con)
    for statement in (_STEPS, _ANCHORS):
        con.execute(statement)
    patterns = kin_ways.prepare(con)
    kin_ways.follow(con)
    con.execute(_RELATIVES)
    kin_ways.follow(con)
    for statement in (_BOTH, _BEST):
        con.execute(statement)
    kin_words.tell(con, patterns)
    con.execute(_EDGES)
    count = replace_edges(con, _KIN, "kin_edge")
    for name in ("kin_step", "kin_pattern", "kin_start", "kin_way", "kin_found", "kin_best", "kin_shape", "kin_word"):
        con.execute(f"DROP TABLE {name}")
    return count


DERIVATION = Derivation("KIN", ("FAMILY",), ("FAMILY", *ACTORS, "LISTED_IN", *STAKES), build)
