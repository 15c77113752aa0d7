"""Random graphs with random queries, and the rows of a drawn graph: what any two engines can be compared on."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from graphinv.cypher import compile_query, parse_graph
from graphinv.errors import CypherError
from graphinv.stores.base import EdgeText, NodeText
from tests.cypher.naive.random_draws import Draw, Draws
from tests.cypher.naive.random_graph import random_graph
from tests.cypher.naive.random_params import PARAMS
from tests.cypher.naive.random_query import random_query

__all__ = ["PARAMS", "Drawn", "Example", "drawn", "example_of", "examples", "texts_of"]


class Example(NamedTuple):
    """A graph as drawn text, and queries over mostly what it holds; they pass the check and may read PARAMS."""

    graph: str
    texts: tuple[str, ...]


class Drawn(NamedTuple):
    """A graph as rows: properties are stored columns, `gid` and `certain` among them; eids are the places from 1 on."""

    nodes: list[NodeText]
    edges: list[EdgeText]


@st.composite
def examples(draw: st.DrawFn, queries: int = 1) -> Example:
    """Small graphs with up to so many queries each: those that do not pass the check are left out."""
    return _drawn_by(lambda low, high: draw(st.integers(low, high)), queries)


def example_of(seed: int, queries: int = 1) -> Example:
    """The one graph, with its queries, that a seed stands for."""
    return _drawn_by(Random(seed).randint, queries)


def _drawn_by(draw: Draw, queries: int) -> Example:
    graph = random_graph(Draws(draw))
    return Example(graph, tuple(filter(_passes, _texts(draw, graph, queries))))


def texts_of(seed: int, queries: int = 1) -> Iterator[str]:
    """The texts of a seed's queries, also of those that do not pass the check."""
    draw = Random(seed).randint
    return _texts(draw, random_graph(Draws(draw)), queries)


def _texts(draw: Draw, graph: str, queries: int) -> Iterator[str]:
    return (random_query(draw, graph) for _ in range(queries))


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
