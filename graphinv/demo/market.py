"""Firms of planted schemes with their owners and officers, one at a time."""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.arrays import texts
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, person
from graphinv.demo.dates import NEVER, day, month_only, stamp
from graphinv.demo.firms import KINDS, TOWNS_OF_FIRMS
from graphinv.demo.keys import credit_codes
from graphinv.demo.names import INDUSTRIES, firm_names
from graphinv.demo.officers import ROLES


@dataclass(frozen=True)
class Firm:
    """One planted firm."""

    key: str
    name: str
    founded: int


def firm(book: Book, *, kind: str = "private", category: int = 1, name: str = "") -> Firm:
    """A new firm without owners or officers; it may bear the name of another one."""
    index = book.number("firm")
    county, founded = book.pick(0, 2), day("2012-01-01") + book.pick(0, 1500)
    key = str(credit_codes(index, DIVISIONS[[county]], "91", book.seed)[0])
    trade = category * 5 + book.pick(0, 4)
    name = name or str(firm_names(index, TOWNS_OF_FIRMS[[county]], np.array([trade]), texts([kind]))[0])
    book.add(
        "companies",
        company_id=key,
        name=name,
        kind=KINDS[kind],
        founded_on=stamp(founded),
        region_code=str(DIVISIONS[county]),
        industry=str(INDUSTRIES[trade]),
        scope_text="工程施工与养护",
        reg_capital=book.pick(50, 900) * 1_000_000,
    )
    return Firm(key, name, founded)


def strangers(book: Book, of: Firm, *, share: int = 0, legal_rep: bool = True) -> None:
    """Owners and officers who are nobody's relatives: a holder of the rest, a legal representative, a supervisor."""
    if share or legal_rep:
        holder = person(book, age=book.pick(30, 60))
        if share:
            holds(book, holder.key, of, share, since=of.founded)
        if legal_rep:
            serves(book, holder, of, "legal_rep", since=of.founded)
    serves(book, person(book, male=False, age=book.pick(30, 60)), of, "supervisor", since=of.founded)


def holds(book: Book, holder: str, of: Firm, share: int, *, since: int, until: int = NEVER) -> None:
    """A holding; `share` counts hundredths of a percent, `holder` is the key of a person, firm or unit."""
    book.add(
        "shareholdings",
        holder_id=holder,
        company_id=of.key,
        share=share,
        since=stamp(since),
        until=0 if until == NEVER else stamp(until),
    )


def holds_since_month(book: Book, holder: str, of: Firm, share: int, month: int) -> None:
    """A holding of which only the month is known in which it began."""
    begun = int(month_only(stamp(month)))
    book.add("shareholdings", holder_id=holder, company_id=of.key, share=share, since=begun)


def serves(book: Book, who: Human, of: Firm, role: str, *, since: int, until: int = NEVER) -> None:
    """An office in a firm."""
    book.add(
        "company_roles",
        person_id=who.key,
        company_id=of.key,
        role=ROLES[role],
        since=stamp(since),
        until=0 if until == NEVER else stamp(until),
    )
