"""Random graphs with dates, uncertain edges, parallel edges and loops, and what networkx says about them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import networkx as nx

from graphinv.explore.adjacency import Adjacency
from graphinv.explore.base import Scope
from graphinv.explore.build import build
from graphinv.explore.embedded import EmbeddedExplorer
from graphinv.model import EDGES, INTERVAL
from graphinv.model.layout import EDGE_TABLES
from graphinv.stores.base import EdgeRef, EdgeText, NodeText
from graphinv.stores.duckdb.small import write_small
from graphinv.stores.duckdb.store import DuckStore

SHAPES = (
    ("FAMILY", "Person", "Person"),
    ("KIN", "Person", "Person"),
    ("OWNS", "Person", "Company"),
    ("OWNS", "Company", "Company"),
    ("HAS_ROLE", "Person", "Company"),
    ("WON", "Company", "Contract"),
    ("BUYER", "Contract", "Unit"),
    ("HOLDS_POST", "Person", "Unit"),
)
COUNTS = {"Person": 14, "Company": 8, "Contract": 6, "Unit": 3}
BEGIN = date(2020, 1, 1)


def random_graph(seed: int, edges: int = 60) -> tuple[list[NodeText], list[EdgeText]]:
    """A graph in which about a third of the edges is uncertain or of a day known only in part."""
    rnd = random.Random(seed)
    nodes = [NodeText(f"{label}{n}", label, f"{label}-{n:02}") for label, many in COUNTS.items() for n in range(many)]
    return nodes, [EdgeText("OWNS", "Company0", "Company0"), *(_edge(rnd) for _ in range(edges))]


def _edge(rnd: random.Random) -> EdgeText:
    kind, start, end = rnd.choice(SHAPES)
    props: dict[str, object] = {"certain": rnd.random() < 0.8}
    if EDGES[kind].interval and rnd.random() < 0.9:
        since = BEGIN + timedelta(days=rnd.randrange(1000))
        props["since"] = since.isoformat()[: rnd.choice((4, 7, 10, 10))]
        if rnd.random() < 0.7:
            props["until"] = (since + timedelta(days=400 + rnd.randrange(900))).isoformat()
    ends = (f"{start}{rnd.randrange(COUNTS[start])}", f"{end}{rnd.randrange(COUNTS[end])}")
    return EdgeText(kind, *ends, props)


@contextmanager
def explored(nodes: list[NodeText], edges: list[EdgeText], folder: Path) -> Iterator[EmbeddedExplorer]:
    """The graph in memory with its adjacency in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with DuckStore.memory() as store:
        write_small(store.con, nodes, edges)
        build(store.con, folder)
        yield EmbeddedExplorer(store, Adjacency.open(folder))


@dataclass(frozen=True)
class Oracle:
    """The graph as networkx sees it in one scope."""

    graph: nx.MultiGraph[int]
    degree: dict[int, int]
    hubs: set[int]

    @classmethod
    def of(cls, explorer: EmbeddedExplorer, scope: Scope) -> Oracle:
        every = explorer.edges(_all_refs(explorer)).values()
        typed = [edge for edge in every if edge.type in scope.types]
        degree: dict[int, int] = {}
        for edge in typed:
            for end in {edge.src, edge.dst}:
                degree[end] = degree.get(end, 0) + 1
        graph: nx.MultiGraph[int] = nx.MultiGraph()
        graph.add_nodes_from(range(explorer.graph.nodes))
        for edge in typed:
            if (edge.certain or not scope.certain) and _holds(edge.props, scope):
                graph.add_edge(edge.src, edge.dst, key=edge.ref)
        hubs = {node for node, many in degree.items() if many > scope.hub}
        return cls(graph, degree, hubs)

    def shortest(self, start: int, end: int, scope: Scope, hops: int) -> set[tuple[int, ...]]:
        """All shortest paths of at most so many hops."""
        blocked = set() if scope.through_hubs else self.hubs - {start, end}
        open_graph = nx.Graph(self.graph.subgraph(set(self.graph) - blocked))
        try:
            found = {tuple(path) for path in nx.all_shortest_paths(open_graph, start, end)}
        except nx.NetworkXNoPath:
            return set()
        return {path for path in found if len(path) - 1 <= hops}

    def around(self, start: int, scope: Scope, hops: int) -> dict[int, int]:
        """Each node in reach and its hop."""
        found, front = {start: 0}, [start]
        for hop in range(1, hops + 1):
            new = {other for node in front for other in self.graph[node] if other not in found}
            found |= dict.fromkeys(new, hop)
            front = [node for node in new if scope.through_hubs or node not in self.hubs]
        return found


def _all_refs(explorer: EmbeddedExplorer) -> list[EdgeRef]:
    assert isinstance(explorer.store, DuckStore)
    con = explorer.store.con
    return [
        EdgeRef(table.tag, eid)
        for table in EDGE_TABLES
        for (eid,) in con.execute(f'SELECT eid FROM "{table.name}"').fetchall()
    ]


def _holds(props: Mapping[str, Any], scope: Scope) -> bool:
    if scope.on is None or "since" not in props:
        return True
    since, until, since_certain, until_certain = (props[name] for name in INTERVAL)
    first, last = (since_certain, until_certain) if scope.certain else (since, until)
    return bool(first <= scope.on < last)
