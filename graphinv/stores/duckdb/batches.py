"""What the graph file keeps about each file that is in it: counts, reasons, references and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graphinv.stores.duckdb.connect import Connection


@dataclass(frozen=True)
class FileRow:
    """A line of `source_file`; `unknown` is JSON: unknown column to the part of rows that fill it."""

    file: int
    name: str
    sheet: str | None
    loader: str
    batch: str
    encoding: str | None
    reader: str | None
    why: str | None
    fit: str | None
    as_of: date | None
    covers_from: date | None
    covers_until: date | None
    rows: int
    loaded: int
    warned: int
    rejected: int
    unknown: str | None


@dataclass(frozen=True)
class ReasonRow:
    """How many rows of a file one reason holds for, and the first of them; none if it is about the file as a whole."""

    file: int
    column: str
    reason: str
    reason_zh: str
    rows: int
    first: tuple[int, ...]
    conflict: bool


@dataclass(frozen=True)
class TallyRow:
    """A line of `load_tally`."""

    file: int
    what: str
    column: str
    count: int


@dataclass(frozen=True)
class DateRow:
    """A line of `load_dates`: how many cells of a date column are filled, and its first and last possible day."""

    file: int
    column: str
    filled: int
    first: date | None
    last: date | None


SHOWN_ROWS = 3
_TWIN = "reason LIKE 'same key as %'"
_OTHER = "reason LIKE 'another row about the same node says %'"
_REASON = (
    f"CASE WHEN {_TWIN} THEN 'same key as another row, but another value' "
    f"WHEN {_OTHER} THEN 'another row about the same node says otherwise' ELSE reason END"
)
_REASON_ZH = (
    f"CASE WHEN {_TWIN} THEN '与另一行主键相同但取值不同' WHEN {_OTHER} THEN '同一对象的另一行取值不同' "
    "ELSE coalesce(reason_zh, reason) END"
)
"""Reasons that name another row are one reason here."""


def files(con: Connection) -> list[FileRow]:
    """All files in their order."""
    columns = (
        "file, name, sheet, loader, batch, encoding, reader, why, fit, as_of, covers_from, covers_until, rows, loaded, "
        "warned, rejected, columns_unknown"
    )
    return [FileRow(*row) for row in _rows(con, f"SELECT {columns} FROM source_file ORDER BY file")]


def reasons(con: Connection, table: str) -> list[ReasonRow]:
    """The lines of `reject` or `note` by file, column and reason, with the first rows of each."""
    query = (
        f"SELECT file, coalesce(col, ''), {_REASON}, {_REASON_ZH}, count(DISTINCT row), "
        f"coalesce(min(row, {SHOWN_ROWS}), []), "
        f"bool_or(coalesce({_TWIN} OR {_OTHER}, false)) FROM {table} GROUP BY 1, 2, 3, 4 ORDER BY ALL"
    )
    return [
        ReasonRow(file, column, reason, reason_zh, rows, tuple(first), conflict)
        for file, column, reason, reason_zh, rows, first, conflict in _rows(con, query)
    ]


def tallies(con: Connection) -> list[TallyRow]:
    """How the references of each file's columns fared."""
    return [TallyRow(*row) for row in _rows(con, "SELECT file, what, col, n FROM load_tally ORDER BY ALL")]


def dates(con: Connection) -> list[DateRow]:
    """How far the dates of each file reach."""
    return [DateRow(*row) for row in _rows(con, "SELECT file, col, filled, first, last FROM load_dates ORDER BY ALL")]


def _rows(con: Connection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()
