"""Programmes that exclude each other, drawn together, and payments that only look like it."""

from collections.abc import Callable

from graphinv.demo.benefits import first_day, pay, pay_monthly
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, kin, person
from graphinv.demo.programmes import (
    CARE_ALLOWANCE,
    DESTITUTE,
    FALLOW,
    FARMLAND,
    HOUSE_REPAIR,
    MINIMUM_LIVING,
    OLD_AGE,
    OLD_AGE_CARE,
    RENT,
)
from graphinv.demo.schemes.benefit_cases import a_month, found, payee, silent
from graphinv.demo.truth import NearMiss, Positive


def _excluded_pair(book: Book) -> Positive:
    who, month = payee(book), a_month(book)
    payments = [
        pay(book, who, programme, at, paid=first_day(at) + 21)
        for programme, at in (
            (MINIMUM_LIVING, month - 1),
            (MINIMUM_LIVING, month),
            (DESTITUTE, month),
            (DESTITUTE, month + 1),
        )
    ]
    return found("two programmes that exclude each other share one month", who, (MINIMUM_LIVING, DESTITUTE), payments)


def _month_and_year(book: Book) -> Positive:
    who, month = payee(book), a_month(book)
    payments = [
        pay(book, who, RENT, month, paid=first_day(month) + 21),
        pay(book, who, HOUSE_REPAIR, month, paid=first_day(20) + 10),
    ]
    return found("a monthly benefit within the year of one that excludes it", who, (RENT, HOUSE_REPAIR), payments)


_PAIR = (MINIMUM_LIVING, DESTITUTE)


def _sent_back(book: Book, who: Human, programme: str, months_before: int) -> list[str]:
    """Excluding programmes that share one month; `programme` was drawn for the month before, too, and one is returned.

    The sum that came back is that of the shared month (`months_before` = 0) or of the month before it (1).
    """
    month, paid = a_month(book), []
    for one in _PAIR:
        months = range(month - 1, month + 1) if one == programme else range(month, month + 1)
        paid += pay_monthly(book, who, one, months)
    return [*paid, pay(book, who, programme, month - months_before, paid=first_day(month) + 29, share=-100)]


def _other_month_sent_back(programme: str, which: str) -> Callable[[Book], Positive]:
    def make(book: Book) -> Positive:
        who = payee(book)
        shape = f"excluding programmes, the {which} sent back for the month before"
        return found(shape, who, _PAIR, _sent_back(book, who, programme, 1))

    return make


def _shared_month_sent_back(programme: str, which: str) -> Callable[[Book], NearMiss]:
    def make(book: Book) -> NearMiss:
        who = payee(book)
        differs = f"a negative row returns the sum of the {which} programme for the shared month"
        shape = f"excluding programmes, the {which} sent back"
        return silent(shape, differs, who, _PAIR, _sent_back(book, who, programme, 0))

    return make


def _pair(book: Book, who: Human, first: tuple[str, int], second: tuple[str, int]) -> list[str]:
    return [pay(book, who, programme, at, paid=first_day(at) + 21) for programme, at in (first, second)]


def _pair_in_turn(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = _pair(book, who, (MINIMUM_LIVING, month), (DESTITUTE, month + 1))
    differs = "the second begins when the first has ended"
    return silent("programmes that exclude each other, in turn", differs, who, (MINIMUM_LIVING, DESTITUTE), payments)


def _other_year(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = _pair(book, who, (RENT, month), (HOUSE_REPAIR, month - 12))
    differs = "the yearly benefit is for the year before"
    return silent(
        "a monthly and a yearly benefit that exclude each other", differs, who, (RENT, HOUSE_REPAIR), payments
    )


def _repealed(book: Book) -> NearMiss:
    who, month = person(book, age=84), a_month(book)
    payments = _pair(book, who, (OLD_AGE, month), (OLD_AGE_CARE, month))
    differs = "the list no longer holds the pair on that day"
    return silent("a pair repealed in 2022, drawn in 2023", differs, who, (OLD_AGE, OLD_AGE_CARE), payments)


def _not_yet(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = _pair(book, who, (FARMLAND, month), (FALLOW, month))
    differs = "the list does not yet hold the pair on that day"
    return silent("a pair in force from 2025, drawn in 2023", differs, who, (FARMLAND, FALLOW), payments)


def _unlisted(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = _pair(book, who, (MINIMUM_LIVING, month), (CARE_ALLOWANCE, month))
    differs = "the two programmes do not exclude each other"
    return silent("two programmes in one month", differs, who, (MINIMUM_LIVING, CARE_ALLOWANCE), payments)


def _couple(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    other = person(book, male=not who.male, age=60)
    kin(book, who, other, "spouse", since=first_day(0) - 9_000)
    payments = [
        pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 21),
        pay(book, other, DESTITUTE, month, paid=first_day(month) + 21),
    ]
    differs = "husband and wife draw one of the two programmes each"
    return silent("a couple under excluding programmes", differs, who, (other.key, MINIMUM_LIVING, DESTITUTE), payments)


POSITIVES: tuple[Callable[[Book], Positive], ...] = (
    _excluded_pair, _month_and_year,
    _other_month_sent_back(MINIMUM_LIVING, "first"), _other_month_sent_back(DESTITUTE, "second"),
)  # fmt: skip
NEAR_MISSES: tuple[Callable[[Book], NearMiss], ...] = (
    _pair_in_turn, _other_year, _repealed, _not_yet, _unlisted, _couple,
    _shared_month_sent_back(MINIMUM_LIVING, "first"), _shared_month_sent_back(DESTITUTE, "second"),
)  # fmt: skip
