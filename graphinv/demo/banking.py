"""Bank accounts: whose they are, who acts for the firms, and the hubs through which very many payments run."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled, stream, texts, words
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import AS_OF, FIRST, LAST, NEVER, day, stamps
from graphinv.demo.families import YEAR
from graphinv.demo.firms import Firms
from graphinv.demo.people import People
from graphinv.demo.subsidies import account_of

HANDED_IN = "handed_in"
"""The file of papers that somebody handed in: no authority asked the bank for them."""

ROLES = {"owner": "户主", "operator": "经办人", "authorised": "授权人", "card_user": "实际使用人"}
"""The words of the accounts table, by their English value."""

_FIRM, _UNIT, _HUB, _SECOND = (part * 10_000_000_000 for part in (1, 3, 4, 5))
HUBS = (
    "税务征收专户",
    "社保费归集户",
    "代发工资专户",
    "云付通备付金",
    "捷付宝备付金",
    "供电公司收费户",
    "自来水公司收费户",
)
TAX, INSURANCE, PAYROLL, PLATFORM, UTILITY = 0, 1, 2, 3, 5
"""Places in HUBS; two platforms and two utilities."""

_BANKS = texts(["青梧农商银行", "白棠村镇银行", "鹭溪农商银行", "山海银行青梧支行", "通衢银行青梧支行"])


@dataclass(frozen=True)
class Accounts:
    """All account numbers in one array: of people, their second ones, of firms, of units, of the hubs and cash."""

    number: Texts
    second: Ints
    people: int
    firms: int
    units: int

    def of_people(self, person: Ints) -> Ints:
        """Places in `number`."""
        return person

    def of_firms(self, firm: Ints) -> Ints:
        """Places in `number`."""
        return np.asarray(self.people + len(self.second) + firm)

    def of_units(self, unit: Ints) -> Ints:
        """Places in `number`."""
        return np.asarray(self.people + len(self.second) + self.firms + unit)

    def hub(self, place: Ints) -> Ints:
        """Places in `number`; the one behind the last hub is cash."""
        return np.asarray(self.people + len(self.second) + self.firms + self.units + place)


CASH = len(HUBS)


def open_accounts(people: People, firms: Firms, bodies: Bodies, seed: int) -> Accounts:
    """One account for everybody, firm and unit, and a second one for every seventh person."""
    rng = stream(seed, "accounts")
    second = np.flatnonzero(chance(rng, 0.15, len(people)) & (people.age() >= 18))
    index = [
        np.arange(len(people)),
        _SECOND + second,
        _FIRM + np.arange(len(firms)),
        _UNIT + np.arange(len(bodies)),
        _HUB + np.arange(len(HUBS)),
    ]
    number = np.concatenate([account_of(np.concatenate(index), seed), texts(["CASH"])])
    return Accounts(number, second, len(people), len(firms), len(bodies))


def account_rows(
    people: People, firms: Firms, bodies: Bodies, accounts: Accounts, leader: tuple[Ints, Ints], seed: int
) -> pd.DataFrame:
    """The rows of table accounts; `leader` is the person who runs each firm (or -1) and since when.

    Only he is the clerk of a firm's account. The platforms and utilities sit elsewhere: no row tells whose they are.
    """
    rng = stream(seed, "account rows")
    banked = np.flatnonzero((people.died == NEVER) | (people.died > FIRST))
    opened = np.maximum(people.born + round(16 * YEAR), between(rng, day("2003-01-01"), FIRST, len(people)))
    opened = np.minimum(opened, FIRST)
    unit_opened = np.full(len(bodies), day("2010-03-01"), dtype=np.int64)
    state = accounts.hub(np.array([TAX, INSURANCE, PAYROLL]))
    finance = bodies.key[np.flatnonzero(bodies.role == "government")[[0, 0, 0]]]
    frames = [
        _rows(rng, accounts.number[banked], people.key[banked], "owner", opened[banked], "people"),
        _rows(rng, accounts.number[accounts.people + np.arange(len(accounts.second))],
              people.key[accounts.second], "owner", np.minimum(opened[accounts.second] + 900, FIRST), "people"),
        *_family_cards(rng, people, accounts, opened),
        _rows(rng, accounts.number[accounts.of_firms(np.arange(len(firms)))], firms.key, "owner",
              firms.founded + 15, "firms"),
        _rows(rng, accounts.number[accounts.of_units(np.arange(len(bodies)))], bodies.key, "owner",
              unit_opened, "firms"),
        _rows(rng, accounts.number[state], finance, "owner", unit_opened[:1].repeat(3), "firms"),
        *_clerks(rng, people, firms, accounts, leader),
    ]  # fmt: skip
    rows = pd.concat(frames, ignore_index=True)
    rows.loc[500::2_500, "part"] = HANDED_IN
    by_account = rows.groupby("account_id", sort=False)
    for told_once in ("bank", "opened_on"):  # whoever uses an account: its owner's row comes first
        rows[told_once] = by_account[told_once].transform("first")
    return rows


def _rows(rng: Rng, number: Texts, party: Texts, role: str, opened: Ints, part: str) -> pd.DataFrame:
    count = len(number)
    closed = np.where(chance(rng, 0.01, count) & (opened < FIRST), between(rng, LAST + 1, AS_OF, count), NEVER)
    return pd.DataFrame(
        {
            "account_id": number,
            "bank": _BANKS[between(rng, 0, len(_BANKS) - 1, count)],
            "party_id": party,
            "role": words(filled(role, count), ROLES),
            "opened_on": stamps(opened),
            "closed_on": stamps(closed) if role == "owner" else np.zeros(count, dtype=np.int64),
            "since": stamps(opened + 40) if role != "owner" else np.zeros(count, dtype=np.int64),
            "until": np.zeros(count, dtype=np.int64),
            "part": filled(part, count),
        }
    )


def _family_cards(rng: Rng, people: People, accounts: Accounts, opened: Ints) -> list[pd.DataFrame]:
    """Cards of the old and of children that somebody of their own family uses or may use."""
    head = people.seat[people.family, 0]
    age = people.age()
    alive = people.died == NEVER
    kept = ((age >= 76) | (age <= 15)) & (head != np.arange(len(people))) & alive & alive[head]
    frames = []
    for role, share in (("card_user", 0.08), ("authorised", 0.04)):
        card = np.flatnonzero(kept & chance(rng, share, len(people)))
        frames.append(_rows(rng, accounts.number[card], people.key[head[card]], role, opened[card], "people"))
    return frames


def _clerks(
    rng: Rng, people: People, firms: Firms, accounts: Accounts, leader: tuple[Ints, Ints]
) -> list[pd.DataFrame]:
    run = np.flatnonzero((leader[0] >= 0) & chance(rng, 0.4, len(firms)))
    number = accounts.number[accounts.of_firms(run)]
    return [_rows(rng, number, people.key[leader[0][run]], "operator", leader[1][run], "firms")]
