"""Which properties of each variable a query reads anywhere, so that every step carries just these along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphinv.cypher.ast import (
    Call,
    HasLabel,
    Item,
    Node,
    NodePattern,
    Prop,
    Quantifier,
    RelPattern,
    Var,
)
from graphinv.cypher.infer_lists import spelled_list
from graphinv.cypher.walk import walk

LABEL, NODES, TAG = "@label", "@nodes", "@t"
"""Columns that stand for no property: a node's label, a path's nodes, a relationship's table."""

Needs = Mapping[str, frozenset[str]]


def needs_of(query: Node) -> Needs:
    """Columns by variable name; variables of one name in different places share theirs."""
    found: dict[str, set[str]] = defaultdict(set)
    aliases: list[tuple[str, str]] = []
    for node in walk(query):
        for name, column in _reads(node):
            found[name].add(column)
        aliases += _aliases(node)
    changed = True
    while changed:
        changed = False
        for source, target in aliases:
            missing = found[target] - found[source]
            found[source] |= missing
            changed |= bool(missing)
    return {name: frozenset(columns) for name, columns in found.items()}


def _reads(node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case Prop(Var(name), column):
            yield name, column
        case HasLabel(Var(name)):
            yield name, LABEL
        case Call(function, (Var(name),)) if function.lower() == "labels":
            yield name, LABEL
        case Call(function, (Var(name),)) if function.lower() == "nodes":
            yield name, NODES
        case NodePattern(str() as name) | RelPattern(str() as name):
            yield from ((name, entry.key) for entry in node.props)


def _aliases(node: Node) -> Iterator[tuple[str, str]]:
    """(what is read, under which name): what is needed of the second is needed of the first."""
    match node:
        case Item(Var(source), target) if source != target:
            yield source, target
        case Quantifier():
            if name := spelled_list(node.items):
                yield name, node.var
