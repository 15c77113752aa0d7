"""What the SQL of functions is made with."""

from __future__ import annotations

from collections.abc import Callable

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import FLOAT, Kind
from graphinv.cypher.sql.build import SQL
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as

Maker = Callable[[ast.Call, Env], SQL]


def first(node: ast.Call, env: Env, kind: Kind = FLOAT) -> SQL:
    """The first argument; a parameter or null takes this kind."""
    return emit_as(node.args[0], kind, env)


def as_given(node: ast.Call, env: Env) -> SQL:
    """The first argument; a parameter stays the number, text or day that it is."""
    return emit(node.args[0], env) if isinstance(node.args[0], ast.Param) else first(node, env)


def kind(node: ast.Call, env: Env, place: int = 0) -> Kind:
    """The kind of an argument."""
    return kind_of(node.args[place], env.scope)


def plain(make: Callable[[SQL], SQL], kind: Kind = FLOAT) -> Maker:
    """A function of one argument."""
    return lambda node, env: make(first(node, env, kind))
