"""The conditions of a rule one by one, and the rule without one of them: what shows that none of them is idle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import to_cypher
from graphinv.cypher.ast import Expr, Logic, Match, Node, Not, With
from graphinv.cypher.shape import conjuncts
from graphinv.cypher.walk import children, rebuilt
from graphinv.rules.form import form_of


@dataclass(frozen=True)
class Condition:
    """One condition that AND joins in a WHERE, also inside EXISTS; `line` counts in the rule's file.

    `negated`: it stands under NOT, so that the rule finds less without it.
    """

    text: str
    line: int
    without: RuleSpec
    negated: bool

    def __str__(self) -> str:
        return f"{self.without.id}:{self.line}: {self.text}"


def conditions(rule: RuleSpec) -> list[Condition]:
    """All conditions of a rule, each with the rule that lacks it."""
    query = form_of(rule).query
    found = []
    for test, negated in _tests(query):
        text = to_cypher(_lacking(query, test)) + "\n"
        line = test.at.line + rule.first_line - 1
        found.append(Condition(to_cypher(test), line, replace(rule, cypher=text), negated))
    return found


def without(rule: RuleSpec, number: int) -> RuleSpec:
    """The rule without its condition of this number (from 0)."""
    return conditions(rule)[number].without


def _tests(node: Node, negated: bool = False) -> Iterator[tuple[Expr, bool]]:
    if isinstance(node, Match | With):
        yield from ((test, negated) for test in conjuncts(node.where))
    for child in children(node):
        yield from _tests(child, negated is not isinstance(node, Not))


def _lacking(node: Node, test: Expr) -> Node:
    if isinstance(node, Match | With) and node.where is not None:
        node = replace(node, where=_dropped(node.where, test))
    return rebuilt(node, lambda child: _lacking(child, test))


def _dropped(where: Expr, test: Expr) -> Expr | None:
    """The condition without this one (the very same node, not one that reads alike); None if nothing is left."""
    if where is test:
        return None
    if not (isinstance(where, Logic) and where.op == "AND"):
        return where
    kept = tuple(part for part in (_dropped(operand, test) for operand in where.operands) if part is not None)
    return replace(where, operands=kept) if len(kept) > 1 else kept[0] if kept else None
