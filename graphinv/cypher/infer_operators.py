"""Kinds of properties, comparisons and arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from graphinv.cypher.ast import Arith, Compare, Node, Prop, Var
from graphinv.cypher.kinds import (
    ANY,
    CALENDAR,
    DATE,
    DATETIME,
    DURATION,
    FLOAT,
    INT,
    MONEY,
    NUMBERS,
    PRICE,
    SHARE,
    STRING,
    WHOLE,
    Kind,
    ListKind,
    MapKind,
    NodeKind,
    RelKind,
    Scalar,
    describe,
    is_open,
    of_property,
    unite,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.schema import Model, is_hidden, nearest
from graphinv.cypher.scope import Scope
from graphinv.message import NOTHING, Message, msg

_OF_DATE = ("year", "quarter", "month", "week", "weekYear", "day", "dayOfWeek", "weekDay", "ordinalDay")
PARTS: Mapping[str, tuple[str, ...]] = {
    "date": _OF_DATE,
    "datetime": (*_OF_DATE, "hour", "minute", "second"),
    "duration": ("days", "weeks"),
    "calendar": ("years", "months", "monthsOfYear", "weeks", "days"),
}
"""What can be read of dates and durations."""


def check_labels(labels: tuple[str, ...], at: Node, model: Model) -> None:
    """Raises CypherError for a label that the model does not know."""
    for label in labels:
        if label not in model.label_names:
            fail(at, "Unknown label {label}.", nearest(label, model.label_names), label=label)


def property_kind(expr: Prop, base: Kind, scope: Scope) -> Kind:
    """The kind of `base.name`."""
    match base:
        case NodeKind(labels):
            owners = {label: scope.model.node_props(label) for label in sorted(labels)}
            return _declared(expr, owners, scope)
        case RelKind(tables):
            types = sorted({table.type for table in tables})
            return _declared(expr, {name: scope.model.rel_props(name) for name in types}, scope)
        case MapKind(entries):
            return _entry(expr, dict(entries))
        case Scalar(name) if name in PARTS:
            if expr.name in PARTS[name]:
                return INT
            fail(
                expr,
                "A {kind} has no part {name}.",
                "It has {parts}.",
                kind=describe(base),
                name=expr.name,
                parts=list(PARTS[name]),
            )
        case _:
            fail(expr, "A {kind} has no properties.", "Only nodes and relationships have.", kind=describe(base))


def _entry(expr: Prop, entries: Mapping[str, Kind]) -> Kind:
    if expr.name not in entries:
        fail(expr, "The map has no key {name}.", nearest(expr.name, entries), name=expr.name)
    return entries[expr.name]


def _shown(name: str, props: Mapping[str, str], scope: Scope) -> bool:
    return name in props and (scope.expanded or not is_hidden(name, props))


def _declared(expr: Prop, owners: Mapping[str, Mapping[str, str]], scope: Scope) -> Kind:
    """The kind of a property that some of these labels or types declare; all that do must agree."""
    found = {props[expr.name] for props in owners.values() if expr.name in props}
    if not any(_shown(expr.name, props, scope) for props in owners.values()):
        known = {name for props in owners.values() for name in props if _shown(name, props, scope)}
        what = "|".join(owners) if len(owners) <= 4 else msg("node or relationship of these labels")
        fail(expr, "{what} has no property {name}.", nearest(expr.name, known), what=what, name=expr.name)
    if len(found) > 1:
        fail(
            expr,
            "{name} is {kinds} on different labels or types.",
            "Name the label or type in the pattern.",
            name=expr.name,
            kinds=sorted(found),
        )
    return of_property(found.pop())


def check_comparable(expr: Compare, left: Kind, right: Kind) -> None:
    """Raises CypherError when a comparison could only be false or NULL, or has no order."""
    pair = {left, right}
    if pair == {DATE, DATETIME}:
        fail(expr, "A date compared with a datetime is always NULL.", "Write date({text}).", text=_text(expr, left))
    if DATE in pair and STRING in pair:
        fail(expr, "A date is compared with a string.", "Write date('2024-01-31').")
    if pair == {MONEY, PRICE}:
        fail(expr, "Money is counted in fen, prices in 1/10,000 yuan.", "Write price / 100 to compare fen.")
    if unite(left, right) is None and not (left in NUMBERS and right in NUMBERS):
        fail(
            expr,
            "A {left} is never equal to a {right}.",
            _advice(left, right),
            left=describe(left),
            right=describe(right),
        )
    ordered = all(is_open(kind) or (isinstance(kind, Scalar) and kind not in (DURATION, CALENDAR)) for kind in pair)
    if expr.op not in ("=", "<>") and not ordered:
        fail(
            expr,
            "{left} and {right} have no order.",
            "Compare a property, for example x.id.",
            left=describe(left),
            right=describe(right),
        )


def _text(expr: Compare, left: Kind) -> str:
    side = expr.left if left == DATETIME else expr.right
    return f"{side.base.name}.{side.name}" if isinstance(side, Prop) and isinstance(side.base, Var) else "…"


def _advice(left: Kind, right: Kind) -> Message:
    if isinstance(left, ListKind) or isinstance(right, ListKind):
        return msg("Write value IN list.")
    if {left, right} & NUMBERS and STRING in (left, right):
        return msg("Write toInteger(…), toFloat(…) or toString(…).")
    return NOTHING


def arithmetic(expr: Arith, left: Kind, right: Kind) -> Kind:
    """The kind of `left op right`."""
    if expr.op in "+-" and (moved := _moved_date(expr, left, right)):
        return moved
    if expr.op == "+" and left == right == ANY:
        hint = "Write toInteger($p), toFloat($p) or toString($p)."
        fail(expr, "Whether this adds numbers or joins texts is not known.", hint)
    if expr.op == "+" and (joined := _joined(expr, left, right)):
        return joined
    for kind in (left, right):
        if not is_open(kind) and kind not in NUMBERS:
            _refuse(expr, left, right)
    if expr.op == "/":
        return _quotient(expr, left, right)
    if expr.op == "^":
        return FLOAT
    if expr.op == "*" and not is_open(left) and not is_open(right):
        return _product(left, right)
    return unite(left, right) or fail(expr, "Money is counted in fen, prices in 1/10,000 yuan.", "Convert one of them.")


def _moved_date(expr: Arith, left: Kind, right: Kind) -> Kind | None:
    if left == DATE and right in (DURATION, CALENDAR):
        return DATE
    if left == DATETIME and right in (DURATION, CALENDAR):
        fail(expr, "A datetime cannot be moved.", "Write date(x.at) + duration({days: n}).")
    if left == DATE and right == DATE and expr.op == "-":
        fail(expr, "Dates cannot be subtracted.", "Write duration.inDays(earlier, later).days.")
    if {left, right} & {DATE, DURATION, CALENDAR} and not any(isinstance(kind, ListKind) for kind in (left, right)):
        fail(
            expr,
            "A {right} cannot move a {left}.",
            "Write date + duration({days: n}).",
            right=describe(right),
            left=describe(left),
        )
    return None


def _joined(expr: Arith, left: Kind, right: Kind) -> Kind | None:
    """Strings and lists are joined by +."""
    if ANY in (left, right) and any(isinstance(kind, ListKind) for kind in (left, right)):
        fail(
            expr,
            "Whether this is a list or one value is not known.",
            "Write [x] for one value, [y IN x | y] for a list.",
        )
    if isinstance(left, ListKind):
        item = unite(left.item, right.item if isinstance(right, ListKind) else right)
        return None if item is None else ListKind(item)
    if isinstance(right, ListKind):
        item = unite(right.item, left)
        return None if item is None else ListKind(item)
    if STRING in (left, right) and (left == right or is_open(left) or is_open(right)):
        return STRING
    return None


def _product(left: Kind, right: Kind) -> Kind:
    if left in WHOLE and right in WHOLE:
        return right if left == INT else left
    return FLOAT


def _quotient(expr: Arith, left: Kind, right: Kind) -> Kind:
    if ANY in (left, right) and FLOAT not in (left, right) and SHARE not in (left, right):
        fail(expr, "Whether this divides whole numbers is not known.", "Write toFloat($p) or toInteger($p).")
    if left in (MONEY, PRICE) and right in (MONEY, PRICE):
        fail(expr, "A ratio of money is cut to a whole number.", "Write toFloat(a) / toFloat(b).")
    return left if left in WHOLE and right in WHOLE else FLOAT


def _refuse(expr: Arith, left: Kind, right: Kind) -> NoReturn:
    hint = "Write toString(…)." if STRING in (left, right) and expr.op == "+" else ""
    if any(isinstance(kind, NodeKind | RelKind | MapKind) for kind in (left, right)):
        hint = "Use one of its properties."
    fail(expr, "`{op}` cannot join {left} and {right}.", hint, op=expr.op, left=describe(left), right=describe(right))
