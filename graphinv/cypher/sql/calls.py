"""Functions and aggregates as SQL; one entry for each signature of `functions`."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.functions import DAY_PARTS, spelling
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import (
    DATE,
    FLOAT,
    INT,
    SHARE,
    STRING,
    WHOLE,
    Kind,
    ListKind,
    NodeKind,
    RelKind,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.sql.build import SQL, array, cast, not_null, number, paren, quoted, text, when
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as, identity
from graphinv.cypher.sql.needs import LABEL, NODES, TAG

Maker = Callable[[ast.Call, Env], SQL]


@emit.register
def _call(node: ast.Call, env: Env) -> SQL:
    return MAKERS[spelling(node)](node, env)


def _first(node: ast.Call, env: Env, kind: Kind = FLOAT) -> SQL:
    return emit_as(node.args[0], kind, env)


def _kind(node: ast.Call, env: Env, place: int = 0) -> Kind:
    return kind_of(node.args[place], env.scope)


def _plain(make: Callable[[SQL], SQL], kind: Kind = FLOAT) -> Maker:
    return lambda node, env: make(_first(node, env, kind))


def _maybe_distinct(node: ast.Call, value: SQL) -> SQL:
    return exp.Distinct(expressions=[value]) if node.distinct else value


def _count(node: ast.Call, env: Env) -> SQL:
    return exp.Count(this=_maybe_distinct(node, identity(node.args[0], env)))


def _sum(node: ast.Call, env: Env) -> SQL:
    total = exp.Coalesce(this=exp.Sum(this=_maybe_distinct(node, _first(node, env))), expressions=[number(0)])
    return cast(total, INT if _kind(node, env) in WHOLE else FLOAT)


def _aggregate(kind: type[exp.AggFunc]) -> Maker:
    return lambda node, env: kind(this=_maybe_distinct(node, _first(node, env)))


def _collect(node: ast.Call, env: Env) -> SQL:
    present = not_null(identity(node.args[0], env))
    gathered = exp.ArrayAgg(this=_maybe_distinct(node, emit(node.args[0], env)))
    kept = exp.Filter(this=gathered, expression=exp.Where(this=present))
    return exp.Coalesce(this=kept, expressions=[array([])])


def _stdev(node: ast.Call, env: Env) -> SQL:
    spread = exp.StddevSamp(this=_maybe_distinct(node, _first(node, env)))
    return exp.Coalesce(this=spread, expressions=[number(0.0)])


def _percentile(node: ast.Call, env: Env) -> SQL:
    name = "QUANTILE_CONT" if env.ctx.dialect == "duckdb" else "PERCENTILE"
    made = exp.Anonymous(
        this=name, expressions=[_maybe_distinct(node, _first(node, env)), emit_as(node.args[1], FLOAT, env)]
    )
    return cast(made, FLOAT)


def _coalesce(node: ast.Call, env: Env) -> SQL:
    kind = kind_of(node, env.scope)
    values = [emit_as(arg, kind, env) for arg in node.args]
    return exp.Coalesce(this=values[0], expressions=values[1:])


def _size(node: ast.Call, env: Env) -> SQL:
    value = _first(node, env, STRING)
    return exp.ArraySize(this=value) if isinstance(_kind(node, env), ListKind) else exp.Length(this=value)


def _round(node: ast.Call, env: Env) -> SQL:
    """One argument: halves go up, as in Neo4j; with a number of digits they go away from zero on both engines."""
    value = cast(_first(node, env), FLOAT)
    if len(node.args) == 1:
        return exp.Floor(this=exp.Add(this=value, expression=number(0.5)))
    return exp.Round(this=value, decimals=exp.Cast(this=emit(node.args[1], env), to=exp.DataType.build("INT")))


def _to_integer(node: ast.Call, env: Env) -> SQL:
    kind, value = _kind(node, env), emit(node.args[0], env)
    if kind not in (STRING, FLOAT, SHARE):
        return cast(value, INT)
    as_number = value if kind != STRING else exp.TryCast(this=value, to=exp.DataType.build("DOUBLE"))
    return exp.TryCast(this=exp.Trunc(this=as_number), to=exp.DataType.build("BIGINT"))


def _to_float(node: ast.Call, env: Env) -> SQL:
    return exp.TryCast(this=emit(node.args[0], env), to=exp.DataType.build("DOUBLE"))


def _substring(node: ast.Call, env: Env) -> SQL:
    start = exp.Add(this=paren(emit(node.args[1], env)), expression=number(1))
    length = emit(node.args[2], env) if len(node.args) > 2 else None
    return exp.Substring(this=_first(node, env, STRING), start=start, length=length)


def _split(node: ast.Call, env: Env) -> SQL:
    return exp.Split(this=_first(node, env, STRING), expression=emit_as(node.args[1], STRING, env))


def _labels(node: ast.Call, env: Env) -> SQL:
    arg, kind = node.args[0], _kind(node, env)
    labels = sorted(kind.labels) if isinstance(kind, NodeKind) else []

    def words(label: str) -> SQL:
        return array([text(word) for word in env.scope.model.labels_of(label)])

    if len(labels) == 1:
        optional = isinstance(kind, NodeKind) and kind.optional
        return when(not_null(emit(arg, env)), words(labels[0])) if optional else words(labels[0])
    ifs = [exp.If(this=text(label), true=words(label)) for label in labels]
    return exp.Case(this=env.column(arg.name if isinstance(arg, ast.Var) else "", LABEL), ifs=ifs)


def _type(node: ast.Call, env: Env) -> SQL:
    arg, kind = node.args[0], _kind(node, env)
    tables = sorted(kind.tables, key=lambda table: table.tag) if isinstance(kind, RelKind) else []
    if isinstance(arg, ast.Var) and (arg.name, TAG) in env.columns:
        tag = env.column(arg.name, TAG)
    else:
        tag = exp.Dot(this=exp.Paren(this=emit(arg, env)), expression=quoted("t"))
    ifs = [exp.If(this=number(table.tag), true=text(table.type)) for table in tables]
    return exp.Case(this=tag, ifs=ifs)


def _nodes(node: ast.Call, env: Env) -> SQL:
    arg = node.args[0]
    if not isinstance(arg, ast.Var) or (arg.name, NODES) not in env.columns:
        fail(node, "The nodes of a path out of a list are not known.", "Collect them instead: collect(nodes(p)).")
    return env.column(arg.name, NODES)


def _date(node: ast.Call, env: Env) -> SQL:
    given = node.args[0]
    if isinstance(given, ast.MapLit):
        return _day_of(given, env)
    value = emit(given, env)
    return value if _kind(node, env) == DATE else cast(value, DATE)


def _day_of(parts: ast.MapLit, env: Env) -> SQL:
    """{year: y} is its first day, {year: y, month: m} the first of that month."""
    given = {entry.key: emit_as(entry.value, INT, env) for entry in parts.entries}
    year, month, day = (given.get(name, number(1)) for name in DAY_PARTS)
    return exp.DateFromParts(year=year, month=month, day=day)


def _duration(node: ast.Call, env: Env) -> SQL:
    days = node.args[0]
    return emit(days.entries[0].value, env) if isinstance(days, ast.MapLit) else exp.Null()


def _in_days(node: ast.Call, env: Env) -> SQL:
    start, end = (emit_as(arg, DATE, env) for arg in node.args)
    return exp.DateDiff(this=end, expression=start, unit=exp.Var(this="DAY"))


def _path_length(node: ast.Call, env: Env) -> SQL:
    return exp.ArraySize(this=emit(node.args[0], env))


MAKERS: dict[str, Maker] = {
    "count": _count,
    "sum": _sum,
    "avg": _aggregate(exp.Avg),
    "min": _aggregate(exp.Min),
    "max": _aggregate(exp.Max),
    "collect": _collect,
    "stdev": _stdev,
    "percentileCont": _percentile,
    "coalesce": _coalesce,
    "size": _size,
    "abs": _plain(lambda value: exp.Abs(this=value)),
    "round": _round,
    "toInteger": _to_integer,
    "toFloat": _to_float,
    "toString": lambda node, env: cast(emit(node.args[0], env), STRING),
    "toLower": _plain(lambda value: exp.Lower(this=value), STRING),
    "toUpper": _plain(lambda value: exp.Upper(this=value), STRING),
    "trim": _plain(lambda value: exp.Trim(this=value), STRING),
    "substring": _substring,
    "split": _split,
    "labels": _labels,
    "type": _type,
    "nodes": _nodes,
    "relationships": lambda node, env: emit(node.args[0], env),
    "length": _path_length,
    "date": _date,
    "duration": _duration,
    "duration.inDays": _in_days,
}
