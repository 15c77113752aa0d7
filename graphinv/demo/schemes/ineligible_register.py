"""Benefits drawn by people who stand in a register that shuts them out, and payments that only look like it."""

from dataclasses import dataclass

from graphinv.demo.benefits import first_day, pay
from graphinv.demo.book import Book
from graphinv.demo.cast import Human, kin, person, second_record
from graphinv.demo.dates import NEVER, day
from graphinv.demo.entries import Span, listed
from graphinv.demo.programmes import (
    BASIC_PENSION,
    BY_KEY,
    CARE_ALLOWANCE,
    DISABLED,
    HOUSE_REPAIR,
    MINIMUM_LIVING,
    RENT,
    SMALL_FAMILY,
)
from graphinv.demo.schemes.benefit_cases import a_month, payee
from graphinv.demo.truth import NearMiss, Positive, RuleTruth


@dataclass(frozen=True)
class Case:
    """All facts of one case; the standing ones are somebody on the payroll who draws the minimum living allowance.

    `span` counts days from the first day of the period paid for (None is an open end); `back` is the share of the sum
    that came back in percent; `of` is who stands in the register: the payee, another record of his, his wife or a
    namesake. `late` months after its period the sum was paid.
    """

    shape: str
    differs: str = ""
    programme: str = MINIMUM_LIVING
    register: str = "payroll"
    span: tuple[int, int | None] = (-900, None)
    vague: str = ""
    amount: int = 420_000
    months: int = 1
    back: int = 0
    of: str = "payee"
    late: int = 0
    period: bool = True
    certainty: str = "certain"


POSITIVES = (
    Case("on the payroll", months=3),
    Case("a village cadre who joined late in the month paid for", register="village_cadre", span=(27, None)),
    Case("income above the limit by a cent", register="income", amount=150_001),
    Case(
        "housing fund above the limit, with a rent allowance",
        programme=RENT,
        register="housing_fund",
        amount=610_000,
    ),
    Case("a pension beside the basic pension", programme=BASIC_PENSION, register="pension", amount=310_000),
    Case("on the payroll of a year, paid for the year", programme=SMALL_FAMILY, span=(100, 130)),
    Case("left the payroll in the month paid for", span=(-900, 14), vague="until", certainty="possible"),
    Case("two fifths of the sum came back", back=40),
    Case("the register knows another record of the same number", of="record"),
    Case("the payment names no period", period=False),
)

NEAR_MISSES = (
    Case("left in time", "he left the payroll on the first day of the month paid for", span=(-900, 0)),
    Case("came later", "he came to the payroll on the first day of the next month", span=(31, None)),
    Case("back payment", "paid while on the payroll, but for the month before it", span=(31, None), late=2),
    Case("income at the limit", "the income is exactly the limit", register="income", amount=150_000),
    Case("income unknown", "the register names no amount", register="income", amount=0),
    Case("sent back", "the whole sum came back", back=100),
    Case("another programme", "the programme does not leave out people on the payroll", programme=CARE_ALLOWANCE),
    Case("another register", "the register shuts nobody out of the programme", register="student", amount=0),
    Case(
        "repealed",
        "the list no longer holds the exclusion on that day",
        programme=DISABLED,
        register="pension",
    ),
    Case("not yet in force", "the list does not yet hold the exclusion on that day", programme=HOUSE_REPAIR),
    Case(
        "exclusion of the first half of the year",
        "he came to the payroll when the exclusion had been repealed, and was paid for the whole year",
        programme=SMALL_FAMILY,
        span=(240, None),
    ),
    Case("namesake", "the one on the payroll has the same name and another number", of="namesake"),
    Case("wife", "it is the wife who stands on the payroll", of="wife"),
)


def plant(book: Book) -> RuleTruth:
    """Plant all schemes of the rule subsidy-ineligible-register."""
    positives, near_misses = [], []
    for case in POSITIVES:
        who, same, payments = _play(book, case)
        identity = {"payee": who.key, "programme": case.programme, "register": case.register}
        ids = [who.key, *same[1:], case.programme, case.register, *payments]
        positives.append(Positive(identity, case.shape, ids, case.certainty, same))
    for case in NEAR_MISSES:
        who, same, payments = _play(book, case)
        ids = [who.key, *same[1:], case.programme, case.register, *payments]
        near_misses.append(NearMiss(case.shape, case.differs, ids))
    return RuleTruth(positives, near_misses)


def _play(book: Book, case: Case) -> tuple[Human, list[str], list[str]]:
    """Enter the case; returns the payee, the keys of his records if he has several, and the payments."""
    who, month = payee(book), a_month(book)
    step = BY_KEY[case.programme].step
    first = month // step * step
    start, payments = first_day(first), []
    for at in range(first, first + case.months):
        paid = first_day(at + step - 1 + case.late) + 21
        payments.append(pay(book, who, case.programme, at, paid=paid, period=case.period))
    if case.back:
        payments.append(pay(book, who, case.programme, first, paid=paid + 20, share=-case.back))
    twin = second_record(book, who) if case.of == "record" else None
    since, until = start + case.span[0], NEVER if case.span[1] is None else start + case.span[1]
    listed(book, twin or _standing(book, case, who), case.register, Span(since, until, case.vague), case.amount)
    return who, [who.key, twin.key] if twin else [], payments


def _standing(book: Book, case: Case, who: Human) -> Human:
    """Who stands in the register."""
    if case.of == "namesake":
        return person(book, male=who.male, age=50, name=who.name)
    if case.of == "wife":
        wife = person(book, male=not who.male, age=55)
        kin(book, who, wife, "spouse", since=day("1995-05-01"))
        return wife
    return who
