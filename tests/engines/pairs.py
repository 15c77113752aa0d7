"""Random graphs with random queries, and the rows of a drawn graph: what any two engines can be compared on."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from graphinv.cypher import compile_query, parse_graph
from graphinv.errors import CypherError
from graphinv.stores.base import EdgeText, NodeText
from tests.cypher.naive.random_query import cases
from tests.cypher.naive.random_values import PARAMS

__all__ = ["PARAMS", "Drawn", "Pair", "drawn", "graphs_and_queries"]


class Pair(NamedTuple):
    """A graph as drawn text, and a query over mostly what it holds; it may read PARAMS."""

    graph: str
    text: str


class Drawn(NamedTuple):
    """A graph as rows: properties are stored columns, `gid` and `certain` among them; eids are the places from 1 on."""

    nodes: list[NodeText]
    edges: list[EdgeText]


def graphs_and_queries() -> st.SearchStrategy[Pair]:
    """Small graphs with queries that pass the check."""
    return cases().map(lambda case: Pair(*case)).filter(lambda pair: _passes(pair.text))


def drawn(graph: str) -> Drawn:
    """The rows of a drawn graph; a node's key and id are its variable, its gid `g-` and the variable."""
    found = parse_graph(graph)
    nodes = [
        NodeText(name, node.label, str(node.props["id"]), {**node.props, "gid": f"g-{name}"})
        for name, node in found.nodes.items()
    ]
    return Drawn(nodes, [EdgeText(edge.type, edge.src, edge.dst, edge.props) for edge in found.edges])


def _passes(text: str) -> bool:
    try:
        compile_query(text)
    except CypherError:
        return False
    return True
