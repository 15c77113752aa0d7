"""Writes cells as csv, xlsx or yaml; the same cells give the same bytes."""

import codecs
import csv
import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import xlsxwriter

from graphinv.demo.columns import Column

_CREATED = datetime(2025, 1, 10)


def write_csv(path: Path, cells: pa.Table, encoding: str) -> None:
    """Lines end as Windows programs end them; cells are quoted where the format needs it, which is slow."""
    target = BytesIO((",".join(cells.column_names) + "\r\n").encode())
    target.seek(0, 2)
    options = pa_csv.WriteOptions(include_header=False, eol="\r\n", quoting_style="none", batch_size=50_000)
    try:
        pa_csv.write_csv(cells, target, options)
    except pa.ArrowInvalid:
        _write_quoted(path, cells, encoding)
        return
    raw = target.getvalue()
    with path.open("wb") as file:
        if encoding == "utf-8-sig":
            file.write(codecs.BOM_UTF8)
        file.write(raw if encoding.startswith("utf-8") else raw.decode().encode(encoding))


def _write_quoted(path: Path, cells: pa.Table, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        rows = csv.writer(file)
        rows.writerow(cells.column_names)
        rows.writerows(zip(*(column.to_pylist() for column in cells.columns), strict=True))


def write_yaml(path: Path, cells: pa.Table) -> None:
    """A list of entries without their empty cells; a JSON string is a YAML string that cannot be read as a number."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entry in cells.to_pylist():
            told = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items() if value]
            file.write("- " + "\n  ".join(told) + "\n")


def write_xlsx(path: Path, cells: pa.Table, columns: tuple[Column, ...], title: str) -> None:
    """Text cells for ids and words, number cells for money, date cells for full dates."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": _CREATED, "title": title})
        page = book.add_worksheet("Sheet1")
        as_text = book.add_format({"num_format": "@"})
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, column in enumerate(columns):
            page.write_string(0, place, column.header)
            for row, value in enumerate(cells[column.header].to_pylist(), start=1):
                if value == "":
                    continue
                if column.kind == "yuan":
                    page.write_number(row, place, float(value))
                elif column.kind == "date" and len(value) == 10:
                    page.write_datetime(row, place, date.fromisoformat(value), as_date)
                else:
                    page.write_string(row, place, value, as_text if column.kind in ("id", "person") else None)
