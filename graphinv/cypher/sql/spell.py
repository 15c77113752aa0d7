"""all, any, none and single over a variable length, written out for the hops of one reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graphinv.cypher import ast
from graphinv.cypher.infer_lists import spelled_list
from graphinv.cypher.walk import rebuilt


def spell(expr: ast.Expr, hops: Mapping[str, tuple[str, ...]]) -> ast.Expr:
    """The expression without quantifiers over these lists and paths."""

    def change(node: ast.Node) -> ast.Node:
        node = rebuilt(node, change)
        known = hops.get(spelled_list(node.items) or "") if isinstance(node, ast.Quantifier) else None
        return node if known is None else spelled_out(cast(ast.Quantifier, node), known)

    return cast(ast.Expr, change(expr)) if hops else expr


def spelled_out(node: ast.Quantifier, hops: tuple[str, ...]) -> ast.Expr:
    """A quantifier over the hops of one reading of a variable length, written out hop by hop."""
    tests = [_renamed(node.test, node.var, hop) for hop in hops]
    if node.kind == "all":
        return ast.Logic("AND", tuple(tests), at=node.at) if len(tests) > 1 else tests[0]
    some = ast.Logic("OR", tuple(tests), at=node.at) if len(tests) > 1 else tests[0]
    if node.kind in ("any", "none"):
        return some if node.kind == "any" else ast.Not(some, at=node.at)
    only = tuple(_only(tests, place, node) for place in range(len(tests)))
    return ast.Logic("OR", only, at=node.at) if len(only) > 1 else only[0]


def _only(tests: list[ast.Expr], place: int, node: ast.Quantifier) -> ast.Expr:
    others = (ast.Not(test, at=node.at) for i, test in enumerate(tests) if i != place)
    parts = (tests[place], *others)
    return ast.Logic("AND", parts, at=node.at) if len(parts) > 1 else parts[0]


def _renamed(node: ast.Expr, old: str, new: str) -> ast.Expr:
    def change(part: ast.Node) -> ast.Node:
        if isinstance(part, ast.Var):
            return ast.Var(new, at=part.at) if part.name == old else part
        return rebuilt(part, change)

    return cast(ast.Expr, change(node))
