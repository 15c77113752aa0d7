"""The sweep folder: files, names, pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.render import index
from graphinv.render.sweep import file_name, write_sweep
from graphinv.render.view import SweepCase, SweepView
from tests.render import sample


def cases(sweep: SweepView) -> list[sample.CaseView]:
    return [replace(sample.kin_case(), lead=one.lead) for one in sweep.leads if one.change not in ("gone", "cleared")]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_runs_write_the_same_bytes(tmp_path: Path, reports: Path, lang: str) -> None:
    sweep = sample.sweep_view()
    for name in ("a", "b"):
        write_sweep(tmp_path / name, sweep, cases(sweep), lang, reports)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 7 + 2  # a file per open lead, the index, the manifest


def test_every_link_leads_to_a_file(tmp_path: Path, reports: Path) -> None:
    sweep = sample.sweep_view()
    page = write_sweep(tmp_path, sweep, cases(sweep), "zh", reports).read_text("utf-8")
    links = re.findall(r'href="([^"#]+)"', page)
    assert len(links) == 7
    assert all((tmp_path / link).is_file() for link in links)


def test_leads_on_one_family_stand_together(tmp_path: Path, reports: Path) -> None:
    sweep = sample.sweep_view()
    keys = [str(one.lead["key"]) for one in sweep.leads]
    open_keys = [str(view.lead["key"]) for view in cases(sweep)]
    groups = [SweepCase("C-1", "<b>王**", keys), SweepCase("C-2", "李**", open_keys[:2])]
    page = write_sweep(tmp_path, replace(sweep, cases=groups), cases(sweep), "zh", reports).read_text("utf-8")
    found = page[page.index('id="cases"') : page.index('id="leads"')]
    assert "&lt;b&gt;王**" in found and "C-1" in found and "C-2" in found
    links = re.findall(r'href="([^"#]+)"', found)
    assert set(open_keys[:2]) <= {link.removesuffix(".html").split("-", 1)[1] for link in links}
    assert all((tmp_path / link).is_file() for link in links)
    assert "另有" in found or len(keys) <= 8


def test_no_table_of_cases_without_any(tmp_path: Path, reports: Path) -> None:
    page = write_sweep(tmp_path, sample.sweep_view(), [], "zh", reports).read_text("utf-8")
    assert 'id="cases"' not in page


def test_files_of_an_earlier_report_go_and_other_files_stay(tmp_path: Path, reports: Path) -> None:
    sweep = sample.sweep_view()
    write_sweep(tmp_path, sweep, cases(sweep), "zh", reports)
    (tmp_path / "notes.html").write_text("mine", "utf-8")
    manifest = json.loads((tmp_path / "report.json").read_text("utf-8"))
    outside = tmp_path.parent / "outside.html"
    outside.write_text("theirs", "utf-8")
    manifest["files"].append("../outside.html")
    (tmp_path / "report.json").write_text(json.dumps(manifest), "utf-8")
    write_sweep(tmp_path, replace(sweep, leads=[]), [], "zh", reports)
    assert sorted(contents(tmp_path)) == ["index.html", "notes.html", "report.json"]
    assert outside.read_text("utf-8") == "theirs"


def test_names_are_safe_and_unique() -> None:
    taken: set[str] = set()
    keys = ["L-1", "l-1", "../../etc/passwd", "王建国", "王建军", "a" * 500, "", "index", "CON", "L-1\x00"]
    names = [file_name(key, "A1", taken) for key in keys]
    assert len({name.lower() for name in names}) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,90}\.html", name) for name in names)
    assert file_name("L-7f3a", "", set()) == "L-7f3a.html"
    assert file_name("index", "", set()) != "index.html"


def test_long_lists_go_on_further_pages(tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ROWS_PER_PAGE", 4)
    sweep = sample.sweep_view(9)
    write_sweep(tmp_path, sweep, [], "en", reports)
    pages = [(tmp_path / name).read_text("utf-8") for name in ("index.html", "index-2.html", "index-3.html")]
    assert [page.count("<tr data-change=") for page in pages] == [4, 4, 1]
    assert 'href="index-2.html"' in pages[0]
    assert "The first 4 of 9" in pages[0]
    assert 'id="rules"' in pages[0]
    assert 'id="rules"' not in pages[1]
    keys = [key for page in pages for key in re.findall(r"L-[0-9a-f]{16}", page)]
    assert len(set(keys)) == 9


def test_at_most_two_thousand_rows_on_a_page(reports: Path) -> None:
    pages = index.index_pages(sample.sweep_view(2001), {}, "zh", reports)
    assert [page.count("<tr data-change=") for page in pages.values()] == [2000, 1]


def test_order_and_numbers(reports: Path) -> None:
    page = index.index_pages(sample.sweep_view(9), {}, "en", reports)["index.html"]
    states = re.findall(r'<tr data-change="(\w+)"', page)
    assert states == ["new"] * 4 + ["changed"] + ["continuing"] * 2 + ["gone", "cleared"]
    assert "7.5 per 1,000" in page
    assert "not evaluable" in page
    units = page.split('id="units"')[1].split("</table>")[0]
    counts = re.findall(r'</bdi></th><td class="num">(\d+)</td>', units)
    assert sum(map(int, counts)) == 7  # what is gone or cleared does not count


def test_a_missing_rate_is_left_empty(reports: Path) -> None:
    sweep = sample.sweep_view(1)
    rules = [replace(rule, population=None) for rule in sweep.rules]
    page = index.index_pages(replace(sweep, rules=rules), {}, "en", reports)["index.html"]
    assert "per 1,000" not in page
