"""The index and the exploratory graph in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphinv.render.network import EdgeView, write_graph
from graphinv.render.sweep import write_sweep
from graphinv.render.view import CaseView
from tests.browser import visit
from tests.render import sample

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_index(browser: Browser, tmp_path: Path, reports: Path, lang: str) -> None:
    sweep = sample.sweep_view(9)
    cases = [replace(sample.kin_case(), lead=one.lead) for one in sweep.leads if one.change not in ("gone", "cleared")]
    index = write_sweep(tmp_path / "sweep", sweep, cases, lang, reports)
    with visit(browser, index) as seen:
        page = seen.page
        assert seen.complaints == []
        assert seen.outside == []
        rows = page.locator(".leads tbody tr")
        assert rows.count() == 9
        page.locator("#row-search").fill("某县教育局")
        assert page.locator(".leads tbody tr:visible").count() == 3
        assert page.locator("#row-count").inner_text() == "3"
        page.locator("#row-search").fill("")
        page.locator("select[data-column=change]").select_option("new")
        assert page.locator(".leads tbody tr:visible").count() == 4
        assert page.evaluate("document.documentElement.scrollWidth") <= 1240
        page.locator(".leads tbody tr:visible a").first.click()
        assert page.locator("svg.net").is_visible()
        assert seen.complaints == []


def test_index_without_javascript(browser: Browser, tmp_path: Path, reports: Path) -> None:
    sweep = sample.sweep_view(9)
    with visit(browser, write_sweep(tmp_path, sweep, [], "zh", reports), javascript=False) as seen:
        text = seen.page.locator("body").inner_text()
        assert seen.page.locator(".tools").is_hidden()
        for said in (
            "新增",
            "有变化",
            "持续",
            "已消失",
            "已澄清",
            "每千 7.5",
            "未载入 bids 表",
            "某镇人民政府",
            "8,202",
        ):
            assert said in text


def graph(view: CaseView, path: Path, reports: Path, title: str = "") -> Path:
    edges = [
        EdgeView(item["from"], item["to"], item["type"], item["certain"])
        for item in view.lead["evidence"]
        if item["to"] is not None
    ]
    return write_graph(path, list(view.nodes.values()), edges, "zh", title, reports)


def test_graph_works_offline(browser: Browser, tmp_path: Path, reports: Path) -> None:
    path = graph(sample.kin_case(), tmp_path / "graph.html", reports)
    with visit(browser, path) as seen:
        page = seen.page
        assert seen.complaints == []
        assert seen.outside == []
        assert page.locator("#mynetwork canvas").is_visible()
        assert page.evaluate("network.body.nodeIndices.length") == 7
        assert page.evaluate("network.physics.physicsEnabled") is False
        page.locator("#find").fill("鑫源")
        page.locator("#find").press("Enter")
        about = page.locator("#about").inner_text()
        assert "鑫源建筑工程有限公司" in about
        assert "雨污分流工程 2023-009" in about
        page.locator("#about button", has_text="雨污分流").click()
        assert "某县住房和城乡建设局" in page.locator("#about").inner_text()
        assert seen.complaints == []


def test_graph_keeps_hostile_names_inert(browser: Browser, tmp_path: Path, reports: Path) -> None:
    path = graph(sample.hostile_case(), tmp_path / "graph.html", reports, sample.HOSTILE["close"])
    with visit(browser, path) as seen:
        page = seen.page
        for word in ("<script>", "=cmd", "DROP", "[U+202E]", "[U+000B]", "很长"):
            page.locator("#find").fill(word)
            page.locator("#find").press("Enter")
            assert word in page.locator("#about h2").inner_text()
        assert sample.HOSTILE["close"] in page.locator("h1").inner_text()
        assert page.locator("img, main script").count() == 0
        assert seen.complaints == []
        assert seen.outside == []


def test_a_thousand_nodes_draw(browser: Browser, tmp_path: Path, reports: Path) -> None:
    path = graph(sample.wide_case(150, 840), tmp_path / "graph.html", reports)
    with visit(browser, path) as seen:
        assert seen.page.evaluate("network.body.nodeIndices.length") == 996
        assert seen.complaints == []
