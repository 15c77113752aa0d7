"""Implicit grouping: beside an aggregate a column may only read the grouping keys."""

from __future__ import annotations

from collections.abc import Sequence

from graphinv.cypher.ast import Comprehension, CountRows, Exists, Expr, Node, Projection, Prop, Quantifier, Var
from graphinv.cypher.lexer import fail
from graphinv.cypher.scope import Scope
from graphinv.cypher.walk import children, has_aggregate, is_aggregate, walk


def refuse_aggregates(expr: Expr, clause: str, *, into_subqueries: bool = False) -> None:
    """Raises CypherError if an aggregate stands where rows are looked at one by one."""
    for node in walk(expr, into_subqueries=into_subqueries):
        if is_aggregate(node):
            fail(node, "An aggregate cannot stand in {clause}.", "Aggregate in WITH first, then WHERE.", clause=clause)


def keys_of(columns: Projection, scope: Scope) -> tuple[Expr, ...]:
    """What a projection groups by: its columns without an aggregate."""
    named = tuple(item.value for item in columns.items if not has_aggregate(item.value))
    return (*(Var(name) for name in scope.kinds), *named) if columns.star else named


def check_grouping(value: Expr, columns: Projection, scope: Scope) -> None:
    """Raises CypherError for a nested aggregate and for a variable that is neither aggregated nor a key."""
    if has_aggregate(value):
        _check(value, keys_of(columns, scope))


def _check(node: Node, keys: Sequence[Expr]) -> None:
    if node in keys or (isinstance(node, Prop) and node.base in keys):
        return
    if is_aggregate(node):
        for part in children(node):
            if isinstance(part, Expr):
                refuse_aggregates(part, "another aggregate")
        return
    if isinstance(node, Var) or (isinstance(node, Prop) and isinstance(node.base, Var)):
        fail(node, "This is neither aggregated nor a column of its own.", "Add it as a column, or aggregate it.")
    if isinstance(node, Exists | CountRows):
        fail(node, "A subquery cannot stand beside an aggregate.", "Compute it in a WITH before.")
    own = [Var(node.var)] if isinstance(node, Quantifier | Comprehension) else []
    for child in children(node):
        _check(child, [*keys, *own])
