"""Functions of texts as SQL."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.kinds import STRING
from graphinv.cypher.sql.build import SQL, number, paren, text
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, emit_as
from graphinv.cypher.sql.makers import Maker, first, plain

_BLANK = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2028\u2029\u205f\u3000" + "".join(
    chr(code) for code in range(0x2000, 0x200B) if code != 0x2007
)
"""White space as Java knows it, the wide space of Chinese text among it."""


def _trimmed(name: str) -> Maker:
    return lambda node, env: exp.Anonymous(this=name, expressions=[first(node, env, STRING), text(_BLANK)])


def _side(name: str) -> Maker:
    return lambda node, env: exp.Anonymous(this=name, expressions=[first(node, env, STRING), emit(node.args[1], env)])


def _substring(node: ast.Call, env: Env) -> SQL:
    start = exp.Add(this=paren(emit(node.args[1], env)), expression=number(1))
    length = emit(node.args[2], env) if len(node.args) > 2 else None
    return exp.Substring(this=first(node, env, STRING), start=start, length=length)


def _split(node: ast.Call, env: Env) -> SQL:
    return exp.Split(this=first(node, env, STRING), expression=emit_as(node.args[1], STRING, env))


def _replace(node: ast.Call, env: Env) -> SQL:
    return exp.Anonymous(this="REPLACE", expressions=[emit_as(arg, STRING, env) for arg in node.args])


OF_TEXTS: dict[str, Maker] = {
    "toLower": plain(lambda value: exp.Lower(this=value), STRING),
    "toUpper": plain(lambda value: exp.Upper(this=value), STRING),
    "trim": _trimmed("TRIM"),
    "ltrim": _trimmed("LTRIM"),
    "rtrim": _trimmed("RTRIM"),
    "left": _side("LEFT"),
    "right": _side("RIGHT"),
    "replace": _replace,
    "substring": _substring,
    "split": _split,
}
