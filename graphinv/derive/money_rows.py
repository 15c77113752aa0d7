"""Payments as steps between owners: what MONEY_PATH and PASS_THROUGH follow, and what neither follows.

All accounts of an owner are one stop; an account whose owner is not known on the day is a stop of its own. Left out:

- rows without a recorded legal ground, in another currency, or within one account or between accounts of one owner;
- accounts on the white list as hubs (`hub_account`) and pairs of accounts on it (`counterpart_pair`) while listed;
- cash, which has the account `CASH`.

Money may start and end at a public body or at an account with more than `degree` counterparties, but is not followed
through them: there it mixes with everybody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.derive.base import table
from graphinv.derive.span import TIMES
from graphinv.model import OPEN_END, concrete

if TYPE_CHECKING:
    import duckdb

HUB_DEGREE = 1_000
"""Banks, platforms and tax offices have more counterparties than this; few firms do."""

CASH = "CASH"

PAID = table("PAID", "Account", "Account")
BASES = "STRUCT(t BIGINT, e BIGINT)[]"
_TIMES = ", ".join(f"h.{name}" for name in TIMES)


def holders(*, operators: bool) -> str:
    """SQL for who holds an account, with `operators` also who may use it: account, party, gid, role, t, eid, times."""
    edges = [("HOLDS_ACCOUNT", label) for label in concrete("Party")]
    edges += [("OPERATES", "Person")] * operators
    return " UNION ALL ".join(
        f"SELECT h.dst AS account, h.src AS party, p.gid, h.role, {table(name, label, 'Account').tag} AS t, h.eid, "
        f"h.certain, {_TIMES} FROM {table(name, label, 'Account').name} AS h JOIN n_{label} AS p ON p.nid = h.src "
        "WHERE h.legal_ground IS NOT NULL"
        for name, label in edges
    )


def held(holder: str, row: str) -> str:
    """The condition that a holding possibly covers the day of a payment."""
    return f"{holder}.since <= {row}.hi::DATE AND {row}.lo::DATE < {holder}.until"


def surely_held(holder: str, row: str) -> str:
    """Whether it covers every day on which the payment may have been made."""
    return (
        f"({holder}.certain AND {holder}.since_certain <= {row}.lo::DATE AND {row}.hi::DATE < {holder}.until_certain)"
    )


_LISTED = """
CREATE OR REPLACE TEMP TABLE money_listed AS
SELECT a.nid AS account, NULL::BIGINT AS other, l.since, l.until
FROM n_Whitelisted AS l JOIN n_Account AS a ON a.id = l.value WHERE l.kind = 'hub_account'
UNION ALL
SELECT unnest([a.nid, b.nid]), unnest([b.nid, a.nid]), l.since, l.until FROM n_Whitelisted AS l
JOIN n_Account AS a ON a.id = l.value JOIN n_Account AS b ON b.id = l.value2 WHERE l.kind = 'counterpart_pair'
"""

_LISTED_THEN = "l.since <= p.lo::DATE AND p.hi::DATE < l.until"

# A moment without a time of day is some moment of its day; a partial date some moment of its days.
_ROWS = f"""
CREATE OR REPLACE TEMP TABLE money_row AS
WITH paid AS (
    SELECT eid, src AS source, dst AS target, amount, certain, coalesce(memo, '') AS memo,
        coalesce("at", "on"::TIMESTAMP) AS lo,
        CASE WHEN "at" <> date_trunc('day', "at") THEN "at"
             WHEN "at" IS NOT NULL AND on_last = DATE '{OPEN_END}' THEN "at" + INTERVAL 1 DAY - INTERVAL 1 SECOND
             ELSE on_last::TIMESTAMP + INTERVAL 1 DAY - INTERVAL 1 SECOND END AS hi
    FROM {PAID.name}
    WHERE amount >= $least AND coalesce(currency, 'CNY') = 'CNY' AND legal_ground IS NOT NULL
)
SELECT p.* FROM paid AS p
WHERE NOT EXISTS (SELECT 1 FROM n_Account AS a WHERE a.id = '{CASH}' AND a.nid = p.source)
    AND NOT EXISTS (SELECT 1 FROM n_Account AS a WHERE a.id = '{CASH}' AND a.nid = p.target)
    AND NOT EXISTS (SELECT 1 FROM money_listed AS l
                    WHERE l.account = p.source AND coalesce(l.other, p.target) = p.target AND {_LISTED_THEN})
    AND NOT EXISTS (SELECT 1 FROM money_listed AS l
                    WHERE l.account = p.target AND l.other IS NULL AND {_LISTED_THEN})
"""

# Counting counterparties is dear, so only where there are enough payments.
_HUBS = f"""
CREATE OR REPLACE TEMP TABLE money_hub AS
WITH paid AS (SELECT src AS account, dst AS other FROM {PAID.name} UNION ALL SELECT dst, src FROM {PAID.name}),
busy AS (SELECT account FROM paid GROUP BY account HAVING count(*) > $degree)
SELECT account FROM paid WHERE account IN (SELECT account FROM busy)
GROUP BY account HAVING count(DISTINCT other) > $degree
"""


_HOLDERS = f"""
CREATE OR REPLACE TEMP TABLE money_holder AS
SELECT *, count(*) OVER (PARTITION BY account) > 1 AS shared FROM ({holders(operators=False)})
WHERE account IN (SELECT source FROM money_row UNION SELECT target FROM money_row)
"""


def _owned(end: str) -> str:
    """The owner of one account of each payment on its day; where several hold it the surest, then the first named."""
    found = f"""
        SELECT r.eid, h.party, [{{'t': h.t, 'e': h.eid}}]::{BASES} AS base, {surely_held("h", "r")} AS sure
        FROM money_row AS r JOIN money_holder AS h ON h.account = r.{end} WHERE {held("h", "r")}
    """
    best = f"{surely_held('h', 'r')} DESC, h.role = 'owner' DESC NULLS LAST, h.gid, h.eid"
    return f"""
        {found} AND NOT h.shared
        UNION ALL {found} AND h.shared QUALIFY row_number() OVER (PARTITION BY r.eid ORDER BY {best}) = 1
    """


_HOPS = f"""
CREATE OR REPLACE TEMP TABLE money_hop AS
WITH payer AS ({_owned("source")}), payee AS ({_owned("target")})
SELECT r.eid, r.source, r.target, r.amount, r.memo, r.lo, r.hi,
    coalesce(a.party, r.source) AS src, coalesce(b.party, r.target) AS dst,
    r.certain AND coalesce(a.sure, true) AND coalesce(b.sure, true) AS certain,
    coalesce(a.base, []::{BASES}) AS payer_base, [{{'t': {PAID.tag}, 'e': r.eid}}]::{BASES} AS paid_base,
    coalesce(b.base, []::{BASES}) AS payee_base,
    r.source NOT IN (SELECT account FROM money_hub) AND u.nid IS NULL AS comes_on,
    r.target NOT IN (SELECT account FROM money_hub) AND v.nid IS NULL AS goes_on
FROM money_row AS r LEFT JOIN payer AS a USING (eid) LEFT JOIN payee AS b USING (eid)
LEFT JOIN n_Unit AS u ON u.nid = a.party LEFT JOIN n_Unit AS v ON v.nid = b.party
WHERE coalesce(a.party, r.source) <> coalesce(b.party, r.target)
"""


def steps(con: duckdb.DuckDBPyConnection, least: int, degree: int = HUB_DEGREE) -> int:
    """Fill the temp table `money_hop` with payments of at least this many fen; returns how many there are.

    The table is there only if there are any.
    """
    con.execute(_LISTED)
    found = filled(con, _ROWS, {"least": least})
    if found:
        con.execute(_HUBS, {"degree": degree})
        con.execute(_HOLDERS)
        found = filled(con, _HOPS)
    for name in ("listed", "row", "hub", "holder"):
        con.execute(f"DROP TABLE IF EXISTS money_{name}")
    return found


def filled(con: duckdb.DuckDBPyConnection, statement: str, values: dict[str, int] | None = None) -> int:
    """Run a CREATE TABLE AS; returns the number of rows."""
    return int(con.execute(statement, values).fetchall()[0][0])
