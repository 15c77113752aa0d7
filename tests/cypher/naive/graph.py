"""A drawn graph as Python lists of nodes and relationships, for the naive interpreter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphinv.cypher import parse_graph
from graphinv.model import EDGES, LABELS, PropType, concrete


@dataclass(eq=False)
class Node:
    """A node by the variable of its drawing; two nodes are equal if they are one."""

    name: str
    label: str
    props: dict[str, Any]

    def is_a(self, labels: tuple[str, ...]) -> bool:
        """Whether its label, or a supertype of it, is among these; no labels allow any node."""
        return not labels or any(self.label in concrete(label) for label in labels)

    @property
    def labels(self) -> list[str]:
        return [self.label, *LABELS[self.label].supertypes]

    def is_date(self, name: str) -> bool:
        return _is_date(name, LABELS[self.label].props, LABELS[self.label].interval)

    @property
    def interval(self) -> bool:
        return LABELS[self.label].interval


@dataclass(eq=False)
class Rel:
    """A relationship by its number in the drawing."""

    eid: int
    type: str
    start: Node
    end: Node
    props: dict[str, Any]

    def is_date(self, name: str) -> bool:
        return _is_date(name, EDGES[self.type].props, EDGES[self.type].interval)

    @property
    def interval(self) -> bool:
        return EDGES[self.type].interval


@dataclass(frozen=True)
class Path:
    """The nodes and relationships of a named path, in its order."""

    nodes: tuple[Node, ...]
    rels: tuple[Rel, ...]


@dataclass
class Lists:
    """A whole graph."""

    nodes: list[Node] = field(default_factory=list)
    rels: list[Rel] = field(default_factory=list)


def lists_of(text: str) -> Lists:
    """The graph that a text draws; relationships are numbered from 1 in the order of the text."""
    drawn = parse_graph(text)
    nodes = {
        name: Node(name, literal.label, {"gid": f"g-{name}", **literal.props}) for name, literal in drawn.nodes.items()
    }
    rels = [
        Rel(eid, edge.type, nodes[edge.src], nodes[edge.dst], {"eid": eid, **edge.props})
        for eid, edge in enumerate(drawn.edges, 1)
    ]
    return Lists(list(nodes.values()), rels)


def _is_date(name: str, props: dict[str, PropType], interval: bool) -> bool:
    return props.get(name) is PropType.DATE or (interval and name in ("since", "until"))
