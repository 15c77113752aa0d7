"""The relations of many nodes at once, as far as they are in scope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphinv.explore.adjacency import Adjacency, Ints, Mask
from graphinv.explore.base import Scope
from graphinv.model.layout import EDGE_TABLES
from graphinv.stores.duckdb.sent import EPOCH


@dataclass(frozen=True)
class Entries:
    """One line per relation: the place of its node among those asked for, the node at the other end, edge and table."""

    owner: Ints
    target: Ints
    edge: Ints
    table: Ints

    def where(self, mask: Mask) -> Entries:
        """Some of them."""
        return Entries(self.owner[mask], self.target[mask], self.edge[mask], self.table[mask])


class Gather:
    """The adjacency as one scope sees it."""

    def __init__(self, graph: Adjacency, scope: Scope) -> None:
        self.graph, self.scope = graph, scope
        self.allowed = np.array([table.type in scope.types for table in EDGE_TABLES])
        self.day = None if scope.on is None else (scope.on - EPOCH).days

    def entries(self, nodes: Ints) -> Entries:
        """All relations of these nodes that are in scope."""
        groups, owner = self._groups(nodes)
        start = self.graph.group_start[groups]
        sizes = self.graph.group_start[groups + 1] - start
        place = _ranges(start, sizes)
        edge = self.graph.edge[place].astype(np.int64)
        table = np.repeat(self.graph.group_table[groups].astype(np.int64), sizes)
        found = Entries(np.repeat(owner, sizes), self.graph.target[place].astype(np.int64), edge, table)
        return found.where(self._holds(edge)) if self._choosy() else found

    def targets(self, nodes: Ints) -> Ints:
        """The nodes at the other ends; one may come up several times."""
        if self._choosy():
            return self.entries(nodes).target
        groups, _ = self._groups(nodes)
        start = self.graph.group_start[groups]
        places = _ranges(start, self.graph.group_start[groups + 1] - start)
        return self.graph.target[places].astype(np.int64)

    def is_hub(self, nodes: Ints) -> Mask:
        """Which of these nodes have more relations of the chosen types than a hub may."""
        found = self.graph.degree[nodes] > self.scope.hub
        many = np.flatnonzero(found)  # of all types
        if len(many):
            found[many] = self.degree(nodes[many]) > self.scope.hub
        return found

    def degree(self, nodes: Ints) -> Ints:
        """How many relations of the chosen types each has, whatever their day or certainty."""
        groups, owner = self._groups(nodes)
        return np.bincount(owner, weights=self._sizes(groups), minlength=len(nodes)).astype(np.int64)

    def by_type(self, node: int) -> dict[str, int]:
        """How many relations of each chosen type the node has."""
        groups, _ = self._groups(np.array([node]))
        found: dict[str, int] = {}
        for table, size in zip(self.graph.group_table[groups].tolist(), self._sizes(groups).tolist(), strict=True):
            name = EDGE_TABLES[table].type
            found[name] = found.get(name, 0) + size
        return dict(sorted(found.items()))

    def _groups(self, nodes: Ints) -> tuple[Ints, Ints]:
        """The groups of the chosen types, and the place of each one's node."""
        start = self.graph.node_start[nodes]
        sizes = self.graph.node_start[nodes + 1] - start
        groups = _ranges(start, sizes)
        keep = self.allowed[self.graph.group_table[groups]]
        return groups[keep], np.repeat(np.arange(len(nodes)), sizes)[keep]

    def _sizes(self, groups: Ints) -> Ints:
        found: Ints = self.graph.group_start[groups + 1] - self.graph.group_start[groups]
        return found

    def _choosy(self) -> bool:
        return self.scope.certain or self.day is not None

    def _holds(self, edge: Ints) -> Mask:
        mask = self.graph.certain[edge] if self.scope.certain else np.ones(len(edge), np.bool_)
        if self.day is not None:
            first, last = (
                (self.graph.since_certain, self.graph.until_certain)
                if self.scope.certain
                else (self.graph.since, self.graph.until)
            )
            dated = np.flatnonzero(edge < self.graph.dated)
            some = edge[dated]
            mask[dated] &= (first[some] <= self.day) & (self.day < last[some])
        return mask


def _ranges(start: Ints, sizes: Ints) -> Ints:
    """The numbers of each part, one part after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total) + np.repeat(start - (ends - sizes), sizes)
    return found
