"""LINKED: two parties that use one identifier at the same time; one edge for each identifier and common period.

The weight is that of LINK: w(kind) / log2(1 + df), where df is the number of parties that use the identifier. What
more than 20 parties use (registration agencies, switchboards) links nobody, nor does what a whitelist names. A bank
account links its owner and its card users; a mandate over a firm's account is an interest, no link. An edge is stored
once, from the node with the smaller number, so it is matched undirected. `identifier` is opaque and the same on every
edge of that identifier, so that a rule that adds up weights counts it once. `bid`: known from a bid, where one day
stands for a use.
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_edges, stable_eid, table
from graphinv.derive.span import TIMES, meeting, met
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

MAX_DF = 20
"""An identifier of more users is dropped before the join: a hub of n users would give n² edges."""

ACCOUNT_WEIGHT = 1.0
ACCOUNT = "account"
_COLUMNS = ", ".join(("certain", *TIMES))


def _uses(label: str) -> str:
    """Every use of an identifier by parties of one label."""
    uses = table("USES", label, "Identifier")
    holds = table("HOLDS_ACCOUNT", label, "Account")
    parts = [
        f"SELECT src AS party, dst AS shared, {_COLUMNS}, bid_id IS NOT NULL AS bid, {uses.tag} AS t, eid "
        f"FROM {uses.name}",
        f"SELECT src, dst, {_COLUMNS}, false, {holds.tag}, eid FROM {holds.name}",
    ]
    if label == "Person":
        operates = table("OPERATES", label, "Account")
        parts.append(
            f"SELECT src, dst, {_COLUMNS}, false, {operates.tag}, eid FROM {operates.name} WHERE role = 'card_user'"
        )
    return " UNION ALL ".join(parts)


_USES = f"""
CREATE OR REPLACE TEMP TABLE linked_use AS
WITH use AS ({" UNION ALL ".join(map(_uses, concrete("Party")))}),
several AS (SELECT shared, count(DISTINCT party) AS users FROM use GROUP BY shared HAVING users BETWEEN 2 AND {MAX_DF}),
what AS (
    SELECT s.shared, i.gid, i.value, i.kind, i.df, i.weight
    FROM several AS s JOIN n_Identifier AS i ON i.nid = s.shared WHERE i.weight > 0 AND i.df <= {MAX_DF}
    UNION ALL
    SELECT s.shared, a.gid, a.id, '{ACCOUNT}', s.users, round({ACCOUNT_WEIGHT} / log2(1 + s.users), 9)
    FROM several AS s JOIN n_Account AS a ON a.nid = s.shared
)
SELECT u.*, w.kind, w.df, w.weight, w.value, substr(md5(w.gid), 1, 16) AS identifier
FROM use AS u JOIN what AS w USING (shared)
"""

# A whitelisted identifier (an agency's telephone, a trading centre's network) links nobody while it is listed.
_LISTED = """
SELECT 1 FROM n_Whitelisted AS l
WHERE l.value = p.value AND l.since <= p.since AND l.until >= p.until
    AND (l.kind = 'agency_contact' OR l.kind = 'centre_ip' AND p.kind = 'ip')
"""

_WHAT = "a.shared, a.kind, a.df, a.weight, a.value, a.identifier"
_BASES = "[{'t': a.t, 'e': a.eid}, {'t': b.t, 'e': b.eid}]"

# Two parties and each pair of their uses of one identifier. Two bids need no common day: a use is known on these alone.
_PAIRS = f"""
CREATE OR REPLACE TEMP TABLE linked_pair AS
WITH pair AS (
    SELECT a.party AS src, b.party AS dst, {_WHAT}, a.bid OR b.bid AS bid, {meeting("a", "b")}, {_BASES} AS bases
    FROM linked_use AS a JOIN linked_use AS b ON b.shared = a.shared
    WHERE a.party < b.party AND {met("a", "b")}
    UNION ALL
    SELECT a.party, b.party, {_WHAT}, true, a.certain AND b.certain,
        least(a.since, b.since), greatest(a.until, b.until), least(a.since_certain, b.since_certain),
        greatest(a.until_certain, b.until_certain), {_BASES}
    FROM linked_use AS a JOIN linked_use AS b ON b.shared = a.shared
    WHERE a.party < b.party AND a.bid AND b.bid AND NOT ({met("a", "b")})
)
SELECT * FROM pair AS p WHERE NOT EXISTS ({_LISTED})
"""

# Periods that touch are one edge; it is as certain as the surest pair of uses in it.
_PERIODS = """
CREATE OR REPLACE TEMP TABLE linked_period AS
WITH begun AS (
    SELECT *, coalesce(since > max(until) OVER earlier, true) AS fresh FROM linked_pair
    WINDOW earlier AS (PARTITION BY src, dst, shared ORDER BY since, until, bases
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
numbered AS (
    SELECT *, count(*) FILTER (fresh) OVER (PARTITION BY src, dst, shared ORDER BY since, until, bases) AS period
    FROM begun
),
best AS (
    SELECT *, row_number() OVER (
        PARTITION BY src, dst, shared, period
        ORDER BY certain DESC, greatest(until_certain - since_certain, 0) DESC, bases
    ) AS place FROM numbered
)
SELECT src, dst, kind, df, weight, identifier, min(since) AS since, max(until) AS until,
    any_value(since_certain) FILTER (place = 1) AS since_certain,
    any_value(until_certain) FILTER (place = 1) AS until_certain,
    bool_or(certain) AS certain, bool_and(bid) AS bid,
    list_sort(list_distinct(flatten(list(bases)))) AS bases
FROM best GROUP BY src, dst, shared, period, kind, df, weight, identifier
"""


def _edges(start: str, end: str) -> str:
    eid = stable_eid("LINKED", "a.gid", "b.gid", "p.identifier", "p.since::VARCHAR")
    return f"""
        CREATE OR REPLACE TEMP TABLE linked_edge AS
        SELECT {eid} AS eid, p.* FROM linked_period AS p
        JOIN n_{start} AS a ON a.nid = p.src JOIN n_{end} AS b ON b.nid = p.dst
    """


def build(con: duckdb.DuckDBPyConnection) -> int:
    """Replace all LINKED edges; returns how many there are."""
    for statement in (_USES, _PAIRS, _PERIODS):
        con.execute(statement)
    count = 0
    for start, end in combinations_with_replacement(concrete("Party"), 2):
        con.execute(_edges(start, end))
        count += replace_edges(con, table("LINKED", start, end), "linked_edge")
    for name in ("use", "pair", "period"):
        con.execute(f"DROP TABLE linked_{name}")
    return count


_MADE_OF = ("USES", "HOLDS_ACCOUNT", "OPERATES")
DERIVATION = Derivation("LINKED", _MADE_OF, _MADE_OF, build)
