"""Random columns of WITH and RETURN: grouping, DISTINCT, order and limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.cypher.naive.random_patterns import Patterns
from tests.cypher.naive.random_scope import (
    DATE,
    FLOAT,
    INEXACT,
    INT,
    INTS,
    MONEY,
    SCALARS,
    SORTED,
    STRING,
    TEXTS,
    At,
    Kind,
)

Scope = dict[str, Kind]


@dataclass
class Columns:
    """The columns of a WITH or RETURN: text, kinds by name, and whether only columns can be sorted by."""

    items: list[str] = field(default_factory=list)
    kinds: Scope = field(default_factory=dict)
    fixed: bool = False

    def add(self, name: str, text: str, kind: Kind) -> None:
        self.items.append(f"{text} AS {name}")
        self.kinds[name] = kind


class Projections(Patterns):
    """Columns over the variables of a scope."""

    def columns(self, scope: Scope) -> Columns:
        return self._grouped(scope) if self.chance(3) else self.plain_columns(scope)

    def plain_columns(self, scope: Scope) -> Columns:
        """Columns without an aggregate."""
        columns = Columns(fixed=False)
        self._pass_on(columns, scope, 3)
        for _ in range(self.number(0 if columns.items else 1, 2)):
            kind = self.one([*SCALARS, TEXTS, INTS])
            self._add(columns, self.value(kind, At(scope, 2)), kind)
        return columns

    def _grouped(self, scope: Scope) -> Columns:
        columns = Columns(fixed=True)
        self._pass_on(columns, {name: kind for name, kind in scope.items() if kind.name != "bag"}, 2)
        if self.chance(3):
            kind = self.one(SCALARS)
            self._add(columns, self.value(kind, At(scope, 1)), kind)
        for _ in range(self.number(1, 2)):
            self._add(columns, *self.aggregate(scope))
        return columns

    def _pass_on(self, columns: Columns, scope: Scope, most: int) -> None:
        for name in self.some(list(scope), most):
            new = self.fresh("v") if self.chance(4) else name
            columns.items.append(name if new == name else f"{name} AS {new}")
            columns.kinds[new] = scope[name]

    def _add(self, columns: Columns, text: str, kind: Kind) -> None:
        columns.add(self.fresh("c"), text, kind)

    def aggregate(self, scope: Scope) -> tuple[str, Kind]:
        """An aggregate, sometimes with something added."""
        at = At(scope, 1, plain=True)
        elements = at.named("node", "rel")
        makers = [self._total, self._spread, self._extreme, self._gathered, *([self._counted] if elements else [])]
        return self.one(makers)(at)

    def _total(self, at: At) -> tuple[str, Kind]:
        kind = self.one([INT, MONEY, FLOAT])
        plus = self.one(["", "", " + 1"]) if kind != MONEY else ""
        if self.chance(4):
            return f"count(*){plus}", INT
        return f"sum({self._distinct()}{self.value(kind, at)}){plus}", kind

    def _spread(self, at: At) -> tuple[str, Kind]:
        number = self.value(self.one([INT, MONEY, FLOAT]), at)
        name = self.one(["avg", "stdev", "stDevP", "percentileCont", "percentileDisc"])
        part = f", {self.one(['0.5', '0.25', '0', '1'])}" if name.startswith("percentile") else ""
        return f"{name}({self._distinct()}{number}{part})", INEXACT

    def _extreme(self, at: At) -> tuple[str, Kind]:
        kind = self.one([STRING, DATE, *SORTED])
        return f"{self.one(['min', 'max'])}({self.value(kind, at)})", kind

    def _gathered(self, at: At) -> tuple[str, Kind]:
        item = self.one([STRING, INT])
        return f"collect({self._distinct()}{self.value(item, at)})", Kind("bag", item=item)

    def _counted(self, at: At) -> tuple[str, Kind]:
        name = self.one(at.named("node", "rel"))
        if self.chance(2):
            return f"collect({self._distinct()}{name})", Kind("bag", item=at.scope[name])
        return f"count({self._distinct()}{name})", INT

    def _distinct(self) -> str:
        return "DISTINCT " if self.chance(3) else ""

    def projected(self, columns: Columns, scope: Scope) -> str:
        """DISTINCT, order and limits; a limit only where the order leaves no choice between different rows."""
        distinct = not columns.fixed and self.chance(4)
        text = f"{'DISTINCT ' if distinct else ''}{', '.join(columns.items)}"
        keys = [_sort_key(name, kind) for name, kind in columns.kinds.items()]
        whole = [key for key in keys if key]
        if len(whole) < len(keys) or not self.chance(3):
            return text
        order = self.some(whole, len(whole))
        if not (columns.fixed or distinct) and self.chance(2):
            order.insert(0, self.value(self.one(SCALARS), At({**scope, **columns.kinds}, 1, plain=True)))
        if columns.items and self.chance(4):
            order.insert(0, self._again(columns))
        order += [key for key in whole if key not in order]
        words = ", ".join(f"{key}{self.one(['', ' DESC', ' ASC'])}" for key in order)
        skip = f" SKIP {self.one(['0', '1', '$n'])}" if self.chance(3) else ""
        limit = f" LIMIT {self.one(['0', '1', '$n', '3', '5', '9'])}" if self.chance(2) else ""
        return f"{text} ORDER BY {words}{skip}{limit}"

    def _again(self, columns: Columns) -> str:
        """The text of a column instead of its name."""
        scalars = [item.rpartition(" AS ")[0] for item in columns.items if " AS c" in item]
        plain = [text for text in scalars if text and "{" not in text]
        name = next(iter(columns.kinds))
        return self.one(plain) if plain else _sort_key(name, columns.kinds[name])


def _sort_key(name: str, kind: Kind) -> str:
    if kind.name in ("node", "rel"):
        return f"{name}.{'gid' if kind.name == 'node' else 'eid'}"
    return name if kind in SORTED else ""
