"""Where the columns of each variable are while SQL is being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphinv.cypher.kinds import Kind, NodeKind, PathKind, RelKind
from graphinv.cypher.schema import Model
from graphinv.cypher.scope import Scope
from graphinv.cypher.sql.build import SQL, again, column
from graphinv.cypher.sql.needs import LABEL, NODES, TAG, Needs

Key = tuple[str, str | None]
"""A variable and one of its columns; None is the variable itself (nid, eid, or the value)."""

Columns = Mapping[Key, SQL]

ORDER: Key = ("@order", None)
"""The place of a row in the order of the last WITH … ORDER BY, until rows are grouped."""


def column_name(key: Key) -> str:
    return key[0] if key[1] is None else f"{key[0]}.{key[1]}"


@dataclass
class Context:
    """What all parts of one compilation share."""

    model: Model
    needs: Needs
    dialect: str
    counter: int = 0

    def alias(self, hint: str = "") -> str:
        """A table name that no other part of the statement uses, nor any variable; `hint` makes it readable."""
        self.counter += 1
        return f"{'' if '@' in hint else hint}#{self.counter}"

    def columns_of(self, name: str, kind: Kind) -> list[Key]:
        """The columns in which a variable of this kind travels."""
        needed = self.needs.get(name, frozenset())
        match kind:
            case NodeKind(labels):
                known = {prop for label in labels for prop in self.model.node_props(label)} | {LABEL}
                return [(name, None), *((name, prop) for prop in sorted(needed & known))]
            case RelKind(tables):
                known = {prop for table in tables for prop in self.model.rel_props(table.type)}
                return [(name, None), (name, TAG), *((name, prop) for prop in sorted(needed & known))]
            case PathKind() if NODES in needed:
                return [(name, None), (name, NODES)]
            case _:
                return [(name, None)]


@dataclass(frozen=True)
class Env:
    """A scope with the SQL column behind every variable."""

    ctx: Context
    scope: Scope
    columns: Columns
    in_list: bool = False
    """Whether an expression is worked out for each element of a list, where engines take no subquery."""

    def column(self, name: str, prop: str | None = None) -> SQL:
        return again(self.columns[(name, prop)])

    def kind(self, name: str) -> Kind:
        return self.scope.kinds[name]

    def plus(self, name: str, scope: Scope, value: SQL) -> Env:
        """With the element of a list as one more variable, in an expression that is worked out for each element."""
        return replace(self, scope=scope, columns=_Inner(name, {None: value}, self.columns), in_list=True)

    def joined(self, name: str, scope: Scope, values: Mapping[str | None, SQL]) -> Env:
        """With the element of a list as one more variable, where its elements are rows of their own."""
        return replace(self, scope=scope, columns=_Inner(name, values, self.columns))


class _Inner(Mapping[Key, SQL]):
    """Columns with one more variable, which hides all columns of an outer one of its name."""

    def __init__(self, name: str, values: Mapping[str | None, SQL], outer: Columns) -> None:
        self.name, self.parts, self.outer = name, values, outer

    def __getitem__(self, key: Key) -> SQL:
        if key[0] != self.name:
            return self.outer[key]
        return self.parts[key[1]]

    def __contains__(self, key: object) -> bool:
        hidden = isinstance(key, tuple) and key[0] == self.name
        return key[1] in self.parts if hidden and isinstance(key, tuple) else key in self.outer

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self.outer if key[0] != self.name)
        yield from ((self.name, part) for part in self.parts)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Recorded(dict[Key, SQL]):
    """Columns of a table that is still being made: remembers which ones were asked for."""

    def __init__(self, known: Iterable[Key], alias: str, others: Columns) -> None:
        super().__init__(others)
        self.known, self.alias = frozenset(known), alias
        self.used: dict[Key, None] = {}

    def __contains__(self, key: object) -> bool:
        return key in self.known or super().__contains__(key)

    def __missing__(self, key: Key) -> SQL:
        if key not in self.known:
            raise KeyError(key)
        self.used[key] = None
        return column(column_name(key), self.alias)
