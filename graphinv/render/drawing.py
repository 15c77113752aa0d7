"""The figure of a case: an inline SVG, complete without a script, whose every label names its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from markupsafe import Markup

from graphinv.render.blocks import (
    CARD_LEFT,
    CARD_PAD,
    LABEL_PAD_Y,
    NAME,
    SMALL,
    SUB,
    Caption,
    Card,
    baselines,
    edge_caption,
    node_card,
    size_of,
)
from graphinv.render.describe import display_names
from graphinv.render.gather import gather
from graphinv.render.layout import Box, Link, Point, Route, Shape, place
from graphinv.render.measure import shorten, text_em
from graphinv.render.shapes import ICONS, KINDS, inner_line, number, outline
from graphinv.render.view import OFFICIALS, RELATIVES, CaseView, Text
from graphinv.render.visible import visible
from graphinv.render.words import Words

HEAD = 30.0
"""Height of the headings above the columns."""

TITLE_LENGTH = 300
"""Characters of the texts that pointers and screen readers get; the table has all."""


@dataclass(frozen=True)
class Figure:
    """The drawing of one case in one language."""

    svg: Markup
    kinds: tuple[str, ...]
    names: Mapping[str, Mapping[str, str]]  # element id -> full name and id, for the search
    columns: Mapping[str, int]  # element id -> column
    nodes: int
    links: int
    collapsed: bool
    width: float
    height: float


def draw(view: CaseView, words: Words, facts: Mapping[int, Text]) -> Figure:
    """The figure; `facts` are the sentences that screen readers and pointers get to see."""
    return _Artist(view, words, facts).figure()


class _Artist:
    """Lays out one case and writes the SVG."""

    def __init__(self, view: CaseView, words: Words, facts: Mapping[int, Text]) -> None:
        self.words, self.facts = words, facts
        self.title = str(view.lead.get("title", {}).get(words.lang, ""))
        drawing = gather(view)
        marks = drawing.marks
        names = display_names({**view.nodes, **{node_id: mark.node for node_id, mark in marks.items()}})
        self.collapsed = drawing.collapsed
        self.key = {node_id: f"n{index}" for index, node_id in enumerate(marks)}
        self.cards = {node_id: node_card(mark, names[node_id], words) for node_id, mark in marks.items()}
        self.captions = {f"e{index}": edge_caption(tie, words) for index, tie in enumerate(drawing.ties)}
        self.layout = place(
            [Shape(node_id, one.width, one.height, one.mark.node.column) for node_id, one in self.cards.items()],
            [Link(key, one.tie.source, one.tie.target, one.width, one.height) for key, one in self.captions.items()],
        )

    def figure(self) -> Figure:
        layout, words = self.layout, self.words
        width, height = layout.width, layout.height + HEAD
        svg = ET.Element(
            "svg",
            {
                "class": "net",
                "viewBox": f"0 0 {number(width)} {number(height)}",
                "width": number(width),
                "height": number(height),
                "role": "group",
                "aria-labelledby": "net-title net-desc",
            },
        )
        _text(svg, "title", words("figure.title", title=visible(self.title)), id="net-title")
        columns = words("value.comma").join(self._heading(column) for column in sorted(layout.columns))
        counts = {"nodes": len(self.cards), "links": len(self.captions)}
        _text(svg, "desc", words("figure.desc", columns=columns, **counts), id="net-desc")
        _defs(svg)
        root = ET.SubElement(svg, "g", {"class": "stage"})
        self._columns(root, height)
        shifted = ET.SubElement(root, "g", {"transform": f"translate(0 {number(HEAD)})"})
        for key, caption in self.captions.items():
            self._edge(shifted, key, caption, layout.links[key])
        for node_id, one in self.cards.items():
            self._node(shifted, self.key[node_id], one, layout.nodes[node_id])
        present = {one.kind for one in self.cards.values()}
        return Figure(
            Markup(ET.tostring(svg, encoding="unicode")),
            tuple(kind for kind in KINDS if kind in present),
            self._search_names(),
            {self.key[node_id]: one.mark.node.column for node_id, one in self.cards.items()},
            len(self.cards),
            len(self.captions),
            self.collapsed,
            width,
            height,
        )

    def _search_names(self) -> dict[str, dict[str, str]]:
        return {
            self.key[node_id]: {"name": visible(one.mark.node.name)[:TITLE_LENGTH], "id": visible(node_id)}
            for node_id, one in self.cards.items()
            if one.mark.stands_for == 1
        }

    def _heading(self, column: int) -> str:
        """What stands in a column: relatives only beside an official, else what its nodes are."""
        if column == OFFICIALS or (column == RELATIVES and OFFICIALS in self.layout.columns):
            return self.words(f"column.{column}")
        here = [one.kind_word for one in self.cards.values() if one.mark.node.column == column]
        return self.words("value.comma").join(dict.fromkeys(here))

    def _columns(self, root: ET.Element, height: float) -> None:
        for column, (left, width) in self.layout.columns.items():
            band = {"class": "band", "x": number(left - 7), "y": "2", "rx": "8"}
            ET.SubElement(root, "rect", {**band, "width": number(width + 14), "height": number(height - 4)})
            heading = shorten(self._heading(column), (width + 8) / SUB)
            _text(root, "text", heading, **{"class": "head", "x": number(left + width / 2), "y": "20"})

    def _edge(self, parent: ET.Element, key: str, one: Caption, route: Route) -> None:
        first, last = (one.tie.source, one.tie.target) if route.forward else (one.tie.target, one.tie.source)
        classes = f"edge t-{one.tie.type.lower()}" + ("" if one.tie.certain else " unsure")
        group = ET.SubElement(
            parent, "g", {"class": classes, "id": key, "data-a": self.key[first], "data-b": self.key[last]}
        )
        sentences = [str(self.facts[int(item["n"])][self.words.lang]) for item in one.tie.items[:4]]
        _text(group, "title", visible("; ".join(sentences))[:TITLE_LENGTH])
        self._lines(group, route)
        link = ET.SubElement(group, "a", {"class": "label", "href": f"#E{one.tie.items[0]['n']}"})
        box = route.label
        ET.SubElement(link, "rect", {**_rect(box), "rx": "4"})
        self._label_lines(link, one, box)

    def _lines(self, group: ET.Element, route: Route) -> None:
        """Either side of the caption, drawn from source to target, the arrow on the last."""
        left, right = route.lines
        first, last = (left, right) if route.forward else (right[::-1], left[::-1])
        ET.SubElement(group, "path", {"d": _line(first)})
        ET.SubElement(group, "path", {"d": _line(last), "marker-end": "url(#arrow)"})

    def _label_lines(self, link: ET.Element, one: Caption, box: Box) -> None:
        heights = baselines([size_of(cls) for cls, _ in one.lines], box.y + LABEL_PAD_Y)
        middle = number(box.x + box.width / 2)
        for (cls, line), y in zip(one.lines, heights, strict=True):
            text = _text(link, "text", "", **{"class": cls, "x": middle, "y": number(y)})
            if cls == "both":
                _text(text, "tspan", one.numbers, **{"class": "num"})
                text[-1].tail = line[len(one.numbers) :]
            else:
                text.text = line

    def _node(self, parent: ET.Element, key: str, one: Card, box: Box) -> None:
        classes = f"node k-{one.kind}" + (" many" if one.mark.stands_for > 1 else "")
        group = ET.SubElement(parent, "g", {"class": classes, "id": key, "data-kind": one.kind})
        name = visible(one.mark.node.name)[:TITLE_LENGTH] if one.mark.stands_for == 1 else " ".join(one.name)
        _text(group, "title", f"{one.kind_word}{self.words('doc.colon')}{name}")
        ET.SubElement(group, "path", {"class": "card", "d": outline(one.kind, box)})
        inner = inner_line(one.kind, box)
        if inner:
            ET.SubElement(group, "path", {"class": "inner", "d": inner})
        top = box.y + (box.height - one.height) / 2 + CARD_PAD
        icon = f"translate({number(box.x + 10)} {number(top + 1)})"
        ET.SubElement(group, "path", {"class": "icon", "d": ICONS[one.kind], "transform": icon, "fill-rule": "evenodd"})
        self._node_text(group, one, box.x + CARD_LEFT, top)

    def _node_text(self, group: ET.Element, one: Card, x: float, top: float) -> None:
        lines = [("name", line) for line in one.name] + [("sub", line) for line in one.sub]
        sizes = [SMALL, *(NAME if cls == "name" else SUB for cls, _ in lines)]
        first, *others = baselines(sizes, top)
        _text(group, "text", one.kind_word, **{"class": "kind", "x": number(x), "y": number(first)})
        if one.numbers:
            link = ET.SubElement(group, "a", {"class": "own", "href": f"#E{one.mark.own[0]['n']}"})
            right = x + text_em(one.kind_word) * SMALL + 6
            _text(link, "text", one.numbers, **{"class": "num", "x": number(right), "y": number(first)})
        for (cls, line), y in zip(lines, others, strict=True):
            _text(group, "text", line, **{"class": cls, "x": number(x), "y": number(y)})


def _text(parent: ET.Element, tag: str, content: str, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = content
    return element


def _rect(box: Box) -> dict[str, str]:
    return {"x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height)}


def _line(points: Sequence[Point]) -> str:
    """Straight and curved stretches in turn; curves leave and arrive level. Empty stretches would turn the arrow."""
    path = f"M{number(points[0][0])} {number(points[0][1])}"
    for index, ((before_x, before_y), (x, y)) in enumerate(pairwise(points)):
        if number(before_x) == number(x) and number(before_y) == number(y):
            continue
        if index % 2 == 0:
            path += f"H{number(x)}"
        else:
            middle = number((before_x + x) / 2)
            path += f"C{middle} {number(before_y)} {middle} {number(y)} {number(x)} {number(y)}"
    return path


def _defs(svg: ET.Element) -> None:
    defs = ET.SubElement(svg, "defs")
    marker = ET.SubElement(
        defs,
        "marker",
        {
            "id": "arrow",
            "viewBox": "0 0 10 10",
            "refX": "9",
            "refY": "5",
            "markerWidth": "8",
            "markerHeight": "8",
            "markerUnits": "userSpaceOnUse",
            "orient": "auto",
        },
    )
    ET.SubElement(marker, "path", {"d": "M0 1L9.5 5L0 9z"})
