"""Functions of lists, some of which texts have, too, as SQL."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.kinds import STRING, ListKind
from graphinv.cypher.sql.build import SQL, number
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit
from graphinv.cypher.sql.makers import Maker, first, kind


def _size(node: ast.Call, env: Env) -> SQL:
    """A parameter may be a text or a list: engines measure both by the same name."""
    value = emit(node.args[0], env)
    return exp.ArraySize(this=value) if isinstance(kind(node, env), ListKind) else exp.Length(this=value)


def _is_empty(node: ast.Call, env: Env) -> SQL:
    return exp.EQ(this=_size(node, env), expression=number(0))


def _reverse(node: ast.Call, env: Env) -> SQL:
    name = "LIST_REVERSE" if isinstance(kind(node, env), ListKind) else "REVERSE"
    return exp.Anonymous(this=name, expressions=[first(node, env, STRING)])


def _range(node: ast.Call, env: Env) -> SQL:
    """Both ends are included."""
    return exp.Anonymous(this="GENERATE_SERIES", expressions=[emit(arg, env) for arg in node.args])


def _element(place: int) -> Maker:
    return lambda node, env: emit(ast.Index(node.args[0], _whole(place), at=node.at), env)


def _tail(node: ast.Call, env: Env) -> SQL:
    return emit(ast.Slice(node.args[0], _whole(1), None, at=node.at), env)


def _whole(place: int) -> ast.Expr:
    return ast.Literal(place) if place >= 0 else ast.Minus(ast.Literal(-place))


OF_LISTS: dict[str, Maker] = {
    "size": _size,
    "isEmpty": _is_empty,
    "reverse": _reverse,
    "range": _range,
    "head": _element(0),
    "last": _element(-1),
    "tail": _tail,
}
