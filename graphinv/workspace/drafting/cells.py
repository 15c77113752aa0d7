"""What the cells of a column look like: how many are dates, amounts, identity-card numbers, and so on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphinv.content.column_check import KIN_WORDS
from graphinv.content.loader_spec import ColumnSpec
from graphinv.kinship.relation import declared
from graphinv.model.values import BadValue, id_no, moment, money, partial_date, period, region, share, uscc
from graphinv.model.values.text import narrowed, trimmed
from graphinv.staging.kinds.words import NO, YES

JUDGED = 1000
"""So many filled cells of a column are looked at."""

_MOBILE = re.compile(r"(\+?86[ -]?)?1[3-9][0-9]{9}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_KEY = re.compile(r"(?=[!-~]*[0-9])[!-~]+")


def _date(text: str) -> bool:
    return partial_date.parse(text) is not None or text in partial_date.OPEN_WORDS


_TESTS: Mapping[str, Callable[[str], object]] = {
    "id_no": lambda text: id_no.valid(id_no.normal(text)),
    "uscc": lambda text: uscc.valid(uscc.normal(text)),
    "date": _date,
    "date_dmy": lambda text: partial_date.parse(text, day_first=True) is not None,
    "datetime": lambda text: moment.parse(text) is not None,
    "period": lambda text: period.parse(text) is not None,
    "year": lambda text: re.fullmatch("(19|20)[0-9]{2}年?", text),
    "amount": lambda text: re.fullmatch(money.NUMBER, text),
    "share": lambda text: share.parse(text) is not None,
    "percent": lambda text: share.parse(text, percent=True) is not None,
    "int": lambda text: re.fullmatch(r"[+-]?[0-9,]+([.]0+)?", text),
    "bool": lambda text: text.lower() in (*YES, *NO),
    "region": lambda text: region.parse(text) is not None and len(text) == 6,
    "mobile": _MOBILE.fullmatch,
    "email": _EMAIL.fullmatch,
    "key": _KEY.fullmatch,
}

_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "date_dmy"),
    "datetime": ("datetime",),
    "period": ("period",),
    "year": ("year",),
    "money_cny": ("amount",),
    "money_gbp": ("amount",),
    "price": ("amount",),
    "number": ("amount",),
    "share": ("share", "percent"),
    "int": ("int",),
    "bool": ("bool",),
    "region": ("region",),
    "id_no": ("id_no",),
    "uscc": ("uscc",),
}
"""What cells of a type must pass; types that are not here take any text."""


@dataclass(frozen=True)
class Seen:
    """One column of the file: its place, header, and what its filled cells pass; `cells` are never written down."""

    place: int
    header: str
    cells: Sequence[str]
    rows: int
    passed: Counter[str] = field(default_factory=Counter)

    @property
    def filled(self) -> int:
        return len(self.cells)

    @property
    def judged(self) -> int:
        return min(self.filled, JUDGED)

    @property
    def different(self) -> int:
        return len(set(self.cells))

    def part(self, test: str) -> float:
        """How much of the filled cells passes a test."""
        return self.passed[test] / self.judged if self.judged else 0.0

    def fits(self, column: ColumnSpec) -> float:
        """How much of the filled cells the column's type would take; an empty column fits anything."""
        if not self.judged:
            return 1.0
        if column.type == "enum":
            return sum(knows(column, cell) for cell in self.cells[:JUDGED]) / self.judged
        tests = _OF_TYPE.get(column.type)
        return max(map(self.part, tests)) if tests else 1.0

    def says(self, test: str, what: str) -> str:
        """`18 of 20 cells are dates`."""
        return f"{self.passed[test]} of {self.judged} cells are {what}"


def see(place: int, header: str, cells: Sequence[str]) -> Seen:
    """Look at a column of text."""
    filled = [text for cell in cells if (text := trimmed(cell))]
    found = Seen(place, header, filled, len(cells))
    for cell in filled[:JUDGED]:
        for name, test in _TESTS.items():
            if _passes(test, narrowed(cell)):
                found.passed[name] += 1
    return found


def _passes(test: Callable[[str], object], text: str) -> bool:
    try:
        return bool(test(text))
    except BadValue:
        return False


def knows(column: ColumnSpec, cell: str) -> bool:
    """Whether an enum understands a word: one of its list, or any kin word in a column of relations."""
    text = narrowed(cell).lower()
    listed = {narrowed(word).lower() for value, more in column.values.items() for word in (value, *more)}
    return text in listed or (column.of == KIN_WORDS and declared(text).doubt != "unknown")
