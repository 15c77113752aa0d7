"""The exploratory graph: what pyvis writes and what is left of it."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest

from graphinv.errors import GraphinvError
from graphinv.render import network
from graphinv.render.html import digest
from graphinv.render.network import EdgeView, pyvis_page, write_graph
from graphinv.render.positions import positions
from graphinv.render.view import NodeView
from graphinv.render.words import load_words
from tests.render import sample

NODES = [NodeView(str(index), "Person", f"王{index}", 1) for index in range(4)]
EDGES = [EdgeView("0", "1", "FAMILY"), EdgeView("1", "2", "FAMILY", False)]


def test_pyvis_still_writes_the_page_that_we_take_apart(reports: Path) -> None:
    """Fails when pyvis changes: each of these is removed by `harden`, and nothing else on the page loads anything."""
    page = pyvis_page(NODES, EDGES, load_words(reports, "zh"))
    for name, pattern, times in network.STRIPPED:
        assert len(re.findall(pattern, page, re.DOTALL)) == times, name
    markup = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    markup = re.sub(r"<script\b(?![^>]*\bsrc)[^>]*>.*?</script>|<style\b.*?</style>", "", markup, flags=re.DOTALL)
    loads = re.findall(r"<(\w+)[^>]*?\b(?:src|href)=\"(https?://[^\"]+)\"", markup)
    assert loads == [
        ("link", "https://cdn.jsdelivr.net/npm/bootstrap@5.0.0-beta3/dist/css/bootstrap.min.css"),
        ("script", "https://cdn.jsdelivr.net/npm/bootstrap@5.0.0-beta3/dist/js/bootstrap.bundle.min.js"),
    ]
    assert "@version 9.1.2" in page
    assert page.count("<h1></h1>") == 2


def test_a_changed_pyvis_is_refused(reports: Path) -> None:
    words = load_words(reports, "zh")
    page = pyvis_page(NODES, EDGES, words)
    frame = network._frame(NODES, EDGES, words, "", reports)
    network.harden(page, frame, reports)
    extra = page.replace("</head>", '<script src="https://cdn.example.org/x.js"></script></head>')
    for changed in (page.replace("cdn.jsdelivr.net", "cdn.example.org"), extra):
        with pytest.raises(GraphinvError, match="pyvis"):
            network.harden(changed, frame, reports)


def test_nothing_of_the_cdn_is_left(tmp_path: Path, reports: Path) -> None:
    path = write_graph(tmp_path / "sub" / "graph.html", NODES, EDGES, "en", "", reports)
    page = path.read_bytes().decode("utf-8")
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert "http" not in markup.replace('http-equiv="Content-Security-Policy"', "")
    assert "bootstrap" not in page.replace("vis-network", "")
    policy = re.findall(r'Security-Policy" content="([^"]+)"', page)[0]
    assert "unsafe" not in policy
    scripts = [
        text for kind, text in re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL) if "json" not in kind
    ]
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) >= 4
    assert len(styles) >= 3
    assert all(digest(text) in unescape(policy) for text in [*scripts, *styles])


def test_two_runs_write_the_same_bytes(tmp_path: Path, reports: Path) -> None:
    view = sample.wide_case(14, 40)
    edges = [EdgeView(item["from"], item["to"], item["type"]) for item in view.lead["evidence"] if item["to"]]
    pages = [
        write_graph(tmp_path / name, list(view.nodes.values()), edges, "zh", "图", reports).read_bytes()
        for name in ("a.html", "b.html")
    ]
    assert pages[0] == pages[1]


def test_too_many_nodes_are_refused_with_advice(tmp_path: Path, reports: Path) -> None:
    nodes = [NodeView(str(index), "Person", "王", 1) for index in range(1001)]
    with pytest.raises(GraphinvError, match="1,001") as refused:
        write_graph(tmp_path / "graph.html", nodes, [], "en", "", reports)
    assert refused.value.hint
    assert not (tmp_path / "graph.html").exists()


def test_edges_to_unknown_nodes_are_left_out(tmp_path: Path, reports: Path) -> None:
    path = write_graph(tmp_path / "graph.html", NODES, [EdgeView("0", "nobody", "OWNS")], "en", "", reports)
    assert "4 nodes, 0 relations" in path.read_text("utf-8")


def test_layout_is_stable_and_spread_out() -> None:
    nodes = [str(index) for index in range(1000)]
    edges = [(str(index), str(index * 7 % 300)) for index in range(900)]
    places = positions(nodes, edges)
    assert places == positions(nodes, edges)
    assert len(set(places.values())) == 1000
    assert "scipy" not in sys.modules


def test_layout_of_nothing() -> None:
    assert positions([], []) == {}
    assert positions(["a"], [("a", "a")]) == {"a": (0.0, 0.0)}
