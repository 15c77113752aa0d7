"""Writes one table, or a part of it, as csv or xlsx; the same cells give the same bytes."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from graphinv.demo.arrays import stream
from graphinv.demo.cells import column_text
from graphinv.demo.columns import Column
from graphinv.demo.layout import Sheet

_CREATED = datetime(2025, 1, 10)


@dataclass(frozen=True)
class Written:
    """A file that was written, and the number of its rows without the header."""

    sheet: Sheet
    path: Path
    rows: int


def write_sheet(folder: Path, sheet: Sheet, table: pd.DataFrame, numbers: "pd.Series[str]") -> Written:
    """Write the rows of the sheet's part in an order that does not tell planted rows from others."""
    rows = table[table["part"] == sheet.part] if sheet.part else table
    rows = rows.iloc[_order(rows, sheet)]
    cells = {column.header: column_text(column, rows[column.field], numbers, sheet.dates) for column in sheet.columns}
    text = pd.DataFrame(cells)
    path = folder / sheet.file
    if path.suffix == ".xlsx":
        _write_xlsx(path, sheet, text)
    else:
        text.to_csv(path, index=False, encoding=sheet.encoding, lineterminator="\r\n")
    return Written(sheet, path, len(text))


def _order(rows: pd.DataFrame, sheet: Sheet) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """By the first date of the file, rows of one day at random."""
    rng = stream(len(rows), sheet.file)
    dates = [column.field for column in sheet.columns if column.kind == "date"]
    day = rows[dates[0]].to_numpy(dtype=np.int64) if dates else np.zeros(len(rows), dtype=np.int64)
    return np.lexsort((rng.random(len(rows)), day)).astype(np.int64)


def _write_xlsx(path: Path, sheet: Sheet, text: pd.DataFrame) -> None:
    """Text cells for ids and words, number cells for money, date cells for full dates."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": _CREATED, "title": sheet.table})
        page = book.add_worksheet("Sheet1")
        as_text = book.add_format({"num_format": "@"})
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.header)
            for row, value in enumerate(text[column.header], start=1):
                if value == "":
                    continue
                if column.kind == "yuan":
                    page.write_number(row, place, float(value))
                elif _is_full_date(column, value):
                    page.write_datetime(row, place, date.fromisoformat(value), as_date)
                else:
                    page.write_string(row, place, value, as_text if column.kind in ("id", "person") else None)


def _is_full_date(column: Column, value: str) -> bool:
    return column.kind == "date" and len(value) == 10
