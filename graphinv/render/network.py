"""The exploratory graph: pyvis (vis-network) made to work offline, on any code page, and with hostile names.

pyvis as it comes loads two files from a CDN, leaves three holes for markup in names, and lets physics run for minutes.
Here its page is taken apart: what it may load is removed, what stays is allowed by hash and nothing else is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from graphinv.errors import GraphinvError
from graphinv.message import Message, msg
from graphinv.render.html import asset, environment, json_block, policy
from graphinv.render.measure import shorten
from graphinv.render.positions import positions
from graphinv.render.shapes import KINDS, kind_of
from graphinv.render.view import NodeView
from graphinv.render.visible import visible
from graphinv.render.whole import write_whole
from graphinv.render.words import Words, load_words

NODE_LIMIT = 1_000
NODE_SIZE, LABEL_EM, EDGE_LABELS_UP_TO = 10, 16, 150

_LOOK = {
    "official": ("diamond", "#a3231c", "M0-8L8 0L0 8L-8 0z"),
    "person": ("dot", "#1f5fa0", "M0-7A7 7 0 1 1 0 7A7 7 0 1 1 0-7z"),
    "company": ("square", "#9a5b00", "M-6.5-6.5H6.5V6.5H-6.5z"),
    "award": ("triangle", "#1f7045", "M0-7L7.5 6H-7.5z"),
    "programme": ("star", "#00707a", "M0-8L2 -2.5H8L3.2 1L5 7L0 3.4L-5 7L-3.2 1L-8-2.5H-2z"),
    "account": ("triangleDown", "#5f3f8f", "M0 7L7.5-6H-7.5z"),
    "unit": ("hexagon", "#3f4d60", "M-4-7H4L8 0L4 7H-4L-8 0z"),
    "other": ("dot", "#5d6470", "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5z"),
}
"""Kind -> shape of vis-network, colour, the same shape for the legend."""


@dataclass(frozen=True)
class EdgeView:
    """An edge of the exploratory graph between two node ids."""

    source: str
    target: str
    type: str
    certain: bool = True


@dataclass(frozen=True)
class Frame:
    """What we put around pyvis's canvas."""

    title: Markup
    before: Markup
    after: Markup


# What pyvis 0.3.2 writes and we take out: (name, pattern, how often). A change there is an error here.
STRIPPED: tuple[tuple[str, str, int], ...] = (
    ("comment with links", r"<!--.*?-->", 1),
    ("style sheet from a CDN", r"<link\b[^>]*https://cdn\.jsdelivr\.net/[^>]*/>", 1),
    ("script from a CDN", r"<script\b[^>]*\bsrc=\"https://cdn\.jsdelivr\.net/[^>]*>\s*</script>", 1),
    ("empty heading", r"<center>\s*<h1></h1>\s*</center>", 2),
    ("inline style", r"(?<=<div class=\"card\") style=\"width: 100%\"", 1),
)

_OUTSIDE = re.compile(r"<[^>]*\b(?:src|href)\s*=\s*[\"']?(?!#)", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)


def with_count(node: NodeView, relations: int, words: Words) -> NodeView:
    """A hub: below its name stands how many relations it has, since they are not drawn."""
    return replace(node, note=words("graph.hub", n=f"{relations:,}"))


def write_graph(
    path: Path, nodes: Sequence[NodeView], edges: Sequence[EdgeView], lang: str, title: str, reports: Path
) -> Path:
    """Writes the page as UTF-8; edges to nodes that are not given are left out. Beyond 1,000 nodes it refuses."""
    words = load_words(reports, lang)
    if len(nodes) > NODE_LIMIT:
        message = words("graph.too_many", n=f"{len(nodes):,}", limit=f"{NODE_LIMIT:,}")
        raise GraphinvError(message, hint=words("graph.too_many_hint"))
    known = {node.id for node in nodes}
    drawn = [edge for edge in edges if edge.source in known and edge.target in known]
    page = harden(pyvis_page(nodes, drawn, words), _frame(nodes, drawn, words, title, reports), reports)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, page.encode("utf-8", "replace"))
    return path


def pyvis_page(nodes: Sequence[NodeView], edges: Sequence[EdgeView], words: Words) -> str:
    """The page as pyvis makes it. No heading, menus or titles: those are its three ways to let markup in."""
    from pyvis.network import Network  # pulls in IPython; only this page needs it

    network: Any = Network(height="100%", width="100%", directed=True, cdn_resources="in_line", bgcolor="#fcfdfe")
    places = positions([node.id for node in nodes], [(edge.source, edge.target) for edge in edges])
    for node in nodes:
        shape, colour, _ = _LOOK[kind_of(node)]
        x, y = places[node.id]
        name = shorten(visible(node.name or node.id), LABEL_EM)
        shown = f"{name}\n{visible(node.note)}" if node.note else name
        network.add_node(node.id, label=shown, shape=shape, color=colour, size=NODE_SIZE, x=x, y=y)
    bends = Counter[frozenset[str]]()
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        bend = _bend(bends[pair], edge.source <= edge.target)
        bends[pair] += 1
        word = words.find(f"edges.{edge.type}.name") or visible(edge.type)
        label = {"label": word} if len(edges) <= EDGE_LABELS_UP_TO else {}
        network.add_edge(edge.source, edge.target, dashes=not edge.certain, smooth=bend, **label)
    network.options = _OPTIONS
    return str(network.generate_html("graph.html"))


def _bend(index: int, upwards: bool) -> dict[str, Any]:
    """Edges between the same two nodes fan out: straight, then bent ever more to either side."""
    clockwise = (index % 2 == 1) == upwards
    return {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": 0.2 * ((index + 1) // 2)}


_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": False, "hideEdgesOnDrag": False, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {
        "font": {"size": 14, "face": "sans-serif", "color": "#1d2430", "strokeWidth": 3, "strokeColor": "#fcfdfe"}
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "color": {"color": "#7d8a99", "highlight": "#1d5fa8"},
        "font": {"size": 10, "color": "#5c6675", "strokeWidth": 3, "strokeColor": "#fcfdfe"},
        "width": 1,
    },
}


def harden(page: str, frame: Frame, reports: Path) -> str:
    """pyvis's page with nothing to load, our frame around its canvas and a policy that names every script by hash."""
    for name, pattern, times in STRIPPED:
        page, count = re.subn(pattern, "", page, flags=re.DOTALL)
        if count != times:
            raise _changed(msg("{what}: {count} instead of {times}", what=name, count=count, times=times))
    for marker in ('<meta charset="utf-8">', "<body>", "</body>"):
        if page.count(marker) != 1:
            raise _changed(msg("{what}: {count} instead of {times}", what=marker, count=page.count(marker), times=1))
    page = page.replace("</body>", f"{frame.after}\n</body>").replace("<body>", f"<body>\n{frame.before}")
    scripts = [text for attributes, text in _SCRIPT.findall(page) if "application/json" not in attributes]
    styles = [*_STYLE.findall(page), asset(reports, "graph.css")]
    allowed = policy(scripts, styles, images="data:")
    meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{escape(allowed)}">'
    page = page.replace('<meta charset="utf-8">', meta)
    style = f"<style>{asset(reports, 'graph.css')}</style>"
    page = page.replace("</head>", f"{frame.title}\n{style}\n</head>", 1)
    left = _OUTSIDE.search(_SCRIPT.sub(r"<script\1></script>", _STYLE.sub("", page)))
    if left:
        raise _changed(msg("something to load is left: {text}", text=left.group()))
    return "<!DOCTYPE html>\n" + page


def _changed(what: Message) -> GraphinvError:
    return GraphinvError(
        "pyvis writes another page than the one that this version knows how to secure ({what}).",
        hint="Install pyvis 0.3.2, or look at graphinv/render/network.py.",
        what=what,
    )


def _full_name(node: NodeView) -> str:
    name = visible(node.name or node.id)
    return f"{name} ({visible(node.note)})" if node.note else name


def _frame(nodes: Sequence[NodeView], edges: Sequence[EdgeView], words: Words, title: str, reports: Path) -> Frame:
    """Title, search, legend and details before the canvas; data and script after it."""
    present = {kind_of(node) for node in nodes}
    legend = [{"kind": kind, "path": _LOOK[kind][2]} for kind in KINDS if kind in present]
    macros: Any = environment(reports).get_template("graph.html.j2").module
    before = macros.head(words, title or words("graph.title"), len(nodes), len(edges), legend)
    data = {
        "nodes": [{"id": node.id, "name": _full_name(node), "kind": words(f"kind.{kind_of(node)}")} for node in nodes],
        "edges": [
            [edge.source, edge.target, words.find(f"edges.{edge.type}.name") or visible(edge.type)] for edge in edges
        ],
    }
    after = Markup('<script type="application/json" id="data">{}</script>\n<script>{}</script>').format(
        json_block(data), Markup(asset(reports, "graph.js"))
    )
    return Frame(Markup("<title>{}</title>").format(visible(title or words("graph.title"))), before, after)
