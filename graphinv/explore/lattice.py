"""All shortest paths as layers of pairs: how many there are, and the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

Pairs = Sequence[tuple[int, int]]
"""The pairs of nodes that one step can join, each once."""

_EXACT = 10**15


def count(layers: Sequence[Pairs], end: int) -> int:
    """How many paths lead through the layers to the end; beyond 10^15 no longer exact."""
    ways = {end: 1}
    for layer in reversed(layers):
        here: dict[int, int] = {}
        for first, second in layer:
            here[first] = min(here.get(first, 0) + ways.get(second, 0), _EXACT)
        ways = here
    return sum(ways.values())


def first_paths(
    layers: Sequence[Pairs], start: int, limit: int, rank: Callable[[int], Any] = int
) -> tuple[tuple[int, ...], ...]:
    """The first paths in the order of their nodes' ranks. Every pair must be a part of some path."""
    nexts = [_nexts(layer, rank) for layer in layers]
    return tuple(islice(_paths(nexts, (start,)), limit))


def _nexts(layer: Pairs, rank: Callable[[int], Any]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for first, second in layer:
        found.setdefault(first, []).append(second)
    return {node: sorted(some, key=rank) for node, some in found.items()}


def _paths(nexts: Sequence[Mapping[int, Sequence[int]]], path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if len(path) > len(nexts):
        yield path
        return
    for node in nexts[len(path) - 1].get(path[-1], ()):
        yield from _paths(nexts, (*path, node))
