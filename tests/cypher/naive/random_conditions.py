"""Random conditions: comparisons, logic, lists, labels, subqueries and the named time predicates."""

from __future__ import annotations

from dataclasses import replace

from graphinv.model import EDGES, LABELS
from tests.cypher.naive.predicates import ROLES
from tests.cypher.naive.random_graph import NODES
from tests.cypher.naive.random_lists import Lists
from tests.cypher.naive.random_params import LISTS
from tests.cypher.naive.random_scalars import FIXED_DAYS
from tests.cypher.naive.random_scope import (
    BOOL,
    DATE,
    DATETIME,
    FLOAT,
    INT,
    INTS,
    MONEY,
    PRICE,
    SCALARS,
    STRING,
    TEXTS,
    At,
    Kind,
    ends_of,
)

NUMBERS = (INT, MONEY, PRICE, FLOAT)
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")


class Conditions(Lists):
    """Text that is true, false or null; not in parentheses."""

    def condition(self, at: At) -> str:
        below = at.deeper()
        if at.depth < 1:
            return self.any_of(
                lambda: self._compared(below),
                lambda: f"{self._anything(below)} IS {self.one(['', 'NOT '])}NULL",
                lambda: self._stored_bool(below),
                lambda: self._label(below),
            )
        return self.any_of(
            lambda: self._compared(below),
            lambda: self._compared(below),
            lambda: self._text_test(below),
            lambda: f"{self._anything(below)} IS {self.one(['', 'NOT '])}NULL",
            lambda: self._logic(below),
            lambda: f"NOT ({self.condition(below)})",
            lambda: f"isEmpty({self.value(self.one([STRING, TEXTS, INTS]), below)})",
            lambda: self._contained(below),
            lambda: self._label(below),
            lambda: self._quantified(below),
            lambda: self._subquery(below),
            lambda: self._predicate(below),
            lambda: self._predicate(below),
        )

    def _anything(self, at: At) -> str:
        names = [
            text for text, kind in at.readable() if kind.name in ("node", "rel", "path", "list", "map", "duration")
        ]
        return self.one(names) if names and self.chance(2) else self.value(self.one(SCALARS), at)

    def _stored_bool(self, at: At) -> str:
        stored = [*at.properties(BOOL), *(name for name, kind in at.scope.items() if kind == BOOL)]
        return self.one(stored) if stored else self.one(["true", "false", "null", "1 = 1"])

    def _compared(self, at: At) -> str:
        kind = self.one([STRING, BOOL, DATE, *NUMBERS, *NUMBERS])
        left, right = self.value(kind, at), self.value(self._like(kind), at)
        nested = [kind for _, kind in at.readable() if kind.name in ("map", "list")]
        same = at.named("node")
        if len(same) > 1 and self.chance(4):
            return f"{self.one(same)} {self.one(['=', '<>'])} {self.one(same)}"
        if kind in NUMBERS and self.chance(5):
            ops = [self.one(["<=", "<", ">=", ">"]) for _ in range(2)]
            return f"{left} {ops[0]} {right} {ops[1]} {self.value(self._like(kind), at)}"
        if self.chance(9) or (nested and self.chance(3)):
            kind = self.one([TEXTS, *nested])
            return f"{self.value(kind, at)} {self.one(['=', '<>'])} {self.value(kind, at)}"
        if (times := at.read(DATETIME)) and self.chance(6):
            left, right = self.one(times), self.one(times)
        return f"{left} {self.one(COMPARISONS)} {right}"

    def _like(self, kind: Kind) -> Kind:
        """A kind that can be compared with it: any number with a number, but money not with a price."""
        return self.one([one for one in NUMBERS if {one, kind} != {MONEY, PRICE}]) if kind in NUMBERS else kind

    def _text_test(self, at: At) -> str:
        return f"{self.value(STRING, at)} {self.one(['STARTS WITH', 'ENDS WITH', 'CONTAINS'])} {self.value(STRING, at)}"

    def _logic(self, at: At) -> str:
        word = self.one(["AND", "OR", "XOR"])
        inner = replace(at, plain=True) if word == "XOR" else at
        return f" {word} ".join(f"({self.condition(inner)})" for _ in range(self.number(2, 3)))

    def _contained(self, at: At) -> str:
        kind = self.one([STRING, INT, *(one for one in at.scope.values() if one.name in ("map", "node", "rel"))])
        bags = [name for name, one in at.scope.items() if one == Kind("bag", item=kind)]
        whole = Kind("list", item=kind)
        lists = [self.literal_list(kind, at), self.value(whole, at), self.value(whole, at), "[]", *bags]
        lists += LISTS.get(whole, ())
        return f"{self.value(kind, at)} IN {self.one(lists)}"

    def _label(self, at: At) -> str:
        nodes = at.named("node")
        if not nodes:
            return self._stored_bool(at)
        return f"{self.one(nodes)}:{self.one([*NODES, 'Party', 'Award', 'Person|Company'])}"

    def _quantified(self, at: At) -> str:
        lists = [(name, at.scope[name].item) for name in at.named("list", "bag")]
        lists += [(f"relationships({name})", Kind("rel", at.scope[name].owners)) for name in at.named("path")]
        lists += [(f"nodes({name})", Kind("node", ends_of(at.scope[name]))) for name in at.named("path")]
        lists += [(self.literal_list(INT, at), INT), (self.value(TEXTS, at), STRING)]
        lists += [("$ints", INT), ("$words", STRING)]
        text, item = self.one(lists)
        name = self.fresh("x")
        inner = at.with_element(name, item or INT)
        return f"{self.one(['all', 'any', 'none', 'single'])}({name} IN {text} WHERE {self.condition(inner)})"

    def _subquery(self, at: At) -> str:
        if at.plain:
            return self._compared(at)
        counted = f"COUNT {{ {self.subquery(at)} }}"
        return self.any_of(
            lambda: f"EXISTS {{ {self.subquery(at)} }}",
            lambda: f"{counted} {self.one(COMPARISONS)} {self.number(0, 2)}",
            lambda: f"{self.number(0, 1)} {self.one(COMPARISONS)} {counted}",
        )

    def _predicate(self, at: At) -> str:
        elements = at.named("node", "rel")
        dated = [name for name in elements if _has_interval(at.scope[name])]
        name = self.one([name for name, roles in ROLES.items() if dated or "e" not in roles])
        if at.plain:
            return self._compared(at)
        args = []
        for role in ROLES[name]:
            args.append(self.one(dated) if role == "e" else self._day(at) if role == "d" else self._bound(at))
        return f"{name}({', '.join(args)})"

    def _day(self, at: At) -> str:
        stored, times = at.properties(DATE), at.properties(DATETIME)
        options = [
            *stored,
            *stored,
            *FIXED_DAYS,
            "$day",
            "$on",
            "date({year: 2020, month: $n})",
            *(f"date({name})" for name in [*times, *stored]),
        ]
        day = self.one(options)
        if self.chance(4) and not day.startswith("$"):
            steps = self.one([f"days: {self.number(0, 400)}", "days: $n", "months: 2, days: -1", "weeks: 3"])
            return f"{day} {self.one('+-')} duration({{{steps}}})"
        return day

    def _bound(self, at: At) -> str:
        return self.one(["null", "$none", "$n", "0", "-30", "31", "365", self.value(INT, replace(at, depth=0))])


def _has_interval(kind: Kind) -> bool:
    shapes = (LABELS[owner] if kind.name == "node" else EDGES[owner] for owner in kind.owners)
    return bool(kind.owners) and all(shape.interval for shape in shapes)
