"""KIN: who is related to the people whose duties matter and to their relatives, by all that declared FAMILY amounts to.

Written in both directions and matched directed: `(o)-[k:KIN]->(p)` says that p is o's `k.term`. Closed from people in
posts, those who decide or evaluate, those on the payroll and village cadres, and once more from their relatives. Blood
lasts for ever, a marriage until the divorce, and for 365 days more it is still possible; along a way the times
intersect. Rows that contradict each other are left aside (see `kin_contradictions`).
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

_FAMILY = table("FAMILY", "Person", "Person")
_KIN = table("KIN", "Person", "Person")
_LISTED = table("LISTED_IN", "Person", "Register")

# y is x's `kind`: each declared row read from both of its ends, with the sex (m, f, -) and birth of y.
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
SELECT t.*, {kin_words.sex("p")} AS sex, born_on AS born, born_on_last AS born_last
FROM turned AS t JOIN n_Person AS p ON p.nid = t.y
"""

_ANCHORS = f"""
CREATE OR REPLACE TEMP TABLE kin_start AS
{" UNION ".join(f"SELECT src AS nid FROM {one.name}" for one in edge_tables(ACTORS, "Person"))}
UNION SELECT l.src FROM {_LISTED.name} AS l JOIN n_Register AS r ON r.nid = l.dst WHERE r.kind IN {REGISTERS}
"""

# Relatives of the anchors, without those who are anchors: their ways are known by now.
_RELATIVES = """
CREATE OR REPLACE TEMP TABLE kin_start AS
SELECT DISTINCT dst AS nid FROM kin_best ANTI JOIN kin_start ON kin_start.nid = dst
"""

_EID = stable_eid("KIN", "s.gid", "d.gid", "term", "array_to_string(eids, ',')")

# Of two ways to one relative the longer is dropped if it says nothing more.
_BEST = f"""
WITH found AS (
    SELECT w.x AS src, w.y AS dst, p.term, p.relation, p.core, p.near, p.recuse, p.assoc, w.eids, w.pattern,
        w.sexes, w.born, w.born_last, w.certain AND p.sure AS certain, {", ".join(f"w.{name}" for name in TIMES)}
    FROM kin_way AS w JOIN kin_pattern AS p ON p.number = w.pattern WHERE p.recuse OR p.assoc
),
ranked AS (
    SELECT *, len(eids) AS steps, row_number() OVER (
        PARTITION BY src, dst
        ORDER BY len(eids), NOT certain, NOT core, NOT near, NOT recuse, NOT assoc, since, until DESC, term, eids
    ) AS place
    FROM found
)
SELECT {_EID} AS eid, a.* EXCLUDE (place, sexes, born, born_last), {kin_words.sex("s")} || a.sexes AS sexes,
    list_prepend(s.born_on, a.born) AS born, list_prepend(s.born_on_last, a.born_last) AS born_last
FROM ranked AS a JOIN n_Person AS s ON s.nid = a.src JOIN n_Person AS d ON d.nid = a.dst
WHERE NOT EXISTS (
    SELECT 1 FROM ranked AS b
    WHERE b.src = a.src AND b.dst = a.dst AND b.place < a.place AND b.certain >= a.certain
        AND b.core >= a.core AND b.near >= a.near AND b.recuse >= a.recuse AND b.assoc >= a.assoc
        AND b.since <= a.since AND b.until >= a.until
        AND b.since_certain <= a.since_certain AND b.until_certain >= a.until_certain
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
    con.execute(f"CREATE OR REPLACE TEMP TABLE kin_best AS {_BEST}")
    con.execute(_RELATIVES)
    kin_ways.follow(con)
    con.execute(f"INSERT INTO kin_best {_BEST}")
    kin_words.tell(con, patterns)
    con.execute(_EDGES)
    count = replace_edges(con, _KIN, "kin_edge")
    for name in ("kin_step", "kin_pattern", "kin_start", "kin_way", "kin_best", "kin_shape", "kin_word"):
        con.execute(f"DROP TABLE {name}")
    return count


DERIVATION = Derivation("KIN", ("FAMILY",), ("FAMILY", *ACTORS, "LISTED_IN"), build)
