"""Delimited text read record by record: exact for ragged rows, unclosed quotes and mixed line ends, but slow."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from graphinv.model.values.reasons import AFTER_QUOTE, RAGGED, UNCLOSED, Reason

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


@dataclass(frozen=True)
class Record:
    """One row as a spreadsheet counts them (from 1); `problem` says why its cells cannot be told apart."""

    row: int
    cells: Sequence[str]
    problem: Reason | None = None
    text: str = ""


def lines_of(path: Path, encoding: str) -> list[str]:
    """The physical lines with their ends, which may be LF, CRLF or CR in one file."""
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        return list(file)


def split_lines(text: str) -> list[str]:
    """The same for text that is at hand."""
    return list(StringIO(text.removeprefix("\ufeff"), newline=""))


def records(lines: Sequence[str], delimiter: str, width: int | None = None, least: int = 0) -> Iterator[Record]:
    """The records of the file; blank lines count as rows but are not given.

    With `width` a record of fewer than `least` or more cells (blank ones at the end aside) is a problem. After a quote
    that is never closed reading goes on with the next line, so that one bad row does not swallow the rest.
    """
    row = start = 0
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=True)
        reader_start, restart = start, False
        while not restart:
            row += 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                unclosed = "unexpected end" in str(error)
                yield _broken(row, lines[start], UNCLOSED if unclosed else AFTER_QUOTE)
                start, restart = start + 1, True
                continue
            if cells is None:
                return
            end = reader_start + reader.line_num
            problem = _ragged(cells, width, least)
            if problem and end - start > 1 and _rows_inside(lines[start + 1 : end], delimiter, width or 0, least):
                yield _broken(row, lines[start], UNCLOSED)
                start, restart = start + 1, True
                continue
            if problem:
                yield _broken(row, "".join(lines[start:end]), problem)
            elif cells:
                yield Record(row, cells if width is None else cells[:width])
            start = end


def _broken(row: int, text: str, problem: Reason) -> Record:
    return Record(row, (), problem, text.rstrip("\r\n"))


def _ragged(cells: list[str], width: int | None, least: int) -> Reason | None:
    if width is None or not cells:
        return None
    count = len(cells)
    while count > width and not cells[count - 1].strip():
        count -= 1
    return None if least <= count <= width else RAGGED.about(cells=len(cells), width=least)


def _rows_inside(lines: Sequence[str], delimiter: str, width: int, least: int) -> bool:
    """Whether what a quote has swallowed reads as whole rows, line by line: then the quote was a slip."""
    try:
        found = [cells for cells in csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True) if cells]
    except csv.Error:
        return False
    return bool(found) and all(_ragged(cells, width, least) is None for cells in found)
