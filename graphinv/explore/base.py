"""What exploring asks and answers, whatever engine looks: shortest paths, and the neighbourhood of an entity.

A hub is a node with more relations of the chosen types than `Scope.hub`, whatever their day or certainty. Nothing leads
through a hub unless `through_hubs`: that two people draw the same subsidy says nothing about them. Start and end of a
path, and the start of an expansion, may be hubs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from graphinv.stores.base import Edge, EdgeRef, Node

HUB = 100
"""Relations beyond which a node is a hub: in the invented county one node in 1,300, and of people one in 7,000."""

HOPS = 6
"""How long paths may be unless said otherwise."""


@dataclass(frozen=True)
class Scope:
    """Which relations count: their types, sorted; the day on which they must hold; certain ones only.

    An edge holds on a day if that is possible; with `certain` it must hold for certain, and a link by name never does.
    Types without dates hold on any day.
    """

    types: tuple[str, ...]
    on: date | None = None
    certain: bool = False
    hub: int = HUB
    through_hubs: bool = False


@dataclass(frozen=True)
class Step:
    """Two nodes next to each other, the first nearer to the start, and all relations between them, by table and eid."""

    start: int
    end: int
    edges: tuple[EdgeRef, ...]


@dataclass(frozen=True)
class Paths:
    """The shortest paths as node numbers, sorted; `length` is None if there is none.

    `total` counts all of them; above 10^15 it is no longer exact. `steps` has the relations of those that are given.
    """

    length: int | None
    total: int = 0
    paths: tuple[tuple[int, ...], ...] = ()
    steps: Mapping[tuple[int, int], Step] = field(default_factory=dict)


@dataclass(frozen=True)
class Around:
    """The nodes by hop, each hop sorted; hop 0 is the start. `left_out` counts nodes beyond the limit, by hop.

    `hubs` has, for each hub among them, the number of its relations by type. `steps` has all relations of the nodes
    that were expanded to any node given.
    """

    hops: tuple[tuple[int, ...], ...]
    left_out: Mapping[int, int]
    hubs: Mapping[int, Mapping[str, int]]
    steps: tuple[Step, ...]


class Explorer(Protocol):
    """A graph that can be walked; node numbers are the explorer's own."""

    engine: str

    def shortest(self, start: Node, end: Node, scope: Scope, hops: int, limit: int) -> Paths:
        """The shortest paths of at most so many hops, and no more than `limit` of them."""
        ...

    def around(self, start: Node, scope: Scope, hops: int, limit: int) -> Around:
        """What lies at most so many hops away, and no more than `limit` nodes of it."""
        ...

    def number(self, node: Node) -> int:
        """The number by which answers call this node of the graph in force."""
        ...

    def nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        ...

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        ...
