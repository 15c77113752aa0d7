"""Expressions of the tree; `ast` names all of them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graphinv.cypher.ast import Single


class Pos(NamedTuple):
    """A place in the text, counted from 1."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Node:
    """Any part of a query."""

    at: Pos = field(default=Pos(), compare=False, repr=False, kw_only=True)


class Expr(Node):
    """Anything with a value."""


@dataclass(frozen=True)
class Literal(Expr):
    value: str | int | float | bool | None


@dataclass(frozen=True)
class Param(Expr):
    name: str


@dataclass(frozen=True)
class Var(Expr):
    name: str


@dataclass(frozen=True)
class Prop(Expr):
    """`base.name`: a property, or a part of a date or duration."""

    base: Expr
    name: str


@dataclass(frozen=True)
class Index(Expr):
    base: Expr
    index: Expr


@dataclass(frozen=True)
class Slice(Expr):
    base: Expr
    start: Expr | None
    stop: Expr | None


@dataclass(frozen=True)
class ListLit(Expr):
    items: tuple[Expr, ...]


@dataclass(frozen=True)
class Entry(Node):
    """One `key: value` of a map."""

    key: str
    value: Expr


@dataclass(frozen=True)
class MapLit(Expr):
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class MapProjection(Expr):
    """`base {.name, key: value}`; `.name` is kept as `name: base.name`."""

    base: Var
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Not(Expr):
    operand: Expr


@dataclass(frozen=True)
class Minus(Expr):
    operand: Expr


@dataclass(frozen=True)
class Logic(Expr):
    """`op` is AND, OR or XOR; two or more operands."""

    op: str
    operands: tuple[Expr, ...]


@dataclass(frozen=True)
class Compare(Expr):
    """`op` is one of = <> < <= > >=; chains are written out as AND by the parser."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class TextTest(Expr):
    """`op` is STARTS WITH, ENDS WITH or CONTAINS."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class InList(Expr):
    item: Expr
    items: Expr


@dataclass(frozen=True)
class IsNull(Expr):
    operand: Expr
    negated: bool


@dataclass(frozen=True)
class HasLabel(Expr):
    """`n:Person`, or `n:Person|Company`."""

    operand: Var
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Arith(Expr):
    """`op` is one of + - * / % ^."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class When(Node):
    test: Expr
    then: Expr


@dataclass(frozen=True)
class Case(Expr):
    """With a subject each test is a value that it is compared with."""

    subject: Expr | None
    whens: tuple[When, ...]
    default: Expr | None


@dataclass(frozen=True)
class Call(Expr):
    """A function, an aggregate or a named time predicate; `name` in the spelling of the language."""

    name: str
    args: tuple[Expr, ...]
    distinct: bool = False


@dataclass(frozen=True)
class CountStar(Expr):
    pass


@dataclass(frozen=True)
class Quantifier(Expr):
    """`kind` is any, all, none or single."""

    kind: str
    var: str
    items: Expr
    test: Expr


@dataclass(frozen=True)
class Comprehension(Expr):
    """`[var IN items WHERE test | value]`."""

    var: str
    items: Expr
    test: Expr | None
    value: Expr | None


@dataclass(frozen=True)
class Exists(Expr):
    """`EXISTS { … }`."""

    body: Single


@dataclass(frozen=True)
class CountRows(Expr):
    """`COUNT { … }`."""

    body: Single
