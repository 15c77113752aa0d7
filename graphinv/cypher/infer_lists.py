"""Kinds of indexes, slices, lists, quantifiers and comprehensions."""

from __future__ import annotations

from graphinv.cypher.ast import Call, Comprehension, Expr, Index, ListLit, Quantifier, Slice, Var
from graphinv.cypher.infer import kind_of, need_bool
from graphinv.cypher.kinds import ANY, BOOL, INT, NULL, Kind, ListKind, describe, is_open, may_miss, unite
from graphinv.cypher.lexer import fail
from graphinv.cypher.scope import Scope
from graphinv.cypher.walk import is_aggregate, walk


@kind_of.register
def _index(expr: Index, scope: Scope) -> Kind:
    base = kind_of(expr.base, scope)
    _need_whole(expr.index, scope)
    if is_open(base):
        return ANY
    if not isinstance(base, ListKind):
        fail(expr, "Only a list has elements, this is a {kind}.", kind=describe(base))
    return may_miss(base.item)


@kind_of.register
def _slice(expr: Slice, scope: Scope) -> Kind:
    base = kind_of(expr.base, scope)
    for bound in (expr.start, expr.stop):
        if bound is not None:
            _need_whole(bound, scope)
    if not isinstance(base, ListKind):
        fail(
            expr,
            "Only a list can be sliced, this is a {kind}.",
            "For a string: substring(text, start, n).",
            kind=describe(base),
        )
    return base


def _need_whole(expr: Expr, scope: Scope) -> None:
    kind = kind_of(expr, scope)
    if kind != INT and not is_open(kind):
        fail(expr, "A whole number is expected, this is a {kind}.", kind=describe(kind))


@kind_of.register
def _list(expr: ListLit, scope: Scope) -> Kind:
    found: Kind = NULL
    for item in expr.items:
        united = unite(found, kind := kind_of(item, scope))
        if united is None:
            fail(item, "The list mixes {one} and {other}.", one=describe(found), other=describe(kind))
        found = united
    return ListKind(found)


@kind_of.register
def _quantifier(expr: Quantifier, scope: Scope) -> Kind:
    need_bool(expr.test, with_element(expr, scope))
    return BOOL


@kind_of.register
def _comprehension(expr: Comprehension, scope: Scope) -> Kind:
    inner = with_element(expr, scope)
    if expr.test is not None:
        need_bool(expr.test, inner)
    return ListKind(kind_of(expr.value, inner) if expr.value is not None else inner.kinds[expr.var])


def spelled_list(items: Expr) -> str | None:
    """The variable behind `rs` or `relationships(p)`, whose elements a MATCH can spell out."""
    if isinstance(items, Call) and items.name.lower() == "relationships":
        items = items.args[0]
    return items.name if isinstance(items, Var) else None


def with_element(expr: Quantifier | Comprehension, scope: Scope) -> Scope:
    """The scope in which the test and the value are read."""
    kind = kind_of(expr.items, scope)
    if not isinstance(kind, ListKind) and not is_open(kind):
        fail(expr.items, "A list is expected, this is a {kind}.", kind=describe(kind))
    _refuse_aggregates(expr)
    return scope.plus(expr.var, kind.item if isinstance(kind, ListKind) else ANY, expr)


def _refuse_aggregates(expr: Quantifier | Comprehension) -> None:
    """Raises CypherError for an aggregate in the test or the value, also in a subquery there, as Neo4j does."""
    value = expr.value if isinstance(expr, Comprehension) else None
    for part in (expr.test, value):
        for node in walk(part) if part is not None else ():
            if is_aggregate(node):
                fail(
                    node,
                    "An aggregate cannot stand in a condition or value of each element.",
                    "Aggregate in WITH before.",
                )
