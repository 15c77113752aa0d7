"""OVERSEES: over which public bodies an official has power by each post, how near, and why.

| why | distance | body |
|---|---|---|
| `post` | 0 | the unit of the post |
| `portfolio` | 0 | a unit named in the post's portfolio (分管) |
| `line` | 0 | a unit of a line named there, in the region of the post's unit |
| `subordinate` | 1, 2 … | what is part of the unit that the official leads, step by step |
| `regulated` | 1 | a unit that names the led unit among its regulators |
| `region` | 2 | the unit that heads a region; the edge's `region_code` stands for all units there |

An official leads a unit as first in command (一把手) or in acting charge (主持工作); where neither is said, not. A
committee or government heads its region if it is part of no body of the same region; that is one edge with a region,
not one for each unit there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.derive.span import TIMES, meeting, met

if TYPE_CHECKING:
    import duckdb

DEPTH = 6
"""So many steps down are followed; five levels of government and their institutions are fewer."""

DUTIES = ("FIN", "HR", "PROJ", "PROC", "AUD", "DISC")
"""Words of a portfolio that say what an official does inside the unit: no lines of business."""

_OVERSEES = table("OVERSEES", "Person", "Unit")
_POST = table("HOLDS_POST", "Person", "Unit")
_PART = table("PART_OF", "Unit", "Unit")

_REGION = "regexp_replace(region_code, '(00)+$', '')"
"""330100 is the city whose counties begin with 3301."""

# Each post with its unit's region, and each word of its portfolio.
_POSTS = f"""
CREATE OR REPLACE TEMP TABLE oversees_post AS
SELECT p.src, p.dst, p.eid, p.certain, {", ".join(f"p.{name}" for name in TIMES)}, p.portfolio,
    coalesce(p.is_leader OR p.acting, false) AS leads, {_REGION} AS region, u.kind
FROM {_POST.name} AS p JOIN n_Unit AS u ON u.nid = p.dst
"""

_NAMED = """
CREATE OR REPLACE TEMP TABLE oversees_named AS
SELECT * EXCLUDE (portfolio), word FROM (SELECT *, unnest(portfolio) AS word FROM oversees_post)
"""

# Steps down from a led unit; PART_OF is a tree, which the mapping sees to.
_DOWN = f"""
CREATE OR REPLACE TEMP TABLE oversees_down AS
WITH RECURSIVE down AS (
    SELECT p.src, e.src AS dst, 1 AS distance, p.eid, [e.eid] AS parts, {meeting("p", "e")}
    FROM oversees_post AS p JOIN {_PART.name} AS e ON e.dst = p.dst WHERE p.leads AND {met("p", "e")}
    UNION ALL
    SELECT d.src, e.src, d.distance + 1, d.eid, list_append(d.parts, e.eid), {meeting("d", "e")}
    FROM down AS d JOIN {_PART.name} AS e ON e.dst = d.dst WHERE d.distance < {DEPTH} AND {met("d", "e")}
)
SELECT * FROM down
"""

_OWN = f"src, dst, eid, certain, {', '.join(TIMES)}, []::BIGINT[] AS parts"
_OTHER = f"p.src, u.nid AS dst, p.eid, p.certain, {', '.join(f'p.{name}' for name in TIMES)}, []::BIGINT[] AS parts"

_FOUND = f"""
CREATE OR REPLACE TEMP TABLE oversees_found AS
SELECT {_OWN}, 0 AS distance, 'post' AS why, NULL::VARCHAR AS region_code FROM oversees_post
UNION ALL
SELECT {_OTHER}, 0, 'portfolio', NULL FROM oversees_named AS p JOIN alias AS u ON u.label = 'Unit' AND u.key = p.word
WHERE u.nid <> p.dst
UNION ALL
SELECT {_OTHER}, 0, 'line', NULL FROM oversees_named AS p
JOIN (SELECT nid, {_REGION} AS region, unnest(line_codes) AS word FROM n_Unit) AS u ON u.word = p.word
WHERE u.nid <> p.dst AND p.region <> '' AND starts_with(u.region, p.region) AND p.word NOT IN {DUTIES!r}
UNION ALL
SELECT src, dst, eid, certain, {", ".join(TIMES)}, parts, distance, 'subordinate', NULL FROM oversees_down
UNION ALL
SELECT {_OTHER}, 1, 'regulated', NULL FROM oversees_post AS p
JOIN alias AS r ON r.label = 'Unit' AND r.nid = p.dst
JOIN (SELECT nid, unnest(regulator_ids) AS word FROM n_Unit) AS u ON u.word = r.key
WHERE p.leads AND u.nid <> p.dst
UNION ALL
SELECT {_OWN}, 2, 'region', region FROM oversees_post AS p
WHERE p.leads AND p.kind IN ('party', 'government') AND p.region <> '' AND NOT EXISTS (
    SELECT 1 FROM {_PART.name} AS e JOIN n_Unit AS above ON above.nid = e.dst
    WHERE e.src = p.dst AND regexp_replace(above.region_code, '(00)+$', '') = p.region
)
"""

_EID = stable_eid(
    "OVERSEES", "o.gid", "u.gid", "f.why", "coalesce(f.region_code, '')", "f.eid::VARCHAR", "f.parts::VARCHAR"
)

_EDGES = f"""
CREATE OR REPLACE TEMP TABLE oversees_edge AS
SELECT {_EID} AS eid, f.* EXCLUDE (eid, parts),
    list_concat([{{'t': {_POST.tag}, 'e': f.eid}}], [{{'t': {_PART.tag}, 'e': e}} FOR e IN f.parts]) AS bases
FROM oversees_found AS f JOIN n_Person AS o ON o.nid = f.src JOIN n_Unit AS u ON u.nid = f.dst
"""


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all OVERSEES edges; returns how many there are."""
    for statement in (_POSTS, _NAMED, _DOWN, _FOUND, _EDGES):
        con.execute(statement)
    count = replace_edges(con, _OVERSEES, "oversees_edge")
    for name in ("post", "named", "down", "found"):
        con.execute(f"DROP TABLE oversees_{name}")
    return count


DERIVATION = Derivation("OVERSEES", ("HOLDS_POST", "PART_OF"), ("HOLDS_POST", "PART_OF"), build)
