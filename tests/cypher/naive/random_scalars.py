"""Random texts, numbers, dates and durations."""

from __future__ import annotations

from collections.abc import Callable

from tests.cypher.naive.random_graph import TEXTS as WORDS
from tests.cypher.naive.random_scope import (
    BOOL,
    DATE,
    DATETIME,
    FLOAT,
    INT,
    MONEY,
    MONTHS,
    PRICE,
    SPAN,
    STRING,
    TEXTS,
    At,
    Kind,
)
from tests.cypher.naive.random_values import Values

Makers = list[Callable[[], str]]

LITERALS = (*(f"'{word}'" for word in WORDS), r"'it\'s'", r"'a\nb\\'", '"甲"', r"'\u4e2d'")
FOUND = ("'a'", "'B '", "'12'")
"""What replace() looks for: never an empty text, see docs/cypher.md."""
FIXED_DAYS = ("date('2020-05-03')", "date('2020-01-01')", "date($day)")
DAY_PARTS = ("year", "month", "day", "quarter", "week", "weekYear", "dayOfWeek", "ordinalDay")
SIDES = {"duration": ("days", "weeks"), "calendar": ("years", "months", "monthsOfYear", "weeks", "days")}


class Scalars(Values):
    """One method per kind."""

    def texts(self, at: At) -> Makers:
        literal = self.one(LITERALS)
        rels = [*at.named("rel"), *(f"relationships({name})[0]" for name in at.named("path"))]
        return [
            lambda: literal,
            lambda: f"({self.value(STRING, at)} + {self.value(STRING, at)})",
            lambda: (
                f"{self.one(['toLower', 'toUpper', 'trim', 'ltrim', 'rtrim', 'reverse'])}({self.value(STRING, at)})"
            ),
            lambda: f"{self.one(['left', 'right'])}({self.value(STRING, at)}, {self.number(0, 3)})",
            lambda: f"replace({self.value(STRING, at)}, {self.one(FOUND)}, {self.value(STRING, at)})",
            lambda: f"{self.one(['head', 'last'])}({self.value(TEXTS, at)})",
            lambda: self._element_text(at),
            lambda: f"substring({self.value(STRING, at)}, {self.number(0, 2)}{self.one(['', ', 1', ', 0'])})",
            lambda: f"toString({self.value(self.one([STRING, INT, BOOL, DATE, DATETIME, MONEY]), at)})",
            lambda: f"{self.value(TEXTS, at)}[{self.place(at)}]",
            lambda: f"type({self.one(rels)})" if rels else literal,
        ]

    def _element_text(self, at: At) -> str:
        """A property of an element of a list, of an end of a relationship, or of a map."""
        nodes = [f"nodes({name})" for name in at.named("path")]
        bags = [name for name in at.named("bag") if (item := at.scope[name].item) and item.name == "node"]
        ends = [f"{self.one(['startNode', 'endNode'])}({name})" for name in at.named("rel")]
        if at.plain or not (nodes or bags or ends):
            return f"{{k: {self.value(STRING, at)}}}.k"
        name = self.fresh("x")
        makers = [
            (ends, "{}.id"),
            (nodes, f"{{}}[{self.number(-2, 2)}].id"),
            (nodes, f"[{name} IN {{}} | {name}.gid][0]"),
            (bags, f"toString(size([{name} IN {{}} WHERE {name}.id > 'm']))"),
        ]
        sources, text = self.one([(some, text) for some, text in makers if some])
        return text.format(self.one(sources))

    def wholes(self, at: At) -> Makers:
        literal = str(self.number(-3, 4))
        times = at.read(DATETIME)
        return [
            lambda: literal,
            lambda: f"({self.value(INT, at)} {self.one('+-*')} {self.value(INT, at)})",
            lambda: f"({self.value(INT, at)} {self.one('/%')} {self.one(['2', '3', '-2'])})",
            lambda: f"(-{self.value(INT, at)})",
            lambda: f"{self.one(['abs', 'sign'])}({self.value(INT, at)})",
            lambda: f"sign({self.value(FLOAT, at)})",
            lambda: f"size({self.value(self.one([STRING, TEXTS]), at)})",
            lambda: f"toInteger({self.value(self.one([STRING, FLOAT, MONEY, BOOL]), at)})",
            lambda: f"{self.value(DATE, at)}.{self.one(DAY_PARTS)}",
            lambda: f"{self.one(times)}.{self.one(['week', 'hour', 'minute', 'second'])}" if times else literal,
            lambda: self._part_of_duration(self.one([SPAN, MONTHS]), at),
            lambda: self._size_of_list(at),
            lambda: self._size_of_list(at),
            lambda: f"COUNT {{ {self.subquery(at)} }}" if not at.plain else literal,
        ]

    def _part_of_duration(self, kind: Kind, at: At) -> str:
        return f"{self.value(kind, at)}.{self.one(SIDES[kind.name])}"

    def _size_of_list(self, at: At) -> str:
        lists, paths = at.named("list", "bag"), at.named("path")
        if paths and self.chance(2):
            return f"length({self.one(paths)})"
        return f"size({self.one(lists)})" if lists else "1"

    def amounts(self, kind: Kind, at: At) -> Makers:
        """Money or prices."""
        return [
            lambda: str(self.number(-1, 3) * 100),
            lambda: f"({self.value(kind, at)} {self.one('+-')} {self.value(kind, at)})",
            lambda: f"({self.value(kind, at)} * {self.number(-2, 3)})",
            lambda: f"({self.value(kind, at)} / {self.one(['2', '7'])})",
            lambda: f"abs({self.value(kind, at)})",
        ]

    def floats(self, at: At) -> Makers:
        literal = self.one(["0.25", "1.5", "-0.5", "0.0", "2.5e-1"])
        return [
            lambda: literal,
            lambda: f"({self.value(FLOAT, at)} {self.one('+-*')} {self.value(FLOAT, at)})",
            lambda: f"({self.value(FLOAT, at)} / 2)",
            lambda: f"({self.value(self.one([FLOAT, INT]), at)} ^ 2)",
            lambda: f"(-{self.value(FLOAT, at)})",
            lambda: f"{self.one(['floor', 'ceil'])}({self.value(self.one([FLOAT, INT]), at)})",
            lambda: f"round({self.value(FLOAT, at)}{self.one(['', ', 1', ', 0'])})",
            lambda: f"sqrt(abs({self.value(self.one([FLOAT, INT]), at)}))",
            lambda: f"toFloat({self.value(self.one([INT, MONEY, PRICE, STRING]), at)})",
        ]

    def dates(self, at: At) -> Makers:
        times = at.read(DATETIME)
        return [
            lambda: self.one(FIXED_DAYS),
            lambda: f"({self.value(DATE, at)} {self.one('+-')} {self._steps()})",
            lambda: f"({self.value(DATE, at)} {self.one('+-')} {self._steps()})",
            lambda: f"date.truncate('{self.one(['year', 'quarter', 'month', 'week', 'day'])}', {self.value(DATE, at)})",
            lambda: f"date({self.one(times)})" if times else self.one(FIXED_DAYS),
            lambda: f"date({self.value(DATE, at)})",
            lambda: self._first_day(self.value(DATE, at)),
        ]

    def _steps(self) -> str:
        """A duration that leaves a day within the calendar."""
        months = f"months: {self.number(0, 14)}, days: {self.one(['1', '$n'])}"
        parts = [f"days: {self.number(0, 40)}", "weeks: $n", months, "years: 1, days: -3"]
        return f"duration({{{self.one(parts)}}})"

    def _first_day(self, day: str) -> str:
        month = self.one(["", f", month: {day}.month", ", month: 12, day: 31", ", month: $n"])
        return f"date({{year: {day}.year{month}}})"

    def durations(self, kind: Kind, at: At) -> Makers:
        between = ["duration.inDays"] if kind == SPAN else ["duration.inMonths", "duration.between"]
        made = "weeks: 1, days: $n" if kind == SPAN else "years: 1, months: $n, days: 40"
        return [
            lambda: f"{self.one(between)}({self.value(DATE, at)}, {self.value(DATE, at)})",
            lambda: f"duration({{{made}}})",
        ]
