"""Dates that decrease along the clock are noted; a column that some rows must fill refuses those that do not."""

from __future__ import annotations

import pytest

from tests.staging.bench import Bench, loader

CLOCK = ["计划日期", "立项日期", "公告日期", "文件发售日期", "投标截止时间", "开标时间", "中标日期"]
LOT = {"项目编号": "T1", "项目名称": "道路", "采购人": "U1", "采购方式": "公开招标"}
OFFICIAL, FRIEND = "11010519491231002X", "P2"


def _notes(bench: Bench, *days: str) -> list[tuple[str, str, str]]:
    row = {**LOT, **dict(zip(CLOCK, days, strict=True))}
    staged = bench.stage(bench.table("tenders.csv", [list(row), list(row.values())]))
    assert (staged.files[0].loaded, staged.files[0].rejected) == (1, 0)
    return [(column, value, reason) for _, _, column, value, reason in bench.notes()]


@pytest.mark.parametrize(
    "days",
    [
        ("2020-01-01", "2020-01-02", "2020-02-01", "2020-02-01", "2020-03-01 09:30", "2020-03-01 09:30", "2020-03-01"),
        ("", "", "2020-02-10", "", "", "", "2020-02"),  # some day of February may be later
        ("", "2020", "2020-01-01", "", "", "", ""),
        ("", "", "", "", "2020-03-01 09:30", "2020-03-01", ""),  # the hour is not known
        ("", "", "2020-02-01", "", "", "", "至今"),
        ("", "", "", "", "", "", ""),
    ],
)
def test_what_may_be_in_order_is_not_noted(bench: Bench, days: tuple[str, ...]) -> None:
    assert _notes(bench, *days) == []


def test_a_date_before_an_earlier_one_is_noted_once(bench: Bench) -> None:
    days = ("2031-01-01", "2020-01-02", "2020-02-01", "", "2020-03-01 09:30", "", "2020-03-05")
    assert _notes(bench, *days) == [("立项日期", "2020-01-02", "`立项日期` lies before `计划日期`")]


def test_each_step_back_is_noted(bench: Bench) -> None:
    days = ("", "", "2020-02-02", "2020-02-01", "2020-03-01 09:30", "2020-03-01 09:00", "2020-02")
    assert _notes(bench, *days) == [
        ("中标日期", "2020-02", "`中标日期` lies before `开标时间`"),
        ("开标时间", "2020-03-01 09:00", "`开标时间` lies before `投标截止时间`"),
        ("文件发售日期", "2020-02-01", "`文件发售日期` lies before `公告日期`"),
    ]


def test_a_vague_date_between_hides_nothing(bench: Bench) -> None:
    days = ("", "", "2020-05-10", "2020", "", "", "2020-05-01")
    assert _notes(bench, *days) == [("中标日期", "2020-05-01", "`中标日期` lies before `公告日期`")]


def test_columns_that_the_file_lacks_are_skipped(bench: Bench) -> None:
    row = {**LOT, "中标日期": "2020-01-01", "公告日期": "2020-02-01"}
    bench.stage(bench.table("tenders.csv", [list(row), list(row.values())]))
    assert [note[2:] for note in bench.notes()] == [("中标日期", "2020-01-01", "`中标日期` lies before `公告日期`")]
    assert bench.rows("SELECT reason_zh FROM notes") == [("`中标日期` 早于 `公告日期`",)]


@pytest.mark.parametrize("columns", [["依据材料"], []])
def test_an_associate_needs_a_document(bench: Bench, columns: list[str]) -> None:
    rows = [
        ["本人身份证号", "亲属身份证号", "关系", *columns],
        *([OFFICIAL, FRIEND, x, *["" for _ in columns]] for x in ("妻", "儿子")),
    ]
    rows.append([OFFICIAL, FRIEND, "特定关系人", *["" for _ in columns]])
    staged = bench.stage(bench.table("kinship.csv", rows))
    assert (staged.files[0].loaded, staged.files[0].rejected) == (2, 1)
    [(_, row, column, value, reason)] = bench.rejects()
    assert (row, column, value) == (4, columns[0] if columns else "doc", None)
    assert reason == "required cell is empty: must be filled where `关系` = assoc"
    assert bench.rows("SELECT reason_zh FROM rejects") == [("`关系` = assoc 时必填，单元格为空",)]


def test_a_document_lets_an_associate_in(bench: Bench) -> None:
    rows = [["a_id", "b_id", "type", "doc"], [OFFICIAL, FRIEND, "assoc", "信访件17号"], ["", "", "", ""]]
    bench.stage(bench.table("kinship.csv", rows))
    assert bench.typed("kinship", "doc") == [("信访件17号",)]
    assert [reject[4] for reject in bench.rejects()] == ["every cell of the row is empty"]


def test_all_conditions_must_hold_and_a_default_counts(bench: Bench) -> None:
    text = """\
id: own.acts
title: {zh: 事项, en: Acts}
source: {files: ["acts*"]}
columns:
  no: no
  kind: {type: enum, default: a, values: {a: [甲], b: [乙], c: [丙]}}
  big: {type: bool}
  doc: {type: date}
key: [no]
required_if: {doc: {kind: a|b, big: "true"}}
"""
    bench.loaders = {"own.acts": loader(bench.folder / "own.yaml", text)}
    rows = [["1", "甲", "是", ""], ["2", "", "是", ""], ["3", "乙", "否", ""], ["4", "丙", "是", ""]]
    rows += [["5", "乙", "是", "2020"], ["6", "乙", "是", "至今"], ["7", "乙", "是", "明天"]]
    bench.stage(bench.table("acts.csv", [["no", "kind", "big", "doc"], *rows]))
    reasons = {row - 1: reason for _, row, _, _, reason in bench.rejects()}
    wanted = "required cell is empty: must be filled where `kind` = a / b, `big` = true"
    assert {number: reason for number, reason in reasons.items() if reason == wanted} == {
        1: wanted,
        2: wanted,
        6: wanted,
    }
    assert sorted(reasons) == [1, 2, 6, 7]
