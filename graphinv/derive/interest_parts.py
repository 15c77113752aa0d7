"""What an interest is made of: each holding, office and account mandate, and control as head and largest holder.

Tables made here: `interest_used` (companies that bid or won), `interest_family` (people in posts and their kin),
`interest_holding` (who really holds what) and `interest_item` (each part, for these).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphinv.derive.base import table
from graphinv.derive.span import TIMES, meeting, met
from graphinv.model import concrete

if TYPE_CHECKING:
    import duckdb

CONTROL = 0.5
"""A holder of more than this share controls the company."""

ROLES = ("legal_rep", "sole_owner", "head", "director", "senior", "partner", "supervisor")
"""Offices that are an interest, the weightiest first; any other word but contact is possibly one."""

OFFICES = {"boardMember": "director", "boardChair": "director", "seniorManagingOfficial": "senior"}
OFFICES |= {name: name for name in ("settlor", "trustee", "protector")}
"""What a company or body can be in a statement of ownership: an office of its own, no agreement about control."""

_TIMES = ", ".join(TIMES)
_ROLE = table("HAS_ROLE", "Person", "Company")
_POST = table("HOLDS_POST", "Person", "Unit")
_MANDATE = table("OPERATES", "Person", "Account")
_ACCOUNT = table("HOLDS_ACCOUNT", "Company", "Account")

_USED = """
CREATE OR REPLACE TEMP TABLE interest_used AS
SELECT src AS nid FROM e_WON__Company__Contract UNION SELECT src FROM e_WON__Company__Lot
UNION SELECT src FROM e_BID__Company__Lot
"""

_FAMILY = f"""
CREATE OR REPLACE TEMP TABLE interest_family AS
SELECT dst AS nid FROM e_KIN__Person__Person UNION SELECT src FROM {_POST.name}
"""


def _owned() -> Iterator[str]:
    columns = f"src, dst, {_TIMES}, certain, share, kind, interest, beneficial, share_min, share_min_open, held_for"
    for label in concrete("Party"):
        owns = table("OWNS", label, "Company")
        yield f"SELECT {columns}, {label == 'Person'} AS person, {owns.tag} AS t, eid AS e FROM {owns.name}"


# A nominee is no owner; the party for whom the holding is held is, where the source names it by a key that finds it.
_HOLDINGS = f"""
CREATE OR REPLACE TEMP TABLE interest_holding AS
WITH owned AS ({" UNION ALL ".join(_owned())}),
behalf AS (
    SELECT key, any_value(nid) AS nid FROM alias
    WHERE label IN {concrete("Party")!r} AND key IN (SELECT held_for FROM owned WHERE held_for IS NOT NULL)
    GROUP BY key HAVING count(DISTINCT nid) = 1
),
office(name, role) AS (VALUES {", ".join(map(repr, OFFICES.items()))})
SELECT coalesce(behalf.nid, o.src) AS src, o.dst, {", ".join(f"o.{name}" for name in TIMES)}, o.certain, o.share,
    office.role, o.kind IS NOT DISTINCT FROM 'indirect' AS indirect, o.t, o.e,
    coalesce(CASE o.kind
        WHEN 'agreement' THEN office.role IS NULL AND NOT (o.person AND o.beneficial IS NOT DISTINCT FROM false)
        WHEN 'votes' THEN o.share_min > {CONTROL} OR o.share_min = {CONTROL} AND o.share_min_open
    END, false) AS grants
FROM owned AS o LEFT JOIN behalf ON behalf.key = o.held_for
LEFT JOIN office ON o.kind = 'agreement' AND office.name = o.interest
WHERE o.kind IS DISTINCT FROM 'nominee' OR behalf.nid IS NOT NULL
"""

_RELEVANT = "(x.dst IN (SELECT nid FROM interest_used) OR x.src IN (SELECT nid FROM interest_family))"
_NO_PATH = "NULL::BIGINT[] AS nodes, []::BIGINT[][] AS jumps, false AS looped"

# `alone`: an edge of its own. `nodes`, `jumps`, `looped`: see interest_chains. `whole`: of interest_blocks.
_ITEMS = f"""
CREATE OR REPLACE TEMP TABLE interest_item AS
SELECT x.src, x.dst, {_TIMES}, x.certain AND coalesce(x.role IN {ROLES!r}, true) AS certain, x.share, x.role,
    NOT x.indirect AS direct, x.grants OR coalesce(x.share > {CONTROL}, false) AS control, false AS mandate,
    [{{'t': x.t, 'e': x.e}}] AS bases, [x.src, x.dst] AS nodes,
    CASE WHEN x.indirect THEN [[x.src, x.dst]] ELSE [] END::BIGINT[][] AS jumps,
    x.dst IN (SELECT nid FROM interest_block) AS looped, false AS whole, true AS alone
FROM interest_holding AS x JOIN n_Company AS c ON c.nid = x.dst
WHERE {_RELEVANT} AND x.src <> x.dst AND (c.kind IS DISTINCT FROM 'listed' OR x.share > {CONTROL} OR x.grants)
UNION ALL
SELECT x.src, x.dst, {_TIMES}, x.certain AND coalesce(x.role IN {ROLES!r}, false), NULL, coalesce(x.role, 'other'),
    true, false, false, [{{'t': {_ROLE.tag}, 'e': x.eid}}], {_NO_PATH}, false, true
FROM {_ROLE.name} AS x WHERE x.role IS DISTINCT FROM 'contact' AND {_RELEVANT}
UNION ALL
SELECT src, dst, {_TIMES}, certain AND known, NULL, NULL, true, false, true,
    [{{'t': {_MANDATE.tag}, 'e': mandate}}, {{'t': {_ACCOUNT.tag}, 'e': account}}], {_NO_PATH}, false, true
FROM (
    SELECT o.src, a.src AS dst, {meeting("o", "a")}, o.role IN ('operator', 'authorised') AS known,
        o.eid AS mandate, a.eid AS account
    FROM {_MANDATE.name} AS o JOIN {_ACCOUNT.name} AS a ON a.dst = o.dst
    WHERE o.role IS DISTINCT FROM 'card_user' AND o.legal_ground IS NOT NULL AND a.legal_ground IS NOT NULL
        AND {met("o", "a")}
) AS x WHERE {_RELEVANT}
"""

# Who is legal representative and holds more than any other holder, and more than the shares that nobody is known to
# hold: between any two changes in the company.
_LARGEST = f"""
INSERT INTO interest_item
WITH head AS (
    SELECT DISTINCT r.src, r.dst FROM interest_item AS r JOIN interest_holding AS h ON h.src = r.src AND h.dst = r.dst
    WHERE r.role = 'legal_rep' AND h.share <= {CONTROL}
),
held AS (
    SELECT h.src, h.dst, {_TIMES}, h.certain, h.share, h.t, h.e FROM interest_holding AS h
    WHERE NOT h.indirect AND h.share IS NOT NULL AND h.dst IN (SELECT dst FROM head)
),
office AS (SELECT r.* FROM interest_item AS r SEMI JOIN head USING (src, dst) WHERE r.role = 'legal_rep'),
change AS (
    SELECT dst, since AS day FROM held UNION SELECT dst, until FROM held
    UNION SELECT dst, since FROM office UNION SELECT dst, until FROM office
),
span AS (SELECT *, lead(day) OVER (PARTITION BY dst ORDER BY day) AS next FROM change),
stake AS (
    SELECT h.src, h.dst, span.day, span.next, round(sum(h.share), 9) AS share, bool_and(h.certain) AS certain,
        max(h.since_certain) AS since_certain, min(h.until_certain) AS until_certain,
        list({{'t': h.t, 'e': h.e}} ORDER BY h.t, h.e) AS bases
    FROM span JOIN held AS h ON h.dst = span.dst AND h.since <= span.day AND h.until >= span.next
    GROUP BY h.src, h.dst, span.day, span.next
),
place AS (
    SELECT *, 1 - sum(share) OVER company AS rest, max(share) OVER company AS most, count(*) OVER tied AS equal,
        bool_and(certain) OVER company AS sure, max(since_certain) OVER company AS surely_from,
        min(until_certain) OVER company AS surely_to
    FROM stake
    WINDOW company AS (PARTITION BY dst, day), tied AS (PARTITION BY dst, day, share)
)
SELECT p.src, p.dst, p.day, p.next, greatest(p.day, p.surely_from, o.since_certain),
    least(p.next, p.surely_to, o.until_certain), p.sure AND o.certain, NULL, NULL, true, true, false,
    list_concat(o.bases, p.bases), {_NO_PATH}, false, false
FROM place AS p JOIN office AS o ON o.src = p.src AND o.dst = p.dst AND o.since <= p.day AND o.until >= p.next
WHERE p.share = p.most AND p.equal = 1 AND p.share > round(p.rest, 9)
"""


def holdings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `interest_used`, `interest_family` and `interest_holding`."""
    for statement in (_USED, _FAMILY, _HOLDINGS):
        con.execute(statement)


def items(con: duckdb.DuckDBPyConnection) -> None:
    """Make `interest_item` with all parts that are no chains; reads `interest_block`."""
    for statement in (_ITEMS, _LARGEST):
        con.execute(statement)
