"""The number of a row in its file: a line as a spreadsheet counts it, or a line and one of the rows that it gives."""

from __future__ import annotations

PER_LINE = 100_000
"""A line of a JSON file that gives several rows gives fewer than this; its row 0 is the line as a whole."""

FILE = 1 << 40
"""A row's number is less than this, so that a file's number times this and the row's number order all rows."""

LINES = FILE // PER_LINE
"""Fewer lines than this may give several rows."""


def numbered(line: int, nth: int) -> int:
    """The number of the nth row (from 1) that a line gives; 0 if the line has one row and no more."""
    return line * PER_LINE + nth


def shown(sheet: str | None, row: int) -> int | str:
    """The row as people read it: `12`, or `12.3` for the third row that line 12 gives along a path such as `a.b[]`."""
    if sheet is None or "[]" not in sheet or row < PER_LINE:
        return row
    line, nth = divmod(row, PER_LINE)
    return f"{line}.{nth}" if nth else line
