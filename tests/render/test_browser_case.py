"""The case report in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graphinv.render.case import render_case
from graphinv.render.view import CaseView
from graphinv.render.words import load_words
from tests.browser import Visit, boxes, overlaps, visit
from tests.render import sample

pytestmark = pytest.mark.xdist_group("browser")

SIZES: dict[str, Callable[[], CaseView]] = {
    "kin": sample.kin_case,
    "hostile": sample.hostile_case,
    "three": lambda: sample.wide_case(1, 1, relatives=1),
    "wide": lambda: sample.wide_case(6, 14),
    "sixty": lambda: sample.wide_case(14, 40),
    "many": lambda: sample.wide_case(30, 400),
    "payments": sample.paid_after_death_case,
    "column": sample.one_column_case,
}


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def files(lang: str, reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp(f"case-{lang}")
    paths = {}
    for name, view in SIZES.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_bytes(render_case(view(), lang, reports).encode())
    return paths


@pytest.fixture(scope="module")
def look(browser: Browser, files: dict[str, Path]) -> Iterator[Callable[[str], Visit]]:
    """Every case opened once, for tests that only look."""
    with ExitStack() as opened:
        seen: dict[str, Visit] = {}

        def open_once(name: str) -> Visit:
            if name not in seen:
                seen[name] = opened.enter_context(visit(browser, files[name]))
            return seen[name]

        yield open_once


@pytest.fixture
def kin(browser: Browser, files: dict[str, Path]) -> Iterator[Visit]:
    with visit(browser, files["kin"]) as seen:
        yield seen


INSIDE = """() => [...document.querySelectorAll('svg.net .edge a.label, svg.net .node')].flatMap(group => {
  const box = group.querySelector('rect, .card').getBBox();
  return [...group.querySelectorAll('text')].filter(text => {
    const own = text.getBBox();
    return own.x < box.x - 0.5 || own.x + own.width > box.x + box.width + 0.5
      || own.y < box.y - 3 || own.y + own.height > box.y + box.height + 3;
  }).map(text => text.textContent);
})"""

CROSSED = """() => {
  const boxes = [...document.querySelectorAll('.edge a.label rect, .node .card')].map(e => [e, e.getBBox()]);
  const bad = [];
  for (const edge of document.querySelectorAll('.edge')) {
    const own = new Set([edge.querySelector('a.label rect'),
      document.querySelector(`#${edge.dataset.a} .card`), document.querySelector(`#${edge.dataset.b} .card`)]);
    for (const path of edge.querySelectorAll(':scope > path')) {
      const length = path.getTotalLength();
      for (let at = 0; at <= length; at += 4) {
        const p = path.getPointAtLength(at);
        if (boxes.some(([element, b]) => !own.has(element) && p.x > b.x + 1 && p.x < b.x + b.width - 1
            && p.y > b.y + 1 && p.y < b.y + b.height - 1)) bad.push(edge.id);
      }
    }
  }
  return [...new Set(bad)];
}"""


@pytest.mark.parametrize("name", SIZES)
def test_quiet_and_offline(look: Callable[[str], Visit], files: dict[str, Path], name: str) -> None:
    seen = look(name)
    seen.page.mouse.move(300, 300)
    assert seen.complaints == []
    assert seen.outside == []
    assert seen.requests == [files[name].resolve().as_uri()]


@pytest.mark.parametrize("name", SIZES)
def test_labels_do_not_overlap(look: Callable[[str], Visit], name: str) -> None:
    page = look(name).page
    assert len(boxes(page, "svg.net .edge a.label")) >= 2
    assert overlaps(page, "svg.net .edge a.label, svg.net .node .card") == []
    assert overlaps(page, "svg.net text") == []


@pytest.mark.parametrize("name", SIZES)
def test_text_stays_inside_its_box(look: Callable[[str], Visit], name: str) -> None:
    assert look(name).page.evaluate(INSIDE) == []


@pytest.mark.parametrize("name", SIZES)
def test_lines_cross_no_box(look: Callable[[str], Visit], name: str) -> None:
    assert look(name).page.evaluate(CROSSED) == []


def test_every_edge_names_its_evidence(kin: Visit) -> None:
    texts = kin.page.locator("svg.net .edge a.label").all_text_contents()
    numbers = sorted(int(n) for text in texts for n in re.findall(r"E(\d+)", text))
    assert numbers == [item["n"] for item in sample.kin_evidence() if item["to"] is not None]


@pytest.mark.parametrize("name", ["kin", "hostile", "payments"])
def test_all_facts_without_javascript(browser: Browser, files: dict[str, Path], lang: str, name: str) -> None:
    view = SIZES[name]()
    with visit(browser, files[name], javascript=False) as seen:
        body = seen.page.locator("body")
        text = body.inner_text()
        for item in view.lead["evidence"]:
            row = seen.page.locator(f"#E{item['n']}")
            assert row.is_visible()
            for source in item["source"]:
                assert str(source["row"]) in row.inner_text()
        assert seen.page.locator("svg.net .node").count() == len(view.nodes)
        assert seen.page.locator(".tools").is_hidden()
        words = load_words(Path(__file__).parents[2] / "reports", lang)
        for part in ("summary", "path", "innocent", "figure", "evidence", "query", "not_checked", "disposition"):
            assert words(f"case.{part}") in text


def test_each_reference_opens_a_row_with_the_stated_value(kin: Visit, lang: str) -> None:
    page = kin.page
    by_number = {item["n"]: item for item in sample.kin_evidence()}
    links = page.locator("a.ref")
    targets = {str(link.get_attribute("href")) for link in links.all()}
    assert targets == {f"#E{n}" for n in by_number}
    for n, item in by_number.items():
        page.locator(f"a.ref[href='#E{n}']").first.click()
        assert page.evaluate("location.hash") == f"#E{n}"
        row = page.locator(f"#E{n}")
        assert row.is_visible()
        marked = " ".join(row.locator(".stated dd").all_text_contents())
        for value in stated_values(item):
            assert value in marked, (n, value, marked)


def stated_values(item: dict[str, object]) -> list[str]:
    """The values of a fact as its invented source row prints them."""
    props = item["props"]
    assert isinstance(props, dict)
    if item["type"] == "Contract":
        return [f"{float(props['amount']) / 10000:g}", str(props["awarded_on"]), "公开招标"]
    if item["type"] == "OWNS":
        return ["60", "300", "2020/3/1"]
    if item["type"] == "HOLDS_POST":
        return ["局长", "2019-03", "2024-06-01", sample.UNIT]
    if item["type"] == "FAMILY":
        return ["李**", "长女"]
    return [str(item["from"])] if item["type"] == "BUYER" else [sample.FIRM]


def test_arrows_point_at_the_end_of_the_edge(look: Callable[[str], Visit]) -> None:
    """The last stretch of the line that carries the arrow runs into the card of the node that the fact names last."""
    script = """() => [...document.querySelectorAll('.edge')].map(edge => {
      const path = edge.querySelector('path[marker-end]');
      const length = path.getTotalLength();
      const [tip, back] = [path.getPointAtLength(length), path.getPointAtLength(length - 3)];
      const hit = [...document.querySelectorAll('.node')].find(node => {
        const b = node.querySelector('.card').getBBox();
        const x = tip.x + (tip.x - back.x), y = tip.y + (tip.y - back.y);
        return x > b.x && x < b.x + b.width && y > b.y && y < b.y + b.height;
      });
      return [Number(edge.textContent.match(/E(\\d+)/)[1]), hit ? hit.id : null];
    })"""
    for name in ("kin", "column", "wide"):
        page = look(name).page
        ids = page.evaluate("() => { const d = JSON.parse(document.getElementById('data').textContent).nodes;"
                            " return Object.fromEntries(Object.entries(d).map(([k, v]) => [k, v.id])); }")  # fmt: skip
        targets = {item["n"]: item["to"] for item in SIZES[name]().lead["evidence"] if item["to"] is not None}
        assert {n: ids.get(hit) for n, hit in page.evaluate(script)} == targets


def dimmed(page: Page) -> set[str]:
    return set(page.locator("svg.net .dim").evaluate_all("all => all.map(one => one.id)"))


def node(page: Page, text: str) -> str:
    return str(page.locator("svg.net .node", has_text=text).first.get_attribute("id"))


def test_click_dims_what_is_on_no_path_through_the_node(kin: Visit) -> None:
    page = kin.page
    second = node(page, "HT-2022-041")
    page.locator(f"#{second} .card").click()
    others = {node(page, key) for key in ("HT-2021-017", "HT-2023-009")}
    dim = dimmed(page)
    assert {one for one in dim if one.startswith("n")} == others
    lit_edges = set(page.locator("svg.net .edge:not(.dim) a.label").all_text_contents())
    assert {re.findall(r"E\d+", text)[0] for text in lit_edges} == {"E2", "E3", "E4", "E8", "E9"}
    page.locator(f"#{second} .card").click()
    assert dimmed(page) == set()
    page.locator(f"#{second}").focus()
    page.keyboard.press("Enter")
    assert dimmed(page) == dim
    page.keyboard.press("Escape")
    assert dimmed(page) == set()


def test_search_filter_zoom_and_pan(kin: Visit) -> None:
    page = kin.page
    page.locator("#net-search").fill("鑫源")
    assert page.locator("svg.net .node.hit").count() == 1
    assert len({one for one in dimmed(page) if one.startswith("n")}) == 6
    page.locator("#net-search").fill("")
    page.locator(".net-kind[value=award]").uncheck()
    assert page.locator("svg.net .node.gone").count() == 3
    assert page.locator("svg.net .edge.gone").count() == 6
    page.locator(".net-kind[value=award]").check()
    before = page.locator("svg.net").get_attribute("viewBox")
    page.locator("#net-in").click()
    zoomed = page.locator("svg.net").get_attribute("viewBox")
    assert zoomed != before
    box = page.locator("svg.net").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 45)
    page.mouse.up()
    assert page.locator("svg.net").get_attribute("viewBox") != zoomed
    page.locator("#net-reset").click()
    assert page.locator("svg.net").get_attribute("viewBox") == before


def test_hostile_names_stay_text(browser: Browser, files: dict[str, Path]) -> None:
    with visit(browser, files["hostile"]) as seen:
        page = seen.page
        assert page.locator("main script, main img, main iframe").count() == 0
        text = page.locator("body").inner_text()
        assert "<script>alert(1)</script>" in text
        assert "王[U+202E]国建" in text
        assert "甲[U+000B]乙" in text
        assert sample.HOSTILE["long"] in str(page.locator("#evidence").text_content())
        assert page.evaluate("document.documentElement.scrollWidth") <= 1240
        assert "\u202e" not in page.content()


def test_prints_complete_on_a4(browser: Browser, files: dict[str, Path]) -> None:
    with visit(browser, files["kin"]) as seen:
        page = seen.page
        page.locator("#net-in").click()
        page.emulate_media(media="print")
        assert page.locator(".tools").is_hidden()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        assert page.locator("#query pre").is_visible()
        view_box = str(page.locator("svg.net").get_attribute("viewBox")).split()
        assert view_box[:2] == ["0.00", "0.00"]
        style = page.locator(".evidence tbody tr").first.evaluate("e => getComputedStyle(e).breakInside")
        assert style == "avoid"
        head = page.locator(".evidence thead").evaluate("e => getComputedStyle(e).display")
        assert head == "table-header-group"
        assert page.evaluate("getComputedStyle(document.body).printColorAdjust") == "exact"
        page.set_viewport_size({"width": 695, "height": 980})  # the text width of a sheet of A4
        assert page.evaluate("document.documentElement.scrollWidth") <= 695
        assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"


def test_details_open_in_print_without_javascript(browser: Browser, files: dict[str, Path]) -> None:
    with visit(browser, files["kin"], javascript=False) as seen:
        assert not seen.page.locator("#query pre").is_visible()
        seen.page.emulate_media(media="print")
        assert seen.page.locator("#query pre").is_visible()
