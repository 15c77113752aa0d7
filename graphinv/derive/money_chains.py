"""Chains of payments from some owners to some accounts, grown step by step from `money_hop`.

A chain's times ascend strictly, each step is at least a share of the one before, and no owner stands in it twice. Where
only the day of a payment is known it may lie before or after another of that day: the chain is then possible, not
certain. After each step a start keeps its `per_hop` chains with the largest last payment; what is cut is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from graphinv.derive.money_rows import BASES, filled

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Bounds:
    """How far a kind of chain is followed: so many steps in so many days.

    `keeps` is the least share of the payment before it that a payment carries on, `spread` the least share that the
    smallest is of the largest. `returns`: the fewest steps of a chain back to its start; 0 for chains to others.
    """

    days: int
    hops: int
    keeps: Decimal = Decimal(0)
    spread: Decimal = Decimal(0)
    returns: int = 0
    per_hop: int = 500

    def wanted(self, hops: int) -> str:
        """SQL condition on a chain `g` of so many steps: it has arrived."""
        if not self.returns:
            return "g.target IN (SELECT account FROM money_goal)"
        return f"g.dst_group = g.start_group AND {hops} >= {self.returns}"

    def onward(self, chain: str) -> str:
        """SQL condition: the chain may go on. A loop is closed where it comes back to the owner's group."""
        return f"{chain}.goes_on" + f" AND {chain}.dst_group <> {chain}.start_group" * bool(self.returns)

    def fresh(self) -> str:
        """SQL condition: the step from chain `c` by payment `h` meets no owner twice, but where a loop closes."""
        unseen = "NOT list_contains(c.stops, h.dst)"
        return f"(h.dst = c.start OR {unseen})" if self.returns else unseen


# The latest payment with which money can still arrive from a stop, in at most so many steps.
_REACH_1 = """
CREATE OR REPLACE TEMP TABLE money_reach AS
SELECT src AS stop, max(hi) AS latest, 1 AS hops FROM money_hop
WHERE target IN (SELECT account FROM money_goal) GROUP BY src
"""

_REACH = """
INSERT INTO money_reach
SELECT h.src, max(h.hi), $hops FROM money_hop AS h JOIN money_reach AS r ON r.stop = h.dst
WHERE r.hops = $hops - 1 AND h.goes_on AND r.latest > h.lo GROUP BY h.src
"""

_FIRST = f"""
SELECT s.party AS start, h.src_group AS start_group, h.dst, h.dst_group, h.target, h.goes_on, [h.src, h.dst] AS stops,
    h.lo AS reached, h.lo AS first_lo, h.hi AS first_hi, h.lo, h.hi, h.amount AS first_amount, h.amount,
    h.amount AS least, h.amount AS greatest, h.certain, [h.memo] AS memos, [h.eid] AS eids,
    list_concat(h.payer_base, h.paid_base)::{BASES} AS bases, h.payee_base AS last_base
FROM money_hop AS h JOIN money_start AS s ON s.party = h.src WHERE h.hi::DATE >= s.day
"""


def _next(bounds: Bounds) -> str:
    return f"""
        SELECT c.start, c.start_group, h.dst, h.dst_group, h.target, h.goes_on, list_append(c.stops, h.dst) AS stops,
            greatest(c.reached, h.lo) AS reached, c.first_lo, c.first_hi, h.lo, h.hi,
            c.first_amount, h.amount, least(c.least, h.amount) AS least, greatest(c.greatest, h.amount) AS greatest,
            c.certain AND h.certain AND h.lo > c.hi AND h.hi <= c.first_lo + INTERVAL {bounds.days} DAY AS certain,
            list_append(c.memos, h.memo) AS memos, list_append(c.eids, h.eid) AS eids,
            list_concat(
                c.bases, c.last_base,
                CASE WHEN h.payer_base = c.last_base THEN []::{BASES} ELSE h.payer_base END, h.paid_base
            ) AS bases,
            h.payee_base AS last_base
        FROM money_chain AS c JOIN money_hop AS h ON h.src = c.dst
        WHERE {bounds.onward("c")} AND h.comes_on AND {bounds.fresh()} AND h.hi > c.reached
            AND greatest(h.lo, c.reached) <= c.first_hi + INTERVAL {bounds.days} DAY
            AND h.amount >= {bounds.keeps} * c.amount
            AND least(c.least, h.amount) >= {bounds.spread} * greatest(c.greatest, h.amount)
    """


def _placed(bounds: Bounds, hops: int) -> str:
    """Only what has arrived or still can is worth a place among the chains that are kept."""
    return f"""
        CREATE OR REPLACE TEMP TABLE money_grown AS
        SELECT g.*, row_number() OVER (PARTITION BY g.start ORDER BY g.amount DESC, g.lo, g.eids) AS place
        FROM ({_FIRST if hops == 1 else _next(bounds)}) AS g
        WHERE {bounds.wanted(hops)} OR {bounds.onward("g")} AND EXISTS (
            SELECT 1 FROM money_reach AS r
            WHERE r.stop = g.dst AND r.hops <= {bounds.hops - hops} AND r.latest > g.reached
        )
    """


def grow(con: duckdb.DuckDBPyConnection, bounds: Bounds) -> Iterator[int]:
    """Yield 1, 2 … as `money_chain` holds the chains of so many payments from `money_start` towards `money_goal`.

    `money_start`: party, day (nothing before it counts); `money_goal`: account. Starts that lost chains are in
    `money_cut`. It ends where nothing is left.
    """
    con.execute(_REACH_1)
    for hops in range(2, bounds.hops):
        con.execute(_REACH, {"hops": hops})
    con.execute("CREATE OR REPLACE TEMP TABLE money_cut (start BIGINT)")
    for hops in range(1, bounds.hops + 1):
        if not filled(con, _placed(bounds, hops)):
            break
        con.execute(f"INSERT INTO money_cut SELECT DISTINCT start FROM money_grown WHERE place > {bounds.per_hop}")
        con.execute(
            "CREATE OR REPLACE TEMP TABLE money_chain AS "
            f"SELECT * EXCLUDE (place) FROM money_grown WHERE place <= {bounds.per_hop}"
        )
        yield hops
    for name in ("reach", "grown", "chain"):
        con.execute(f"DROP TABLE IF EXISTS money_{name}")
