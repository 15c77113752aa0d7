"""A tree back into Cypher text that can be pasted into Neo4j."""

from __future__ import annotations

from graphinv.cypher import ast
from graphinv.cypher.ast import Expr, Node
from graphinv.cypher.print_expression import alternatives, listed, name, text

_ARROWS = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}


def to_cypher(node: Node) -> str:
    """The text of a query or a part of it, one clause a line."""
    return text(node)


@text.register
def _(node: ast.NodePattern) -> str:
    return f"({name(node.var) if node.var else ''}{_labels(node)}{_props(node.props)})".replace("( {", "({")


def _labels(node: ast.NodePattern) -> str:
    said = alternatives(node.labels)
    if not node.within:
        return f":{said}" if said else ""
    said = f"({said})" if len(node.labels) > 1 else said
    return f":{said}&{name(node.within)}" if said else f":{name(node.within)}"


def _props(entries: tuple[ast.Entry, ...]) -> str:
    return f" {{{listed(entries)}}}" if entries else ""


@text.register
def _(node: ast.RelPattern) -> str:
    types = f":{alternatives(node.types)}" if node.types else ""
    length = f"*{node.length[0]}..{node.length[1]}" if node.length else ""
    inside = f"{name(node.var) if node.var else ''}{types}{length}{_props(node.props)}"
    start, end = _ARROWS[node.direction]
    return f"{start}[{inside}]{end}" if inside else f"{start}{end}"


@text.register
def _(node: ast.Pattern) -> str:
    drawn = text(node.nodes[0])
    for rel, end in zip(node.rels, node.nodes[1:], strict=True):
        drawn += text(rel) + text(end)
    return f"{name(node.var)} = {drawn}" if node.var else drawn


@text.register
def _(node: ast.Match) -> str:
    return f"{'OPTIONAL ' if node.optional else ''}MATCH {listed(node.patterns)}{_where(node.where)}"


def _where(where: Expr | None) -> str:
    return f"\nWHERE {text(where)}" if where else ""


@text.register
def _(node: ast.Unwind) -> str:
    return f"UNWIND {text(node.items)} AS {name(node.var)}"


@text.register
def _(node: ast.CallBlock) -> str:
    return f"CALL ({listed(node.imports)}) {{ {text(node.body)} }}".replace("\n", " ")


@text.register
def _(node: ast.CallRows) -> str:
    return f"CALL () {{ {text(node.body)} }}".replace("\n", " ")


@text.register
def _(node: ast.Item) -> str:
    if isinstance(node.value, ast.Var) and node.value.name == node.name:
        return text(node.value)
    return f"{text(node.value)} AS {name(node.name)}"


@text.register
def _(node: ast.SortKey) -> str:
    return text(node.value) + (" DESC" if node.descending else "")


@text.register
def _(node: ast.Projection) -> str:
    made = ", ".join((["*"] if node.star else []) + [text(item) for item in node.items])
    made = f"DISTINCT {made}" if node.distinct else made
    made += f"\nORDER BY {listed(node.order)}" if node.order else ""
    made += f"\nSKIP {text(node.skip)}" if node.skip else ""
    return made + (f"\nLIMIT {text(node.limit)}" if node.limit else "")


@text.register
def _(node: ast.With) -> str:
    return f"WITH {text(node.projection)}{_where(node.where)}"


@text.register
def _(node: ast.Return) -> str:
    return f"RETURN {text(node.projection)}"


@text.register
def _(node: ast.Single) -> str:
    return "\n".join(text(clause) for clause in node.clauses)


@text.register
def _(node: ast.Query) -> str:
    made = text(node.parts[0])
    for part, keep_all in zip(node.parts[1:], node.keep_all, strict=True):
        made += f"\nUNION{' ALL' if keep_all else ''}\n{text(part)}"
    return made
