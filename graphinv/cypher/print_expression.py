"""Expressions as Cypher text."""

from __future__ import annotations

import re
from functools import singledispatch

from graphinv.cypher import ast
from graphinv.cypher.ast import Expr, Node
from graphinv.cypher.walk import walk

_PLAIN = re.compile(r"[^\W\d]\w*")
_RESERVED = frozenset({"NULL", "TRUE", "FALSE", "NOT", "CASE", "EXISTS", "COUNT", "WHERE", "IN", "AS", "END"})
_LOOSE = ast.Logic | ast.Not | ast.Compare | ast.Arith | ast.TextTest | ast.InList | ast.IsNull | ast.Minus | ast.Case


def name(word: str) -> str:
    """An identifier, in back-ticks where it needs them."""
    return word if _PLAIN.fullmatch(word) and word.upper() not in _RESERVED else f"`{word}`"


@singledispatch
def text(node: Node) -> str:
    """The text of any part of a query; clauses are registered by `printer`."""
    raise TypeError(type(node))


def _deep(node: Expr) -> str:
    """In parentheses unless it cannot be read in two ways."""
    return f"({text(node)})" if isinstance(node, _LOOSE) else text(node)


def listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(text(node) for node in nodes)


@text.register
def _(node: ast.Literal) -> str:
    if isinstance(node.value, str):
        return "'" + node.value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    if node.value is None or isinstance(node.value, bool):
        return "null" if node.value is None else str(node.value).lower()
    return repr(node.value)


@text.register
def _(node: ast.Param) -> str:
    return f"${name(node.name)}"


@text.register
def _(node: ast.Var) -> str:
    return name(node.name)


@text.register
def _(node: ast.Prop) -> str:
    return f"{_deep(node.base)}.{name(node.name)}"


@text.register
def _(node: ast.Index) -> str:
    return f"{_deep(node.base)}[{text(node.index)}]"


@text.register
def _(node: ast.Slice) -> str:
    bounds = "..".join(text(bound) if bound is not None else "" for bound in (node.start, node.stop))
    return f"{_deep(node.base)}[{bounds}]"


@text.register
def _(node: ast.ListLit) -> str:
    return f"[{listed(node.items)}]"


@text.register
def _(node: ast.Entry) -> str:
    return f"{name(node.key)}: {text(node.value)}"


@text.register
def _(node: ast.MapLit) -> str:
    return "{" + listed(node.entries) + "}"


@text.register
def _(node: ast.MapProjection) -> str:
    return text(node.base) + " {" + listed(node.entries) + "}"


@text.register
def _(node: ast.Not) -> str:
    return f"NOT {_deep(node.operand)}"


@text.register
def _(node: ast.Minus) -> str:
    return f"-{_deep(node.operand)}"


@text.register
def _(node: ast.Logic) -> str:
    return f" {node.op} ".join(
        f"({text(part)})" if isinstance(part, ast.Logic) else text(part) for part in node.operands
    )


@text.register(ast.Compare)
@text.register(ast.TextTest)
@text.register(ast.Arith)
def _(node: ast.Compare | ast.TextTest | ast.Arith) -> str:
    return f"{_operand(node.left, node.op)} {node.op} {_operand(node.right, node.op)}"


def _operand(node: Expr, op: str) -> str:
    """A product needs no parentheses beside what binds less than it."""
    binds_less = op not in ("*", "/", "%", "^")
    return text(node) if isinstance(node, ast.Arith) and node.op == "*" and binds_less else _deep(node)


@text.register
def _(node: ast.InList) -> str:
    return f"{_deep(node.item)} IN {_deep(node.items)}"


@text.register
def _(node: ast.IsNull) -> str:
    return f"{_deep(node.operand)} IS {'NOT ' if node.negated else ''}NULL"


@text.register
def _(node: ast.HasLabel) -> str:
    return f"{text(node.operand)}:{alternatives(node.labels)}"


def alternatives(labels: tuple[str, ...]) -> str:
    return "|".join(name(label) for label in labels)


@text.register
def _(node: ast.When) -> str:
    return f"WHEN {text(node.test)} THEN {text(node.then)}"


@text.register
def _(node: ast.Case) -> str:
    subject = f" {text(node.subject)}" if node.subject else ""
    default = f" ELSE {text(node.default)}" if node.default else ""
    return f"CASE{subject} {' '.join(text(when) for when in node.whens)}{default} END"


@text.register
def _(node: ast.Call) -> str:
    return f"{node.name}({'DISTINCT ' if node.distinct else ''}{listed(node.args)})"


@text.register
def _(node: ast.CountStar) -> str:
    return "count(*)"


@text.register
def _(node: ast.Quantifier) -> str:
    return f"{node.kind}({name(node.var)} IN {text(node.items)} WHERE {text(node.test)})"


def _closed(node: ast.Comprehension) -> str:
    """The test of a comprehension, in parentheses where a `|` between labels could be read as its own."""
    made = text(node.test) if node.test else ""
    labelled = node.test is not None and any(isinstance(part, ast.HasLabel) for part in walk(node.test))
    return f"({made})" if labelled else made


@text.register
def _(node: ast.Comprehension) -> str:
    test = f" WHERE {_closed(node)}" if node.test else ""
    value = f" | {text(node.value)}" if node.value else ""
    return f"[{name(node.var)} IN {text(node.items)}{test}{value}]"


@text.register
def _(node: ast.Exists) -> str:
    return f"EXISTS {{ {text(node.body)} }}".replace("\n", " ")


@text.register
def _(node: ast.CountRows) -> str:
    return f"COUNT {{ {text(node.body)} }}".replace("\n", " ")
