"""TIED: over at most three ties that hold at once, a winner or one of its people leads to an official.

Ties are kinship (next to the official only: KIN is closed already), holdings, offices, jobs, and shared identifiers of
two parties that together reach `LINK_MIN`. Who has more than `HUB` ties of one kind, such as a large employer, is not
passed through by them, nor is a public body, a listed or state-owned company or a fund; they may be an end. A path
starts at a company that won an award or at a holder or officer of one (`party`), and ends at a person in a post. Of the
ways of one length between two, the `WAYS` surest and longest lasting are kept, and a longer way only if none that is
shorter says as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.derive.span import TIMES, meeting, met

if TYPE_CHECKING:
    import duckdb

HOPS = 3
HUB = 50
"""Through somebody with more ties of one kind half a town is tied to every official."""

LINK_MIN = 0.5
WAYS = 3

CLOSED = ("listed", "soe", "fund")
"""Where look-through stops: these belong to too many, or to everybody."""

_TIMES = ", ".join(TIMES)
_KIN = table("KIN", "Person", "Person")
_POST = table("HOLDS_POST", "Person", "Unit")
_HELD = (("OWNS", "Person"), ("OWNS", "Company"), ("HAS_ROLE", "Person"), ("EMPLOYED_BY", "Person"))
"""Ties to a company, with the label of the other end."""


def _ties() -> Iterator[str]:
    """Rows a, b, kind, t, e, certain and times, in the direction in which they are stored."""
    columns = f"certain, {_TIMES}"
    for name, label in _HELD:
        held = table(name, label, "Company")
        yield f"SELECT src AS a, dst AS b, '{name}' AS kind, {held.tag} AS t, eid AS e, {columns} FROM {held.name}"
    for start, end in combinations_with_replacement(("Person", "Company"), 2):
        link = table("LINKED", start, end)
        yield (
            f"SELECT l.src, l.dst, 'LINKED', {link.tag}, l.eid, {columns} FROM {link.name} AS l SEMI JOIN ("
            f"SELECT src, dst FROM (SELECT DISTINCT src, dst, identifier, weight FROM {link.name}) "
            f"GROUP BY src, dst HAVING sum(weight) >= {LINK_MIN}) AS p ON p.src = l.src AND p.dst = l.dst"
        )


# Both directions; `end_a`, `end_b`: this tie does not lead on through a, through b.
_EDGES = f"""
CREATE OR REPLACE TEMP TABLE tied_tie AS
WITH stored AS ({" UNION ALL ".join(_ties())}),
both_ways AS (
    SELECT * FROM stored UNION ALL SELECT b, a, kind, t, e, certain, {_TIMES} FROM stored
),
hub AS (SELECT a AS nid, kind FROM both_ways GROUP BY a, kind HAVING count(DISTINCT b) > {HUB}),
closed AS (SELECT nid FROM n_Company WHERE kind IN {CLOSED!r})
SELECT x.*, ha.nid IS NOT NULL OR ca.nid IS NOT NULL AS end_a, hb.nid IS NOT NULL OR cb.nid IS NOT NULL AS end_b
FROM both_ways AS x
LEFT JOIN hub AS ha ON ha.nid = x.a AND ha.kind = x.kind LEFT JOIN hub AS hb ON hb.nid = x.b AND hb.kind = x.kind
LEFT JOIN closed AS ca ON ca.nid = x.a LEFT JOIN closed AS cb ON cb.nid = x.b
WHERE x.a <> x.b
"""

# From how many ties away an end is still in reach, so that no way is followed that cannot get there.
_REACH = f"""
CREATE OR REPLACE TEMP TABLE tied_reach AS
WITH winner AS (SELECT src AS nid FROM e_WON__Company__Contract UNION SELECT src FROM e_WON__Company__Lot),
target AS (
    SELECT nid FROM winner
    UNION SELECT src FROM {table("OWNS", "Person", "Company").name} WHERE dst IN (SELECT nid FROM winner)
    UNION SELECT src FROM {table("HAS_ROLE", "Person", "Company").name} WHERE dst IN (SELECT nid FROM winner)
),
one AS (SELECT DISTINCT a AS nid FROM tied_tie WHERE b IN (SELECT nid FROM target) AND NOT end_a),
two AS (SELECT DISTINCT a AS nid FROM tied_tie WHERE b IN (SELECT nid FROM one) AND NOT end_a AND NOT end_b)
SELECT nid, min(far) AS far FROM (
    SELECT nid, 0 AS far FROM target UNION ALL SELECT nid, 1 FROM one UNION ALL SELECT nid, 2 FROM two
) GROUP BY nid
"""

_FIRST = f"""
SELECT k.src AS official, k.dst AS node, false AS is_end, [k.dst] AS nodes, [{{'t': {_KIN.tag}, 'e': k.eid}}] AS bases,
    k.certain, {", ".join(f"k.{name}" for name in TIMES)}
FROM {_KIN.name} AS k WHERE k.src IN (SELECT src FROM {_POST.name})
UNION ALL
SELECT a, b, end_b, [b], [{{'t': t, 'e': e}}], certain, {_TIMES} FROM tied_tie
WHERE a IN (SELECT src FROM {_POST.name})
"""


def _next(hops: int) -> str:
    """One tie more."""
    return f"""
        SELECT w.official, x.b AS node, x.end_b AS is_end, list_append(w.nodes, x.b) AS nodes,
            list_append(w.bases, {{'t': x.t, 'e': x.e}}) AS bases, {meeting("w", "x")}
        FROM tied_way AS w JOIN tied_tie AS x ON x.a = w.node
        WHERE w.hops = {hops - 1} AND NOT w.is_end AND NOT x.end_a AND {met("w", "x")}
            AND x.b <> w.official AND NOT list_contains(w.nodes, x.b)
    """


def _step(hops: int) -> str:
    """The ways of this length to whatever an end is still in reach of."""
    found = _FIRST if hops == 1 else _next(hops)
    into = "CREATE OR REPLACE TEMP TABLE tied_way AS" if hops == 1 else "INSERT INTO tied_way"
    return f"""
        {into}
        SELECT f.*, {hops} AS hops, r.far FROM ({found}) AS f JOIN tied_reach AS r ON r.nid = f.node
        WHERE r.far <= {HOPS - hops}
        QUALIFY row_number() OVER (
            PARTITION BY f.official, f.node, f.is_end
            ORDER BY f.certain DESC, greatest(f.until_certain - f.since_certain, 0) DESC,
                f.until - f.since DESC, f.bases
        ) <= {WAYS}
    """


def _edges(label: str) -> str:
    eid = stable_eid("TIED", "p.gid", "o.gid", "list_transform(w.bases, lambda x: x.e)::VARCHAR")
    return f"""
        CREATE OR REPLACE TEMP TABLE tied_edge AS
        WITH ways AS (SELECT *, row_number() OVER (ORDER BY hops, bases) AS place FROM tied_way WHERE far = 0),
        best AS (
            SELECT * FROM ways AS l WHERE NOT EXISTS (
                SELECT 1 FROM ways AS s
                WHERE s.official = l.official AND s.node = l.node AND s.place < l.place AND s.certain >= l.certain
                    AND s.since <= l.since AND s.until >= l.until
                    AND s.since_certain <= l.since_certain AND s.until_certain >= l.until_certain
            )
        )
        SELECT {eid} AS eid, w.node AS src, w.official AS dst, w.hops, list_reverse(w.bases) AS bases, w.certain,
            {", ".join(f"w.{name}" for name in TIMES)}
        FROM best AS w JOIN n_{label} AS p ON p.nid = w.node JOIN n_Person AS o ON o.nid = w.official
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all TIED edges; returns how many there are."""
    for statement in (_EDGES, _REACH, *map(_step, range(1, HOPS + 1))):
        con.execute(statement)
    count = 0
    for label in ("Person", "Company"):
        con.execute(_edges(label))
        count += replace_edges(con, table("TIED", label, "Person"), "tied_edge")
    for name in ("tie", "reach", "way"):
        con.execute(f"DROP TABLE tied_{name}")
    return count


_MADE_OF = ("FAMILY", "OWNS", "HAS_ROLE", "EMPLOYED_BY", "USES", "HOLDS_ACCOUNT", "OPERATES")
DERIVATION = Derivation("TIED", _MADE_OF, (*_MADE_OF, "KIN", "LINKED", "HOLDS_POST", "WON"), build)
