"""Equality of lists and maps: a null inside leaves it open, as openCypher has it; SQL takes two nulls for equal."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from graphinv.cypher.kinds import Kind, ListKind, MapKind
from graphinv.cypher.sql.build import (
    SQL,
    both,
    column,
    equal,
    field,
    is_null,
    named,
    number,
    paren,
    quoted,
    select,
    subquery,
)
from graphinv.cypher.sql.env import Context


def nested(kind: Kind) -> bool:
    """Whether a null may stand inside of a value of this kind."""
    return isinstance(kind, ListKind | MapKind)


def equals(left: SQL, right: SQL, kind: Kind, ctx: Context) -> SQL:
    """`left = right` of two values of one kind."""
    match kind:
        case ListKind(item):
            return _lists(left, right, item, ctx)
        case MapKind(entries):
            tests = [equals(field(left.copy(), key), field(right.copy(), key), part, ctx) for key, part in entries]
            return both(map(paren, tests)) or exp.true()
        case _:
            return equal(left.copy(), right.copy())


def _lists(left: SQL, right: SQL, item: Kind, ctx: Context) -> SQL:
    pairs = exp.Anonymous(this="LIST_ZIP", expressions=[left.copy(), right.copy()])

    def same(pair: SQL) -> SQL:
        return equals(_of_pair(pair, 1), _of_pair(pair, 2), item, ctx)

    unequal = exp.NEQ(this=exp.ArraySize(this=left.copy()), expression=exp.ArraySize(this=right.copy()))
    branches = [
        (is_null(left.copy()), exp.Null()),
        (is_null(right.copy()), exp.Null()),
        (unequal, exp.false()),
        (some(pairs, lambda pair: exp.Not(this=paren(same(pair))), ctx), exp.false()),
        (some(pairs.copy(), lambda pair: is_null(same(pair)), ctx), exp.Null()),
    ]
    return exp.Case(ifs=[exp.If(this=test, true=answer) for test, answer in branches], default=exp.true())


def _of_pair(pair: SQL, place: int) -> SQL:
    return exp.Anonymous(this="STRUCT_EXTRACT_AT", expressions=[pair.copy(), number(place)])


def contained(item: SQL, items: SQL, kind: Kind, ctx: Context) -> SQL:
    """`item IN items` where the elements are lists or maps; what reads tables is worked out before, as a column."""
    if item.find(exp.Select):
        alias = ctx.alias()
        row = subquery(select([named(item, "item"), named(items, "items")]), alias)
        found = contained(column("item", alias), column("items", alias), kind, ctx)
        return exp.Subquery(this=select([found], row))

    def same(other: SQL) -> SQL:
        return equals(item, other, kind, ctx)

    branches = [
        (is_null(items.copy()), exp.Null()),
        (some(items, same, ctx), exp.true()),
        (some(items.copy(), lambda other: is_null(same(other)), ctx), exp.Null()),
    ]
    return exp.Case(ifs=[exp.If(this=test, true=answer) for test, answer in branches], default=exp.false())


def some(items: SQL, test: Callable[[SQL], SQL], ctx: Context) -> SQL:
    """Whether the test is true of an element."""
    name = ctx.alias()
    kept = exp.ArrayFilter(this=items, expression=one_by_one(test(exp.Column(this=quoted(name))), name))
    return exp.GT(this=exp.ArraySize(this=kept), expression=number(0))


def one_by_one(body: SQL, *names: str) -> exp.Lambda:
    """What is worked out for each element of a list."""
    return exp.Lambda(this=body, expressions=[quoted(name) for name in names])
