"""The original cells of given rows, for the evidence table: read again from the file, if it is still the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import SourceError
from graphinv.sources import csv_exact
from graphinv.sources.columns import Names
from graphinv.sources.look import Look, look
from graphinv.sources.parquet import parquet_rows
from graphinv.sources.recognise import Recogniser
from graphinv.sources.scan import sha256_of
from graphinv.sources.table import open_table


def raw_rows(path: Path, sha256: str, rows: Collection[int], spec: LoaderSpec) -> dict[int, dict[str, str]]:
    """{row: {header: text}} as it stands in the file; empty if the file is gone, unreadable or has changed since.

    Rows are numbered as a spreadsheet shows them. One call reads the file once: ask for all rows of a file together.
    """
    try:
        if not rows or sha256_of(path) != sha256:
            return {}
        found = look(path, Recogniser({spec.id: spec}).known, encoded=spec.encoding)
        table = open_table(found, Names(spec))
        return {
            row: _named(table.labels, cells) for row, cells in _cells(found, table.sheet, table.width, rows).items()
        }
    except (OSError, SourceError):
        return {}


def _named(labels: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {label: cells[place] if place < len(cells) else "" for place, label in enumerate(labels)}


def _cells(found: Look, sheet: str, width: int, rows: Collection[int]) -> dict[int, Sequence[str]]:
    if found.format == "parquet":
        return dict(parquet_rows(found.path, rows))
    if found.format == "xlsx":
        grid = found.book.grid(sheet)
        return {row: grid[row - 1] for row in rows if 1 <= row <= len(grid)}
    last, wanted, picked = max(rows), set(rows), dict[int, Sequence[str]]()
    for record in csv_exact.records(csv_exact.lines_of(found.path, found.encoding), found.delimiter, width):
        if record.row in wanted:
            picked[record.row] = record.cells or (record.text,)
        if record.row >= last:
            break
    return picked
