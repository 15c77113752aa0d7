"""MONEY_PATH: chains of payments in time order from who got public money to an official's family, and back to a payer.

`flow`: from a company, as of the day on which a public body first paid it, it won an award or got a grant, to a party
of some official's family (FAMILY_PARTY), where it ends; each payment is at least a share of the one before, and the
last also of the first. `loop`: from a public body, its staff or a party of some official's family back to the same
owner or a firm under the same control, through others; the smallest payment is at least a share of the largest.

How far each is followed say FLOW and LOOP below. Every payment is of at least LEAST, since no more arrives than the
smallest of them carries. What is not followed: `money_rows`; how chains grow, and what is cut: `money_chains`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from graphinv.derive.base import Derivation, replace_between, table
from graphinv.derive.money_chains import Bounds, grow
from graphinv.derive.money_parties import FAMILY, PAYEES
from graphinv.derive.money_rows import BASES, HUB_DEGREE, held, holders, steps, surely_held
from graphinv.model import FIRST_DAY, concrete

if TYPE_CHECKING:
    import duckdb

LEAST = 1_000_000
"""Fen. 10,000 yuan: the sum from which bribery with aggravation is judged (两高 2016 解释第一条)."""

FLOW = Bounds(days=180, hops=3, keeps=Decimal("0.05"))
LOOP = Bounds(days=90, hops=5, spread=Decimal("0.7"), returns=3)

_STAKES = " UNION ALL ".join(
    f"SELECT src, dst FROM {table('INTEREST_IN', label, 'Company').name} WHERE control" for label in concrete("Party")
)

# A firm counts as one with who controls it in the end; where control goes round, with the first of those.
_GROUPS = f"""
CREATE OR REPLACE TEMP TABLE money_group AS
WITH RECURSIVE control AS (SELECT DISTINCT src, dst FROM ({_STAKES}) WHERE src <> dst),
up AS (
    SELECT dst AS firm, src AS root, 1 AS depth FROM control
    UNION SELECT u.firm, c.src, u.depth + 1 FROM up AS u JOIN control AS c ON c.dst = u.root WHERE u.depth < 6
)
SELECT firm, coalesce(min(root) FILTER (root NOT IN (SELECT dst FROM control)), least(firm, min(root))) AS root
FROM up GROUP BY firm
"""

_GROUPED = """
CREATE OR REPLACE TEMP TABLE money_hop AS
SELECT h.*, coalesce(a.root, h.src) AS src_group, coalesce(b.root, h.dst) AS dst_group
FROM money_hop AS h LEFT JOIN money_group AS a ON a.firm = h.src LEFT JOIN money_group AS b ON b.firm = h.dst
"""

_USERS = f"""
CREATE OR REPLACE TEMP TABLE money_user AS
SELECT * FROM ({holders(operators=True)}) WHERE party IN (SELECT party FROM money_family)
"""


_PAYERS = f"""
CREATE OR REPLACE TEMP TABLE money_start AS
SELECT party, DATE '{FIRST_DAY}' AS day FROM (
    SELECT nid AS party FROM n_Unit UNION SELECT party FROM money_family
    UNION SELECT src FROM {table("HOLDS_POST", "Person", "Unit").name}
    UNION SELECT src FROM {table("EMPLOYED_BY", "Person", "Unit").name}
)
"""

_FAMILY_GOAL = "CREATE OR REPLACE TEMP TABLE money_goal AS SELECT DISTINCT account FROM money_user"

_PAYER_GOAL = """
CREATE OR REPLACE TEMP TABLE money_goal AS
SELECT DISTINCT target AS account FROM money_hop
WHERE dst_group IN (SELECT src_group FROM money_hop WHERE src IN (SELECT party FROM money_start))
"""

_FOUND = f"""
CREATE OR REPLACE TEMP TABLE money_found (
    kind VARCHAR, src BIGINT, dst BIGINT, first_at TIMESTAMP, last_at TIMESTAMP, first_amount BIGINT,
    last_amount BIGINT, least_amount BIGINT, greatest_amount BIGINT, hops BIGINT, memos VARCHAR[], truncated BOOLEAN,
    certain BOOLEAN, stops BIGINT[], eids BIGINT[], bases {BASES}
)
"""

_CHAIN = """
    c.start AS src, c.first_lo AS first_at, c.lo AS last_at, c.first_amount, c.amount AS last_amount,
    c.least AS least_amount, c.greatest AS greatest_amount, len(c.eids) AS hops,
    list_filter(c.memos, lambda memo: memo <> '') AS memos, c.stops, c.eids
"""

# Whoever holds or may use the account is paid; through several roles only once.
_ARRIVED = f"""
INSERT INTO money_found BY NAME
SELECT 'flow' AS kind, {_CHAIN}, u.party AS dst, c.certain AND {surely_held("u", "c")} AS certain,
    list_append(c.bases, {{{{'t': u.t, 'e': u.eid}}}}) AS bases
FROM money_chain AS c JOIN money_user AS u ON u.account = c.target
WHERE {held("u", "c")} AND NOT list_contains(c.stops[:-2], u.party) AND c.amount >= {{keeps}} * c.first_amount
QUALIFY row_number() OVER (PARTITION BY c.eids, u.party ORDER BY {surely_held("u", "c")} DESC, u.t, u.eid) = 1
"""

_RETURNED = f"""
INSERT INTO money_found BY NAME
SELECT 'loop' AS kind, {_CHAIN}, c.dst, c.certain, list_concat(c.bases, c.last_base) AS bases
FROM money_chain AS c WHERE c.dst_group = c.start_group
"""

# Money that has reached a family stays there: what its members pay each other is their own affair.
_BEYOND = """
DELETE FROM money_found WHERE kind = 'flow' AND hops > 1 AND rowid NOT IN (
    WITH chain AS (SELECT rowid AS number, dst, stops[2:-2] AS between FROM money_found WHERE hops > 1),
    stop AS (SELECT number, unnest(between) AS party FROM chain)
    SELECT number FROM (
        SELECT c.number, o.official FROM chain AS c JOIN money_family AS o ON o.party = c.dst
        EXCEPT SELECT s.number, o.official FROM stop AS s JOIN money_family AS o ON o.party = s.party
    )
)
"""

_CUT = "UPDATE money_found SET truncated = src IN (SELECT start FROM money_cut) WHERE truncated IS NULL"


def _follow(con: duckdb.DuckDBPyConnection, flow: Bounds, loop: Bounds) -> None:
    """Fill `money_found` from `money_hop`."""
    for statement in (_GROUPS, _GROUPED, FAMILY, _USERS, PAYEES, _FAMILY_GOAL):
        con.execute(statement)
    for _ in grow(con, flow):
        con.execute(_ARRIVED.format(keeps=flow.keeps))
    for statement in (_BEYOND, _CUT, _PAYERS, _PAYER_GOAL):
        con.execute(statement)
    for hops in grow(con, loop):
        if hops >= loop.returns:
            con.execute(_RETURNED)
    con.execute(_CUT)
    for name in ("group", "family", "user", "start", "goal", "cut"):
        con.execute(f"DROP TABLE money_{name}")


def build(
    con: duckdb.DuckDBPyConnection,
    flow: Bounds = FLOW,
    loop: Bounds = LOOP,
    least: int = LEAST,
    degree: int = HUB_DEGREE,
) -> int:
    """Replace all MONEY_PATH edges; returns how many there are. `least` is in fen."""
    con.execute(_FOUND)
    if steps(con, least, degree):
        _follow(con, flow, loop)
    count = replace_between(con, "MONEY_PATH", "money_found", "f.kind", "f.eids::VARCHAR")
    con.execute("DROP TABLE IF EXISTS money_hop")
    con.execute("DROP TABLE money_found")
    return count


_MADE_OF = ("PAID", "HOLDS_ACCOUNT", "OPERATES")
_READS = ("FAMILY_PARTY", "INTEREST_IN", "WON", "RECEIVED", "HOLDS_POST", "EMPLOYED_BY")
DERIVATION = Derivation("MONEY_PATH", _MADE_OF, (*_MADE_OF, *_READS), build)
