"""Cells of workbooks as text."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from graphinv.errors import BadFile
from graphinv.sources.xlsx import Book, cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (110105.0, "110105"),
        (13912345678.0, "13912345678"),
        (622848001234567.0, "622848001234567"),
        (110105194912310029.0, "1.10105194912310E+17"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (-5.0, "-5"),
        (1234.5, "1234.5"),
        (float("nan"), ""),
        (True, "true"),
        (date(2021, 2, 3), "2021-02-03"),
        (datetime(2021, 2, 3), "2021-02-03"),
        (datetime(2021, 2, 3, 14, 5), "2021-02-03 14:05:00"),
        (time(14, 5), "14:05:00"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_cells_as_a_spreadsheet_shows_them(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.fixture
def book(tmp_path: Path) -> Book:
    path = tmp_path / "人员.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        first, second = workbook.add_worksheet("一"), workbook.add_worksheet("二")
        first.write_row(1, 1, ["姓名", "备注"])
        first.write_row(3, 1, ["张三", 7])
        second.write_row(0, 0, ["编号"])
    return Book(path)


def test_rows_count_from_the_sheets_first(book: Book) -> None:
    assert book.grid() == [("", "", ""), ("", "姓名", "备注"), ("", "", ""), ("", "张三", "7")]


def test_another_sheet(book: Book) -> None:
    assert book.grid("二") == [("编号",)]


def test_a_sheet_that_is_not_there(book: Book) -> None:
    with pytest.raises(BadFile, match="has no sheet `三`; its sheets are 一, 二"):
        book.grid("三")
