"""Mobile numbers, e-mail addresses, rooms and buildings of the people, as the county's registers know them.

The mobile numbers begin with 154, a segment that has not been given out, and the e-mail addresses end in the reserved
domain `.example`, so none of them can belong to anybody.
"""

import numpy as np
import pandas as pd

from graphinv.demo.addresses import home_rooms
from graphinv.demo.arrays import Ints, Rng, Texts, between, chance, filled, padded, scatter, stream, words
from graphinv.demo.dates import AS_OF, FIRST, NEVER, day, month_only, stamps
from graphinv.demo.families import YEAR
from graphinv.demo.people import People

KINDS = {"mobile": "手机", "email": "邮箱", "room": "详细地址", "building": "楼栋"}
"""The words of the identifiers table, by their English value."""

NEW_NUMBERS, FIRM_NUMBERS, SHARED_NUMBERS, PLANTED_NUMBERS = 30_000_000, 60_000_000, 90_000_000, 95_000_000
"""The n-th number of people who changed theirs, of firms, of agencies and of planted schemes is counted from here."""


def mobiles(index: Ints, seed: int) -> Texts:
    """Mobile numbers such as 15404821397."""
    return np.asarray("154" + padded(scatter(index, 10**8, seed), 8))


def emails(index: Ints, seed: int) -> Texts:
    """E-mail addresses such as lx04821397@mail.example."""
    return np.asarray("lx" + padded(scatter(index, 10**8, seed), 8) + "@mail.example")


class Uses:
    """Rows of table identifiers."""

    def __init__(self) -> None:
        self._frames: list[pd.DataFrame] = []

    def add(self, owner: Texts, kind: str, value: Texts, span: tuple[Ints, Ints], part: str) -> None:
        """`span` are the days of since and until; NEVER is an empty cell."""
        count = len(owner)
        columns = {"owner_id": owner, "kind": words(filled(kind, count), KINDS), "value": value}
        times = {"since": stamps(span[0]), "until": stamps(span[1])}
        self._frames.append(pd.DataFrame({**columns, **times, "part": filled(part, count)}))

    def frame(self, rng: Rng) -> pd.DataFrame:
        """All rows; of some only the month is known in which they began."""
        rows = pd.concat(self._frames, ignore_index=True)
        rows["since"] = np.where(chance(rng, 0.04, len(rows)), month_only(rows["since"].to_numpy()), rows["since"])
        return rows


def never(count: int) -> Ints:
    """No day, `count` times."""
    return np.full(count, NEVER, dtype=np.int64)


def phone_of(people: People, seed: int) -> Texts:
    """The first mobile number of each person, whether or not he has one."""
    return mobiles(np.arange(len(people)), seed)


def use_by_people(people: People, uses: Uses, seed: int) -> None:
    """Mobile numbers, homes and e-mail addresses; a number that was given up is handed to somebody else later on."""
    rng = stream(seed, "contacts of people")
    here = np.flatnonzero((people.died == NEVER) | (people.died > FIRST))
    end = np.where(people.died == NEVER, NEVER, people.died)
    _mobile_rows(rng, people, here[people.age()[here] >= 12], end, uses, seed)
    begun = np.maximum(people.born, day("2004-01-01") + between(rng, 0, 6_000, len(people)))
    uses.add(people.key[here], "room", home_rooms(people)[here], (begun[here], end[here]), "room")
    mail = here[chance(rng, 0.16, len(here)) & (people.age()[here] >= 16)]
    since = between(rng, day("2010-01-01"), FIRST, len(mail))
    uses.add(people.key[mail], "email", emails(mail, seed), (since, never(len(mail))), "email")


def _mobile_rows(rng: Rng, people: People, able: Ints, end: Ints, uses: Uses, seed: int) -> None:
    owner = able[chance(rng, 0.86, len(able))]
    count = len(owner)
    since = np.maximum(people.born[owner] + round(12 * YEAR), between(rng, day("2003-01-01"), FIRST, count))
    changed = np.flatnonzero(chance(rng, 0.09, count) & (end[owner] == NEVER) & (since < FIRST - 400))
    left = between(rng, FIRST - 300, AS_OF - 500, len(changed))
    until = end[owner]
    until[changed] = left
    number = phone_of(people, seed)
    uses.add(people.key[owner], "mobile", number[owner], (since, until), "mobile")
    mover = owner[changed]
    uses.add(people.key[mover], "mobile", mobiles(NEW_NUMBERS + mover, seed), (left, never(len(mover))), "mobile")
    again = between(rng, 100, 400, len(mover))
    heir = np.roll(mover, 7)
    met = heir != mover
    span = (left[met] + again[met], never(int(met.sum())))
    uses.add(people.key[heir[met]], "mobile", number[mover[met]], span, "mobile")
