"""The two classic steps of a layered drawing: the order inside each layer, then the vertical positions."""

from __future__ import annotations

import itertools
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

SWEEPS = 12
LINE_WEIGHT = 6.0
"""How much more a long line insists on being straight than a node on its place."""


@dataclass(eq=False)
class Item:
    """Whatever takes room in a layer: a node, a label or the passage of a line; `y` is its centre."""

    layer: int
    width: float
    height: float
    gap: float
    left: list[Item] = field(default_factory=list)
    right: list[Item] = field(default_factory=list)
    run: tuple[Item, ...] = ()  # of a long edge: its label and its passages, which like to be on one level
    y: float = 0.0
    rank: int = 0


def join(before: Item, after: Item) -> None:
    """A line from an item to one in the next layer."""
    before.right.append(after)
    after.left.append(before)


def order(layers: list[list[Item]]) -> None:
    """Sorts every layer so that few lines cross: barycentre sweeps both ways, the best order seen is kept."""
    _rank(layers)
    best, fewest = [list(layer) for layer in layers], crossings(layers)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for layer in layers[1:] if forward else reversed(layers[:-1]):
            _sort_layer(layer, forward)
        count = crossings(layers)
        if count < fewest:
            best, fewest = [list(layer) for layer in layers], count
    for layer, kept in zip(layers, best, strict=True):
        layer[:] = kept
    _rank(layers)


def _rank(layers: Sequence[Sequence[Item]]) -> None:
    for layer in layers:
        for rank, item in enumerate(layer):
            item.rank = rank


def _sort_layer(layer: list[Item], forward: bool) -> None:
    def key(item: Item) -> float:
        near = item.left if forward else item.right
        return sum(other.rank for other in near) / len(near) if near else float(item.rank)

    layer.sort(key=key)
    for rank, item in enumerate(layer):
        item.rank = rank


def crossings(layers: Sequence[Sequence[Item]]) -> int:
    """How many pairs of lines cross between neighbouring layers."""
    count = 0
    for layer in layers:
        ends: list[int] = []
        for item in layer:
            targets = sorted(other.rank for other in item.right)
            count += sum(len(ends) - bisect_right(ends, target) for target in targets)
            for target in targets:
                insort(ends, target)
    return count


def settle(layers: Sequence[Sequence[Item]]) -> None:
    """Gives every item its y: as near to its neighbours as order and room allow."""
    for layer in layers:
        _fit(layer, [0.0] * len(layer))
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for layer in layers if forward else reversed(layers):
            _fit(layer, [_wish(item, item.left if forward else item.right) for item in layer])
    for _ in range(SWEEPS):
        for layer in layers:
            _fit(layer, [_wish(item, item.run or [*item.left, *item.right]) for item in layer])


def _wish(item: Item, near: Sequence[Item]) -> float:
    return sum(other.y for other in near) / len(near) if near else item.y


def _fit(layer: Sequence[Item], wishes: Sequence[float]) -> None:
    """Least squares under the order and the gaps: pool adjacent violators on the positions less the room before."""
    offsets = _room_before(layer)
    blocks: list[tuple[float, float, int]] = []  # (weighted sum, weight, members) of wishes that share one value
    for item, wish, offset in zip(layer, wishes, offsets, strict=True):
        weight = LINE_WEIGHT if item.run else 1.0
        total, members = weight * (wish - offset), 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / weight:
            before, weight_before, members_before = blocks.pop()
            total, weight, members = total + before, weight + weight_before, members + members_before
        blocks.append((total, weight, members))
    values = [total / weight for total, weight, members in blocks for _ in range(members)]
    for item, offset, value in zip(layer, offsets, values, strict=True):
        item.y = value + offset


def _room_before(layer: Sequence[Item]) -> list[float]:
    """How far each item's centre must at least be from the first one's."""
    offsets = [0.0] if layer else []
    for above, item in itertools.pairwise(layer):
        offsets.append(offsets[-1] + (above.height + item.height) / 2 + max(above.gap, item.gap))
    return offsets
