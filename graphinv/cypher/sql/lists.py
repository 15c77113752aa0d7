"""Indexes, slices, comprehensions and quantifiers over lists."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer_lists import with_element
from graphinv.cypher.lexer import fail
from graphinv.cypher.sql.build import (
    SQL,
    array,
    column,
    filtered,
    is_null,
    named,
    not_null,
    number,
    quoted,
    select,
    subquery,
    when,
)
from graphinv.cypher.sql.elements import ITEM, PLACE, opened, reads_tables
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.equality import one_by_one
from graphinv.cypher.sql.expr import emit
from graphinv.cypher.walk import children


@emit.register
def _index(node: ast.Index, env: Env) -> SQL:
    name = "LIST_EXTRACT" if env.ctx.dialect == "duckdb" else "TRY_ELEMENT_AT"
    return exp.Anonymous(this=name, expressions=[emit(node.base, env), _from_one(node.index, env)])


def _from_one(index: ast.Expr, env: Env) -> SQL:
    """A position counted from 0, or from the end when negative, as SQL counts it."""
    if isinstance(index, ast.Literal) and isinstance(index.value, int):
        return number(index.value + 1)
    if isinstance(index, ast.Minus) and isinstance(index.operand, ast.Literal) and index.operand.value:
        return emit(index, env)
    value = emit(index, env)
    up = exp.Add(this=value.copy(), expression=number(1))
    return when(exp.GTE(this=value.copy(), expression=number(0)), up, value)


@emit.register
def _slice(node: ast.Slice, env: Env) -> SQL:
    if env.ctx.dialect != "duckdb":
        fail(node, "Slices are not available on this engine.", "Take single elements: list[0].")
    start = _from_one(node.start, env) if node.start else number(1)
    return exp.Anonymous(this="LIST_SLICE", expressions=[emit(node.base, env), start, _up_to(node.stop, env)])


def _up_to(stop: ast.Expr | None, env: Env) -> SQL:
    """The last position included, where Cypher names the first one left out."""
    if stop is None:
        return number(-1)
    value = emit(stop, env)
    if isinstance(stop, ast.Literal):
        return value
    before = exp.Sub(this=value.copy(), expression=number(1))
    return when(exp.GTE(this=value.copy(), expression=number(0)), value, before)


def _inside(node: ast.Quantifier | ast.Comprehension, env: Env) -> tuple[Env, str]:
    name = env.ctx.alias()
    return env.plus(node.var, with_element(node, env.scope), exp.Column(this=quoted(name))), name


def _in_tables(node: ast.Quantifier | ast.Comprehension, env: Env) -> bool:
    """Whether the elements must become rows, to be joined with their tables."""
    inner = with_element(node, env.scope)
    parts = [part for part in children(node) if part is not node.items]
    return any(reads_tables(part, inner, frozenset({node.var})) for part in parts)


def _as_rows(node: ast.Quantifier | ast.Comprehension, env: Env, answer: Callable[[SQL], SQL]) -> SQL:
    """A list that is no column is worked out once, in a subquery of its own; null stays null."""
    items = emit(node.items, env)
    if isinstance(items, exp.Column):
        return when(not_null(items.copy()), answer(items))
    alias = env.ctx.alias()
    whole = column("items", alias)
    made = when(not_null(whole.copy()), answer(whole))
    return exp.Subquery(this=select([made], subquery(select([named(items, "items")]), alias)))


@emit.register
def _comprehension(node: ast.Comprehension, env: Env) -> SQL:
    if _in_tables(node, env):
        return _as_rows(node, env, lambda items: _gathered(node, items, env))
    made = emit(node.items, env)
    inner, name = _inside(node, env)
    if node.test is not None:
        made = exp.ArrayFilter(this=made, expression=one_by_one(emit(node.test, inner), name))
    if node.value is not None:
        made = exp.Transform(this=made, expression=one_by_one(emit(node.value, inner), name))
    return made


def _gathered(node: ast.Comprehension, items: SQL, env: Env) -> SQL:
    inner, rows, place = opened(node, items, env)
    value = emit(node.value or ast.Var(node.var), inner)
    rows.set("expressions", [named(value, ITEM), named(place, PLACE)])
    if node.test is not None:
        filtered(rows, emit(node.test, inner))
    alias = env.ctx.alias()
    order = exp.Ordered(this=column(PLACE, alias), nulls_first=False)
    found = exp.ArrayAgg(this=exp.Order(this=column(ITEM, alias), expressions=[order]))
    kept = exp.Coalesce(this=found, expressions=[array([])])
    return exp.Subquery(this=select([kept], subquery(rows, alias)))


@emit.register
def _quantifier(node: ast.Quantifier, env: Env) -> SQL:
    if _in_tables(node, env):
        return _as_rows(node, env, lambda items: _tested(node, items, env))
    items = emit(node.items, env)
    inner, name = _inside(node, env)
    test = emit(node.test, inner)

    def how_many(condition: SQL) -> SQL:
        return exp.ArraySize(this=exp.ArrayFilter(this=items.copy(), expression=one_by_one(condition, name)))

    return when(not_null(items.copy()), _answer(node.kind, test, how_many))


def _tested(node: ast.Quantifier, items: SQL, env: Env) -> SQL:
    inner, rows, _ = opened(node, items, env)
    alias = env.ctx.alias()
    rows.set("expressions", [named(emit(node.test, inner), ITEM)])

    def how_many(condition: SQL) -> SQL:
        return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=condition))

    answer = _answer(node.kind, column(ITEM, alias), how_many)
    return exp.Subquery(this=select([answer], subquery(rows, alias)))


def _answer(kind: str, test: SQL, how_many: Callable[[SQL], SQL]) -> SQL:
    """true, false or null by the number of elements for which the test is true, false or null."""
    true, unknown = how_many(test.copy()), how_many(is_null(test.copy()))
    false = how_many(exp.Not(this=exp.Paren(this=test.copy())))
    zero, one = number(0), number(1)
    open_ = (exp.GT(this=unknown, expression=zero), exp.Null())
    ifs: dict[str, list[tuple[SQL, SQL]]] = {
        "any": [(exp.GT(this=true, expression=zero), exp.true()), open_],
        "all": [(exp.GT(this=false, expression=zero), exp.false()), open_],
        "none": [(exp.GT(this=true, expression=zero), exp.false()), open_],
        "single": [(exp.GT(this=true, expression=one), exp.false()), open_],
    }
    rest: SQL = exp.EQ(this=true.copy(), expression=one) if kind == "single" else exp.Boolean(this=kind != "any")
    return exp.Case(ifs=[exp.If(this=a, true=b) for a, b in ifs[kind]], default=rest)
