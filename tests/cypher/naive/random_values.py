"""Random expressions of texts, numbers, dates and lists."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from tests.cypher.naive.random_draws import Draws
from tests.cypher.naive.random_graph import TEXTS as WORDS
from tests.cypher.naive.random_scope import (
    BOOL,
    DATE,
    DATETIME,
    FLOAT,
    INT,
    INTS,
    MONEY,
    STRING,
    TEXTS,
    At,
    Kind,
)

PARAMS = {"n": 2, "s": "a", "day": "2020-05-03", "none": None}
FOUND = ("'a'", "'B '", "'12'")
"""What replace() looks for: never an empty text, see docs/cypher.md."""
FIXED_DAYS = ("date('2020-05-03')", "date('2020-01-01')", "date($day)")


class Values(Draws):
    """One method per kind; each gives text that can stand anywhere that kind can."""

    @abstractmethod
    def condition(self, at: At) -> str: ...

    @abstractmethod
    def subquery(self, at: At) -> str: ...

    def value(self, kind: Kind, at: At) -> str:
        """An expression of this kind."""
        stored = at.properties(kind)
        own = [name for name, one in at.scope.items() if one == kind]
        if (stored or own) and (at.depth < 1 or not self.chance(3)):
            return self.one([*stored, *own])
        return self._made(kind, at.deeper())

    def _made(self, kind: Kind, at: At) -> str:
        if at.depth >= 0 and self.chance(6):
            return self._chosen(kind, at)
        match kind.name:
            case "string":
                return self._text(at)
            case "int":
                return self._whole(at)
            case "money":
                return self._money(at)
            case "float":
                return self._float(at)
            case "date":
                return self._date(at)
            case "bool":
                return f"({self.condition(at)})"
            case "list":
                return self._list(kind, at)
            case _:
                return "null"

    def _chosen(self, kind: Kind, at: At) -> str:
        """CASE and coalesce give any kind."""

        def when() -> str:
            default = f" ELSE {self.value(kind, at)}" if self.chance(2) else ""
            return f"CASE WHEN {self.condition(at)} THEN {self.value(kind, at)}{default} END"

        def switch() -> str:
            test = self.one([STRING, INT])
            return f"CASE {self.value(test, at)} WHEN {self.value(test, at)} THEN {self.value(kind, at)} END"

        return self.any_of(when, switch, lambda: f"coalesce({self.value(kind, at)}, {self.value(kind, at)})")

    def _text(self, at: At) -> str:
        literal = f"'{self.one(WORDS)}'"
        if at.depth < 0:
            return literal
        return self.any_of(
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
            lambda: f"{self.value(TEXTS, at)}[{self._place(at)}]",
            lambda: f"type({self.one(at.named('rel'))})" if at.named("rel") else literal,
        )

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
        ]
        makers.append((bags, f"toString(size([{name} IN {{}} WHERE {name}.id > 'm']))"))
        sources, text = self.one([(some, text) for some, text in makers if some])
        return text.format(self.one(sources))

    def _place(self, at: At) -> str:
        """An index or the bound of a slice."""
        return self.value(INT, replace(at, depth=0)) if self.chance(4) else str(self.number(-3, 3))

    def _whole(self, at: At) -> str:
        literal = str(self.number(-3, 4))
        if at.depth < 0:
            return literal
        return self.any_of(
            lambda: literal,
            lambda: f"({self.value(INT, at)} {self.one('+-*')} {self.value(INT, at)})",
            lambda: f"({self.value(INT, at)} {self.one('/%')} {self.one(['2', '3', '-2'])})",
            lambda: f"(-{self.value(INT, at)})",
            lambda: f"{self.one(['abs', 'sign'])}({self.value(INT, at)})",
            lambda: (
                f"duration.inMonths({self.value(DATE, at)}, {self.value(DATE, at)}).{self.one(['months', 'years'])}"
            ),
            lambda: f"duration.between({self.value(DATE, at)}, {self.value(DATE, at)}).{self.one(['months', 'days'])}",
            lambda: f"size({self.value(self.one([STRING, TEXTS]), at)})",
            lambda: f"toInteger({self.value(self.one([STRING, FLOAT, MONEY]), at)})",
            lambda: f"{self.value(DATE, at)}.{self.one(['year', 'month', 'day', 'quarter', 'week', 'dayOfWeek'])}",
            lambda: f"duration.inDays({self.value(DATE, at)}, {self.value(DATE, at)}).days",
            lambda: self._size_of_list(at),
            lambda: f"COUNT {{ {self.subquery(at)} }}" if not at.plain else literal,
        )

    def _size_of_list(self, at: At) -> str:
        lists, paths = at.named("list", "bag"), at.named("path")
        if paths and self.chance(2):
            return f"length({self.one(paths)})"
        return f"size({self.one(lists)})" if lists else "1"

    def _money(self, at: At) -> str:
        if at.depth < 0:
            return str(self.number(-1, 3) * 100)
        return self.any_of(
            lambda: f"({self.value(MONEY, at)} {self.one('+-')} {self.value(MONEY, at)})",
            lambda: f"({self.value(MONEY, at)} * {self.number(-2, 3)})",
            lambda: f"({self.value(MONEY, at)} / {self.one(['2', '7'])})",
            lambda: f"abs({self.value(MONEY, at)})",
        )

    def _float(self, at: At) -> str:
        literal = self.one(["0.25", "1.5", "-0.5", "0.0"])
        if at.depth < 0:
            return literal
        return self.any_of(
            lambda: literal,
            lambda: f"({self.value(FLOAT, at)} {self.one('+-*')} {self.value(FLOAT, at)})",
            lambda: f"({self.value(FLOAT, at)} / 2)",
            lambda: f"({self.value(self.one([FLOAT, INT]), at)} ^ 2)",
            lambda: f"(-{self.value(FLOAT, at)})",
            lambda: f"{self.one(['floor', 'ceil'])}({self.value(FLOAT, at)})",
            lambda: f"round({self.value(FLOAT, at)}{self.one(['', ', 1'])})",
            lambda: f"toFloat({self.value(self.one([INT, MONEY, STRING]), at)})",
        )

    def _date(self, at: At) -> str:
        if at.depth < 0:
            return self.one(FIXED_DAYS)
        times = at.properties(DATETIME)
        return self.any_of(
            lambda: self.one(FIXED_DAYS),
            lambda: f"({self.value(DATE, at)} {self.one('+-')} duration({{days: {self.number(0, 40)}}}))",
            lambda: f"({self.value(DATE, at)} {self.one('+-')} duration({{months: {self.number(0, 14)}, days: 1}}))",
            lambda: f"date.truncate('{self.one(['year', 'quarter', 'month', 'week'])}', {self.value(DATE, at)})",
            lambda: f"date({self.one(times)})" if times else self.one(FIXED_DAYS),
            lambda: f"date({self.value(DATE, at)})",
            lambda: self._first_day(self.value(DATE, at)),
        )

    def _first_day(self, day: str) -> str:
        month = self.one(["", f", month: {day}.month", ", month: 12, day: 31"])
        return f"date({{year: {day}.year{month}}})"

    def _list(self, kind: Kind, at: At) -> str:
        item = kind.item or INT
        if at.depth < 0:
            return f"[{self.value(item, at)}]"
        if kind == TEXTS and self.chance(2):
            return self._texts(at)
        return self.any_of(
            lambda: self.literal_list(item, at),
            lambda: f"({self.value(kind, at)} + {self.value(self.one([kind, item]), at)})",
            lambda: self._slice(kind, at),
            lambda: f"{self.one(['tail', 'reverse'])}({self.value(kind, at)})",
            lambda: (
                f"range({self.number(-1, 2)}, {self.number(-1, 4)})"
                if kind == INTS
                else f"tail({self.value(kind, at)})"
            ),
            lambda: self._comprehension(kind, at),
        )

    def literal_list(self, item: Kind, at: At) -> str:
        """One or two values, perhaps with null among them."""
        values = [self.value(item, at) for _ in range(self.number(1, 2))]
        return f"[{', '.join([*values, 'null'] if self.chance(3) else values)}]"

    def _slice(self, kind: Kind, at: At) -> str:
        start, stop = self._place(at), self._place(at)
        return f"{self.value(kind, at)}[{self.one([f'{start}..{stop}', f'{start}..', f'..{stop}'])}]"

    def _comprehension(self, kind: Kind, at: At) -> str:
        """Over a list of texts or numbers, with a condition, a value or both."""
        over = self.one([TEXTS, INTS])
        name = self.fresh("x")
        element = at.with_element(name, over.item or INT)
        test = f" WHERE {self.condition(element)}" if self.chance(2) else ""
        same = over == kind and self.chance(2)
        value = "" if same else f" | {self.value(kind.item or INT, element)}"
        return f"[{name} IN {self.value(over, at)}{test}{value}]"

    def _texts(self, at: At) -> str:
        nodes, rels = at.named("node"), [name for name in at.named("list") if _of_rels(at.scope[name])]
        if nodes and self.chance(2):
            return f"labels({self.one(nodes)})"
        if rels:
            name = self.fresh("x")
            return f"[{name} IN {self.one(rels)} | type({name})]"
        return f"split({self.value(STRING, at)}, '.')"


def _of_rels(kind: Kind) -> bool:
    return kind.item is not None and kind.item.name == "rel"
