"""Exploring the graph on a Neo4j server, in Cypher; the workspace's own graph gives what was found its numbers.

Paths are searched level by level from both ends, as in the embedded graph: the server's own SHORTEST gives a path once
for each choice among parallel relations, as between two accounts, and took a minute for some ends without a path.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

from graphinv.explore import lattice
from graphinv.explore.base import Around, Paths, Scope, Step
from graphinv.explore.steps import steps_among
from graphinv.explore.texts import Texts
from graphinv.model import LABELS
from graphinv.model.layout import EDGE_TABLES
from graphinv.stores.base import Edge, EdgeRef, Node

Read = Callable[[str, Mapping[str, Any]], Sequence[tuple[Any, ...]]]
"""Runs a text with its parameters on the server and gives the rows."""

_USUAL_DEGREE = 8
"""Relations of a node, on average."""

_LABEL_OF = {label.lower(): label for label in LABELS}
_TABLE_OF = {(table.type, table.start, table.end): table.tag for table in EDGE_TABLES}


class OwnGraph(Protocol):
    """The graph that was published."""

    def by_gid(self, gids: Iterable[str]) -> dict[str, int]: ...

    def nodes(self, nids: Iterable[int]) -> dict[int, Node]: ...

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]: ...


class _Side:
    """One end's search: the nodes of each level, and the pairs that lead from one to the next.

    `work` is about how many relations the next level looks at.
    """

    def __init__(self, start: str, degree: int) -> None:
        self.seen, self.front, self.work = {start}, {start}, degree
        self.pairs: list[list[tuple[str, str]]] = []

    def advance(self, found: Iterable[tuple[Any, ...]]) -> None:
        new = [(str(one), str(other)) for one, other in found if other not in self.seen]
        self.front = {other for _, other in new}
        self.seen |= self.front
        self.work = len(self.front) * _USUAL_DEGREE
        self.pairs.append(new)

    def back(self, nodes: Collection[str]) -> list[list[tuple[str, str]]]:
        """The pairs that lead to these nodes of the last level, outermost first."""
        layers: list[list[tuple[str, str]]] = []
        for level in reversed(self.pairs):
            layers.append([pair for pair in level if pair[1] in nodes])
            nodes = {inner for inner, _ in layers[-1]}
        return layers


class Neo4jExplorer:
    """Implements Explorer; node numbers are those of the workspace's own graph."""

    engine = "neo4j"

    def __init__(self, own: OwnGraph, read: Read, label: str) -> None:
        self.own, self.read, self.label = own, read, label

    def shortest(self, start: Node, end: Node, scope: Scope, hops: int, limit: int) -> Paths:
        """The shortest paths, those with the lowest node numbers first."""
        if start.nid == end.nid:
            return Paths(0, 1, ((start.nid,),))
        texts = Texts(self.label, scope)
        layers = self._layers(texts, [start.gid, end.gid], hops)
        if layers is None:
            return Paths(None)
        paths = lattice.first_paths(layers, start.nid, limit)
        pairs = sorted({pair for path in paths for pair in pairwise(path)})
        return Paths(len(layers), lattice.count(layers, end.nid), paths, self._between(texts, pairs))

    def _layers(self, texts: Texts, ends: Sequence[str], hops: int) -> list[lattice.Pairs] | None:
        """The steps of all shortest paths, by the numbers of their nodes; None if there is no path."""
        params = {**texts.params, "ends": ends}
        degree: dict[str, int] = dict(self.read(texts.degrees(), {**params, "gids": ends}))
        near, far = (_Side(gid, degree.get(gid, 0)) for gid in ends)
        while len(near.pairs) + len(far.pairs) < hops and near.front and far.front:
            side = near if near.work <= far.work else far
            side.advance(self.read(texts.next(), {**params, "gids": sorted(side.front)}))
            if met := near.front & far.front:
                layers = near.back(met)[::-1] + [[(to, back) for back, to in layer] for layer in far.back(met)]
                number = self.own.by_gid({gid for layer in layers for pair in layer for gid in pair})
                return [[(number[one], number[other]) for one, other in layer] for layer in layers]
        return None

    def around(self, start: Node, scope: Scope, hops: int, limit: int) -> Around:
        """The neighbourhood, the lowest node numbers first."""
        texts = Texts(self.label, scope)
        number = {start.gid: start.nid}
        listed, expanded = [[start.gid]], [[start.gid]]
        hubs = self._hubs(texts, listed[0])
        left_out: dict[int, int] = {}
        for hop in range(1, hops + 1):
            rows = self.read(texts.reach(), {**texts.params, "gids": expanded[-1]})
            new = self.own.by_gid({str(gid) for (gid,) in rows} - number.keys())
            order = sorted(new, key=new.__getitem__)
            room = limit + 1 - len(number)
            if len(order) > room:
                left_out[hop] = len(order) - room
            found = order[:room]
            number |= {gid: new[gid] for gid in found}
            hubs |= self._hubs(texts, found)
            listed.append(found)
            if left_out or not found:
                break
            if hop < hops:
                expanded.append([gid for gid in found if scope.through_hubs or gid not in hubs])
        gids = [gid for some in expanded for gid in some]
        rows = self.read(texts.among(), {**texts.params, "gids": gids, "others": list(number)})
        hop_of = {number[gid]: hop for hop, some in enumerate(listed) for gid in some}
        relations = [(number[str(row[0])], number[str(row[1])], _ref(row)) for row in rows]
        return Around(
            tuple(tuple(number[gid] for gid in some) for some in listed if some),
            left_out,
            {number[gid]: counts for gid, counts in hubs.items()},
            steps_among(relations, hop_of),
        )

    def number(self, node: Node) -> int:
        """Its number in the workspace's own graph."""
        return node.nid

    def nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        return self.own.nodes(numbers)

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        return self.own.edges(refs)

    def _between(self, texts: Texts, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Step]:
        nodes = self.own.nodes({nid for pair in pairs for nid in pair})
        number = {node.gid: nid for nid, node in nodes.items()}
        asked = [[nodes[nid].gid for nid in pair] for pair in pairs]
        found: dict[tuple[int, int], list[EdgeRef]] = {pair: [] for pair in pairs}
        for row in self.read(texts.between(), {**texts.params, "pairs": asked}):
            found[number[str(row[0])], number[str(row[1])]].append(_ref(row))
        return {pair: Step(*pair, tuple(sorted(refs))) for pair, refs in found.items()}

    def _hubs(self, texts: Texts, gids: Sequence[str]) -> dict[str, dict[str, int]]:
        rows = self.read(texts.hubs(), {**texts.params, "gids": list(gids)})
        return {
            str(gid): {kind: count for kind, count in zip(texts.kinds, counts, strict=True) if count}
            for gid, *counts in rows
        }


def _ref(row: Sequence[Any]) -> EdgeRef:
    """The reference of a relation that is given by its two nodes, type, first node and eid; gids start with labels."""
    one, other, kind, start, eid = row
    ends = (one, other) if one == start else (other, one)
    labels = [_LABEL_OF[str(gid).partition("-")[0]] for gid in ends]
    return EdgeRef(_TABLE_OF[(str(kind), labels[0], labels[1])], int(eid))
