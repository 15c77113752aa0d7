"""People who take a part in a firm, each handed out once."""

import numpy as np

from graphinv.demo.arrays import Ints, Rng
from graphinv.demo.dates import NEVER
from graphinv.demo.people import People


class Crowd:
    """Adults with a number, handed out so that nobody is handed out twice."""

    def __init__(self, people: People, rng: Rng) -> None:
        age = people.age()
        able = (age >= 24) & (age <= 74) & (people.id_no != "") & (people.died == NEVER)
        self._people = rng.permutation(np.flatnonzero(able))
        self._next = 0

    def take(self, count: int) -> Ints:
        """`count` people who have no other part in the ownership of firms."""
        chosen = self._people[self._next : self._next + count]
        if len(chosen) < count:
            raise ValueError(f"{len(self._people)} adults are too few for the firms; raise the scale")
        self._next += count
        return chosen
