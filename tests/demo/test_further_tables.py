"""The tables that only schemes fill: a planted row is a file that the loaders know, and without one there is none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.demo.background import draw_background
from graphinv.demo.book import Book
from graphinv.demo.cells import Printed
from graphinv.demo.further import FURTHER, empty_tables
from graphinv.demo.writing import write_sheet
from graphinv.staging.stage import stage

WORDS = dict(
    pair.split(":", 1)
    for pair in (
        "type:许可证照 result:准予 act_type:合同 action:签批 role:监理 chosen_by:招标 draw_method:指定 recused:否 "
        "tenure:所有 acquired_by:购买 reason:婚迁 vote:同意 lead_source:信访举报 "
        "has_discretion:是 filed:是 share:0.5 year:2021 period:2021 region_code:330199 ip:10.0.0.1 mac:001a2b3c4d5e"
    ).split()
)
KINDS = {"assets": "房产", "declarations": "经商办企业", "ledger_items": "整改"}
TEXTS = {
    "unit": "公斤",
    "scope_text": "餐饮",
    "stage": "定标",
    "work": "绿化",
    "class": "水田",
    "address": "幸福路1号2室",
}


def cell(table: str, field: str, kind: str) -> str | int:
    """Something of the kind that the column holds."""
    if kind in ("date", "moment"):
        return 20210301 if kind == "date" else 202103010930
    if kind == "money":
        return 12_300
    if kind == "id" or kind == "person":
        return WORDS.get(field, f"{field[:2].upper()}1")
    return KINDS[table] if field == "kind" else WORDS.get(field) or TEXTS.get(field, "3")


@pytest.fixture(scope="module")
def book() -> Book:
    background, _ = draw_background(1, 0.02)
    return Book(background)


def test_a_planted_row_is_a_file_that_the_loaders_know(book: Book, tmp_path: Path) -> None:
    for sheet in FURTHER:
        book.add(sheet.table, **{of.field: cell(sheet.table, of.field, of.kind) for of in sheet.columns})
    _, tables = draw_background(1, 0.02)
    tables = book.added_to({**tables, **empty_tables()})
    printed = Printed(tables["persons"])
    for sheet in FURTHER:
        write_sheet(tmp_path, sheet, tables[sheet.table], printed)
    with duckdb.connect() as con:
        stage(con, [tmp_path], Catalogue())
        found = con.execute("SELECT tbl, loaded, rejected, warned, columns_unknown FROM files ORDER BY tbl").fetchall()
        said = con.execute("SELECT * FROM rejects UNION ALL SELECT * FROM notes").fetchall()
    assert found == [(sheet.table, 1, 0, 0, "{}") for sheet in sorted(FURTHER)], said


def test_the_tables_are_those_that_the_background_lacks(book: Book) -> None:
    _, tables = draw_background(1, 0.02)
    assert not set(empty_tables()) & set(tables)
    with pytest.raises(KeyError, match="no such columns"):
        other = Book(book.background)
        other.add("approvals", aproval_id="SP-1")
        other.added_to({**tables, **empty_tables()})
