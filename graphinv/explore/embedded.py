"""Exploring the embedded graph: over its adjacency, not by SQL; only what is shown is read from the graph file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from graphinv.explore import lattice
from graphinv.explore.adjacency import Adjacency, Ints
from graphinv.explore.base import Around, Paths, Scope, Step
from graphinv.explore.gather import Entries, Gather
from graphinv.explore.search import distinct, search
from graphinv.explore.steps import steps_among
from graphinv.stores.base import Edge, EdgeRef, GraphStore, Node


class EmbeddedExplorer:
    """A graph and its adjacency; implements Explorer. Node numbers are those of the graph."""

    def __init__(self, store: GraphStore, graph: Adjacency) -> None:
        self.store, self.graph = store, graph
        self.engine = store.engine

    def shortest(self, start: Node, end: Node, scope: Scope, hops: int, limit: int) -> Paths:
        """The shortest paths, those with the lowest node numbers first."""
        gather = Gather(self.graph, scope)
        found = search(gather, start.nid, end.nid, hops)
        if found is None:
            return Paths(None)
        layers = [list(zip(first.tolist(), second.tolist(), strict=True)) for first, second in found]
        paths = lattice.first_paths(layers, start.nid, limit)
        pairs = sorted({pair for path in paths for pair in pairwise(path)})
        return Paths(len(layers), lattice.count(layers, end.nid), paths, self._between(gather, pairs))

    def around(self, start: Node, scope: Scope, hops: int, limit: int) -> Around:
        """The neighbourhood, the lowest node numbers first."""
        gather = Gather(self.graph, scope)
        seen, place = np.zeros(self.graph.nodes, np.bool_), np.empty(self.graph.nodes, np.int64)
        seen[start.nid] = True
        listed, expanded, left_out = [np.array([start.nid])], [np.array([start.nid])], {}
        room = limit
        for hop in range(1, hops + 1):
            found = gather.targets(expanded[-1])
            found = distinct(found[~seen[found]], place)
            if len(found) > room:
                left_out[hop] = len(found) - room
                found = np.partition(found, room)[:room]
            found = np.sort(found)
            room -= len(found)
            seen[found] = True
            listed.append(found)
            if left_out or not len(found):
                break
            if hop < hops:
                expanded.append(found if scope.through_hubs else found[~gather.is_hub(found)])
        steps = self._among(gather, np.concatenate(expanded), listed)
        every = np.concatenate(listed)
        hubs = {node: gather.by_type(node) for node in every[gather.is_hub(every)].tolist()}
        return Around(tuple(tuple(some.tolist()) for some in listed if len(some)), left_out, hubs, steps)

    def number(self, node: Node) -> int:
        """Its number in the graph."""
        return node.nid

    def nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        return self.store.nodes(numbers)

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        return self.store.edges(refs)

    def _between(self, gather: Gather, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Step]:
        """All relations of each pair, looked up at the end that has fewer."""
        if not pairs:
            return {}
        both = np.array(pairs)
        column = (self.graph.degree[both[:, 0]] > self.graph.degree[both[:, 1]]).astype(np.int64)
        line = np.arange(len(pairs))
        entries = gather.entries(both[line, column])
        entries = entries.where(entries.target == both[entries.owner, 1 - column[entries.owner]])
        found: list[list[EdgeRef]] = [[] for _ in pairs]
        for owner, ref in zip(entries.owner.tolist(), self._refs(entries), strict=True):
            found[owner].append(ref)
        return {pair: Step(*pair, tuple(sorted(some))) for pair, some in zip(pairs, found, strict=True)}

    def _among(self, gather: Gather, expanded: Ints, listed: Sequence[Ints]) -> tuple[Step, ...]:
        """The relations of the nodes that were expanded to any node that is listed."""
        known = np.zeros(self.graph.nodes, np.bool_)
        known[np.concatenate(listed)] = True
        entries = gather.entries(expanded)
        entries = entries.where(known[entries.target])
        hop = {node: number for number, nodes in enumerate(listed) for node in nodes.tolist()}
        ends = expanded[entries.owner].tolist(), entries.target.tolist()
        return steps_among(zip(*ends, self._refs(entries), strict=True), hop)

    def _refs(self, entries: Entries) -> list[EdgeRef]:
        return [
            EdgeRef(table, eid)
            for table, eid in zip(entries.table.tolist(), self.graph.eid[entries.edge].tolist(), strict=True)
        ]
