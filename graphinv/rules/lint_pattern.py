"""Checks of a rule's patterns: what makes a hit is shown as evidence."""

from __future__ import annotations

from collections.abc import Iterator

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.ast import Call, Match, Node, Prop, RelPattern, Return, Single, Var, With
from graphinv.cypher.walk import children, walk
from graphinv.errors import CypherError
from graphinv.rules.form import Form, place


def unshown(rule: RuleSpec, form: Form) -> Iterator[str]:
    """Every relationship that makes a hit is evidence, and so is every element that a sum adds up."""
    for part in form.query.parts:
        kept = set(_kept(part))
        for rel in _matched(part):
            if rel.var is None:
                yield f"{_at(rule, rel)}: name this relationship and return it: it is part of the evidence"
            elif rel.var not in kept:
                yield f"{_at(rule, rel)}: `{rel.var}` is not returned: it is part of the evidence"
        for element in _summed(part):
            if element.name not in kept:
                yield f"{_at(rule, element)}: return collect({element.name}): it is what this sum adds up"


def _at(rule: RuleSpec, node: Node) -> str:
    return place(rule, CypherError("", *node.at))


def _matched(part: Single) -> Iterator[RelPattern]:
    for clause in part.clauses:
        if isinstance(clause, Match):
            yield from (rel for pattern in clause.patterns if not pattern.var for rel in pattern.rels)


def _kept(part: Single) -> Iterator[str]:
    """Variables that RETURN holds as they are, or that a WITH collects."""
    for clause in part.clauses:
        if isinstance(clause, Return):
            for item in clause.projection.items:
                yield from _whole(item.value)
        elif isinstance(clause, With):
            for item in clause.projection.items:
                if isinstance(item.value, Call) and item.value.name.lower() == "collect":
                    yield from _whole(item.value)


def _whole(node: Node) -> Iterator[str]:
    """Variables that stand in an expression as elements, not only for one of their properties."""
    if isinstance(node, Var):
        yield node.name
    elif not (isinstance(node, Prop) and isinstance(node.base, Var)):
        for child in children(node):
            yield from _whole(child)


def _summed(part: Single) -> Iterator[Var]:
    for node in walk(part, into_subqueries=False):
        if isinstance(node, Call) and node.name.lower() == "sum":
            yield from (arg.base for arg in node.args if isinstance(arg, Prop) and isinstance(arg.base, Var))
