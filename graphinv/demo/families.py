"""Families of three generations as one matrix: a row is a family, a column is a place in it."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from graphinv.demo.arrays import Flags, Ints, Rng, between, chance
from graphinv.demo.dates import AS_OF, FIRST, LAST, NEVER, day

YEAR = 365.25


class Place(IntEnum):
    """Who somebody is within the family."""

    CORE = 0
    SPOUSE = 1
    FATHER = 2
    MOTHER = 3
    FATHER_IN_LAW = 4
    MOTHER_IN_LAW = 5
    SIBLING = 6
    SIBLING_SPOUSE = 7
    NEPHEW = 8
    CHILD = 9
    CHILD_2 = 10
    CHILD_SPOUSE = 11
    GRANDCHILD = 12


COUPLES = (
    (Place.CORE, Place.SPOUSE),
    (Place.FATHER, Place.MOTHER),
    (Place.FATHER_IN_LAW, Place.MOTHER_IN_LAW),
    (Place.SIBLING, Place.SIBLING_SPOUSE),
    (Place.CHILD, Place.CHILD_SPOUSE),
)
"""The marriages of a family; `wed` and `parted` have one column for each."""

MEAN_SIZE = 5.43
"""People per family that the chances below give."""

# Nobody who died before this day is still on the county's roll.
_ROLL_SINCE = day("2019-01-01")


@dataclass(frozen=True)
class Families:
    """All families: matrices of shape (families, places), and (families, couples) for the marriages."""

    born: Ints
    male: Flags
    present: Flags
    died: Ints
    wed: Ints
    parted: Ints


def found_families(rng: Rng, count: int) -> Families:
    """Draw `count` families: births, marriages and deaths in an order that can happen."""
    born, wed = _born_and_wed(rng, count)
    male = _sexes(rng, count)
    present = _present(rng, born, wed)
    died = _deaths(rng, born)
    gone = (died != NEVER) & (died < _ROLL_SINCE)
    gone[:, Place.CORE] = False
    died[:, Place.CORE] = np.where(died[:, Place.CORE] < _ROLL_SINCE, NEVER, died[:, Place.CORE])
    return Families(born, male, present & ~gone, died, wed, _partings(rng, wed, died))


def _born_and_wed(rng: Rng, count: int) -> tuple[Ints, Ints]:
    def years(low: float, high: float) -> Ints:
        return between(rng, low * YEAR, high * YEAR, count)

    born = np.zeros((count, len(Place)), dtype=np.int64)
    wed = np.zeros((count, len(COUPLES)), dtype=np.int64)

    def marry(couple: int) -> None:
        one, other = COUPLES[couple]
        born[:, other] = born[:, one] + years(-3, 3)
        wed[:, couple] = np.maximum(born[:, one], born[:, other]) + years(22, 30)

    def parents(couple: int, child: Place) -> None:
        father, mother = COUPLES[couple]
        born[:, father] = born[:, child] - years(24, 35)
        born[:, mother] = born[:, child] - years(22, 33)
        wed[:, couple] = born[:, child] - years(1, 3)

    born[:, Place.CORE] = between(rng, day("1948-01-01"), day("1994-12-31"), count)
    marry(0)
    parents(1, Place.CORE)
    parents(2, Place.SPOUSE)
    born[:, Place.SIBLING] = born[:, Place.CORE] + np.where(chance(rng, 0.5, count), 1, -1) * years(1.5, 8)
    marry(3)
    born[:, Place.NEPHEW] = wed[:, 3] + years(1, 5)
    born[:, Place.CHILD] = wed[:, 0] + years(1, 5)
    born[:, Place.CHILD_2] = born[:, Place.CHILD] + years(1.5, 6)
    marry(4)
    born[:, Place.GRANDCHILD] = wed[:, 4] + years(1, 5)
    return born, wed


def _sexes(rng: Rng, count: int) -> Flags:
    male = chance(rng, 0.51, (count, len(Place)))
    male[:, [Place.FATHER, Place.FATHER_IN_LAW]] = True
    male[:, [Place.MOTHER, Place.MOTHER_IN_LAW]] = False
    for one, other in (COUPLES[0], COUPLES[3], COUPLES[4]):
        male[:, other] = ~male[:, one]
    return male


def _present(rng: Rng, born: Ints, wed: Ints) -> Flags:
    """Which places of each family are taken; nobody stands there without the people who make him a relative."""
    count = len(born)
    present = np.ones((count, len(Place)), dtype=bool)
    latest = LAST - 200

    def need(place: Place, share: float, *others: Place) -> None:
        present[:, place] = chance(rng, share, count) & (born[:, place] < latest)
        for other in others:
            present[:, place] &= present[:, other]

    need(Place.SPOUSE, 0.84, Place.CORE)
    need(Place.FATHER, 0.7)
    need(Place.MOTHER, 0.75)
    need(Place.FATHER_IN_LAW, 0.45, Place.SPOUSE)
    need(Place.MOTHER_IN_LAW, 0.5, Place.SPOUSE)
    need(Place.SIBLING, 0.45)
    need(Place.SIBLING_SPOUSE, 0.7, Place.SIBLING)
    need(Place.NEPHEW, 0.7, Place.SIBLING_SPOUSE)
    need(Place.CHILD, 0.85, Place.SPOUSE)
    need(Place.CHILD_2, 0.45, Place.CHILD)
    need(Place.CHILD_SPOUSE, 0.8, Place.CHILD)
    need(Place.GRANDCHILD, 0.8, Place.CHILD_SPOUSE)
    for couple, (one, other) in enumerate(COUPLES):
        if one in (Place.CORE, Place.SIBLING, Place.CHILD):
            present[:, other] &= wed[:, couple] < latest
    present[:, Place.CHILD] &= present[:, Place.SPOUSE]
    present[:, Place.CHILD_2] &= present[:, Place.CHILD]
    present[:, Place.CHILD_SPOUSE] &= present[:, Place.CHILD]
    return present


def _deaths(rng: Rng, born: Ints) -> Ints:
    """The day of death if it lies before the end of the data, else NEVER."""
    life = np.clip(rng.normal(80, 11, born.shape), 1, 106) * YEAR
    died = born + life.astype(np.int64)
    return np.where(died <= LAST, died, NEVER)


def _partings(rng: Rng, wed: Ints, died: Ints) -> Ints:
    """The day of divorce, else NEVER; only couples that both lived to see it."""
    parted = wed + between(rng, 2 * YEAR, 18 * YEAR, wed.shape)
    ever = chance(rng, 0.1, wed.shape) & (parted < AS_OF - 30)
    for couple, pair in enumerate(COUPLES):
        for place in pair:
            ever[:, couple] &= (died[:, place] == NEVER) | (died[:, place] > parted[:, couple])
    return np.where(ever & (wed < FIRST + 600), parted, NEVER)
