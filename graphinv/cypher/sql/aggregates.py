"""Aggregates as SQL."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import FLOAT, INT, WHOLE
from graphinv.cypher.sql.build import SQL, array, cast, not_null, number, quoted, when
from graphinv.cypher.sql.env import ORDER, Env
from graphinv.cypher.sql.equality import one_by_one
from graphinv.cypher.sql.expr import emit, emit_as, identity
from graphinv.cypher.sql.makers import Maker, as_given, first, kind


def _maybe_distinct(node: ast.Call, value: SQL) -> SQL:
    return exp.Distinct(expressions=[value]) if node.distinct else value


def _count(node: ast.Call, env: Env) -> SQL:
    return exp.Count(this=_maybe_distinct(node, identity(node.args[0], env)))


def _sum(node: ast.Call, env: Env) -> SQL:
    total = exp.Coalesce(this=exp.Sum(this=_maybe_distinct(node, as_given(node, env))), expressions=[number(0)])
    return cast(total, INT if kind(node, env) in WHOLE else kind_of(node, env.scope))


def _aggregate(kind: type[exp.AggFunc]) -> Maker:
    return lambda node, env: kind(this=_maybe_distinct(node, first(node, env)))


def _extreme(kind: type[exp.AggFunc]) -> Maker:
    return lambda node, env: kind(this=_maybe_distinct(node, as_given(node, env)))


def _collect(node: ast.Call, env: Env) -> SQL:
    """In the order of an ORDER BY before it."""
    present = not_null(identity(node.args[0], env))
    value = emit(node.args[0], env)
    if not (ordered := ORDER in env.columns):
        value = _maybe_distinct(node, value)
    else:
        value = exp.Order(this=value, expressions=[exp.Ordered(this=env.column(*ORDER), nulls_first=False)])
    kept = exp.Filter(this=exp.ArrayAgg(this=value), expression=exp.Where(this=present))
    made: SQL = _once_each(kept, env) if ordered and node.distinct else kept
    return exp.Coalesce(this=made, expressions=[array([])])


def _once_each(items: SQL, env: Env) -> SQL:
    """Each element where it comes first."""
    name, place = env.ctx.alias(), env.ctx.alias()
    element, index = exp.Column(this=quoted(name)), exp.Column(this=quoted(place))
    first_place = exp.Anonymous(this="LIST_POSITION", expressions=[items.copy(), element])
    test = exp.EQ(this=first_place, expression=index)
    return exp.ArrayFilter(this=items, expression=one_by_one(test, name, place))


def _spread(make: type[exp.AggFunc]) -> Maker:
    """The standard deviation: 0 of one value, null of nothing."""

    def made(node: ast.Call, env: Env) -> SQL:
        values = _maybe_distinct(node, first(node, env))
        some = exp.GT(this=exp.Count(this=values.copy()), expression=number(0))
        return when(some, exp.Coalesce(this=make(this=values), expressions=[number(0.0)]))

    return made


def _percentile(name: str) -> Maker:
    def made(node: ast.Call, env: Env) -> SQL:
        values = [_maybe_distinct(node, as_given(node, env)), emit_as(node.args[1], FLOAT, env)]
        if env.ctx.dialect != "duckdb":
            return exp.Anonymous(this=name.replace("QUANTILE", "PERCENTILE"), expressions=values)
        return exp.Anonymous(this=name, expressions=values)

    return made


AGGREGATES: dict[str, Maker] = {
    "count": _count,
    "sum": _sum,
    "avg": _aggregate(exp.Avg),
    "min": _extreme(exp.Min),
    "max": _extreme(exp.Max),
    "collect": _collect,
    "stDev": _spread(exp.StddevSamp),
    "stDevP": _spread(exp.StddevPop),
    "percentileCont": lambda node, env: cast(_percentile("QUANTILE_CONT")(node, env), FLOAT),
    "percentileDisc": _percentile("QUANTILE_DISC"),
}
