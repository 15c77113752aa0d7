"""Checks clause after clause, carrying the variables that each one leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import NamedTuple

from graphinv.cypher import infer_lists, infer_maps
from graphinv.cypher.ast import (
    CallBlock,
    Clause,
    CountRows,
    Exists,
    Expr,
    Literal,
    Match,
    Minus,
    Projection,
    Return,
    Single,
    Unwind,
    Var,
    With,
)
from graphinv.cypher.grouping import check_grouping, refuse_aggregates
from graphinv.cypher.infer import kind_of, need_bool
from graphinv.cypher.kinds import ANY, BOOL, CALENDAR, DURATION, INT, Kind, ListKind, MapKind, Scalar, describe, is_open
from graphinv.cypher.lexer import fail
from graphinv.cypher.patterns import check_patterns
from graphinv.cypher.scope import Scope
from graphinv.cypher.walk import has_aggregate, walk

REGISTERED = (infer_lists, infer_maps)
"""Modules that register kinds of expression with `kind_of`."""


class Step(NamedTuple):
    """A clause between the scopes before and after it."""

    clause: Clause
    before: Scope
    after: Scope


def steps(body: Single, scope: Scope) -> Iterator[Step]:
    """Clause after clause, each with what it leaves behind."""
    for clause in body.clauses:
        before, scope = scope, after(clause, scope)
        yield Step(clause, before, scope)


def check_single(body: Single, scope: Scope) -> Scope:
    """The scope after the last clause; after RETURN it holds the columns in their order."""
    for clause in body.clauses:
        scope = after(clause, scope)
    return scope


@singledispatch
def after(clause: Clause, scope: Scope) -> Scope:
    """The scope that a clause leaves behind. Raises CypherError for the first thing that does not fit."""
    raise TypeError(type(clause))


@after.register
def _match(clause: Match, scope: Scope) -> Scope:
    result = check_patterns(clause, scope)
    check_where(clause.where, result)
    return result


def check_where(where: Expr | None, scope: Scope) -> None:
    """Raises CypherError unless the WHERE is a condition without aggregates."""
    if where is not None:
        refuse_aggregates(where, "WHERE")
        need_bool(where, scope)


@after.register
def _unwind(clause: Unwind, scope: Scope) -> Scope:
    refuse_aggregates(clause.items, "UNWIND", into_subqueries=True)
    kind = kind_of(clause.items, scope)
    if clause.var in scope.kinds:
        fail(clause, "{var} is already bound.", "Give the element another name.", var=clause.var)
    if not isinstance(kind, ListKind) and not is_open(kind):
        fail(clause.items, "UNWIND needs a list, this is a {kind}.", "Write [x] for one value.", kind=describe(kind))
    return scope.plus(clause.var, kind.item if isinstance(kind, ListKind) else ANY, clause)


@after.register
def _call_block(clause: CallBlock, scope: Scope) -> Scope:
    inner = scope.only({name.name: scope.variable(name.name, name) for name in clause.imports})
    last = clause.body.clauses[-1]
    if not isinstance(last, Return):
        fail(clause, "CALL must end with RETURN.", "Write RETURN sum(…) AS s.")
    columns = last.projection
    if columns.star or columns.skip or columns.limit or not all(has_aggregate(item.value) for item in columns.items):
        hint = "Return only aggregates: CALL (x) { MATCH … RETURN sum(r.amount) AS s }."
        fail(last, "CALL must give exactly one row.", hint)
    for name, kind in check_single(clause.body, inner.inside()).kinds.items():
        if name in scope.kinds:
            fail(last, "{name} is already bound outside of CALL.", "Rename it with AS.", name=name)
        scope = scope.plus(name, kind, last)
    return scope


@after.register
def _with(clause: With, scope: Scope) -> Scope:
    for item in clause.projection.items:
        if not item.named:
            fail(item, "The column {name} of WITH needs a name.", "Write … AS name.", name=item.name)
    columns = _project(clause.projection, scope)
    inner = columns.only({**scope.outer, **columns.kinds})
    check_where(clause.where, inner)
    return inner


@after.register
def _return(clause: Return, scope: Scope) -> Scope:
    return _project(clause.projection, scope)


def _project(columns: Projection, scope: Scope) -> Scope:
    kinds: dict[str, Kind] = dict(sorted(scope.kinds.items())) if columns.star else {}
    if columns.star and not kinds:
        fail(columns, "There is nothing that * could stand for.", "Name the columns.")
    for item in columns.items:
        if item.name in kinds:
            fail(item, "The column {name} stands there twice.", "Rename one with AS.", name=item.name)
        kinds[item.name] = kind_of(item.value, scope)
    for item in columns.items:
        check_grouping(item.value, columns, scope)
    result = scope.only(kinds)
    for bound in (columns.skip, columns.limit):
        _check_count(bound, scope)
    for key in columns.order:
        _check_sort(key.value, columns, scope, result)
    return result


def refuse_durations(last: Clause, kinds: Mapping[str, Kind]) -> None:
    """Raises CypherError for a duration among the columns of a whole query."""
    items = last.projection.items if isinstance(last, Return) else ()
    for name, kind in kinds.items():
        if _holds_duration(kind):
            at = next((item.value for item in items if item.name == name), last)
            fail(at, "A duration cannot be a column.", "Write duration.inDays(a, b).days.")


def _holds_duration(kind: Kind) -> bool:
    match kind:
        case ListKind(item):
            return _holds_duration(item)
        case MapKind(entries):
            return any(_holds_duration(part) for _, part in entries)
        case _:
            return kind in (DURATION, CALENDAR)


def _check_count(bound: Expr | None, scope: Scope) -> None:
    if bound is None:
        return
    fixed = not any(isinstance(part, Var | Exists | CountRows) for part in walk(bound)) and not has_aggregate(bound)
    negative = isinstance(bound, Minus) and isinstance(bound.operand, Literal)
    if not fixed or negative or kind_of(bound, scope) not in (INT, ANY):
        fail(bound, "SKIP and LIMIT take a whole number or a parameter.")


def _check_sort(value: Expr, columns: Projection, before: Scope, result: Scope) -> None:
    """After DISTINCT or aggregation only columns can be sorted by, otherwise also what was there before."""
    fixed = columns.distinct or any(has_aggregate(item.value) for item in columns.items)
    if any(value == item.value for item in columns.items):
        return
    scope = result if fixed else before.only({**before.kinds, **result.kinds})
    if fixed and has_aggregate(value):
        fail(value, "ORDER BY reads the columns here.", "Return the aggregate as a column and sort by its name.")
    refuse_aggregates(value, "ORDER BY")
    kind = kind_of(value, scope)
    if not is_open(kind) and not isinstance(kind, Scalar):
        fail(value, "A {kind} has no order.", "Sort by a property, for example x.id.", kind=describe(kind))


@kind_of.register
def _exists(expr: Exists, scope: Scope) -> Kind:
    check_single(expr.body, scope.inside())
    return BOOL


@kind_of.register
def _count_rows(expr: CountRows, scope: Scope) -> Kind:
    check_single(expr.body, scope.inside())
    return INT
