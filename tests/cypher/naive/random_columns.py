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
    PRICE,
    SCALARS,
    SORTED,
    STRING,
    TEXTS,
    At,
    Kind,
)

Scope = dict[str, Kind]
MAP, LIST = Kind("map"), Kind("list")
"""Any map, any list: which one is drawn when it is needed."""


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
            kind = self.kind_of_column(At(scope))
            self._add(columns, self.value(kind, At(scope, 2)), kind)
        return columns

    def kind_of_column(self, at: At) -> Kind:
        """A scalar, a map, or a list of these or of what is in scope."""
        kind = self.one([*SORTED, TEXTS, INTS, MAP, MAP, LIST])
        if kind == MAP:
            return self.map_kind(at)
        if kind == LIST:
            elements = [one for one in at.scope.values() if one.name in ("node", "rel", "path")]
            return Kind("list", item=self.one([*SORTED, self.map_kind(at), self.map_kind(at), *elements]))
        return kind

    def _grouped(self, scope: Scope) -> Columns:
        columns = Columns(fixed=True)
        self._pass_on(columns, {name: kind for name, kind in scope.items() if kind.name != "bag"}, 2)
        if self.chance(3):
            kind = self.kind_of_column(At(scope))
            self._add(columns, self.value(kind, At(scope, 1)), kind)
        for _ in range(self.number(1, 2)):
            self._add(columns, *self.aggregate(scope))
        return columns

    def _pass_on(self, columns: Columns, scope: Scope, most: int) -> None:
        for name in self.some(list(scope), most):
            new = self.fresh("v") if self.chance(4) else f"`{self.fresh('no ')}`" if self.chance(20) else name
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
        kind = self.one([INT, MONEY, PRICE, FLOAT])
        plus = self.one(["", "", " + 1"]) if kind not in (MONEY, PRICE) else ""
        if self.chance(4):
            return f"count(*){plus}", INT
        if self.chance(4):
            return f"count({self._distinct()}{self.value(self.kind_of_column(at), at)})", INT
        return f"sum({self._distinct()}{self.value(kind, at)}){plus}", kind

    def _spread(self, at: At) -> tuple[str, Kind]:
        number = self.value(self.one([INT, MONEY, FLOAT]), at)
        name = self.one(["avg", "stdev", "stDevP", "percentileCont", "percentileDisc"])
        part = f", {self.one(['0.5', '0.25', '0', '1'])}" if name.startswith("percentile") else ""
        return f"{name}({self._distinct()}{number}{part})", INEXACT

    def _extreme(self, at: At) -> tuple[str, Kind]:
        kind = self.one([STRING, DATE, *SORTED])
        return f"{self.one(['min', 'max'])}({self._distinct()}{self.value(kind, at)})", kind

    def _gathered(self, at: At) -> tuple[str, Kind]:
        item = self.one([STRING, INT, DATE, self.map_kind(at), self.map_kind(at)])
        return f"collect({self._distinct()}{self.value(item, at)})", Kind("bag", item=item)

    def _counted(self, at: At) -> tuple[str, Kind]:
        name = self.one(at.named("node", "rel", "path"))
        if self.chance(2):
            return f"collect({self._distinct()}{name})", Kind("bag", item=at.scope[name])
        return f"count({self._distinct()}{name})", INT

    def _distinct(self) -> str:
        return "DISTINCT " if self.chance(3) else ""

    def projected(self, columns: Columns, scope: Scope) -> str:
        """DISTINCT, order and limits; a limit only where the order leaves no choice between different rows."""
        bags = any(kind.name == "bag" for kind in columns.kinds.values())
        distinct = not columns.fixed and not bags and self.chance(4)
        text = f"{'DISTINCT ' if distinct else ''}{', '.join(columns.items)}"
        keys = [_sort_keys(name, kind) for name, kind in columns.kinds.items()]
        whole = [one for some in keys for one in some]
        if not all(keys) or not self.chance(3):
            return text
        order = self.some(whole, len(whole))
        if not (columns.fixed or distinct) and self.chance(2):
            order.insert(0, self.value(self.one(SCALARS), At({**scope, **columns.kinds}, 1, plain=True)))
        if columns.items and self.chance(4):
            order.insert(0, self._again(columns))
        order += [key for key in whole if key not in order]
        words = ", ".join(f"{key}{self.one(['', ' DESC', ' ASC'])}" for key in order)
        skip = f" {self.one(['SKIP', 'OFFSET'])} {self.one(['0', '1', '$n'])}" if self.chance(3) else ""
        limit = f" LIMIT {self.one(['0', '1', '$n', '3', '5', '9'])}" if self.chance(2) else ""
        return f"{text} ORDER BY {words}{skip}{limit}"

    def _again(self, columns: Columns) -> str:
        """The text of a column instead of its name."""
        parts = [item.rpartition(" AS ") for item in columns.items if " AS c" in item]
        plain = [text for text, _, name in parts if columns.kinds[name] in SORTED and "{" not in text]
        name = next(iter(columns.kinds))
        return self.one(plain or _sort_keys(name, columns.kinds[name]))


def _sort_keys(name: str, kind: Kind) -> list[str]:
    """What tells all values of a column apart; nothing if that cannot be sorted by."""
    if kind.name in ("node", "rel"):
        return [f"{name}.{'gid' if kind.name == 'node' else 'eid'}"]
    if kind.name == "map":
        parts = [_sort_keys(f"{name}.{key}", part) for key, part in kind.entries]
        return [one for some in parts for one in some] if all(parts) else []
    return [name] if kind in SORTED else []
