"""A first look at an input file: its format, encoding, delimiter and first rows. Nothing is decided about loaders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graphinv.errors import Unreadable
from graphinv.model.values.text import trimmed
from graphinv.sources import csv_exact, encoding, xlsx
from graphinv.sources.parquet import parquet_names
from graphinv.sources.scan import Scan, scan

FORMATS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
}
DELIMITERS = (",", ";", "\t")
HEAD_ROWS = 20
Row = list[str]
Known = Callable[[Sequence[Row]], int]
"""How many headers of a file's first rows some loader knows."""


@dataclass
class Look:
    """One file. `rows()` gives its first rows as a spreadsheet counts them, blank ones included."""

    path: Path
    format: str
    scan: Scan
    encoding: str = ""
    delimiter: str = ""
    head: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def book(self) -> xlsx.Book:
        """The workbook, opened once. Raises Unreadable."""
        return xlsx.Book(self.path)

    def rows(self, sheet: str = "") -> list[Row]:
        """The first rows; of a workbook, of this sheet or the first. Raises Unreadable."""
        if self.format != "xlsx":
            return self.head
        return [list(row) for row in self.book.grid(sheet)[:HEAD_ROWS]]


def look(path: Path, known: Known, *, encoded: str = "auto") -> Look:
    """Look at the file. Raises Unreadable with the next step if it is not what its name says."""
    try:
        found = Look(path, FORMATS[path.suffix.lower()], scan(path))
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}.", at=str(path)) from None
    if found.format == "parquet":
        found.head = [parquet_names(path)]
    elif found.format == "csv":
        _look_at_text(found, known, encoded)
    return found


def is_empty(rows: Sequence[Row]) -> bool:
    """Whether these first rows hold nothing but blanks: not even a header."""
    return not any(trimmed(cell) for row in rows for cell in row)


def _look_at_text(found: Look, known: Known, encoded: str) -> None:
    names = encoding.candidates(found.scan) if encoded == "auto" else (encoded,)
    tries = {name: _head(found.scan, name, known) for name in names}
    order = encoding.ranked((name, result[0]) for name, result in tries.items() if result)
    for name in order:
        result = tries[name]
        if result and encoding.decodes(found.path, name):
            found.encoding, (_, found.delimiter, found.head) = name, result
            return
    tried = ", ".join(names).upper()
    raise Unreadable(
        f"is not text in any of the encodings tried ({tried}).",
        at=str(found.path),
        hint="Save it as CSV in UTF-8, or as .xlsx if it is a workbook.",
    )


def _head(found: Scan, name: str, known: Known) -> tuple[int, str, list[Row]] | None:
    """Known headers, delimiter and first rows under this encoding."""
    text = encoding.decoded_head(found, name)
    if text is None:
        return None
    lines = csv_exact.split_lines(text)
    if len(found.head) < found.size and len(lines) > 1:
        lines.pop()  # perhaps cut in the middle
    options = [_rows(lines, delimiter, known) for delimiter in DELIMITERS]
    return max(options, key=lambda option: (option[0], max(map(len, option[2]), default=0)))


def _rows(lines: list[str], delimiter: str, known: Known) -> tuple[int, str, list[Row]]:
    rows: list[Row] = []
    for record in csv_exact.records(lines[: 10 * HEAD_ROWS], delimiter):
        while len(rows) + 1 < record.row:
            rows.append([])
        rows.append(list(record.cells))
        if len(rows) >= HEAD_ROWS:
            break
    return known(rows), delimiter, rows
