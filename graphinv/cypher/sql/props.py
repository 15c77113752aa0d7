"""Properties, maps, and the parts of dates and durations."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import CALENDAR, DURATION, INT, Kind, MapKind, NodeKind, RelKind
from graphinv.cypher.sql.build import SQL, cast, field, not_null, number, paren, struct, when
from graphinv.cypher.sql.elements import looked_up
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as, identity

_PARTS = {"weekyear": "ISOYEAR", "dayofweek": "ISODOW", "weekday": "ISODOW", "ordinalday": "DOY"}
_OF_MONTHS = {"years": exp.IntDiv, "monthsOfYear": exp.Mod}


@emit.register
def _prop(node: ast.Prop, env: Env) -> SQL:
    base = kind_of(node.base, env.scope)
    if isinstance(base, NodeKind | RelKind):
        if isinstance(node.base, ast.Var) and (node.base.name, node.name) in env.columns:
            return env.column(node.base.name, node.name)
        return looked_up(node.base, node.name, env)
    value = emit(node.base, env)
    if isinstance(base, MapKind):
        return field(value, node.name)
    if base in (DURATION, CALENDAR):
        return _of_duration(value, node.name, base)
    part = _PARTS.get(node.name.lower(), node.name.upper())
    return cast(exp.Extract(this=exp.Var(this=part), expression=value), INT)  # of a missing date it is no whole number


def _of_duration(value: SQL, name: str, kind: Kind) -> SQL:
    if name in _OF_MONTHS:
        return _OF_MONTHS[name](this=field(value, "months"), expression=number(12))
    if name == "months":
        return field(value, "months")
    days = value if kind == DURATION else field(value, "days")
    return exp.IntDiv(this=paren(days), expression=number(7)) if name == "weeks" else days


@emit.register
def _map(node: ast.MapLit, env: Env) -> SQL:
    return struct(entries_of(node, env))


@emit.register
def _projection(node: ast.MapProjection, env: Env) -> SQL:
    return when(not_null(identity(node.base, env)), struct(entries_of(node, env)))


def entries_of(node: ast.Expr, env: Env) -> dict[str, SQL]:
    """The values of a map by its keys, in their order."""
    if isinstance(node, ast.MapLit | ast.MapProjection):
        return {entry.key: emit(entry.value, env) for entry in sorted(node.entries, key=lambda entry: entry.key)}
    kind = kind_of(node, env.scope)
    return {key: field(emit(node, env), key) for key, _ in (kind.entries if isinstance(kind, MapKind) else ())}


def whole_entries(node: ast.Expr, env: Env) -> dict[str, SQL]:
    """The values of a map of whole numbers."""
    if isinstance(node, ast.MapLit):
        return {entry.key: emit_as(entry.value, INT, env) for entry in node.entries}
    return {key: cast(value, INT) for key, value in entries_of(node, env).items()}
