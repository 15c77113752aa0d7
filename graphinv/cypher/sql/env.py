"""Where the columns of each variable are while SQL is being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphinv.cypher.kinds import Kind, NodeKind, PathKind, RelKind
from graphinv.cypher.schema import Model
from graphinv.cypher.scope import Scope
from graphinv.cypher.sql.build import SQL, column
from graphinv.cypher.sql.needs import LABEL, NODES, TAG, Needs

Key = tuple[str, str | None]
"""A variable and one of its columns; None is the variable itself (nid, eid, or the value)."""

Columns = Mapping[Key, SQL]


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
        """A table name that no other part of the statement uses; `hint` makes it readable."""
        self.counter += 1
        return f"{'' if '@' in hint else hint}_{self.counter}"

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

    def column(self, name: str, prop: str | None = None) -> SQL:
        return self.columns[(name, prop)].copy()

    def kind(self, name: str) -> Kind:
        return self.scope.kinds[name]

    @property
    def in_list(self) -> bool:
        """Whether an expression is worked out for each element of a list, where engines take no subquery."""
        return isinstance(self.columns, _Inner)

    def plus(self, name: str, kind: Kind, value: SQL) -> Env:
        """With one more variable, such as the element of a comprehension."""
        scope = self.scope.only({**self.scope.kinds, name: kind})
        return replace(self, scope=scope, columns=_Inner(name, value, self.columns))


class _Inner(Mapping[Key, SQL]):
    """Columns with one more variable, which hides all columns of an outer one of its name."""

    def __init__(self, name: str, value: SQL, outer: Columns) -> None:
        self.name, self.value, self.outer = name, value, outer

    def __getitem__(self, key: Key) -> SQL:
        if key[0] != self.name:
            return self.outer[key]
        if key[1] is not None:
            raise KeyError(key)
        return self.value

    def __contains__(self, key: object) -> bool:
        hidden = isinstance(key, tuple) and key[0] == self.name
        return key == (self.name, None) if hidden else key in self.outer

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self.outer if key[0] != self.name)
        yield self.name, None

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
