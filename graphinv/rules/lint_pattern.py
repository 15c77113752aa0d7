"""Checks of a rule's patterns: what makes a hit is shown as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.ast import (
    Call,
    CallBlock,
    CallRows,
    Match,
    Node,
    Prop,
    Query,
    RelPattern,
    Return,
    Single,
    Var,
    With,
)
from graphinv.cypher.walk import children, walk
from graphinv.message import Message, msg
from graphinv.rules.form import Form, place


def unshown(rule: RuleSpec, form: Form) -> Iterator[Message]:
    """Every relationship that makes a hit is evidence, and so is every element that a sum adds up."""
    for part in _parts(form.query):
        kept = set(_kept(part))
        for rel in _matched(part):
            if rel.var is None:
                yield _told(rule, rel, msg("name this relationship and return it: it is part of the evidence"))
            elif rel.var not in kept:
                yield _told(rule, rel, msg("`{name}` is not returned: it is part of the evidence", name=rel.var))
        for element in _summed(part):
            if element.name not in kept:
                yield _told(
                    rule, element, msg("return collect({name}): it is what this sum adds up", name=element.name)
                )


def _parts(query: Query) -> Iterator[Single]:
    """The parts of a UNION, and those inside of `CALL () { … }`, whose RETURN hands on what they matched."""
    for part in query.parts:
        yield part
        for clause in part.clauses:
            if isinstance(clause, CallRows):
                yield from _parts(clause.body)


def _told(rule: RuleSpec, node: Node, said: Message) -> Message:
    return msg("{at}: {said}", at=place(rule, *node.at), said=said)


def _matched(part: Single) -> Iterator[RelPattern]:
    """The relationships of its patterns, under the names that they have in this part."""
    for clause in part.clauses:
        if isinstance(clause, Match):
            yield from (rel for pattern in clause.patterns if not pattern.var for rel in pattern.rels)
        elif isinstance(clause, CallRows):
            yield from (rel for inner in clause.body.parts for rel in _handed_on(inner))


def _handed_on(part: Single) -> Iterator[RelPattern]:
    """The relationships that the RETURN of a part of `CALL () { … }` gives to the clauses after it."""
    rels = {rel.var: rel for rel in _matched(part) if rel.var}
    last = part.clauses[-1]
    for item in last.projection.items if isinstance(last, Return) else ():
        if isinstance(item.value, Var) and item.value.name in rels:
            yield replace(rels[item.value.name], var=item.name)


def _kept(part: Single) -> Iterator[str]:
    """Variables that RETURN holds as they are, or that a WITH or a subquery of one row collects."""
    for clause in part.clauses:
        if isinstance(clause, Return):
            for item in clause.projection.items:
                yield from _whole(item.value)
        elif isinstance(clause, With):
            yield from _collected(clause)
        elif isinstance(clause, CallBlock):
            yield from (
                name for inner in clause.body.clauses if isinstance(inner, Return) for name in _collected(inner)
            )


def _collected(clause: With | Return) -> Iterator[str]:
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
