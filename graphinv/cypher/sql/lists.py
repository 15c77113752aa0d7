"""Indexes, slices, comprehensions and quantifiers over lists."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import ANY, ListKind
from graphinv.cypher.lexer import fail
from graphinv.cypher.sql.build import SQL, is_null, number, quoted, when
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit


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


def _lambda(body: SQL, name: str) -> exp.Lambda:
    return exp.Lambda(this=body, expressions=[quoted(name)])


def _element(var: str, items: ast.Expr, env: Env) -> tuple[Env, str]:
    kind = kind_of(items, env.scope)
    name = env.ctx.alias()
    item = kind.item if isinstance(kind, ListKind) else ANY
    return env.plus(var, item, exp.Column(this=quoted(name))), name


@emit.register
def _comprehension(node: ast.Comprehension, env: Env) -> SQL:
    made = emit(node.items, env)
    inner, name = _element(node.var, node.items, env)
    if node.test is not None:
        made = exp.ArrayFilter(this=made, expression=_lambda(emit(node.test, inner), name))
    if node.value is not None:
        made = exp.Transform(this=made, expression=_lambda(emit(node.value, inner), name))
    return made


@emit.register
def _quantifier(node: ast.Quantifier, env: Env) -> SQL:
    items = emit(node.items, env)
    inner, name = _element(node.var, node.items, env)
    test = emit(node.test, inner)

    def how_many(condition: SQL) -> SQL:
        return exp.ArraySize(this=exp.ArrayFilter(this=items.copy(), expression=_lambda(condition, name)))

    true, unknown = how_many(test.copy()), how_many(is_null(test.copy()))
    false = how_many(exp.Not(this=exp.Paren(this=test.copy())))
    zero, one = number(0), number(1)
    ifs = {
        "any": [(exp.GT(this=true, expression=zero), True), (exp.GT(this=unknown, expression=zero), None)],
        "all": [(exp.GT(this=false, expression=zero), False), (exp.GT(this=unknown, expression=zero), None)],
        "none": [(exp.GT(this=true, expression=zero), False), (exp.GT(this=unknown, expression=zero), None)],
        "single": [(exp.GT(this=true, expression=one), False), (exp.GT(this=unknown, expression=zero), None)],
    }[node.kind]
    rest: SQL = (
        exp.EQ(this=true.copy(), expression=one) if node.kind == "single" else exp.Boolean(this=node.kind != "any")
    )
    branches = [exp.If(this=is_null(items.copy()), true=exp.Null())]
    branches += [exp.If(this=a, true=exp.Null() if b is None else exp.Boolean(this=b)) for a, b in ifs]
    return exp.Case(ifs=branches, default=rest)
