"""Payments to the dead, and payments that only look like it."""

from collections.abc import Callable

from graphinv.demo.benefits import first_day, month_of, pay, pay_monthly
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, death, kin, person, second_record
from graphinv.demo.programmes import CARE_ALLOWANCE, FUNERAL, MINIMUM_LIVING
from graphinv.demo.truth import NearMiss, Positive, RuleTruth

PROGRAMME = MINIMUM_LIVING


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule paid-after-death."""
    return RuleTruth([make(book) for make in _POSITIVES], [make(book) for make in _NEAR_MISSES])


def _old(book: Book) -> Human:
    return person(book, male=bool(book.pick(0, 1)), age=book.pick(66, 88))


def _day(book: Book) -> int:
    """A day of death with room for what comes before and after it within the data."""
    return first_day(book.pick(14, 24)) + book.pick(0, 20)


def _registered(book: Book, who: Human, died: int) -> None:
    """The usual case: two registers agree."""
    death(book, who, died)
    death(book, who, died, register="crematorium")


def _found(shape: str, who: Human, payments: list[str], certainty: str = "certain", *same: str) -> Positive:
    identity = {"payee": who.key, "programme": PROGRAMME}
    return Positive(
        identity, shape, [who.key, *same, PROGRAMME, *payments], certainty, [who.key, *same] if same else []
    )


def _silent(shape: str, differs: str, who: Human, payments: list[str]) -> NearMiss:
    return NearMiss(shape, differs, [who.key, PROGRAMME, *payments])


def _three_months(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    month = month_of(died)
    before = pay_monthly(book, who, PROGRAMME, range(month - 6, month))
    return _found(
        "one payment 92 days after the death", who, [*before, pay(book, who, PROGRAMME, month + 2, paid=died + 92)]
    )


def _many_months(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    child, month = person(book, age=48, like=who), month_of(died)
    kin(book, who, child, "child")
    payments = pay_monthly(book, who, PROGRAMME, range(month - 5, month + 11), operator=child.key)
    return _found("drawn on for months by the son who collects it", who, payments)


def _one_register(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    death(book, who, died, register="civil_affairs")
    payments = [pay(book, who, PROGRAMME, month_of(died) + 2, paid=died + 75)]
    return _found("the death stands in one register only", who, payments)


def _registers_disagree(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    death(book, who, died, register="crematorium")
    death(book, who, died + 30)
    payments = [pay(book, who, PROGRAMME, month_of(died) + 2, paid=died + 70)]
    return _found("70 days after the earlier of two recorded days, 40 after the later one", who, payments)


def _unknown_day(book: Book) -> Positive:
    who = _old(book)
    month = book.pick(14, 24)
    death(book, who, first_day(month), whole_month=True)
    payments = [pay(book, who, PROGRAMME, month + 2, paid=first_day(month) + 75)]
    return _found("only the month of death is known; late for some of its days", who, payments, "possible")


def _boundary(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    return _found("61 days after the death", who, [pay(book, who, PROGRAMME, month_of(died) + 1, paid=died + 61)])


def _partly_returned(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    month = month_of(died) + 2
    payments = [pay(book, who, PROGRAMME, month, paid=died + 80)]
    payments.append(pay(book, who, PROGRAMME, month, paid=died + 110, share=-40))
    return _found("two fifths of the sum came back", who, payments)


def _two_records(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    twin = second_record(book, who)
    _registered(book, twin, died)
    # The payment of 2023 names the person id, so payee and dead are two records of one identity number.
    payments = [pay(book, who, PROGRAMME, month_of(died) + 2, paid=died + 90)]
    return _found("payee and dead are two records of one number", who, payments, "certain", twin.key)


def _within_grace(days: int) -> Callable[[Book], NearMiss]:
    def make(book: Book) -> NearMiss:
        who, died = _old(book), _day(book)
        _registered(book, who, died)
        payments = [pay(book, who, PROGRAMME, month_of(died) + 1, paid=died + days)]
        return _silent(
            f"paid {days} days after the death", "the payment lies within the 60 days of grace", who, payments
        )

    return make


def _funeral_grant(book: Book) -> NearMiss:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    payments = [pay(book, who, FUNERAL, month_of(died) + 2, paid=died + 92)]
    return NearMiss("funeral grant", "the programme is paid because of the death", [who.key, FUNERAL, *payments])


def _returned(book: Book) -> NearMiss:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    month = month_of(died) + 2
    payments = [pay(book, who, PROGRAMME, month, paid=died + 92)]
    payments.append(pay(book, who, PROGRAMME, month, paid=died + 120, share=-100))
    return _silent("paid and sent back", "a negative row returns the whole sum", who, payments)


def _namesake(book: Book) -> NearMiss:
    dead, died = _old(book), _day(book)
    _registered(book, dead, died)
    who = person(book, male=dead.male, age=70, name=dead.name)
    payments = [pay(book, who, PROGRAMME, month_of(died) + 2, paid=died + 92)]
    return _silent(
        "a namesake died", "the dead has the same name and another identity number", who, [dead.key, *payments]
    )


def _before(book: Book) -> NearMiss:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    payments = pay_monthly(book, who, PROGRAMME, range(month_of(died) - 8, month_of(died)))
    return _silent("paid until the death", "all payments come before the death", who, payments)


def _spouse_died(book: Book) -> NearMiss:
    dead, died = _old(book), _day(book)
    _registered(book, dead, died)
    who = person(book, male=not dead.male, age=70)
    kin(book, dead, who, "spouse", since=died - 16_000)
    payments = [pay(book, who, PROGRAMME, month_of(died) + 2, paid=died + 92)]
    return _silent("the widowed spouse is paid", "the death record is that of the spouse", who, [dead.key, *payments])


def _alive_for_all_we_know(book: Book) -> NearMiss:
    who = _old(book)
    month = book.pick(14, 24)
    death(book, who, first_day(month), whole_month=True)
    payments = [pay(book, who, PROGRAMME, month + 1, paid=first_day(month) + 60)]
    return _silent(
        "only the month of death is known",
        "60 days after the first day of that month, so late for no day",
        who,
        payments,
    )


def _other_programme(book: Book) -> Positive:
    who, died = _old(book), _day(book)
    _registered(book, who, died)
    late = pay(book, who, CARE_ALLOWANCE, month_of(died) + 3, paid=died + 100)
    in_time = pay(book, who, PROGRAMME, month_of(died), paid=died + 3)
    identity = {"payee": who.key, "programme": CARE_ALLOWANCE}
    return Positive(identity, "two programmes, one of them in time", [who.key, CARE_ALLOWANCE, late, in_time])


_POSITIVES: tuple[Callable[[Book], Positive], ...] = (
    _three_months, _many_months, _one_register, _registers_disagree,
    _unknown_day, _boundary, _partly_returned, _two_records, _other_programme,
)  # fmt: skip
_NEAR_MISSES: tuple[Callable[[Book], NearMiss], ...] = (
    _within_grace(59), _within_grace(60), _funeral_grant, _returned,
    _namesake, _before, _spouse_died, _alive_for_all_we_know,
)  # fmt: skip
