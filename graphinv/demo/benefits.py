"""Subsidy payments of planted schemes, one at a time."""

import numpy as np

from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.book import Book
from graphinv.demo.cast import Human
from graphinv.demo.dates import YEARS, month_start, stamp
from graphinv.demo.programmes import BY_KEY
from graphinv.demo.subsidies import account_of, payment_keys, period_text

# Card numbers of planted people are counted from here.
PLANTED_ACCOUNTS = 20_000_000_000


def first_day(month: int) -> int:
    """The first day of a month, counted from January of the first year."""
    return int(month_start(np.array([month], dtype=np.int64))[0])


def month_of(day: int) -> int:
    """The month in which a day lies, counted from January of the first year."""
    number = stamp(day)
    return (number // 10_000 - YEARS[0]) * 12 + number // 100 % 100 - 1


def pay(book: Book, who: Human, programme: str, month: int, *, paid: int, share: int = 100, **facts: str | int) -> str:
    """Pay `share` percent of the programme's standard for the period that holds the month; returns the payment number.

    A negative share books money back. Further facts: `county` (index), `operator` (a person's key), and whether the
    `period` is named.
    """
    plan = BY_KEY[programme]
    start = month // plan.step * plan.step
    county = int(facts.get("county", who.county))
    quantity = 50 if plan.unit == "mu" else 0
    key = str(payment_keys(book.number("payment"), book.seed)[0])
    book.add(
        "subsidy_payments",
        payment_id=key,
        programme_id=programme,
        payee_id=who.key,
        period=str(period_text(np.array([start]), np.array([plan.step]))[0]) if facts.get("period", True) else "",
        paid_on=stamp(paid),
        amount=plan.standard * share * (quantity or 10) // 10,
        quantity=quantity,
        region_code=str(DIVISIONS[county % len(DIVISIONS)]),
        account_id=str(account_of(np.array([PLANTED_ACCOUNTS + int(who.key[1:])]), book.seed)[0]),
        operator_id=str(facts.get("operator", "")),
        part=str(stamp(paid) // 10_000),
    )
    return key


def pay_monthly(book: Book, who: Human, programme: str, months: range, operator: str = "") -> list[str]:
    """A payment on the 22nd of each month, for that month."""
    return [pay(book, who, programme, month, paid=first_day(month) + 21, operator=operator) for month in months]
