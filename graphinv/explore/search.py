"""Two-sided breadth-first search: from both ends, always the side with less to look at, until they meet."""

from __future__ import annotations

import numpy as np

from graphinv.explore.adjacency import Ints
from graphinv.explore.gather import Gather

Layer = tuple[Ints, Ints]
"""The pairs of nodes, first and second, that one step of the shortest paths can join; each pair once."""


class _Side:
    """One end's search: `level` of a node is its distance plus one, 0 if it was not seen yet."""

    def __init__(self, gather: Gather, start: int) -> None:
        self.gather = gather
        self.level = np.zeros(gather.graph.nodes, np.uint8)
        self.level[start] = 1
        self.front = np.array([start])
        self.depth = 0

    @property
    def work(self) -> int:
        """How many relations the next level looks at, at most."""
        return int(self.gather.graph.degree[self.front].sum())

    def advance(self, other: _Side, place: Ints) -> Ints:
        """One level further; returns the nodes at which the two sides meet. `place` is scratch for all nodes."""
        self.depth += 1
        found = self.gather.targets(self.front)
        found = distinct(found[self.level[found] == 0], place)
        self.level[found] = self.depth + 1
        met: Ints = found[other.level[found] > 0]
        if not len(met) and not self.gather.scope.through_hubs:
            hub = self.gather.is_hub(found)
            self.level[found[hub]] = 0
            found = found[~hub]
        self.front = found
        return met


def distinct(nodes: Ints, place: Ints) -> Ints:
    """Each node once, without sorting; `place` is scratch for all nodes."""
    order = np.arange(len(nodes))
    place[nodes] = order
    found: Ints = nodes[place[nodes] == order]
    return found


def search(gather: Gather, start: int, end: int, hops: int) -> list[Layer] | None:
    """The steps of all shortest paths from start to end, one layer of pairs per hop; None if there is no path."""
    if start == end:
        return []
    near, far = _Side(gather, start), _Side(gather, end)
    place = np.empty(gather.graph.nodes, np.int64)
    while near.depth + far.depth < hops and len(near.front) and len(far.front):
        side, other = (near, far) if near.work <= far.work else (far, near)
        met = side.advance(other, place)
        if len(met):
            met = np.sort(met)
            return _back(near, met)[::-1] + [(to, back) for back, to in _back(far, met)]
    return None


def _back(side: _Side, nodes: Ints) -> list[Layer]:
    """The pairs (one nearer to the side's start, one further) from these nodes back to it, outermost first."""
    layers: list[Layer] = []
    for depth in range(int(side.level[nodes[0]]) - 1, 0, -1):
        entries = side.gather.entries(nodes)
        keep = side.level[entries.target] == depth
        inner, outer = _pairs(entries.target[keep], nodes[entries.owner[keep]], side.gather.graph.nodes)
        layers.append((inner, outer))
        nodes = np.unique(inner)
    return layers


def _pairs(first: Ints, second: Ints, nodes: int) -> Layer:
    """Each pair once, sorted."""
    both = np.unique(first * nodes + second)
    return both // nodes, both % nodes
