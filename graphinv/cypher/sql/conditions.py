"""Sorts the conditions of a MATCH: into the joins, or behind the fence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphinv.cypher import ast
from graphinv.cypher.narrow import Narrowed
from graphinv.cypher.patterns import equality
from graphinv.cypher.shape import Shape, conjuncts
from graphinv.cypher.sql.spell import spell
from graphinv.cypher.walk import walk

BEFORE, MANY = "@before", "@many"
"""Units of what earlier clauses bound, and of lists and paths, which touch several elements at once."""


@dataclass
class Conditions:
    """`trails` are pairs of hops that could bind one relationship, which a MATCH never does."""

    inside: list[ast.Expr] = field(default_factory=list)
    outside: list[ast.Expr] = field(default_factory=list)
    trails: list[tuple[str, str]] = field(default_factory=list)


def sort_conditions(clause: ast.Match, shape: Shape, narrowed: Narrowed, bound: Mapping[str, object]) -> Conditions:
    """Inside: what concerns one element, and equalities of two. Outside: the rest, and subqueries."""
    units = _units(shape, bound)
    hops = {**shape.lists, **{name: hops for name, (_, hops) in shape.paths.items()}}
    found = Conditions(trails=list(_trails(shape, narrowed)))
    for test in (*_pattern_tests(shape), *conjuncts(spell(clause.where, hops) if clause.where else None)):
        if isinstance(test, ast.HasLabel) and test.operand.name in shape.nodes:
            continue
        (found.inside if _is_local(test, units) else found.outside).append(test)
    return found


def _pattern_tests(shape: Shape) -> Iterator[ast.Expr]:
    for name, need in shape.nodes.items():
        yield from (equality(entry, name) for entry in need.props)
    for hop in shape.hops:
        yield from (equality(entry, hop.name) for entry in hop.props)


def _units(shape: Shape, bound: Mapping[str, object]) -> Mapping[str, str]:
    units = dict.fromkeys((*shape.lists, *shape.paths), MANY)
    units |= {name: name for name in shape.nodes} | {hop.name: hop.name for hop in shape.hops}
    return units | dict.fromkeys(bound, BEFORE)


def _touches(expr: ast.Expr, units: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for node in walk(expr):
        if isinstance(node, ast.Exists | ast.CountRows):
            return {MANY, BEFORE}
        if isinstance(node, ast.Var) and node.name in units:
            found.add(units[node.name])
    return found | ({BEFORE} if MANY in found else set())


def _is_local(test: ast.Expr, units: Mapping[str, str]) -> bool:
    if isinstance(test, ast.Compare) and test.op == "=":
        return len(_touches(test.left, units)) < 2 and len(_touches(test.right, units)) < 2
    return len(_touches(test, units)) < 2


def _trails(shape: Shape, narrowed: Narrowed) -> Iterator[tuple[str, str]]:
    for place, first in enumerate(shape.hops):
        for second in shape.hops[place + 1 :]:
            if narrowed.tables(first.name) & narrowed.tables(second.name):
                yield first.name, second.name
