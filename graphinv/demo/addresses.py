"""Where people live and firms sit: rooms, and the buildings they lie in, as the registers print them."""

import numpy as np

from graphinv.demo.arrays import Ints, Texts, plain, texts
from graphinv.demo.bodies import COUNTIES
from graphinv.demo.people import People

_STREETS = texts(
    "荷花路 石桥路 柳荫路 望湖路 松风路 兰溪路 云岭路 桂香路 梅坞路 竹苑路 枫林路 杏花路 莲池路 棠梨路".split()
)
_COUNTIES = texts(COUNTIES)
_FLATS = texts([f"{floor}0{door}室" for floor in range(1, 7) for door in (1, 2)])
_OFFICES = texts([f"{floor}{door:02d}室" for floor in range(1, 21) for door in range(1, 11)])


def home_rooms(people: People) -> Texts:
    """The room of each person; those of one household live in one."""
    distinct, place = np.unique(people.homes(), return_inverse=True)
    county = np.zeros(len(distinct), dtype=np.int64)
    county[place] = people.county
    return np.asarray(_house(county, distinct // len(_FLATS))[place] + _FLATS[distinct[place] % len(_FLATS)])


def _house(county: Ints, house: Ints) -> Texts:
    """No two houses have one address."""
    street, number = _STREETS[house % len(_STREETS)], house // len(_STREETS) + 1
    return np.asarray(_COUNTIES[county] + street + plain(number) + "号")


def park_buildings(county: Ints, number: Ints) -> Texts:
    """Office buildings of the industrial park, for very many firms each."""
    return np.asarray(_COUNTIES[county] + "工业园区" + plain(number + 1) + "号楼")


def street_buildings(county: Ints, number: Ints) -> Texts:
    """Buildings of shops and offices in the town, for a few firms each."""
    return np.asarray(_COUNTIES[county] + _STREETS[number % len(_STREETS)] + plain(number + 1) + "号商务楼")


def offices(building: Texts, number: Ints) -> Texts:
    """Rooms of a building; the first 200 numbers give different ones."""
    wing = np.where(number >= len(_OFFICES), "东区", "")
    return np.asarray(building + wing + _OFFICES[number % len(_OFFICES)])
