"""FAVOURS: a public body that one official oversees acts for the family of another: (giver)-[:FAVOURS]->(taker).

One edge for each act, with the act's day, kind and amount; of several ways in which the giver oversees the body and the
recipient belongs to the taker's family the nearest certain one is the evidence. What the taker receives in person is
none, and neither is what goes to a party that is of the giver's family, too: that is the giver's own business. Nor is
the act of a body in which the taker is in post or in charge as well: it needs nobody's favour (rule A1 asks about it).

Only givers whose own family received something are kept, because no ring runs through anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive import family_party
from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

_FAVOURS = table("FAVOURS", "Person", "Person")
_OVERSEES = table("OVERSEES", "Person", "Unit")


def _received(label: str) -> str:
    """Acts for parties of this label in the days in which they belong to an official's family."""
    act, fam = table("ACT", "Unit", label), table("FAMILY_PARTY", "Person", label)
    return f"""
        SELECT f.src AS taker, a.src AS unit, a.dst AS party, '{label}' AS label, a.kind, a."on", a.on_last, a.amount,
            {act.tag} AS act_table, a.eid AS act, {fam.tag} AS family_table, f.eid AS family, f.why,
            a.certain AND f.certain AND f.since_certain <= a."on" AND a.on_last < f.until_certain AS certain
        FROM {act.name} AS a JOIN {fam.name} AS f ON f.dst = a.dst
        WHERE f.why <> 'self' AND f.since <= a.on_last AND a."on" < f.until
    """


def _labels() -> tuple[str, ...]:
    return tuple(label for label in concrete("Party") if label != "Unit")


_TAKEN = f"""
CREATE OR REPLACE TEMP TABLE favours_taken AS {" UNION ALL BY NAME ".join(_received(label) for label in _labels())}
"""

# Who oversees the units of those acts, directly or as the head of a region: its code is a prefix of the unit's.
_POWER = f"""
CREATE OR REPLACE TEMP TABLE favours_power AS
WITH unit AS (SELECT nid, region_code FROM n_Unit WHERE nid IN (SELECT unit FROM favours_taken)),
part AS (SELECT DISTINCT nid, left(region_code, unnest([2, 4, 6, 9, 12])) AS region FROM unit),
power AS (SELECT * FROM {_OVERSEES.name} WHERE src IN (SELECT taker FROM favours_taken))
SELECT src AS giver, dst AS unit, eid, certain, since, until, since_certain, until_certain, distance
FROM power WHERE region_code IS NULL
UNION ALL
SELECT p.src, part.nid, p.eid, p.certain, p.since, p.until, p.since_certain, p.until_certain, p.distance
FROM power AS p JOIN part ON part.region = p.region_code
"""

_EID = stable_eid("FAVOURS", "g.gid", "t.gid", "b.act::VARCHAR")

_EDGES = f"""
CREATE OR REPLACE TEMP TABLE favours_edge AS
WITH given AS (
    SELECT p.giver, t.* REPLACE (
            t.certain AND p.certain AND p.since_certain <= t."on" AND t.on_last < p.until_certain AS certain),
        p.eid AS power, p.distance
    FROM favours_taken AS t JOIN favours_power AS p ON p.unit = t.unit
    ANTI JOIN favours_taken AS own ON own.taker = p.giver AND own.act = t.act AND own.act_table = t.act_table
    ANTI JOIN favours_power AS taker ON taker.giver = t.taker AND taker.unit = t.unit AND taker.since <= t.on_last
        AND t."on" < taker.until AND taker.distance = 0
    WHERE p.giver <> t.taker AND p.since <= t.on_last AND t."on" < p.until
),
b AS (
    SELECT *, row_number() OVER (
        PARTITION BY giver, taker, act_table, act ORDER BY certain DESC, distance, why, power, family) AS place
    FROM given
)
SELECT {_EID} AS eid, b.giver AS src, b.taker AS dst, b.certain, b."on", b.on_last, b.amount, b.kind,
    [{{'t': {_OVERSEES.tag}, 'e': b.power}}, {{'t': b.act_table, 'e': b.act}}, {{'t': b.family_table, 'e': b.family}}]
        AS bases
FROM b JOIN n_Person AS g ON g.nid = b.giver JOIN n_Person AS t ON t.nid = b.taker WHERE b.place = 1
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all FAVOURS edges; returns how many there are."""
    for statement in (_TAKEN, _POWER, _EDGES):
        con.execute(statement)
    count = replace_edges(con, _FAVOURS, "favours_edge")
    con.execute("DROP TABLE favours_taken")
    con.execute("DROP TABLE favours_power")
    return count


_MADE_OF = (
    "HOLDS_POST", "PART_OF", "FAMILY", "OWNS", "HAS_ROLE", "BUYER", "WON", "ISSUED_BY", "ISSUED_TO", "RECEIVED",
    "MANAGED_BY", "EMPLOYED_BY",
)  # fmt: skip
_ALSO = family_party.DERIVATION.also
_READS = (*_MADE_OF, *_ALSO, "OVERSEES", "ACT", "FAMILY_PARTY")
DERIVATION = Derivation("FAVOURS", _MADE_OF, _READS, build, also=_ALSO)
