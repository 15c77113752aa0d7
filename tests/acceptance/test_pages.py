"""The reports of a swept county in a real browser: quiet, offline, readable, and true to the files they speak of."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests.acceptance.county import GROUP, Counties
from tests.browser import overlaps, visit, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = GROUP

LANGS = ("zh", "en")

STATED = """() => [...document.querySelectorAll('table.evidence tbody')].map(body => ({
  id: body.id,
  sources: [...body.querySelectorAll('tr')].map(row => ({
    file: row.querySelector('td.file')?.textContent.trim(),
    row: Number(row.querySelector('td.num')?.textContent),
    stated: [...row.querySelectorAll('.cells .stated dd')].map(cell => cell.textContent.trim()),
    cells: [...row.querySelectorAll('.cells dd')].length,
  })),
}))"""


@pytest.fixture(scope="module", params=LANGS)
def report(request: pytest.FixtureRequest, counties: Counties, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report in one language, with names, so that cells can be compared with the files."""
    workspace = counties[1].workspace
    before, workspace.lang = workspace.lang, str(request.param)
    try:
        folder = workspace.report_sweep(tmp_path_factory.mktemp("report"), named=True).parent
        workspace.report_graph(folder, named=True)
    finally:
        workspace.lang = before
    return folder


def cases(report: Path) -> list[Path]:
    found = [path for path in sorted(report.glob("*.html")) if not path.name.startswith(("index", "graph"))]
    assert found
    return found


def test_pages_are_quiet_offline_readable_and_true(browser: Browser, report: Path, counties: Counties) -> None:
    """Every page once: no complaint, no request, no overlapping labels, and each mark opens a row with its value."""
    files: dict[str, list[list[str]]] = {}
    exports = counties[1].workspace.root / "exports"
    with window(browser) as opened:
        for path in cases(report):
            seen = opened.open(path)
            assert overlaps(seen.page, "svg.net .edge a.label, svg.net .node .card") == [], path.name
            rows: list[dict[str, Any]] = seen.page.evaluate(STATED)
            assert linked(seen.page) <= {row["id"] for row in rows}, path.name
            assert (seen.complaints, seen.outside) == ([], []), path.name
            assert true(rows, exports, files, path.name) >= len(rows) // 2, path.name


def true(rows: list[dict[str, Any]], exports: Path, files: dict[str, list[list[str]]], page: str) -> int:
    """How many source rows have marked values; each of these must stand in that row of its file."""
    stated = 0
    for source in (source for row in rows for source in row["sources"]):
        if source["file"] not in files:
            files[source["file"]] = grid(exports / source["file"])
        cells = files[source["file"]][source["row"] - 1]
        assert set(source["stated"]) <= set(cells), f"{page}: {source} is not in {cells}"
        stated += bool(source["stated"])
    return stated


def test_index_and_graph_are_quiet_and_offline(browser: Browser, report: Path) -> None:
    for name in ("index.html", "graph.html"):
        with visit(browser, report / name) as seen:
            seen.page.wait_for_load_state("load")
            assert (seen.complaints, seen.outside) == ([], []), name


def test_facts_are_there_without_javascript(browser: Browser, report: Path, counties: Counties) -> None:
    """One page of each rule."""
    by_code = {path.name.split("-")[0]: path for path in cases(report)}
    assert len(by_code) >= 4
    with window(browser, javascript=False) as opened:
        for path in by_code.values():
            lead = next(lead for lead in counties[1].leads if lead["key"] in path.name)
            text = str(opened.open(path).page.locator("body").inner_text())
            assert all(f"E{fact['n']}" in text for fact in lead["evidence"]), path.name
            assert all(source["file"] in text for fact in lead["evidence"] for source in fact["source"]), path.name


def linked(page: Page) -> set[str]:
    """The rows that marks such as [E3] lead to."""
    hrefs: list[str] = page.locator("a[href^='#E']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    targets = [href.removeprefix("#") for href in hrefs]
    assert targets
    return set(targets)


def grid(path: Path) -> list[list[str]]:
    """The file as a spreadsheet shows it, read without the product's own code."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(path).worksheets[0]
        return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines())]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).removesuffix(" 00:00:00")


def test_masked_pages_hold_no_account_number_and_no_contact(counties: Counties, tmp_path: Path) -> None:
    """They are masked where names are; the machine-readable export keeps them, they are keys of its rows."""
    facts = [fact for lead in counties[1].leads for fact in lead["evidence"]]
    accounts = {str(fact["props"]["account_id"]) for fact in facts if fact["props"].get("account_id")}
    contacts = {str(fact["to"]).partition("/") for fact in facts if fact["type"] == "USES"}
    contacts = {value for kind, _, value in contacts if kind in ("mobile", "email")}
    assert accounts and contacts
    folder = counties[1].workspace.report_sweep(tmp_path).parent
    counties[1].workspace.report_graph(tmp_path)
    for path in folder.glob("*.html"):
        text = path.read_text("utf-8")
        assert not [secret for secret in accounts | contacts if secret in text], path.name
