"""The clock of an award: the day it was made and the day from which it could be influenced, on lots and contracts.

`awarded_on` is the contract's own, else its lot's, else at most 30 days before signing (政府采购法 46, 招标投标法 46).
`infl_from` is the planned day, else the published day, else up to 180 days before the award.
"""

from __future__ import annotations

from graphinv.mapping.sql import FIRST, LAST
from graphinv.mapping.work import Work

DAYS_TO_SIGN, DAYS_BEFORE = 30, 180


def run(work: Work) -> None:
    """Fill what is unknown; a known value stays. The window of a contract with a lot is the lot's."""
    lot, contract = work.node("Lot"), work.node("Contract")
    _set(work, lot, "infl_from", "planned_on", "planned_on")
    _set(work, lot, "infl_from", "published_on", "published_on")
    _from_lot(work, contract, lot)
    first = f"CASE WHEN signed_on > {FIRST} + {DAYS_TO_SIGN} THEN signed_on - {DAYS_TO_SIGN} ELSE {FIRST} END"
    _set(work, contract, "awarded_on", first, "signed_on")
    for table in (lot, contract):
        first = f"CASE WHEN awarded_on > {FIRST} + {DAYS_BEFORE} THEN awarded_on - {DAYS_BEFORE} ELSE {FIRST} END"
        _set(work, table, "infl_from", first, "awarded_on")
    _lot_amount(work, lot)


def known(name: str, row: str = "") -> str:
    """SQL: at least one bound of the date is there."""
    before = f"{row}." if row else ""
    return f"({before}{name} > {FIRST} OR {before}{name}_last < {LAST})"


def _set(work: Work, table: str, name: str, first: str, source: str) -> None:
    work.run(
        f"UPDATE {table} SET {name} = {first}, {name}_last = {source}_last WHERE NOT {known(name)} AND {known(source)}"
    )


def _from_lot(work: Work, contract: str, lot: str) -> None:
    dates = [
        f"{name}{last} = CASE WHEN {known(name, 'k')} THEN k.{name}{last} ELSE l.{name}{last} END"
        for name in ("awarded_on", "infl_from")
        for last in ("", "_last")
    ]
    texts = [f"{name} = coalesce(k.{name}, l.{name})" for name in ("title", "method", "category")]
    work.run(
        f"UPDATE {contract} k SET {', '.join((*dates, *texts))} FROM (SELECT f.src, l.* FROM {lot} l "
        'JOIN "e_FOR_LOT__Contract__Lot" f ON f.dst = l.nid '
        "QUALIFY row_number() OVER (PARTITION BY f.src ORDER BY f.eid) = 1) l WHERE l.src = k.nid"
    )


def _lot_amount(work: Work, lot: str) -> None:
    """What the lot went for, if all winning bids name one amount in one currency."""
    work.run(
        f"UPDATE {lot} l SET amount = b.amount, currency = coalesce(l.currency, b.currency) FROM "
        '(SELECT dst, min(amount) AS amount, min(currency) AS currency FROM "e_BID__Company__Lot" '
        "WHERE status = 'won' GROUP BY dst HAVING min(amount) = max(amount) "
        "AND min(coalesce(currency, 'CNY')) = max(coalesce(currency, 'CNY'))) b "
        "WHERE b.dst = l.nid AND l.amount IS NULL"
    )
