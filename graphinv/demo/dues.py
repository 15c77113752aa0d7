"""What is due to people month by month, and how bookings go wrong and are put right."""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.arrays import Ints, Rng, between, chance
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.dates import LAST, NEVER, YEARS, month_start
from graphinv.demo.enrolments import MONTHS, Enrolments
from graphinv.demo.people import People
from graphinv.demo.programmes import FUNERAL, PROGRAMMES


@dataclass(frozen=True)
class Payments:
    """Columns over payments to people; `month` is the first month of the period they are for."""

    person: Ints
    programme: Ints
    month: Ints
    paid: Ints
    amount: Ints
    quantity: Ints
    county: Ints

    def take(self, where: Ints) -> "Payments":
        """The payments at these places."""
        columns = (self.person, self.programme, self.month, self.paid, self.amount, self.quantity, self.county)
        return Payments(*(column[where] for column in columns))


STEPS = np.array([programme.step for programme in PROGRAMMES], dtype=np.int64)
_PLACE = {programme.key: place for place, programme in enumerate(PROGRAMMES)}


def joined(parts: list[Payments]) -> Payments:
    names = ("person", "programme", "month", "paid", "amount", "quantity", "county")
    return Payments(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def due_payments(rng: Rng, people: People, enrolments: Enrolments) -> Payments:
    """One payment for each period of each enrolment, in the county where the person lived at the time."""
    programme = enrolments.programme
    length = enrolments.last - enrolments.first + 1
    person = np.repeat(enrolments.person, length)
    starts = np.repeat(np.cumsum(length) - length, length)
    period = np.arange(len(person)) - starts + np.repeat(enrolments.first, length)
    month = period * programme.step
    by_area = programme.unit == "mu"
    quantity = np.repeat(
        between(rng, 15, 400, len(length)) if by_area else np.zeros(len(length), dtype=np.int64), length
    )
    amount = quantity * programme.standard * 10 if by_area else np.full(len(person), programme.standard * 100)
    moved = np.repeat(np.where(chance(rng, 0.02, len(length)), between(rng, 1, MONTHS, len(length)), MONTHS), length)
    county = np.where(month < moved, people.county[person], (people.county[person] + 1) % len(DIVISIONS))
    place = np.full(len(person), _PLACE[programme.key], dtype=np.int64)
    return Payments(person, place, month, pay_days(rng, month, programme.step), amount, quantity, county)


def pay_days(rng: Rng, month: Ints, step: int) -> Ints:
    """Monthly sums late in the month, quarterly ones after the quarter, yearly ones between July and November."""
    count = len(month)
    if step == 12:
        return _by_the_end(month_start(month + 6) + between(rng, 0, 140, count))
    if step == 3:
        return _by_the_end(month_start(month + 2) + between(rng, 15, 29, count))
    regular = month_start(month) + 19 + between(rng, 0, 6, count)
    back_pay = chance(rng, 0.02, count) & (month < MONTHS - 2)
    return np.where(back_pay, month_start(month + 1) + 19 + between(rng, 0, 6, count), regular)


def _by_the_end(days: Ints) -> Ints:
    return np.asarray(np.minimum(days, LAST))


def corrections(rng: Rng, paid: Payments) -> list[Payments]:
    """Wrong sums: the negative row three days later, the right sum two days after that."""
    wrong = paid.take(np.flatnonzero(chance(rng, 0.006, len(paid.person)) & (paid.paid < LAST - 10)))
    return [
        Payments(wrong.person, wrong.programme, wrong.month, wrong.paid + after, amount, wrong.quantity, wrong.county)
        for after, amount in ((3, -wrong.amount), (5, wrong.amount * 9 // 1000 * 100))
    ]


def returned(rng: Rng, due: Payments, people: People) -> list[Payments]:
    """Sums paid to some of the dead by mistake and sent back in full a few weeks later."""
    died = people.died[due.person]
    late = np.flatnonzero((died != NEVER) & (due.paid > died + 66) & (due.paid < died + 130) & (due.paid < LAST - 40))
    _, first = np.unique(due.person[late], return_index=True)
    chosen = late[first]
    sent = due.take(chosen[chance(rng, 0.3, len(chosen))])
    back = sent.paid + between(rng, 14, 35, len(sent.person))
    return [
        sent,
        Payments(sent.person, sent.programme, sent.month, back, -sent.amount, sent.quantity, sent.county),
    ]


def funerals(rng: Rng, people: People) -> Payments:
    """Funeral grants, booked under the name of the dead."""
    paid = people.died + between(rng, 20, 150, len(people))
    first = month_start(np.zeros(1, dtype=np.int64))[0]
    due = (people.died != NEVER) & (paid <= LAST) & (paid >= first) & chance(rng, 0.6, len(people))
    person = np.flatnonzero(due)
    days = paid[person].astype("datetime64[D]").astype("datetime64[M]")
    month = (days - np.datetime64(f"{YEARS[0]}-01", "M")).astype(np.int64)
    place, zero = np.full(len(person), _PLACE[FUNERAL], dtype=np.int64), np.zeros(len(person), dtype=np.int64)
    amount = zero + PROGRAMMES[_PLACE[FUNERAL]].standard * 100
    return Payments(person, place, month, paid[person], amount, zero, people.county[person])
