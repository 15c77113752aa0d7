"""Which firm must not win where: the families of those who have an interest in it hold posts there at that time."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints
from graphinv.demo.dates import LAST, NEVER
from graphinv.demo.owners import Ownership
from graphinv.demo.people import People
from graphinv.demo.posts import Posts

# Partial dates move a day by a month at most; a post that ended counts for another 90 days.
_BEFORE, _AFTER = 40, 140


class Ties:
    """The families behind firms and the families in posts, as plain pairs."""

    def __init__(self, people: People, posts: Posts, ownership: Ownership) -> None:
        self._behind = _families_behind(people, ownership.interests)
        self._beside = _families_behind(people, ownership.loose)
        self._posts = pd.DataFrame(
            {
                "family": people.family[posts.person],
                "unit": posts.unit,
                "since": posts.since - _BEFORE,
                "until": np.where(posts.until == NEVER, LAST + 1_000, posts.until + _AFTER),
            }
        )

    def conflicts(self, firm: Ints, unit: Ints, first: Ints, last: Ints) -> Flags:
        """Whether somebody of a family behind the firm held a post in the unit at some time from first to last."""
        asked = pd.DataFrame({"row": np.arange(len(firm)), "firm": firm, "unit": unit, "first": first, "last": last})
        met = asked.merge(self._behind, on="firm").merge(self._posts, on=["family", "unit"])
        row, overlap = met["row"].to_numpy(), (met["since"] <= met["last"]) & (met["until"] >= met["first"])
        found = np.zeros(len(firm), dtype=bool)
        found[row[overlap.to_numpy()]] = True
        return found

    def pairs(self) -> tuple[Ints, Ints]:
        """(firm, unit): all firms that a family which ever had a post in the unit stands behind or beside."""
        either = pd.concat([self._behind, self._beside], ignore_index=True)
        met = either.merge(self._posts, on="family")
        pairs = np.unique(np.column_stack([met["firm"].to_numpy(), met["unit"].to_numpy()]), axis=0)
        return pairs[:, 0], pairs[:, 1]


def _families_behind(people: People, ownership: tuple[Ints, Ints]) -> pd.DataFrame:
    firm, person = ownership
    pairs = np.unique(np.column_stack([firm, people.family[person]]), axis=0)
    return pd.DataFrame({"firm": pairs[:, 0], "family": pairs[:, 1]})
