"""Rows of text as the bytes of a csv file, a workbook, a parquet file or JSON lines."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

Rows = list[list[str]]


def quoted(cell: str) -> str:
    """A csv cell in quotes."""
    return '"' + cell.replace('"', '""') + '"'


def as_csv(rows: Rows, delimiter: str = ",", end: str = "\r\n", *, always: bool = False) -> str:
    """Quotes where a cell needs them, or always."""
    special = set(f'"\r\n {delimiter}')

    def written(cell: str) -> str:
        return quoted(cell) if always or not cell or special & set(cell) else cell

    return "".join(delimiter.join(map(written, row)) + end for row in rows)


def as_workbook(rows: Rows, *, numbers: bool = False) -> bytes:
    """Cells as text; with `numbers` below the header as the number that a spreadsheet makes of what looks like one."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": True, "nan_inf_to_errors": True}
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options | plain) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            write = sheet.write if numbers and number else sheet.write_string
            for place, cell in enumerate(row):
                write(number, place, cell)
    return file.getvalue()


def as_parquet(columns: Sequence[pa.Array], names: Sequence[str]) -> bytes:
    """One row group; two columns may have one name."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(list(columns), names=list(names)), file)
    return file.getvalue()


def text_columns(rows: Rows) -> list[pa.Array]:
    """The columns below the header; an empty cell is null."""
    return [pa.array([row[place] or None for row in rows[1:]], pa.string()) for place in range(len(rows[0]))]


def as_json_lines(rows: Rows) -> str:
    """An object for each row below the header."""
    return "".join(json.dumps(dict(zip(rows[0], row, strict=True)), ensure_ascii=False) + "\n" for row in rows[1:])


def as_file(ending: str, rows: Rows) -> bytes:
    """The rows as a file with this ending."""
    if ending == "xlsx":
        return as_workbook(rows)
    if ending == "parquet":
        return as_parquet(text_columns(rows), rows[0])
    return (as_json_lines(rows) if ending == "jsonl" else as_csv(rows)).encode()
