"""The examples of the how-to pages work as they stand when somebody copies them into a workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.running import rows, run
from tests.docs.pages import page


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    run("init", folder)
    return folder


def test_the_rule_of_the_page(workspace: Path) -> None:
    """Two files from the page, nothing else: found, linted, its cases pass, its page is written."""
    found = page("docs/add-a-rule.md")
    (text,), (cases,) = found.blocks("cypher"), found.blocks("yaml")
    theme = workspace / "queries" / "own"
    theme.mkdir()
    (theme / "anything.cypher").write_text(text, "utf-8")
    (theme / "anything.cases.yaml").write_text(cases, "utf-8")
    done = rows("-w", workspace, "rules", "test", "director-of-winner")
    assert [row["kind"] for row in done] == ["lint", "match", "match", "clean", "gap"]
    assert all(row["passed"] for row in done)
    assert "X1" in [row["code"] for row in rows("-w", workspace, "rules", "list")]
    run("-w", workspace, "rules", "docs", workspace / "docs")
    assert (workspace / "docs" / "rules" / "director-of-winner.md").is_file()


AWARDS = [
    ["某县 2023 年中标公告"],
    ["序号", "项目编号", "采购单位", "中标单位", "统一社会信用代码", "中标金额(万元)", "公告日期", "备注"],
    ["1", "HT-1", "U1", "甲建筑公司", "", "12.5", "2023-05-04", "加急"],
    ["2", "HT-2", "U1", "乙公司", "X:991", "1.2", "2023年6月", ""],
    ["3", "HT-3", "U1", "甲建筑公司", "", "十万", "2023-05-04", ""],
]


def test_the_loader_of_the_page(workspace: Path, tmp_path: Path) -> None:
    (text,) = page("docs/add-a-source.md").section("A loader").blocks("yaml")
    (workspace / "loaders" / "awards.yaml").write_text(text, "utf-8")
    file = tmp_path / "awards_2023.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("说明").write_string(0, 0, "另见第二页")
        sheet = book.add_worksheet("中标公告")
        for place, cells in enumerate(AWARDS):
            sheet.write_row(place, 0, cells)
    said = run("-w", workspace, "load", file).stderr.decode()
    assert "awards_2023.xlsx -> cn.tender-awards (its name fits" in said and "it knows 8 of 8 headers)" in said
    text = (
        "MATCH (c:Company)-[:WON]->(k:Contract)-[:BUYER]->(u:Unit) "
        "RETURN c.name AS winner, k.id AS award, k.amount AS amount, k.awarded_on AS day, "
        "k.infl_from IS NOT NULL AS clock, u.id AS buyer ORDER BY award"
    )
    first = {"award": "HT-1", "winner": "甲建筑公司", "amount": "125000.00", "day": "2023-05-04"}
    second = {"award": "HT-2", "winner": "乙公司", "amount": "12000.00", "day": "2023-06-01"}
    more = {"clock": True, "buyer": "U1"}
    assert rows("-w", workspace, "query", text) == [first | more, second | more]
    (reject,) = rows("-w", workspace, "load", "rejects")
    assert (reject["file"], reject["row"], reject["value"]) == ("awards_2023.xlsx", 5, "十万")


def test_the_unknown_export_of_the_page(tmp_path: Path) -> None:
    """Drafted, checked, loaded and tested by the page's own commands; each line of the draft that it shows is there."""
    found = page("docs/add-a-source.md").section("An unknown export in ten minutes")
    (export,) = found.blocks("csv")
    (tmp_path / "awards_2023.csv").write_text(export, "utf-8")
    (shown,) = (block for block in found.blocks() if block.startswith("table: "))
    text = "\n".join(block for block in found.blocks() if block.startswith("graphinv "))
    words = [shlex.split(part, comments=True) for line in text.splitlines() for part in line.split("&&")]
    calls = [call[1:] for call in words if call[:1] == ["graphinv"]]
    assert [call[0] for call in calls] == ["init", "loaders", "check", "load", "load", "load", *["loaders"] * 3]
    here = tmp_path
    for call in calls:
        run(*call, cwd=here)
        here = tmp_path / "case"
    draft = (here / "loaders" / "awards.yaml").read_text("utf-8").splitlines()
    assert not [line for line in shown.splitlines() if line not in draft]
    (reject,) = rows("-w", here, "load", "rejects")
    assert (reject["row"], reject["column"], reject["value"]) == (5, "中标金额", "十万")
    text = "MATCH (c:Company)-[:WON]->(k:Contract) RETURN c.name AS name, k.amount AS amount ORDER BY amount"
    assert rows("-w", here, "query", text) == [
        {"name": "乙工程公司", "amount": "12000.00"},
        {"name": "甲建筑公司", "amount": "125000.00"},
    ]
    (tested,) = rows("-w", here, "loaders", "test", "own.awards")
    assert tested["passed"] and tested["sample"] == "awards.sample.csv"
