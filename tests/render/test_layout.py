"""The layered layout as geometry, without a browser."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graphinv.render.layers import Item, crossings, join, order, settle
from graphinv.render.layout import Box, Layout, Link, Shape, place


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Shape], list[Link]]:
    count = draw(st.integers(1, 14))
    sizes = st.floats(20, 160)
    shapes = [Shape(f"n{i}", draw(sizes), draw(sizes), draw(st.integers(0, 4))) for i in range(count)]
    ends = st.integers(0, count - 1)
    links = [
        Link(f"e{i}", f"n{draw(ends)}", f"n{draw(ends)}", draw(sizes), draw(st.floats(10, 40)))
        for i in range(draw(st.integers(0, 20)))
    ]
    return shapes, links


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x + 1e-6
        or other.x + other.width <= one.x + 1e-6
        or one.y + one.height <= other.y + 1e-6
        or other.y + other.height <= one.y + 1e-6
    )


def all_boxes(layout: Layout) -> list[Box]:
    return [*layout.nodes.values(), *(route.label for route in layout.links.values())]


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_no_two_boxes_overlap_and_all_are_on_the_sheet(graph: tuple[list[Shape], list[Link]]) -> None:
    layout = place(*graph)
    boxes = all_boxes(layout)
    assert len(boxes) == len(graph[0]) + len(graph[1])
    assert all(apart(one, other) for index, one in enumerate(boxes) for other in boxes[index + 1 :])
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= layout.width
        assert box.y + box.height <= layout.height


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_columns_run_from_left_to_right(graph: tuple[list[Shape], list[Link]]) -> None:
    shapes, _ = graph
    layout = place(*graph)
    for one in shapes:
        for other in shapes:
            if one.column < other.column:
                assert layout.nodes[one.id].x + layout.nodes[one.id].width < layout.nodes[other.id].x


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_lines_join_their_boxes(graph: tuple[list[Shape], list[Link]]) -> None:
    shapes, links = graph
    columns = {shape.id: shape.column for shape in shapes}
    layout = place(shapes, links)
    for link in links:
        route = layout.links[link.id]
        ends = (link.source, link.target) if route.forward else (link.target, link.source)
        assert columns[ends[0]] <= columns[ends[1]]
        for (x, y), node_id in ((route.lines[0][0], ends[0]), (route.lines[1][-1], ends[1])):
            box = layout.nodes[node_id]
            assert min(abs(x - box.x), abs(x - box.x - box.width)) < 1e-6
            assert box.y - 1e-6 <= y <= box.y + box.height + 1e-6
        for x, y in (route.lines[0][-1], route.lines[1][0]):
            label = route.label
            assert min(abs(x - label.x), abs(x - label.x - label.width)) < 1e-6
            assert abs(y - label.y - label.height / 2) < 1e-6
        for line in route.lines:  # straight stretches are level
            assert all(abs(line[i][1] - line[i + 1][1]) < 1e-6 for i in range(0, len(line) - 1, 2))


def test_parallel_edges_get_labels_of_their_own() -> None:
    shapes = [Shape("a", 80, 40, 0), Shape("b", 80, 40, 1)]
    layout = place(shapes, [Link(f"e{i}", "a", "b", 60, 20) for i in range(4)])
    tops = sorted(route.label.y for route in layout.links.values())
    assert all(lower - upper >= 20 for upper, lower in pairwise(tops))
    assert layout.nodes["a"].height >= 40


def test_order_untangles() -> None:
    left = [Item(0, 10, 10, 5) for _ in range(6)]
    right = [Item(1, 10, 10, 5) for _ in range(6)]
    for index, item in enumerate(left):
        join(item, right[5 - index])
    layers = [left, right]
    order(layers)
    assert crossings(layers) == 0


def test_a_chain_is_straight() -> None:
    layers = [[Item(index, 10, 30, 5)] for index in range(5)]
    for before, after in pairwise(layers):
        join(before[0], after[0])
    order(layers)
    settle(layers)
    assert len({round(layer[0].y, 6) for layer in layers}) == 1


def test_the_same_graph_gives_the_same_layout() -> None:
    shapes = [Shape(f"n{i}", 80, 40, i % 5) for i in range(20)]
    links = [Link(f"e{i}", f"n{i % 20}", f"n{(i * 7 + 3) % 20}", 50, 20) for i in range(40)]
    assert place(shapes, links) == place(shapes, links)


def test_nothing_to_place() -> None:
    assert place([], []).nodes == {}
