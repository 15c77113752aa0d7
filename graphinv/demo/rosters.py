"""Registers that people are compared with: payroll, village cadres, pensions, housing fund, income, students.

Nobody stands in a register that shuts him out of a programme while he draws it: such entries end before the first
payment, begin after the last one, stay below the amount of the list, or are left out.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, filled, stream
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import LAST, NEVER, day, month_only, stamps
from graphinv.demo.exclusions import EXCLUSIONS
from graphinv.demo.families import YEAR
from graphinv.demo.jobs import Jobs
from graphinv.demo.people import People

REGISTERS = {
    "payroll": "财政供养",
    "village_cadre": "村(社区)干部",
    "pension": "养老金",
    "housing_fund": "公积金",
    "income": "收入",
    "student": "在校生",
}
"""The words of the person_registers table, by their English value."""

PARTS = {"payroll": "payroll", "village_cadre": "payroll", "pension": "pension"}
"""The file of each register; all others share one."""

_APART = 70
"""Days between an entry and a payment that it would shut out; the months of both are then no matter."""


@dataclass(frozen=True)
class Drawn:
    """The first and the last day on which each person drew a programme; NEVER where he never did."""

    first: dict[str, Ints]
    last: dict[str, Ints]


def drawn(people: People, payments: pd.DataFrame) -> Drawn:
    """When people drew the programmes, counting the year before a payment as drawn, too."""
    person = pd.Index(people.key).get_indexer(pd.Index(payments["payee_id"]))
    paid = pd.to_datetime(payments["paid_on"].astype(str), format="%Y%m%d").to_numpy().astype("datetime64[D]")
    days = paid.astype(np.int64)
    first: dict[str, Ints] = {}
    last: dict[str, Ints] = {}
    for programme in {entry.programme for entry in EXCLUSIONS}:
        here = (payments["programme_id"] == programme).to_numpy() & (person >= 0)
        first[programme] = np.full(len(people), NEVER, dtype=np.int64)
        last[programme] = np.full(len(people), NEVER, dtype=np.int64)
        order = np.argsort(-days[here], kind="stable")
        first[programme][person[here][order]] = days[here][order] - 365
        last[programme][person[here][order[::-1]]] = days[here][order[::-1]] + 365
    return Drawn(first, last)


@dataclass(frozen=True)
class _Entries:
    """Entries of one register; amounts in fen a month, 0 for none."""

    register: str
    person: Ints
    since: Ints
    until: Ints
    amount: Ints
    payer: Texts

    def take(self, where: Flags) -> "_Entries":
        since, until, amount = self.since[where], self.until[where], self.amount[where]
        return _Entries(self.register, self.person[where], since, until, amount, self.payer[where])


def roster_rows(people: People, bodies: Bodies, jobs: Jobs, employer: Texts, drew: Drawn, seed: int) -> pd.DataFrame:
    """The rows of table person_registers."""
    rng = stream(seed, "registers")
    entries = [*_employed(rng, bodies, jobs, employer), *_by_age(rng, people)]
    return pd.concat([_rows(rng, people, _cleared(rng, one, drew)) for one in entries], ignore_index=True)


def _employed(rng: Rng, bodies: Bodies, jobs: Jobs, payer: Texts) -> list[_Entries]:
    """Payroll and village cadres by their jobs; housing fund and income for part of the jobs."""
    village = (jobs.unit >= 0) & (bodies.role[jobs.unit] == "village")
    everybody = _Entries("payroll", jobs.person, jobs.since, jobs.until, jobs.wage, payer)
    staff = everybody.take((jobs.unit >= 0) & ~village)
    cadres = _Entries("village_cadre", *_columns(everybody.take(village)))
    fund = _Entries("housing_fund", *_columns(everybody.take(chance(rng, 0.35, len(payer)))))
    income = _Entries("income", *_columns(everybody.take(chance(rng, 0.3, len(payer)))))
    return [staff, cadres, fund, income]


def _columns(entries: _Entries) -> tuple[Ints, Ints, Ints, Ints, Texts]:
    return entries.person, entries.since, entries.until, entries.amount, entries.payer


def _by_age(rng: Rng, people: People) -> list[_Entries]:
    age, alive = people.age(), people.died == NEVER
    retired = np.flatnonzero((age >= 60) & chance(rng, 0.55, len(people)))
    pension = np.maximum(people.born[retired] + round(60 * YEAR), day("2000-01-01"))
    pupils = np.flatnonzero((age >= 6) & (age <= 22) & alive & chance(rng, 0.6, len(people)))
    enrolled = people.born[pupils] + round(6.7 * YEAR)
    sums = between(rng, 90, 560, len(retired)) * 1_000
    none, nobody = np.zeros(len(pupils), dtype=np.int64), filled("", len(pupils))
    leaving = np.where(age[pupils] > 14, people.born[pupils] + round(22.5 * YEAR), NEVER)
    leaving = np.where(leaving > LAST, NEVER, leaving)
    return [
        _Entries("pension", retired, pension, people.died[retired], sums, filled("", len(retired))),
        _Entries("student", pupils, enrolled, leaving, none, nobody),
    ]


def _cleared(rng: Rng, entries: _Entries, drew: Drawn) -> _Entries:
    """The entries that shut nobody out of anything that he draws; some are moved or lowered for that."""
    since, until, amount = entries.since.copy(), entries.until.copy(), entries.amount.copy()
    kept = np.ones(len(since), dtype=bool)
    for exclusion in EXCLUSIONS:
        if exclusion.register != entries.register:
            continue
        first = drew.first[exclusion.programme][entries.person] - _APART
        last = drew.last[exclusion.programme][entries.person] + _APART
        met = (drew.last[exclusion.programme][entries.person] != NEVER) & (since < last)
        met &= (until == NEVER) | (until > first)
        way = between(rng, 0, 2, len(since))
        low = met & (exclusion.limit > 0) & (amount <= exclusion.limit)
        ended = met & ~low & (way == 0) & (since < first - 400)
        until[ended] = first[ended]
        lowered = met & ~low & ~ended & (exclusion.limit > 0) & (way == 1)
        amount[lowered] = exclusion.limit - between(rng, 0, 200, int(lowered.sum())) * 100
        kept &= ~met | low | ended | lowered
    kept &= (until == NEVER) | (until > since)
    return _Entries(entries.register, entries.person, since, until, amount, entries.payer).take(kept)


def _rows(rng: Rng, people: People, entries: _Entries) -> pd.DataFrame:
    count = len(entries.person)
    months = np.where(chance(rng, 0.5, count), month_only(stamps(entries.since)), stamps(entries.since))
    return pd.DataFrame(
        {
            "person_id": people.key[entries.person],
            "register": filled(REGISTERS[entries.register], count),
            "since": months,
            "until": stamps(entries.until),
            "amount": entries.amount,
            "payer_id": entries.payer,
            "part": filled(PARTS.get(entries.register, "others"), count),
        }
    )
