"""Bank transfers of three years: wages, shopping, rents, taxes, families and firms.

A statement holds the wages of one job in eight; what firms pay to people and to each other stays clear of the families
of officials where the firm has won (see `scopes`), but for small sums.
"""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, stream, texts
from graphinv.demo.banking import CASH, INSURANCE, PAYROLL, PLATFORM, TAX, UTILITY, Accounts
from graphinv.demo.dates import FIRST, LAST, NEVER, YEARS, month_start
from graphinv.demo.jobs import Jobs
from graphinv.demo.people import People
from graphinv.demo.scopes import Scopes

MEMOS = ("工资", "消费", "转账", "房租", "缴税", "社保", "水电费", "货款", "往来款", "合同款", "取现", "报销", "生活费")
_WAGE, _SHOP, _GIFT, _RENT, _TAX, _DUES, _POWER, _GOODS, _LEASE, CONTRACT, _CASH, _REFUND, _LIVING = range(len(MEMOS))
CHANNELS = ("柜面", "网银", "手机银行", "快捷支付", "代发")
_COUNTER, ONLINE, _PHONE, _QUICK, _BULK = range(len(CHANNELS))
_MONTHS = 12 * len(YEARS)
_DAY = 86_400


@dataclass(frozen=True)
class Flows:
    """Columns over transfers: seconds since 1970, places in `Accounts.number`, fen, places in MEMOS and CHANNELS."""

    at: Ints
    payer: Ints
    payee: Ints
    amount: Ints
    memo: Ints
    channel: Ints


def joined(parts: list[Flows]) -> Flows:
    """All parts, one behind the other."""
    return Flows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Flows.__annotations__))


def flows(rng: Rng, days: Ints, ends: tuple[Ints, Ints], amount: Ints, kind: tuple[int, int]) -> Flows:
    """Transfers in office hours, give or take; `ends` are payer and payee, `kind` memo and channel."""
    at = days * _DAY + between(rng, 7 * 3_600, 22 * 3_600, len(days))
    memo, channel = (np.full(len(days), value, dtype=np.int64) for value in kind)
    return Flows(at, ends[0], ends[1], amount, memo, channel)


@dataclass(frozen=True)
class Parties:
    """Who can pay: people with a card, and everything that says who must not pay whom."""

    people: People
    accounts: Accounts
    jobs: Jobs
    scopes: Scopes
    firms: int
    founded: Ints

    def holders(self) -> Ints:
        """Adults who live through the three years."""
        return np.flatnonzero((self.people.died == NEVER) & (self.people.age() >= 18))


def draw_flows(parties: Parties, seed: int) -> Flows:
    """All transfers but those that pay for contracts."""
    rng = stream(seed, "transfers")
    adults = parties.holders()
    parts = [
        *_wages(rng, parties),
        *_spending(rng, parties, adults),
        *_among_people(rng, parties, adults),
        *_of_firms(rng, parties, adults),
    ]
    return joined(parts)


def _days(rng: Rng, count: int) -> Ints:
    return between(rng, FIRST, LAST, count)


def _sums(rng: Rng, middle: float, spread: float, count: int) -> Ints:
    """Sums in fen around e^`middle` yuan."""
    return np.asarray((np.exp(rng.normal(middle, spread, count)) * 100).astype(np.int64) + 100)


def _wages(rng: Rng, parties: Parties) -> list[Flows]:
    """Monthly wages of every eighth job, from the firm's account or through the account for bulk payments."""
    jobs, accounts = parties.jobs, parties.accounts
    chosen = np.flatnonzero(chance(rng, 0.12, len(jobs.person)))
    job, month = np.repeat(chosen, _MONTHS), np.tile(np.arange(_MONTHS), len(chosen))
    day = month_start(month) + 9
    during = (jobs.since[job] < day - 20) & ((jobs.until[job] == NEVER) | (jobs.until[job] > day))
    job, day = job[during], day[during]
    person, firm = jobs.person[job], jobs.firm[job]
    direct = (firm >= 0) & parties.scopes.may_pay_people(np.maximum(firm, 0), person) & (job % 3 > 0)
    payer = np.where(direct, accounts.of_firms(firm), accounts.hub(np.full(len(job), PAYROLL)))
    ends = payer, accounts.of_people(person)
    return [flows(rng, day, ends, jobs.wage[job] * 9 // 10, (_WAGE, _BULK))]


def _spending(rng: Rng, parties: Parties, adults: Ints) -> list[Flows]:
    """Shopping through two platforms, electricity and water, cash."""
    accounts, parts = parties.accounts, []
    for share, hub, several, kind, middle in (
        (1.5, PLATFORM, 2, (_SHOP, _QUICK), 4.6),
        (0.45, UTILITY, 2, (_POWER, _PHONE), 4.9),
        (0.05, CASH, 1, (_CASH, _COUNTER), 7.0),
    ):
        count = round(share * len(adults))
        person = adults[between(rng, 0, len(adults) - 1, count)]
        ends = accounts.of_people(person), accounts.hub(hub + between(rng, 0, several - 1, count))
        parts.append(flows(rng, _days(rng, count), ends, _sums(rng, middle, 0.9, count), kind))
    return parts


def _among_people(rng: Rng, parties: Parties, adults: Ints) -> list[Flows]:
    """Friends; parents and children; rents, month by month the same sum."""
    accounts, people = parties.accounts, parties.people
    count = round(0.55 * len(adults))
    one, other = (adults[between(rng, 0, len(adults) - 1, count)] for _ in range(2))
    met = one != other
    ends = accounts.of_people(one[met]), accounts.of_people(other[met])
    parts = [flows(rng, _days(rng, len(ends[0])), ends, _sums(rng, 6.2, 1.1, len(ends[0])), (_GIFT, _PHONE))]
    payer = adults[between(rng, 0, len(adults) - 1, round(0.75 * len(adults)))]
    mate = people.seat[people.family[payer], between(rng, 0, people.seat.shape[1] - 1, len(payer))]
    kept = (mate >= 0) & (mate != payer) & (people.died[mate] == NEVER)
    ends = accounts.of_people(payer[kept]), accounts.of_people(mate[kept])
    parts.append(flows(rng, _days(rng, len(ends[0])), ends, _sums(rng, 6.7, 0.8, len(ends[0])), (_LIVING, _PHONE)))
    tenants = adults[chance(rng, 0.016, len(adults))]
    owner = adults[between(rng, 0, len(adults) - 1, len(tenants))]
    place, month = np.repeat(np.arange(len(tenants)), _MONTHS), np.tile(np.arange(_MONTHS), len(tenants))
    rent = between(rng, 6, 28, len(tenants)) * 10_000
    ends = accounts.of_people(tenants[place]), accounts.of_people(owner[place])
    parts.append(flows(rng, month_start(month) + 2, ends, rent[place], (_RENT, _PHONE)))
    return parts


def _of_firms(rng: Rng, parties: Parties, adults: Ints) -> list[Flows]:
    """Goods from other firms, taxes and dues, rents and services from people, and small refunds to anybody."""
    accounts, scopes, firms = parties.accounts, parties.scopes, parties.firms
    parts = []

    def pay(each: float, payee: str, kind: tuple[int, int], middle: float, spread: float = 1.0) -> None:
        count = round(each * firms)
        payer, days = between(rng, 0, firms - 1, count), _days(rng, count)
        if payee == "firm":
            met = between(rng, 0, firms - 1, count)
            kept, to = scopes.may_pay_firms(payer, met) & (met != payer), accounts.of_firms(met)
        elif payee == "person":
            met = adults[between(rng, 0, len(adults) - 1, count)]
            kept, to = scopes.may_pay_people(payer, met), accounts.of_people(met)
        elif payee == "anybody":
            met = adults[between(rng, 0, len(adults) - 1, count)]
            kept, to = np.ones(count, dtype=bool), accounts.of_people(met)
        else:
            kept, to = np.ones(count, dtype=bool), accounts.hub(np.full(count, int(payee)))
        kept &= days > parties.founded[payer] + 20
        amount = _sums(rng, middle, spread, count)
        amount = np.minimum(amount, 60_000) if payee == "anybody" else amount
        parts.append(flows(rng, days[kept], (accounts.of_firms(payer)[kept], to[kept]), amount[kept], kind))

    pay(9, "firm", (_GOODS, ONLINE), 9.6)
    pay(4, str(TAX), (_TAX, ONLINE), 8.3)
    pay(4, str(INSURANCE), (_DUES, ONLINE), 8.6)
    pay(4, "person", (_LEASE, ONLINE), 8.9)
    pay(3, "anybody", (_REFUND, ONLINE), 5.4, 0.4)
    return parts


def texts_of(places: Ints, words: tuple[str, ...]) -> Texts:
    """The word at each place."""
    return texts(words)[places]
