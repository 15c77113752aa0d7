"""The kind of every expression, and all errors that kinds can show before anything runs."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from graphinv.cypher.ast import (
    Arith,
    Call,
    Case,
    Compare,
    CountRows,
    CountStar,
    Exists,
    Expr,
    HasLabel,
    InList,
    IsNull,
    Literal,
    Logic,
    Minus,
    Not,
    Param,
    Prop,
    TextTest,
    Var,
)
from graphinv.cypher.functions import result_kind, spelling
from graphinv.cypher.infer_operators import arithmetic, check_comparable, check_labels, property_kind
from graphinv.cypher.kinds import (
    ANY,
    BOOL,
    INT,
    NULL,
    NUMBERS,
    STRING,
    Kind,
    ListKind,
    NodeKind,
    Scalar,
    describe,
    is_open,
    unite,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.periods import PREDICATES, check_call
from graphinv.cypher.scope import Scope
from graphinv.cypher.walk import walk

_LITERALS: dict[type, Scalar] = {bool: BOOL, int: INT, float: Scalar("float"), str: STRING, type(None): NULL}


def need_bool(expr: Expr, scope: Scope) -> None:
    """Raises CypherError unless the expression is true, false or null."""
    kind = kind_of(expr, scope)
    if kind != BOOL and not is_open(kind):
        fail(
            expr,
            "A condition is expected, this is a {kind}.",
            "Compare it, or write … IS NOT NULL.",
            kind=describe(kind),
        )


@singledispatch
def kind_of(expr: Expr, scope: Scope) -> Kind:
    """The kind of an expression. Raises CypherError with the place of what does not fit."""
    raise TypeError(type(expr))


@kind_of.register
def _literal(expr: Literal, scope: Scope) -> Kind:
    return _LITERALS[type(expr.value)]


@kind_of.register
def _param(expr: Param, scope: Scope) -> Kind:
    return scope.parameter(expr.name, expr)


@kind_of.register
def _var(expr: Var, scope: Scope) -> Kind:
    return scope.variable(expr.name, expr)


@kind_of.register
def _prop(expr: Prop, scope: Scope) -> Kind:
    return property_kind(expr, kind_of(expr.base, scope), scope)


@kind_of.register
def _not(expr: Not, scope: Scope) -> Kind:
    need_bool(expr.operand, scope)
    return BOOL


@kind_of.register
def _minus(expr: Minus, scope: Scope) -> Kind:
    kind = kind_of(expr.operand, scope)
    if kind not in NUMBERS and not is_open(kind):
        fail(expr, "Only a number has a sign, this is a {kind}.", kind=describe(kind))
    return kind


@kind_of.register
def _logic(expr: Logic, scope: Scope) -> Kind:
    for operand in expr.operands:
        need_bool(operand, scope)
    if expr.op == "XOR":
        _refuse_certainty(expr)
    return BOOL


def _refuse_certainty(expr: Logic) -> None:
    """Under XOR neither reading is the stricter one."""
    for node in walk(expr):
        if isinstance(node, Exists | CountRows) or (isinstance(node, Call) and node.name.lower() in PREDICATES):
            fail(node, "XOR leaves open which reading is certain.", "Write (a AND NOT b) OR (b AND NOT a).")


@kind_of.register
def _compare(expr: Compare, scope: Scope) -> Kind:
    check_comparable(expr, kind_of(expr.left, scope), kind_of(expr.right, scope))
    return BOOL


@kind_of.register
def _text_test(expr: TextTest, scope: Scope) -> Kind:
    for side in (expr.left, expr.right):
        kind = kind_of(side, scope)
        if kind != STRING and not is_open(kind):
            hint = "Write value IN list." if isinstance(kind, ListKind) else "Write toString(…)."
            fail(side, "{op} compares strings, this is a {kind}.", hint, op=expr.op, kind=describe(kind))
    return BOOL


@kind_of.register
def _in(expr: InList, scope: Scope) -> Kind:
    item, items = kind_of(expr.item, scope), kind_of(expr.items, scope)
    if is_open(items):
        return BOOL
    if not isinstance(items, ListKind):
        fail(expr.items, "IN needs a list, this is a {kind}.", "Write = for one value.", kind=describe(items))
    check_comparable(Compare("=", expr.item, expr.items, at=expr.at), item, items.item)
    return BOOL


@kind_of.register
def _is_null(expr: IsNull, scope: Scope) -> Kind:
    kind_of(expr.operand, scope)
    return BOOL


@kind_of.register
def _has_label(expr: HasLabel, scope: Scope) -> Kind:
    kind = kind_of(expr.operand, scope)
    if not isinstance(kind, NodeKind):
        fail(
            expr,
            "Only a node has a label, {name} is a {kind}.",
            "Write type(r) = 'TYPE'.",
            name=expr.operand.name,
            kind=describe(kind),
        )
    check_labels(expr.labels, expr, scope.model)
    return BOOL


@kind_of.register
def _arith(expr: Arith, scope: Scope) -> Kind:
    return arithmetic(expr, kind_of(expr.left, scope), kind_of(expr.right, scope))


@kind_of.register
def _case(expr: Case, scope: Scope) -> Kind:
    found: Kind = NULL
    for when in expr.whens:
        if expr.subject is None:
            need_bool(when.test, scope)
        else:
            kind_of(Compare("=", expr.subject, when.test, at=when.at), scope)
    for value in [when.then for when in expr.whens] + [expr.default or Literal(None, at=expr.at)]:
        united = unite(found, kind := kind_of(value, scope))
        if united is None:
            fail(value, "CASE gives a {one} here and a {other} there.", one=describe(found), other=describe(kind))
        found = united
    return found


@kind_of.register
def _count_star(expr: CountStar, scope: Scope) -> Kind:
    return INT


@kind_of.register
def _call(expr: Call, scope: Scope) -> Kind:
    name = spelling(expr)
    if name in PREDICATES:
        if expr.distinct:
            fail(expr, "DISTINCT has no meaning in {name}().", "Leave it out.", name=name)
        check_call(expr, scope, kind_of)
        return BOOL
    kinds = [kind_of(arg, scope) for arg in expr.args]
    result = result_kind(expr, kinds)
    if name == "reverse" and kinds[0] == ANY:
        fail(expr, "Whether this is a list or a text is not known.", "Write toString($p), or [x IN $p | x].")
    if name == "date":
        _check_day(expr, kinds[0])
    if name == "date.truncate":
        _check_unit(expr.args[0])
    return result


UNITS = ("year", "quarter", "month", "week", "day")
"""What date.truncate() cuts a day down to."""


def _check_unit(unit: Expr) -> None:
    if not isinstance(unit, Literal) or str(unit.value).lower() not in UNITS:
        fail(unit, "date.truncate() takes one of {units}.", "Write date.truncate('month', day).", units=list(UNITS))


def _check_day(expr: Call, kind: Kind) -> None:
    value = expr.args[0]
    if kind != STRING:
        return
    if not isinstance(value, Literal):
        fail(value, "date() of a computed string is outside the subset.", "Dates are parsed when data is loaded.")
    try:
        date.fromisoformat(str(value.value))
    except ValueError:
        fail(value, "{value!r} is no day of the calendar.", "Write date('2024-01-31').", value=value.value)
