"""People of planted schemes: persons, kinship, posts and deaths, one at a time."""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.arrays import numbered, texts
from graphinv.demo.bodies import DIVISIONS
from graphinv.demo.book import Book
from graphinv.demo.dates import FIRST, NEVER, month_only, stamp
from graphinv.demo.deaths import REGISTERS
from graphinv.demo.families import YEAR
from graphinv.demo.keys import identity_numbers, short_number
from graphinv.demo.kinship import TYPES
from graphinv.demo.names import SURNAMES, draw_surnames, full_names
from graphinv.demo.people import PERSON_DIGITS


@dataclass(frozen=True)
class Human:
    """One planted person."""

    key: str
    id_no: str
    name: str
    male: bool
    county: int


def person(book: Book, *, male: bool = True, age: int = 45, like: Human | None = None, name: str = "") -> Human:
    """A new person; a relative (`like`) shares surname and county, unless a full name is given."""
    county = like.county if like else book.pick(0, 2)
    born = stamp(FIRST - round((age + book.pick(0, 99) / 100) * YEAR))
    surname = np.array([list(SURNAMES).index(like.name[0])]) if like else draw_surnames(book.rng, 1)
    full_name = name or str(full_names(book.rng, surname, np.array([male]))[0])
    human = Human(_key(book), _free_number(book, county, born, male), full_name, male, county)
    _enter(book, human, human.id_no)
    return human


def _free_number(book: Book, county: int, born: int, male: bool) -> str:
    """An identity number with an order number far above those that the background reaches on one day."""
    for order in range(501 if male else 500, 999, 2):
        id_no = str(identity_numbers(DIVISIONS[[county]], np.array([born]), np.array([order]))[0])
        if id_no not in book.identity_numbers:
            book.identity_numbers.add(id_no)
            return id_no
    raise ValueError(f"all order numbers of {born} are taken")


def second_record(book: Book, of: Human) -> Human:
    """The same person entered again under another person id, with the 15-digit form of the number."""
    again = Human(_key(book), of.id_no, of.name, of.male, of.county)
    _enter(book, again, short_number(of.id_no))
    return again


def _key(book: Book) -> str:
    return str(numbered("P", book.number("person"), PERSON_DIGITS, book.seed)[0])


def _enter(book: Book, human: Human, printed: str) -> None:
    book.add(
        "persons",
        person_id=human.key,
        id_no=printed,
        name=human.name,
        sex="男" if human.male else "女",
        born_on=int(human.id_no[6:14]),
        region_code=str(DIVISIONS[human.county]),
        household_id=f"H9{human.key[1:]}",
        full_number=human.id_no,
        part="1" if human.county == 0 else "2",
    )


def kin(book: Book, a: Human, b: Human, type: str, *, since: int = NEVER, until: int = NEVER) -> None:
    """Declare that b is a's `type`; the days bound a marriage or another tie that begins and ends."""
    book.add(
        "kinship",
        a_id=a.key,
        b_id=b.key,
        type=TYPES[type],
        term=TYPES[type],
        since=_stamp(since),
        until=_stamp(until),
        doc="信访件摘登第17号" if type == "assoc" else "",
        part="declared",
    )


def post(book: Book, who: Human, unit: int, *, since: int, until: int = NEVER) -> None:
    """A post in a unit (index of the background's bodies)."""
    titles = texts(["副局长", "科长", "主任", "副主任"])
    book.add(
        "positions",
        person_id=who.key,
        unit_id=str(book.background.bodies.key[unit]),
        post=str(titles[book.pick(0, 3)]),
        rank="乡科级副职",
        is_leader="否",
        portfolio="PROJ;PROC",
        since=_stamp(since),
        until=_stamp(until),
        leave_kind="" if until == NEVER else "调任",
    )


def death(book: Book, who: Human, died: int, *, register: str = "police", whole_month: bool = False) -> None:
    """A death record; with `whole_month` only year and month of the death are known."""
    day = int(month_only(stamp(died))) if whole_month else stamp(died)
    book.add(
        "deaths",
        person_id=who.key,
        died_on=day,
        registered_on=stamp(died + 40),
        register=REGISTERS[register],
        part="police" if register == "police" else "others",
    )


def _stamp(day: int) -> int:
    return 0 if day == NEVER else stamp(day)
