"""The patterns of one MATCH as nodes and single hops: variable lengths unrolled, anonymous parts named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from graphinv.cypher.ast import Entry, Expr, HasLabel, Logic, Match, NodePattern, Pattern, Pos, RelPattern, Var


@dataclass
class NodeNeed:
    """What a MATCH asks of one node: each set of labels holds, and each property is equal."""

    at: Pos
    labels: list[tuple[str, ...]] = field(default_factory=list)
    props: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Hop:
    """One relationship between two named nodes."""

    name: str
    types: tuple[str, ...]
    left: str
    right: str
    direction: str
    props: tuple[Entry, ...]
    at: Pos


@dataclass
class Shape:
    """One way to read a MATCH: `lists` are the hops of a variable length, `paths` nodes and hops of a named path."""

    nodes: dict[str, NodeNeed] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    paths: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)


def conjuncts(where: Expr | None) -> Iterator[Expr]:
    """The conditions that AND joins at the top of a WHERE."""
    if isinstance(where, Logic) and where.op == "AND":
        for operand in where.operands:
            yield from conjuncts(operand)
    elif where is not None:
        yield where


def shapes(match: Match) -> Iterator[Shape]:
    """All shapes of a MATCH, one for each choice of lengths; label tests of its WHERE count as part of the pattern."""
    variable = [rel for pattern in match.patterns for rel in pattern.rels if rel.length]
    ranges = [range(rel.length[0], rel.length[1] + 1) for rel in variable if rel.length]
    for lengths in product(*ranges):
        yield _Builder(iter(lengths)).shape(match)


class _Builder:
    def __init__(self, lengths: Iterator[int]) -> None:
        self.lengths = lengths
        self.made = Shape()
        self.counter = 0

    def shape(self, match: Match) -> Shape:
        for pattern in match.patterns:
            self._pattern(pattern)
        for test in conjuncts(match.where):
            if isinstance(test, HasLabel) and test.operand.name in self.made.nodes:
                self.made.nodes[test.operand.name].labels.append(test.labels)
        return self.made

    def _fresh(self, prefix: str) -> str:
        self.counter += 1
        return f"@{prefix}{self.counter}"

    def _pattern(self, pattern: Pattern) -> None:
        names = [self._node(node) for node in pattern.nodes]
        nodes, hops = [names[0]], list[str]()
        for rel, left, right in zip(pattern.rels, names, names[1:], strict=False):
            if rel.length:
                self._steps(rel, (left, right), next(self.lengths), (nodes, hops))
            else:
                self._hop(rel, rel.var or self._fresh("r"), (left, right), (nodes, hops))
        if pattern.var:
            self.made.paths[pattern.var] = (tuple(nodes), tuple(hops))

    def _node(self, node: NodePattern) -> str:
        name = node.var or self._fresh("n")
        need = self.made.nodes.setdefault(name, NodeNeed(node.at))
        if node.labels:
            need.labels.append(node.labels)
        need.props += node.props
        return name

    def _hop(self, rel: RelPattern, name: str, ends: tuple[str, str], path: tuple[list[str], list[str]]) -> None:
        self.made.hops.append(Hop(name, rel.types, *ends, rel.direction, rel.props, rel.at))
        path[0].append(ends[1])
        path[1].append(name)

    def _steps(self, rel: RelPattern, ends: tuple[str, str], length: int, path: tuple[list[str], list[str]]) -> None:
        """A variable length as that many hops over fresh nodes."""
        base = rel.var or self._fresh("r")
        between = [self._fresh("n") for _ in range(length - 1)]
        for name in between:
            self.made.nodes[name] = NodeNeed(rel.at)
        stops = [ends[0], *between, ends[1]]
        names = tuple(f"{base}@{step + 1}" for step in range(length))
        for name, left, right in zip(names, stops, stops[1:], strict=False):
            self._hop(rel, name, (left, right), path)
        if rel.var:
            self.made.lists[rel.var] = names


def pattern_variables(patterns: Sequence[Pattern]) -> Iterator[Var]:
    """The variables that patterns name, in the order of the text."""
    for pattern in patterns:
        parts: list[Pattern | NodePattern | RelPattern] = [pattern, *pattern.nodes, *pattern.rels]
        yield from (Var(part.var, at=part.at) for part in parts if part.var)
