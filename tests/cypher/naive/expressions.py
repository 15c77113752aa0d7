"""The value of an expression for one row; `sure` is the reading, which NOT and its like turn round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from graphinv.cypher import ast
from tests.cypher.naive.calls import FUNCTIONS
from tests.cypher.naive.graph import Lists
from tests.cypher.naive.operators import arithmetic, counts_down, read
from tests.cypher.naive.predicates import ROLES, Span, holds, ordinal, span_of
from tests.cypher.naive.values import Duration, Row, both, compared, contained, either, opposite

_END = 1000
CYCLE = 146097
"""Days of 400 years, after which the calendar repeats: so days before the year 1 and after 9999 can be worked out."""


@dataclass
class World:
    """What does not change from row to row; `run` gives the rows of a subquery, without tying the modules in a knot."""

    graph: Lists
    params: dict[str, Any]
    run: Callable[[World, ast.Single, Row, bool], list[Row]]


@singledispatch
def value(expr: ast.Expr, row: Row, world: World, sure: bool) -> Any:
    """The value of an expression that holds no aggregate."""
    raise TypeError(type(expr))


@value.register
def _literal(expr: ast.Literal, row: Row, world: World, sure: bool) -> Any:
    return expr.value


@value.register
def _param(expr: ast.Param, row: Row, world: World, sure: bool) -> Any:
    return world.params[expr.name]


@value.register
def _var(expr: ast.Var, row: Row, world: World, sure: bool) -> Any:
    return row[expr.name]


@value.register
def _prop(expr: ast.Prop, row: Row, world: World, sure: bool) -> Any:
    return read(value(expr.base, row, world, sure), expr.name)


@value.register
def _list(expr: ast.ListLit, row: Row, world: World, sure: bool) -> Any:
    return [value(item, row, world, sure) for item in expr.items]


@value.register
def _map(expr: ast.MapLit, row: Row, world: World, sure: bool) -> Any:
    return {entry.key: value(entry.value, row, world, sure) for entry in expr.entries}


@value.register
def _projection(expr: ast.MapProjection, row: Row, world: World, sure: bool) -> Any:
    if row[expr.base.name] is None:
        return None
    return {entry.key: value(entry.value, row, world, sure) for entry in expr.entries}


@value.register
def _not(expr: ast.Not, row: Row, world: World, sure: bool) -> Any:
    return opposite(value(expr.operand, row, world, not sure))


@value.register
def _minus(expr: ast.Minus, row: Row, world: World, sure: bool) -> Any:
    number = value(expr.operand, row, world, sure)
    return None if number is None else -number


@value.register
def _logic(expr: ast.Logic, row: Row, world: World, sure: bool) -> Any:
    tests = [value(operand, row, world, sure) for operand in expr.operands]
    if expr.op == "XOR":
        return None if None in tests else sum(map(bool, tests)) % 2 == 1
    return both(tests) if expr.op == "AND" else either(tests)


@value.register
def _compare(expr: ast.Compare, row: Row, world: World, sure: bool) -> Any:
    sure = sure is not counts_down(expr)
    return compared(expr.op, value(expr.left, row, world, sure), value(expr.right, row, world, sure))


@value.register
def _text_test(expr: ast.TextTest, row: Row, world: World, sure: bool) -> Any:
    left, right = (value(side, row, world, sure) for side in (expr.left, expr.right))
    if not isinstance(left, str) or not isinstance(right, str):
        return None
    tests = {"STARTS WITH": left.startswith(right), "ENDS WITH": left.endswith(right), "CONTAINS": right in left}
    return tests[expr.op]


@value.register
def _in(expr: ast.InList, row: Row, world: World, sure: bool) -> Any:
    return contained(value(expr.item, row, world, sure), value(expr.items, row, world, sure))


@value.register
def _is_null(expr: ast.IsNull, row: Row, world: World, sure: bool) -> Any:
    return (value(expr.operand, row, world, sure) is None) is not expr.negated


@value.register
def _has_label(expr: ast.HasLabel, row: Row, world: World, sure: bool) -> Any:
    node = value(expr.operand, row, world, sure)
    return None if node is None else node.is_a(expr.labels)


@value.register
def _arithmetic(expr: ast.Arith, row: Row, world: World, sure: bool) -> Any:
    return arithmetic(expr.op, value(expr.left, row, world, sure), value(expr.right, row, world, sure))


@value.register
def _case(expr: ast.Case, row: Row, world: World, sure: bool) -> Any:
    for when in expr.whens:
        test = value(when.test, row, world, sure)
        if (test if expr.subject is None else compared("=", value(expr.subject, row, world, sure), test)) is True:
            return value(when.then, row, world, sure)
    return value(expr.default, row, world, sure) if expr.default else None


@value.register
def _index(expr: ast.Index, row: Row, world: World, sure: bool) -> Any:
    items, place = value(expr.base, row, world, sure), value(expr.index, row, world, sure)
    return items[place] if None not in (items, place) and -len(items) <= place < len(items) else None


@value.register
def _slice(expr: ast.Slice, row: Row, world: World, sure: bool) -> Any:
    items = value(expr.base, row, world, sure)
    start = value(expr.start, row, world, sure) if expr.start else 0
    stop = value(expr.stop, row, world, sure) if expr.stop else _END
    return None if None in (items, start, stop) else items[start:stop]


@value.register
def _exists(expr: ast.Exists, row: Row, world: World, sure: bool) -> Any:
    return bool(world.run(world, expr.body, row, sure))


@value.register
def _count(expr: ast.CountRows, row: Row, world: World, sure: bool) -> Any:
    return len(world.run(world, expr.body, row, sure))


@value.register
def _call(expr: ast.Call, row: Row, world: World, sure: bool) -> Any:
    name = expr.name.lower()
    if name not in ROLES:
        return FUNCTIONS[name](*(value(arg, row, world, sure) for arg in expr.args))
    args = zip(expr.args, ROLES[name], strict=True)
    return holds(name, sure, [(_span if role == "d" else value)(arg, row, world, sure) for arg, role in args])


@value.register
def _quantifier(expr: ast.Quantifier, row: Row, world: World, sure: bool) -> Any:
    sure = sure is not (expr.kind == "none")
    rows = _elements(expr, row, world, sure)
    if rows is None:
        return None
    tests = [value(expr.test, inner, world, sure) for inner in rows]
    match expr.kind:
        case "all":
            return both(tests)
        case "any":
            return either(tests)
        case "none":
            return opposite(either(tests))
        case _:
            return False if tests.count(True) > 1 else None if None in tests else tests.count(True) == 1


@value.register
def _comprehension(expr: ast.Comprehension, row: Row, world: World, sure: bool) -> Any:
    rows = _elements(expr, row, world, sure)
    if rows is None:
        return None
    kept = [inner for inner in rows if expr.test is None or value(expr.test, inner, world, sure) is True]
    return [value(expr.value, inner, world, sure) if expr.value else inner[expr.var] for inner in kept]


def _elements(expr: ast.Quantifier | ast.Comprehension, row: Row, world: World, sure: bool) -> list[Row] | None:
    """The row once for each element."""
    items = value(expr.items, row, world, sure)
    return None if items is None else [{**row, expr.var: item} for item in items]


def _span(expr: ast.Expr, row: Row, world: World, sure: bool) -> Span:
    """The days that an argument may mean; a date keeps both of its ends here."""
    match expr:
        case ast.Prop(ast.Var(name), prop):
            return span_of(row[name], prop)
        case ast.Arith(op, left, right):
            span, steps = _span(left, row, world, sure), value(right, row, world, sure)
            return Span(*(_moved(day, op, steps) for day in (span.first, span.last)))
        case ast.Call("date", (ast.Prop(ast.Var(name), prop) as arg,)) if _is_date(row[name], prop):
            return _span(arg, row, world, sure)
        case ast.Call("date", (ast.Call("date", _) | ast.Arith() as arg,)):
            return _span(arg, row, world, sure)
        case ast.Param():
            return _one_day(FUNCTIONS["date"](value(expr, row, world, sure)))
        case _:
            return _one_day(value(expr, row, world, sure))


def _moved(day: int | None, op: str, steps: Duration | None) -> int | None:
    if day is None or steps is None:
        return None
    if not steps.months:
        return day + steps.days if op == "+" else day - steps.days
    shift = CYCLE if day < CYCLE else -CYCLE
    return arithmetic(op, date.fromordinal(day + shift), steps).toordinal() - shift


def _is_date(element: Any, name: str) -> bool:
    return element is not None and element.is_date(name)


def _one_day(day: date | None) -> Span:
    return Span(ordinal(day), ordinal(day))
