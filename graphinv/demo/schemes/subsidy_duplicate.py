"""Benefits drawn twice, and payments that only look like it."""

from collections.abc import Callable

from graphinv.demo.benefits import first_day, pay
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, person, second_record
from graphinv.demo.programmes import MINIMUM_LIVING
from graphinv.demo.schemes import excluding_programmes
from graphinv.demo.schemes.benefit_cases import a_month, found, payee, silent
from graphinv.demo.truth import NearMiss, Positive, RuleTruth


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule subsidy-duplicate."""
    positives = (*_POSITIVES, *excluding_programmes.POSITIVES)
    near_misses = (*_NEAR_MISSES, *excluding_programmes.NEAR_MISSES)
    return RuleTruth([make(book) for make in positives], [make(book) for make in near_misses])


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
    who = payee(book)
    return found("one month paid twice on one day", who, _LIVING, _twice(book, who, a_month(book)))


def _other_sum(book: Book) -> Positive:
    who = payee(book)
    payments = _twice(book, who, a_month(book), later=45, share=80)
    return found("one month paid again seven weeks later with another sum", who, _LIVING, payments)


def _two_regions(book: Book) -> Positive:
    who = payee(book)
    payments = _twice(book, who, a_month(book), later=2, county=who.county + 1)
    return found("one month paid by two counties", who, _LIVING, payments)


def _two_records(book: Book) -> Positive:
    who, month = payee(book), a_month(book)
    twin = second_record(book, who)
    payments = [pay(book, one, MINIMUM_LIVING, month, paid=first_day(month) + 21) for one in (who, twin)]
    return found("two records of one number, with 18 and with 15 digits", who, _LIVING, payments, twin)


def _reversed(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = _twice(book, who, month)
    payments.append(pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 29, share=-100))
    return silent("paid twice, one sent back", "a negative row returns one of the two sums", who, _LIVING, payments)


def _next_month(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = [pay(book, who, MINIMUM_LIVING, at, paid=first_day(at) + 21) for at in (month, month + 1)]
    return silent("one programme in two months", "the two payments are for different periods", who, _LIVING, payments)


def _back_payment(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = [pay(book, who, MINIMUM_LIVING, at, paid=first_day(month) + 21) for at in (month, month - 1)]
    return silent("two payments on one day", "one of them is for the month before", who, _LIVING, payments)


def _namesake(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    other = person(book, male=who.male, age=60, name=who.name)
    payments = [pay(book, one, MINIMUM_LIVING, month, paid=first_day(month) + 21) for one in (who, other)]
    return silent("two people of one name", "the identity numbers differ", who, (other.key, *_LIVING), payments)


def _nothing_paid(book: Book) -> NearMiss:
    who = payee(book)
    payments = _twice(book, who, a_month(book), later=2, share=0)
    return silent("a second entry of 0.00", "the second row pays nothing", who, _LIVING, payments)


def _moved(book: Book) -> NearMiss:
    who, month = payee(book), a_month(book)
    payments = [
        pay(book, who, MINIMUM_LIVING, month, paid=first_day(month) + 21),
        pay(book, who, MINIMUM_LIVING, month + 1, paid=first_day(month + 1) + 21, county=who.county + 1),
    ]
    return silent("two counties", "he moved: each county pays for another month", who, _LIVING, payments)


_POSITIVES: tuple[Callable[[Book], Positive], ...] = (_same_sum, _other_sum, _two_regions, _two_records)
_NEAR_MISSES: tuple[Callable[[Book], NearMiss], ...] = (
    _reversed, _next_month, _back_payment, _namesake, _nothing_paid, _moved,
)  # fmt: skip
