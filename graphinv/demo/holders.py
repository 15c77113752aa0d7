"""Who holds the shares of the firms, now and before."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled
from graphinv.demo.bodies import Bodies
from graphinv.demo.crowd import Crowd
from graphinv.demo.dates import NEVER, day, month_only, stamps
from graphinv.demo.firms import Firms
from graphinv.demo.people import People


class Holdings:
    """Rows of table shareholdings; shares are hundredths of a percent."""

    def __init__(self, people: People, firms: Firms) -> None:
        self.people, self.firms = people, firms
        self.parts: list[tuple[Ints, Ints, Texts, Ints, Ints, Ints]] = []

    def add(self, firm: Ints, holder: Ints | Texts, share: Ints, since: Ints, until: Ints | None = None) -> None:
        """People are given by index, bodies and firms by key."""
        by_index = holder.dtype != object
        person = holder.astype(np.int64) if by_index else np.full(len(firm), -1, dtype=np.int64)
        key = self.people.key[person] if by_index else holder.astype(object)
        end = np.full(len(firm), NEVER, dtype=np.int64) if until is None else until
        self.parts.append((firm, person, key, share, since, end))

    def column(self, place: int) -> Ints:
        return np.concatenate([part[place] for part in self.parts])

    def frame(self, rng: Rng) -> pd.DataFrame:
        since = stamps(self.column(4))
        return pd.DataFrame(
            {
                "holder_id": np.concatenate([part[2] for part in self.parts]),
                "company_id": self.firms.key[self.column(0)],
                "share": self.column(3),
                "since": np.where(chance(rng, 0.03, len(since)), month_only(since), since),
                "until": stamps(self.column(5)),
                "part": filled("", len(since)),
            }
        )


def share_out(rng: Rng, crowd: Crowd, holdings: Holdings, owner: Ints, bodies: Bodies) -> None:
    firms = holdings.firms
    index = np.arange(len(firms))
    own = (
        np.where(chance(rng, 0.75, len(firms)), between(rng, 51, 95, len(firms)), between(rng, 36, 50, len(firms)))
        * 100
    )
    own[firms.is_kind("sole")] = 10_000
    own[firms.is_kind("coop")] = 3_000
    own[firms.is_kind("listed")] = 2_400
    private = firms.is_kind("private", "spv", "fund", "coop", "sole", "listed")
    mate = np.concatenate(([False], firms.group[1:] == firms.group[:-1]))
    subsidiary = mate & chance(rng, 0.3, len(firms)) & (own > 5_000)
    sold = private & ~mate & ~subsidiary & firms.is_kind("private") & chance(rng, 0.08, len(firms))
    plain = private & ~subsidiary & ~sold
    holdings.add(index[plain], owner[plain], own[plain], firms.founded[plain])
    holdings.add(index[subsidiary], firms.key[index[subsidiary] - 1], own[subsidiary], firms.founded[subsidiary])
    _sales(rng, crowd, holdings, index[sold], (owner[sold], own[sold]))
    state = index[firms.is_kind("soe")]
    investors = bodies.key[np.flatnonzero((bodies.role == "government") | (bodies.line == "FIN"))]
    holdings.add(
        state, investors[between(rng, 0, len(investors) - 1, len(state))], own[state] // 2 + 5_000, firms.founded[state]
    )
    _partners(rng, crowd, holdings, 10_000 - own)


def _sales(rng: Rng, crowd: Crowd, holdings: Holdings, firm: Ints, held: tuple[Ints, Ints]) -> None:
    """The firm changed hands: the first owner until the sale, the present one from that day on."""
    owner, share = held
    founded = holdings.firms.founded[firm]
    sold = founded + (between(rng, 1, 9, len(firm)) * (day("2024-06-30") - founded)) // 10
    holdings.add(firm, crowd.take(len(firm)), share, founded, sold)
    holdings.add(firm, owner, share, sold)


def _partners(rng: Rng, crowd: Crowd, holdings: Holdings, left: Ints) -> None:
    """Second holders, who hold in this firm only, and investors with small parts of many firms."""
    firms = holdings.firms
    wide = firms.is_kind("private", "spv", "fund")
    second = np.flatnonzero(wide & (left >= 1_000) & chance(rng, 0.42, len(firms)))
    share = np.minimum(left[second] - 400, between(rng, 5, 49, len(second)) * 100)
    holdings.add(second, crowd.take(len(second)), share, firms.founded[second])
    left = left.copy()
    left[second] -= share
    investors = crowd.take(max(8, len(firms) // 18))
    small = np.flatnonzero(wide & (left >= 400) & chance(rng, 0.35, len(firms)))
    part = np.minimum(left[small], between(rng, 1, 24, len(small)) * 100)
    holdings.add(small, investors[between(rng, 0, len(investors) - 1, len(small))], part, firms.founded[small])
    many = np.repeat(np.flatnonzero(firms.is_kind("listed", "coop")), 6)
    retail = crowd.take(len(many))
    holdings.add(many, retail, between(rng, 1, 8, len(many)) * 100 + 50, firms.founded[many] + 400)
