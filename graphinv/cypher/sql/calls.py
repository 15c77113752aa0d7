"""Functions as SQL; one entry for each signature."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.functions import spelling
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import BOOL, DATETIME, FLOAT, INT, SHARE, STRING, WHOLE
from graphinv.cypher.sql.aggregates import AGGREGATES
from graphinv.cypher.sql.build import SQL, cast, number, text, when
from graphinv.cypher.sql.days import OF_DAYS
from graphinv.cypher.sql.elements import end_of
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as
from graphinv.cypher.sql.graph_calls import labels, nodes, type_of
from graphinv.cypher.sql.list_calls import OF_LISTS
from graphinv.cypher.sql.makers import Maker, as_given, first, kind, plain
from graphinv.cypher.sql.text_calls import OF_TEXTS


@emit.register
def _call(node: ast.Call, env: Env) -> SQL:
    return MAKERS[spelling(node)](node, env)


def _coalesce(node: ast.Call, env: Env) -> SQL:
    united = kind_of(node, env.scope)
    values = [emit_as(arg, united, env) for arg in node.args]
    return exp.Coalesce(this=values[0], expressions=values[1:])


def _round(node: ast.Call, env: Env) -> SQL:
    """Without digits halves go up, as in Neo4j; with a number of digits they go away from zero on both engines."""
    value = cast(first(node, env), FLOAT)
    up = exp.Floor(this=exp.Add(this=value, expression=number(0.5)))
    if len(node.args) == 1 or node.args[1] == ast.Literal(0):
        return up
    digits = exp.Cast(this=emit(node.args[1], env), to=exp.DataType.build("INT"))
    away = exp.Round(this=value.copy(), decimals=digits)
    if isinstance(node.args[1], ast.Literal):
        return away
    return when(exp.EQ(this=digits.copy(), expression=number(0)), up, away)


def _to_string(node: ast.Call, env: Env) -> SQL:
    value = emit(node.args[0], env)
    if kind(node, env) == DATETIME:
        return exp.Anonymous(this="STRFTIME", expressions=[value, text("%Y-%m-%dT%H:%M:%S")])
    return cast(value, STRING)


def _to_integer(node: ast.Call, env: Env) -> SQL:
    found, value = kind(node, env), emit(node.args[0], env)
    if found == BOOL or found in WHOLE:
        return cast(value, INT)
    as_number = value if found in (FLOAT, SHARE) else exp.TryCast(this=value, to=exp.DataType.build("DOUBLE"))
    return exp.TryCast(this=exp.Trunc(this=as_number), to=exp.DataType.build("BIGINT"))


def _to_float(node: ast.Call, env: Env) -> SQL:
    return exp.TryCast(this=emit(node.args[0], env), to=exp.DataType.build("DOUBLE"))


def _path_length(node: ast.Call, env: Env) -> SQL:
    return exp.ArraySize(this=emit(node.args[0], env))


MAKERS: dict[str, Maker] = {
    **AGGREGATES,
    **OF_DAYS,
    **OF_TEXTS,
    **OF_LISTS,
    "coalesce": _coalesce,
    "abs": lambda node, env: exp.Abs(this=as_given(node, env)),
    "sign": plain(lambda value: cast(exp.Sign(this=value), INT)),
    "ceil": plain(lambda value: exp.Ceil(this=cast(value, FLOAT))),
    "floor": plain(lambda value: exp.Floor(this=cast(value, FLOAT))),
    "sqrt": plain(lambda value: exp.Sqrt(this=cast(value, FLOAT))),
    "round": _round,
    "toInteger": _to_integer,
    "toFloat": _to_float,
    "toString": _to_string,
    "labels": labels,
    "type": type_of,
    "startNode": lambda node, env: end_of(node.args[0], "src", env),
    "endNode": lambda node, env: end_of(node.args[0], "dst", env),
    "nodes": nodes,
    "relationships": lambda node, env: emit(node.args[0], env),
    "length": _path_length,
}
