"""The people of the county: flat columns, one entry each, and the matrix that says who holds which place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, chance, numbered, stream
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.dates import FIRST, stamps
from graphinv.demo.families import MEAN_SIZE, YEAR, Families, Place, found_families
from graphinv.demo.keys import identity_numbers, order_numbers
from graphinv.demo.names import draw_surnames, full_names

PERSON_DIGITS = 8


@dataclass(frozen=True)
class People:
    """Columns over all people; `seat[family, place]` is the index of that person, or -1."""

    key: Texts
    id_no: Texts
    name: Texts
    male: Flags
    born: Ints
    died: Ints
    county: Ints
    family: Ints
    place: Ints
    household: Texts
    seat: Ints
    families: Families

    def __len__(self) -> int:
        return len(self.key)

    def age(self) -> Ints:
        """Full years at the start of the data."""
        return np.asarray(((FIRST - self.born) // YEAR).astype(np.int64))

    def homes(self) -> Ints:
        """The number of the home each lives in; a household is one home."""
        return np.asarray(self.family * 5 + _HOME[self.place])


def settle(seed: int, size: int) -> People:
    """About `size` people in families, each with a valid number, except a few whose number is not on record."""
    rng = stream(seed, "people")
    families = found_families(rng, max(1, round(size / MEAN_SIZE)))
    surname = _surnames(rng, families)
    family, place = np.nonzero(families.present)
    count = len(family)
    seat = np.full(families.present.shape, -1, dtype=np.int64)
    seat[family, place] = np.arange(count)
    male, born = families.male[family, place], families.born[family, place]
    county = _counties(rng, len(seat))[family]
    id_no = identity_numbers(DIVISIONS[county], stamps(born), order_numbers(DIVISIONS[county], stamps(born), male))
    id_no[chance(rng, 0.03, count) & (place == Place.MOTHER)] = ""
    return People(
        key=numbered("P", np.arange(count), PERSON_DIGITS, seed),
        id_no=id_no,
        name=full_names(rng, surname[family, place], male),
        male=male,
        born=born,
        died=families.died[family, place],
        county=county,
        family=family.astype(np.int64),
        place=place.astype(np.int64),
        household=_households(seed, family, place),
        seat=seat,
        families=families,
    )


def _surnames(rng: Rng, families: Families) -> Ints:
    """Children bear their father's name; wives keep theirs."""
    shape = families.present.shape
    names = draw_surnames(rng, shape)
    core, spouse = names[:, Place.CORE], names[:, Place.SPOUSE]
    names[:, Place.FATHER] = names[:, Place.SIBLING] = core
    names[:, Place.FATHER_IN_LAW] = spouse
    names[:, Place.CHILD] = np.where(families.male[:, Place.CORE], core, spouse)
    names[:, Place.CHILD_2] = names[:, Place.CHILD]
    names[:, Place.NEPHEW] = np.where(families.male[:, Place.SIBLING], core, names[:, Place.SIBLING_SPOUSE])
    father_of_grandchild = np.where(families.male[:, Place.CHILD], Place.CHILD, Place.CHILD_SPOUSE)
    names[:, Place.GRANDCHILD] = names[np.arange(shape[0]), father_of_grandchild]
    return names


def _counties(rng: Rng, count: int) -> Ints:
    return np.asarray(rng.choice(len(DIVISIONS), count, p=[0.6, 0.25, 0.15]))


# Which of a family's four homes each place lives in.
_HOME = np.array([0, 0, 1, 1, 2, 2, 3, 3, 3, 0, 0, 4, 4])


def _households(seed: int, family: Ints, place: Ints) -> Texts:
    return numbered("H", family * 5 + _HOME[place], 9, seed)


# Some older records still carry the number of 15 characters.
_SHORT_SHARE = 0.02


def person_rows(people: People, seed: int) -> pd.DataFrame:
    """The rows of table persons; `full_number` is the number that other offices print for the person."""
    rng = stream(seed, "person rows")
    born = stamps(people.born)
    full = pd.Series(people.id_no, dtype=object)
    short = chance(rng, _SHORT_SHARE, len(people)) & (born < 19_700_000)
    return pd.DataFrame(
        {
            "person_id": people.key,
            "id_no": np.where(short, full.str[:6] + full.str[8:17], full),
            "name": people.name,
            "sex": np.where(people.male, "男", "女").astype(object),
            "born_on": born,
            "region_code": DIVISIONS[people.county].astype(str).astype(object),
            "household_id": people.household,
            "full_number": people.id_no,
            "part": np.where(people.county == 0, "1", "2").astype(object),
        }
    )
