"""Where the nodes of the exploratory graph stand: a force layout per connected part, the parts packed side by side.

Needs numpy only: networkx asks for scipy from 500 nodes on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SPACING = np.array([150.0, 95.0])
"""Pixels between neighbours, roughly; names are wider than high."""

_SEED = 20240229
_ROUNDS = 120


def positions(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Node id -> x, y in pixels; the same graph gives the same picture."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((start, end) for start, end in edges if start != end)
    rank = {node: index for index, node in enumerate(nodes)}
    parts = [sorted(part, key=rank.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), rank[part[0]]))
    boxes = [(part, _part(part, graph)) for part in parts]
    return _pack(boxes)


def _part(part: Sequence[str], graph: nx.Graph[str]) -> NDArray[np.float64]:
    """Fruchterman-Reingold with cooling on one connected part; coordinates start at 0, 0."""
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    index = {node: at for at, node in enumerate(part)}
    pairs = np.array([(index[a], index[b]) for a, b in graph.subgraph(part).edges()], dtype=np.intp)
    pairs = pairs[np.lexsort((pairs.max(axis=1), pairs.min(axis=1)))]
    place = np.random.default_rng(_SEED).standard_normal((count, 2)) * math.sqrt(count)
    heat = math.sqrt(count)
    for turn in range(_ROUNDS):
        step = _forces(place, pairs)
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        limit = heat * (1 - turn / _ROUNDS)
        place += step * (np.minimum(length, limit) / length)[:, None]
    spread = np.round((place - place.min(axis=0)) * SPACING, 1)
    return np.asarray(spread, dtype=np.float64)


def _forces(place: NDArray[np.float64], pairs: NDArray[np.intp]) -> NDArray[np.float64]:
    """Every node pushes every other (1 / distance); an edge pulls with the square of its length."""
    x = place[:, 0, None] - place[None, :, 0]
    y = place[:, 1, None] - place[None, :, 1]
    push = 1.0 / np.maximum(x * x + y * y, 0.01)
    force = np.stack([(x * push).sum(axis=1), (y * push).sum(axis=1)], axis=1)
    across = place[pairs[:, 0]] - place[pairs[:, 1]]
    pull = across * np.hypot(across[:, 0], across[:, 1])[:, None]
    np.add.at(force, pairs[:, 0], -pull)
    np.add.at(force, pairs[:, 1], pull)
    return force


def _pack(boxes: Sequence[tuple[Sequence[str], NDArray[np.float64]]]) -> dict[str, tuple[float, float]]:
    """Parts in rows, the largest first, about as wide as high."""
    sizes = [place.max(axis=0) + SPACING for _, place in boxes]
    area = sum(float(width * height) for width, height in sizes)
    row_width = max([math.sqrt(area) * 1.3, *(float(width) for width, _ in sizes)], default=0.0)
    found: dict[str, tuple[float, float]] = {}
    x = y = tallest = 0.0
    for (part, place), (width, height) in zip(boxes, sizes, strict=True):
        if x and x + width > row_width:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node, (left, top) in zip(part, place, strict=True):
            found[node] = (round(x + float(left), 1), round(y + float(top), 1))
        x, tallest = x + float(width), max(tallest, float(height))
    return found
