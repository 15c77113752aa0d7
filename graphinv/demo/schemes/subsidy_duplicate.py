"""Benefits drawn twice, and payments that only look like it."""

from collections.abc import Callable

from graphinv.demo.benefits import first_day, pay
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, kin, person, second_record
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
from graphinv.demo.truth import NearMiss, Positive, RuleTruth


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule subsidy-duplicate."""
    return RuleTruth([make(book) for make in _POSITIVES], [make(book) for make in _NEAR_MISSES])


def _payee(book: Book) -> Human:
    return person(book, male=bool(book.pick(0, 1)), age=book.pick(52, 70))


def _month(book: Book) -> int:
    """A month of 2023, so that payments name the person id."""
    return book.pick(13, 20)


def _found(
    shape: str, who: Human, programmes: tuple[str, str], payments: list[str], twin: Human | None = None
) -> Positive:
    first, second = sorted(programmes)
    same = [who.key, twin.key] if twin else []
    ids = [who.key, *same[1:], *sorted({first, second}), *payments]
    return Positive({"payee": who.key, "programme": first, "other": second}, shape, ids, same=same)


def _silent(shape: str, differs: str, who: Human, programmes: tuple[str, ...], payments: list[str]) -> NearMiss:
    return NearMiss(shape, differs, [who.key, *programmes, *payments])


def _twice(
    book: Book, who: Human, month: int, later: int = 0, share: int = 100, county: int | None = None
) -> list[str]:
    """Two payments of the minimum living allowance for one month."""
    paid, elsewhere = first_day(month) + 21, who.county if county is None else county
    return [
        pay(book, who, MINIMUM_LIVING, month, paid=paid),
        pay(book, who, MINIMUM_LIVING, month, paid=paid + later, share=share, county=elsewhere),
    ]


_LIVING = (MINIMUM_LIVING, MINIMUM_LIVING)


def _same_sum(book: Book) -> Positive:
    who = _payee(book)
    return _found("one month paid twice on one day", who, _LIVING, _twice(book, who, _month(book)))


def _other_sum(book: Book) -> Positive:
    who = _payee(book)
    payments = _twice(book, who, _month(book), later=45, share=80)
    return _found("one month paid again seven weeks later with another sum", who, _LIVING, payments)


def _excluded_pair(book: Book) -> Positive:
    who, month = _payee(book), _month(book)
    payments = [
        pay(book, who, programme, at, paid=first_day(at) + 21)
        for programme, at in (
            (MINIMUM_LIVING, month - 1),
            (MINIMUM_LIVING, month),
            (DESTITUTE, month),
            (DESTITUTE, month + 1),
        )
    ]
    return _found("two programmes that exclude each other share one month", who, (MINIMUM_LIVING, DESTITUTE), payments)


def _two_regions(book: Book) -> Positive:
    who = _payee(book)
    payments = _twice(book, who, _month(book), later=2, county=who.county + 1)
    return _found("one month paid by two counties", who, _LIVING, payments)


def _two_records(book: Book) -> Positive:
    who, month = _payee(book), _month(book)
    twin = second_record(book, who)
    payments = [pay(book, one, MINIMUM_LIVING, month, paid=first_day(month) + 21) for one in (who, twin)]
    return _found("two records of one number, with 18 and with 15 digits", who, _LIVING, payments, twin)


def _month_and_year(book: Book) -> Positive:
    who, month = _payee(book), _month(book)
    payments = [
        pay(book, who, RENT, month, paid=first_day(month) + 21),
        pay(book, who, HOUSE_REPAIR, month, paid=first_day(20) + 10),
    ]
    return _found("a monthly benefit within the year of one that excludes it", who, (RENT, HOUSE_REPAIR), payments)


def _reversed(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _twice(book, who, month)
    payments.append(pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 29, share=-100))
    return _silent("paid twice, one sent back", "a negative row returns one of the two sums", who, _LIVING, payments)


def _next_month(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = [pay(book, who, MINIMUM_LIVING, at, paid=first_day(at) + 21) for at in (month, month + 1)]
    return _silent("one programme in two months", "the two payments are for different periods", who, _LIVING, payments)


def _back_payment(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = [pay(book, who, MINIMUM_LIVING, at, paid=first_day(month) + 21) for at in (month, month - 1)]
    return _silent("two payments on one day", "one of them is for the month before", who, _LIVING, payments)


def _pair(book: Book, who: Human, first: tuple[str, int], second: tuple[str, int]) -> list[str]:
    return [pay(book, who, programme, at, paid=first_day(at) + 21) for programme, at in (first, second)]


def _pair_in_turn(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _pair(book, who, (MINIMUM_LIVING, month), (DESTITUTE, month + 1))
    differs = "the second begins when the first has ended"
    return _silent("programmes that exclude each other, in turn", differs, who, (MINIMUM_LIVING, DESTITUTE), payments)


def _other_year(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _pair(book, who, (RENT, month), (HOUSE_REPAIR, month - 12))
    differs = "the yearly benefit is for the year before"
    return _silent(
        "a monthly and a yearly benefit that exclude each other", differs, who, (RENT, HOUSE_REPAIR), payments
    )


def _repealed(book: Book) -> NearMiss:
    who, month = person(book, age=84), _month(book)
    payments = _pair(book, who, (OLD_AGE, month), (OLD_AGE_CARE, month))
    differs = "the list no longer holds the pair on that day"
    return _silent("a pair repealed in 2022, drawn in 2023", differs, who, (OLD_AGE, OLD_AGE_CARE), payments)


def _not_yet(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _pair(book, who, (FARMLAND, month), (FALLOW, month))
    differs = "the list does not yet hold the pair on that day"
    return _silent("a pair in force from 2025, drawn in 2023", differs, who, (FARMLAND, FALLOW), payments)


def _unlisted(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _pair(book, who, (MINIMUM_LIVING, month), (CARE_ALLOWANCE, month))
    differs = "the two programmes do not exclude each other"
    return _silent("two programmes in one month", differs, who, (MINIMUM_LIVING, CARE_ALLOWANCE), payments)


def _namesake(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    other = person(book, male=who.male, age=60, name=who.name)
    payments = [pay(book, one, MINIMUM_LIVING, month, paid=first_day(month) + 21) for one in (who, other)]
    return _silent("two people of one name", "the identity numbers differ", who, (other.key, *_LIVING), payments)


def _couple(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    other = person(book, male=not who.male, age=60)
    kin(book, who, other, "spouse", since=first_day(0) - 9_000)
    payments = [
        pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 21),
        pay(book, other, DESTITUTE, month, paid=first_day(month) + 21),
    ]
    differs = "husband and wife draw one of the two programmes each"
    return _silent(
        "a couple under excluding programmes", differs, who, (other.key, MINIMUM_LIVING, DESTITUTE), payments
    )


def _nothing_paid(book: Book) -> NearMiss:
    who = _payee(book)
    payments = _twice(book, who, _month(book), later=2, share=0)
    return _silent("a second entry of 0.00", "the second row pays nothing", who, _LIVING, payments)


def _pair_reversed(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = _pair(book, who, (MINIMUM_LIVING, month), (DESTITUTE, month))
    payments.append(pay(book, who, DESTITUTE, month, paid=first_day(month) + 29, share=-100))
    differs = "a negative row returns the sum of the second programme"
    return _silent("excluding programmes, one sent back", differs, who, (MINIMUM_LIVING, DESTITUTE), payments)


def _moved(book: Book) -> NearMiss:
    who, month = _payee(book), _month(book)
    payments = [
        pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 21),
        pay(book, who, MINIMUM_LIVING, month + 1, paid=first_day(month + 1) + 21, county=who.county + 1),
    ]
    return _silent("two counties", "he moved: each county pays for another month", who, _LIVING, payments)


_POSITIVES: tuple[Callable[[Book], Positive], ...] = (
    _same_sum, _other_sum, _excluded_pair, _two_regions, _two_records, _month_and_year,
)  # fmt: skip
_NEAR_MISSES: tuple[Callable[[Book], NearMiss], ...] = (
    _reversed, _next_month, _back_payment, _pair_in_turn, _other_year, _repealed, _not_yet,
    _unlisted, _namesake, _couple, _nothing_paid, _pair_reversed, _moved,
)  # fmt: skip
