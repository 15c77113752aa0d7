"""Who runs the firms: legal representatives, heads, directors, supervisors, contacts."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled, words
from graphinv.demo.crowd import Crowd
from graphinv.demo.dates import NEVER, day, stamps, year_only
from graphinv.demo.firms import Firms
from graphinv.demo.people import People

ROLES = {
    "legal_rep": "法定代表人",
    "head": "单位负责人",
    "director": "董事",
    "supervisor": "监事",
    "senior": "高级管理人员",
    "partner": "合伙人",
    "sole_owner": "投资人",
    "contact": "联系人",
}
"""The words of the company_roles table, by their English value."""


class Roles:
    """Rows of table company_roles."""

    def __init__(self, people: People, firms: Firms) -> None:
        self.people, self.firms = people, firms
        self.parts: list[tuple[Ints, Ints, Texts, Ints, Ints]] = []

    def add(self, firm: Ints, person: Ints, role: str, since: Ints, until: Ints | None = None) -> None:
        end = np.full(len(firm), NEVER, dtype=np.int64) if until is None else until
        self.parts.append((firm, person, filled(role, len(firm)), since, end))

    def column(self, place: int) -> Ints:
        return np.concatenate([part[place] for part in self.parts])

    def kinds(self) -> Texts:
        return np.concatenate([part[2] for part in self.parts])

    def frame(self, rng: Rng) -> pd.DataFrame:
        since = stamps(self.column(3))
        frame = pd.DataFrame(
            {
                "person_id": self.people.key[self.column(1)],
                "company_id": self.firms.key[self.column(0)],
                "role": words(self.kinds(), ROLES),
                "since": np.where(chance(rng, 0.03, len(since)), year_only(since), since),
                "until": stamps(self.column(4)),
                "part": filled("", len(since)),
            }
        )
        return frame.drop_duplicates(["person_id", "company_id", "role", "since"], ignore_index=True)


def staff(rng: Rng, crowd: Crowd, roles: Roles, owner: Ints) -> None:
    firms = roles.firms
    index, founded, count = np.arange(len(firms)), firms.founded, len(firms)
    managed = firms.is_kind("soe", "listed", "coop", "fund") | chance(rng, 0.22, count)
    sole = firms.is_kind("sole")
    managed &= ~sole
    leader = owner.copy()
    leader[managed] = crowd.take(int(managed.sum()))
    roles.add(index[sole], owner[sole], "sole_owner", founded[sole])
    changed = ~sole & chance(rng, 0.12, count)
    _handover(rng, crowd, roles, index[changed], leader)
    roles.add(index[~changed & ~sole], leader[~changed & ~sole], "legal_rep", founded[~changed & ~sole])
    headed = chance(rng, 0.3, count)
    roles.add(index[headed], leader[headed], "head", founded[headed] + 10)
    for role, share, pool in (("supervisor", 0.6, 8), ("director", 0.3, 10), ("contact", 0.5, 25), ("senior", 0.15, 4)):
        servants = crowd.take(max(6, count // pool))
        served = index[chance(rng, share, count) & ~sole]
        roles.add(served, servants[between(rng, 0, len(servants) - 1, len(served))], role, founded[served])


def _handover(rng: Rng, crowd: Crowd, roles: Roles, firm: Ints, leader: Ints) -> None:
    """A former legal representative, and from the day he left the present one."""
    founded = roles.firms.founded[firm]
    left = founded + (between(rng, 1, 9, len(firm)) * (day("2024-09-30") - founded)) // 10
    roles.add(firm, crowd.take(len(firm)), "legal_rep", founded, left)
    roles.add(firm, leader[firm], "legal_rep", left)
