"""First and last possible day of a date in a query, and the named time predicates over such pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from graphinv.cypher.ast import (
    Arith,
    Call,
    Compare,
    Entry,
    Expr,
    IsNull,
    Literal,
    Logic,
    MapLit,
    Minus,
    Param,
    Prop,
    Var,
)
from graphinv.cypher.kinds import DATE, DATETIME, Kind, NodeKind, RelKind, Scalar, describe, is_open
from graphinv.cypher.lexer import fail
from graphinv.cypher.schema import Model
from graphinv.cypher.scope import Scope
from graphinv.message import Message, msg

KindOf = Callable[[Expr, Scope], Kind]
Reading = Callable[[Expr], Expr]

_DATE_HINT = msg("Write var.property, $param, date('2024-01-31'), date(x.at), or one of these ± duration({days: n}).")


class Days(NamedTuple):
    """The interval of days in which a date lies."""

    first: Expr
    last: Expr


def _and(*tests: Expr) -> Expr:
    return Logic("AND", tests, at=tests[0].at) if len(tests) > 1 else tests[0]


def _test(op: str, left: Expr, right: Expr) -> Expr:
    return Compare(op, left, right, at=left.at)


def _inside(element: Var, name: str) -> Prop:
    return Prop(element, name, at=element.at)


def _since(element: Var) -> Days:
    return Days(_inside(element, "since"), _inside(element, "since_certain"))


def _until(element: Var) -> Days:
    return Days(_inside(element, "until_certain"), _inside(element, "until"))


def as_it_stands(expr: Expr) -> Expr:
    """No other reading."""
    return expr


def days_of(expr: Expr, scope: Scope, kind_of: KindOf, read: Reading = as_it_stands) -> Days:
    """The pair behind an argument. Raises CypherError for anything but the forms of `_DATE_HINT`.

    `read` is how values that are no dates themselves are read, such as a number of days.
    """
    match expr:
        case Prop(Var() as base, name) if kind_of(expr, scope) == DATE and _is_element(kind_of(base, scope)):
            return _property(base, name, scope)
        case Param():
            day = Call("date", (expr,), at=expr.at)
            return Days(day, day)
        case Call("date", (Prop() | Arith() | Call() as same,)) if kind_of(same, scope) == DATE:
            return days_of(same, scope, kind_of, read)
        case Call("date", args):
            day = replace(expr, args=tuple(map(read, args)))
            return Days(day, day)
        case Arith("+" | "-", left, right) if kind_of(expr, scope) == DATE:
            pair, steps = days_of(left, scope, kind_of, read), read(right)
            return Days(replace(expr, left=pair.first, right=steps), replace(expr, left=pair.last, right=steps))
        case _ if kind_of(expr, scope) == DATETIME:
            fail(expr, "A time predicate compares days, this is a datetime.", "Write date(x.at).")
        case _:
            fail(expr, "A time predicate cannot read this {kind}.", _DATE_HINT, kind=describe(kind_of(expr, scope)))


def _is_element(kind: Kind) -> bool:
    return isinstance(kind, NodeKind | RelKind)


def _property(base: Var, name: str, scope: Scope) -> Days:
    if name in ("since", "until"):  # of a validity, also where only some of the labels have one: no label has another
        return _since(base) if name == "since" else _until(base)
    return Days(_inside(base, name), _inside(base, f"{name}_last"))


def has_interval(kind: Kind, model: Model) -> bool:
    """Whether every element of this kind carries since and until."""
    match kind:
        case NodeKind(labels):
            return all(model.labels[label].interval for label in labels)
        case RelKind(tables):
            return all(model.edges[table.type].interval for table in tables)
        case _:
            return False


def _valid_at(sure: bool, e: Var, d: Days) -> Expr:
    if sure:
        return _and(_test("<=", _since(e).last, d.first), _test("<", d.last, _until(e).first))
    return _and(_test("<=", _since(e).first, d.last), _test("<", d.first, _until(e).last))


def _overlaps(sure: bool, e: Var, a: Days, b: Days) -> Expr:
    if sure:
        real = _test("<", _since(e).last, _until(e).first)
        return _and(real, _test("<=", _since(e).last, b.first), _test("<", a.last, _until(e).first))
    return _and(_test("<=", _since(e).first, b.last), _test("<", a.first, _until(e).last))


def _before(sure: bool, a: Days, b: Days) -> Expr:
    return _test("<", a.last, b.first) if sure else _test("<", a.first, b.last)


def _within_days(sure: bool, a: Days, b: Days, low: Expr, high: Expr) -> Expr:
    far, near = (a.last, a.first) if sure else (a.first, a.last)
    late, soon = (b.first, b.last) if sure else (b.last, b.first)
    tests = [*_bound(">=", late, far, low), *_bound("<=", soon, near, high)]
    return _and(*tests) if tests else Literal(True, at=low.at)


def _bound(op: str, day: Expr, start: Expr, distance: Expr) -> list[Expr]:
    """`day op start + distance`; a distance that is null at run time sets no bound."""
    if distance == Literal(None):
        return []
    from_there = Arith("+", start, duration(distance), at=distance.at)
    test = _test(op, day, from_there)
    whole = distance.operand if isinstance(distance, Minus) else distance
    if not isinstance(whole, Literal):
        return [Logic("OR", (IsNull(distance, False, at=distance.at), test), at=distance.at)]
    return [test]


def duration(days: Expr) -> Expr:
    """`duration({days: n})`."""
    return Call("duration", (MapLit((Entry("days", days, at=days.at),), at=days.at),), at=days.at)


def _lies_in(sure: bool, x: Days, a: Days, b: Days) -> Expr:
    if sure:
        return _and(_test(">=", x.first, a.last), _test("<=", x.last, b.first))
    return _and(_test("<=", x.first, b.last), _test(">=", x.last, a.first))


PREDICATES: dict[str, str] = {
    "valid_at": "ed",
    "overlaps": "edd",
    "before": "dd",
    "within_days": "ddnn",
    "started_within": "edd",
    "ended_within": "edd",
}
"""Arguments of the named predicates: e = an element with since and until, d = a date, n = days or null."""

_FORMS: dict[str, Callable[..., Expr]] = {
    "valid_at": _valid_at,
    "overlaps": _overlaps,
    "before": _before,
    "within_days": _within_days,
    "started_within": lambda sure, e, a, b: _lies_in(sure, _since(e), a, b),
    "ended_within": lambda sure, e, a, b: _lies_in(sure, _until(e), a, b),
}


def check_call(call: Call, scope: Scope, kind_of: KindOf) -> None:
    """Raises CypherError unless a named predicate has the arguments that it needs."""
    name, wanted = call.name.lower(), PREDICATES[call.name.lower()]
    if len(call.args) != len(wanted):
        fail(
            call,
            "{name}() takes {wanted} argument(s), here are {count}.",
            _usage(name),
            name=name,
            wanted=len(wanted),
            count=len(call.args),
        )
    for arg, role in zip(call.args, wanted, strict=True):
        kind = kind_of(arg, scope)
        if role == "e" and not (isinstance(arg, Var) and has_interval(kind, scope.model)):
            fail(arg, "{name}() needs an element that carries since and until.", _usage(name), name=name)
        if role == "d":
            days_of(arg, scope, kind_of)
        if role == "n" and not (is_open(kind) or kind == Scalar("int")):
            fail(arg, "{name}() needs a number of days or null here.", _usage(name), name=name)


def _usage(name: str) -> Message:
    words = {"e": "edge", "d": "date", "n": "days"}
    return msg("Write {name}({roles}).", name=name, roles=", ".join(words[role] for role in PREDICATES[name]))


def written_out(call: Call, sure: bool, scope: Scope, kind_of: KindOf, read: Reading) -> Expr:
    """A named predicate in plain Cypher: true if some day fits, or with `sure` if every day fits."""
    name = call.name.lower()
    made = {"d": lambda arg: days_of(arg, scope, kind_of, read), "e": as_it_stands, "n": read}
    args = [made[role](arg) for arg, role in zip(call.args, PREDICATES[name], strict=True)]
    return _FORMS[name](sure, *args)
