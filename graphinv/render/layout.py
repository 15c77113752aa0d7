"""Places a case graph in columns from left to right so that no box, no label and no line through them can overlap.

A layered (Sugiyama) layout with one trick: between two columns of nodes stands a column of labels. Each edge's label is
an item of its own there, ordered and spaced like a node, so its place is reserved by construction; long edges get a
narrow item in every column that they cross, so they never run through a box. Pure geometry, deterministic.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphinv.render.layers import Item, join, order, settle

NODE_GAP, LABEL_GAP, LINE_GAP = 24.0, 10.0, 8.0
CHANNEL, CHANNEL_PER_LINE, CHANNEL_PER_RISE, CHANNEL_MAX = 24.0, 1.5, 0.06, 84.0
PORT_STEP, PORT_MARGIN = 12.0, 8.0
MARGIN = 12.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """A node with the size that it needs and the column it stands in (any integers, in order)."""

    id: str
    width: float
    height: float
    column: int


@dataclass(frozen=True)
class Link:
    """An edge with the size of its label."""

    id: str
    source: str
    target: str
    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A placed rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Route:
    """An edge: its label and the line on either side of it; points of a line alternate straight and curved stretches.

    The lines run from the left end to the right end; `forward` says whether that is also from source to target.
    """

    label: Box
    lines: tuple[tuple[Point, ...], tuple[Point, ...]]
    forward: bool


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    nodes: dict[str, Box]
    links: dict[str, Route]
    columns: dict[int, tuple[float, float]]  # column -> left, width


@dataclass(frozen=True)
class _Chain:
    """The items of one edge; `bent` if both ends stand in one column, so that it returns to it."""

    link: Link
    items: tuple[Item, ...]
    label: int
    bent: bool
    forward: bool


def place(shapes: Sequence[Shape], links: Sequence[Link]) -> Layout:
    """The whole drawing; sizes and result in the units of the shapes."""
    columns = sorted({shape.column for shape in shapes})
    layer_of = {column: 2 * index for index, column in enumerate(columns)}
    nodes = {shape.id: Item(layer_of[shape.column], shape.width, shape.height, NODE_GAP) for shape in shapes}
    chains = _chains(nodes, links, last=2 * len(columns) - 2)
    for item in nodes.values():
        item.height = max(item.height, _ports_need(item))
    layers = _layers(nodes.values(), chains)
    order(layers)
    settle(layers)
    return _Placer(layers, chains).layout(nodes, columns)


def _ports_need(item: Item) -> float:
    return 2 * PORT_MARGIN + PORT_STEP * 0.7 * (max(len(item.left), len(item.right)) - 1)


def _chains(nodes: dict[str, Item], links: Sequence[Link], last: int) -> list[_Chain]:
    """Long edges choose the place of their label last, where there is most room."""
    load = [0.0] * (last + 2)
    by_length = sorted(links, key=lambda link: abs(nodes[link.source].layer - nodes[link.target].layer))
    return [
        _bent(link, nodes, last, load)
        if nodes[link.source].layer == nodes[link.target].layer
        else _straight(link, nodes, load)
        for link in by_length
    ]


def _bent(link: Link, nodes: dict[str, Item], last: int, load: list[float]) -> _Chain:
    source, target = nodes[link.source], nodes[link.target]
    layer = source.layer + 1 if source.layer < last or last == 0 else source.layer - 1
    label = Item(layer, link.width, link.height, LABEL_GAP)
    for node in dict.fromkeys((source, target)):
        if layer > node.layer:
            join(node, label)
        else:
            join(label, node)
    load[layer] += link.height
    return _Chain(link, (source, label, target), 1, True, True)


def _straight(link: Link, nodes: dict[str, Item], load: list[float]) -> _Chain:
    source, target = nodes[link.source], nodes[link.target]
    start, end = (source, target) if source.layer < target.layer else (target, source)
    gap = min(range(start.layer + 1, end.layer, 2), key=lambda layer: (load[layer], layer))
    load[gap] += link.height
    between = [
        Item(layer, link.width, link.height, LABEL_GAP) if layer == gap else Item(layer, 0.0, 4.0, LINE_GAP)
        for layer in range(start.layer + 1, end.layer)
    ]
    if len(between) > 1:
        for item in between:
            item.run = tuple(between)
    items = (start, *between, end)
    for before, after in itertools.pairwise(items):
        join(before, after)
    return _Chain(link, items, gap - start.layer, False, start is source)


def _layers(nodes: Iterable[Item], chains: Sequence[_Chain]) -> list[list[Item]]:
    items = dict.fromkeys([*nodes, *(item for chain in chains for item in chain.items)])
    layers: list[list[Item]] = [[] for _ in range(max((item.layer for item in items), default=0) + 1)]
    for item in items:
        layers[item.layer].append(item)
    return layers


class _Placer:
    """Turns ordered layers with settled heights into coordinates."""

    def __init__(self, layers: Sequence[Sequence[Item]], chains: Sequence[_Chain]) -> None:
        self.chains = chains
        self.lefts, self.widths, self.width = _extents(layers)
        items = [item for layer in layers for item in layer]
        top = min((item.y - item.height / 2 for item in items), default=0.0) - MARGIN
        for item in items:
            item.y -= top
        self.height = max((item.y + item.height / 2 for item in items), default=0.0) + MARGIN

    def layout(self, nodes: dict[str, Item], columns: Sequence[int]) -> Layout:
        ports = _ports(nodes.values())
        return Layout(
            self.width,
            self.height,
            {node_id: self.box(item) for node_id, item in nodes.items()},
            {chain.link.id: self.route(chain, ports) for chain in self.chains},
            {column: (self.lefts[2 * i], self.widths[2 * i]) for i, column in enumerate(columns)},
        )

    def box(self, item: Item) -> Box:
        left = self.lefts[item.layer] + (self.widths[item.layer] - item.width) / 2
        return Box(left, item.y - item.height / 2, item.width, item.height)

    def route(self, chain: _Chain, ports: dict[tuple[Item, Item, bool], float]) -> Route:
        items, at = chain.items, chain.label
        if chain.bent:
            right = items[1].layer > items[0].layer
            there = self.span(items[0], items[1], ports[items[0], items[1], right], items[1].y)
            back = self.span(items[2], items[1], ports[items[2], items[1], right], items[1].y)
            lines = (tuple(there), tuple(reversed(back)))
        else:
            heights = [item.y for item in items]
            heights[0] = ports[items[0], items[1], True]
            heights[-1] = ports[items[-1], items[-2], False]
            lines = (self.run(items[: at + 1], heights[: at + 1]), self.run(items[at:], heights[at:]))
        return Route(self.box(items[at]), lines, chain.forward)

    def run(self, items: Sequence[Item], heights: Sequence[float]) -> tuple[Point, ...]:
        """From the right side of the first item to the left side of the last, straight through those between."""
        points: list[Point] = []
        for index in range(len(items) - 1):
            stretch = self.span(items[index], items[index + 1], heights[index], heights[index + 1])
            points = [*points[:-1], *stretch[1:]] if points else stretch
        return tuple(points)

    def span(self, start: Item, end: Item, y_start: float, y_end: float) -> list[Point]:
        """Four points: out of one box to the edge of its layer, across the channel, and up to the other box."""
        rightwards = end.layer > start.layer
        return [
            (self._side(start, rightwards), y_start),
            (self._edge(start, rightwards), y_start),
            (self._edge(end, not rightwards), y_end),
            (self._side(end, not rightwards), y_end),
        ]

    def _side(self, item: Item, right: bool) -> float:
        box = self.box(item)
        return box.x + box.width if right else box.x

    def _edge(self, item: Item, right: bool) -> float:
        return self.lefts[item.layer] + (self.widths[item.layer] if right else 0.0)


def _extents(layers: Sequence[Sequence[Item]]) -> tuple[list[float], list[float], float]:
    """Left edge and width of every layer; the channel behind a layer grows with its lines and their steepness."""
    lefts, widths = [], []
    x = MARGIN
    for index, layer in enumerate(layers):
        lefts.append(x)
        widths.append(max((item.width for item in layer), default=0.0))
        lines = sum(len(item.right) for item in layer)
        steepest = max((abs(item.y - other.y) for item in layer for other in item.right), default=0.0)
        channel = min(CHANNEL_MAX, CHANNEL + CHANNEL_PER_LINE * max(0, lines - 1) + CHANNEL_PER_RISE * steepest)
        x += widths[-1] + (channel if index < len(layers) - 1 else MARGIN)
    return lefts, widths, x


def _ports(nodes: Iterable[Item]) -> dict[tuple[Item, Item, bool], float]:
    """(node, neighbour, on the right side?) -> height at which the line meets the node; arrows stay apart."""
    found: dict[tuple[Item, Item, bool], float] = {}
    for node in nodes:
        for right, near in ((False, node.left), (True, node.right)):
            ends = sorted(near, key=lambda item: (item.y, item.rank))
            step = min(PORT_STEP, (node.height - 2 * PORT_MARGIN) / max(1, len(ends) - 1))
            for index, end in enumerate(ends):
                found[node, end, right] = node.y + (index - (len(ends) - 1) / 2) * step
    return found
