"""Where the table stands in a file: which sheet, which row holds the headers, and the cells below."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from graphinv.errors import BadFile, UsageError
from graphinv.model.values import BadValue, partial_date
from graphinv.model.values.headers import header_key
from graphinv.model.values.text import narrowed, trimmed
from graphinv.sources import csv_exact, xlsx
from graphinv.sources.inputs import is_table, not_a_table
from graphinv.sources.look import HEAD_ROWS, Look, look

SAMPLED = 5000
"""So many rows are read to guess from."""

Known = Callable[[str], bool]
"""Whether some table of the data contract uses this header."""


@dataclass(frozen=True)
class Page:
    """A table as a person sees it; `above` is what stands over the header, `sheet` is empty for the first one."""

    path: Path
    format: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_page(path: Path, known: Known, *, sheet: str = "", header_row: int = 0) -> Page:
    """Find the table. Raises UsageError, BadFile or Unreadable."""
    if not path.is_file():
        raise UsageError("{path} does not exist.", hint="Check the path.", path=path)
    if not is_table(path):
        raise BadFile("{why}.", at=path.name, why=not_a_table(path))
    found = look(path, lambda rows: max((_known(row, known) for row in rows), default=0))
    if sheet and found.format != "xlsx":
        raise UsageError("--sheet is for workbooks; {name} is none.", name=path.name)
    pages = [_page(found, name, known, header_row) for name in _sheets(found, sheet)]
    best = max(pages, key=lambda page: (sum(map(known, page.headers)), len(page.rows) > 0), default=None)
    if best is None or not any(best.headers):
        raise BadFile(
            "is empty: it has no header.", at=path.name, hint="Say where it is with --sheet and --header-row."
        )
    return best


def _sheets(found: Look, sheet: str) -> list[str]:
    """The sheets to look at; of a file that is no workbook, the one without a name."""
    if found.format != "xlsx":
        return [""]
    return [found.book.sheet(sheet)] if sheet else list(found.book.sheets)


def _page(found: Look, sheet: str, known: Known, header_row: int) -> Page:
    head = list(itertools.islice(_rows(found, sheet), max(HEAD_ROWS, header_row)))
    number = header_row or _header_row(head, known)
    headers = tuple(map(trimmed, head[number - 1])) if len(head) >= number else ()
    above = tuple(text for row in head[: number - 1] for cell in row if (text := trimmed(cell)))
    below = itertools.islice(_rows(found, sheet), number, number + SAMPLED)
    rows = tuple(_wide(row, len(headers)) for row in below if any(map(trimmed, row)))
    first = found.format == "xlsx" and sheet == found.book.sheets[0]
    return Page(found.path, found.format, "" if first else sheet, number, headers, above, rows)


def _wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))


def _rows(found: Look, sheet: str) -> Iterator[Sequence[str]]:
    """The rows as a spreadsheet counts them, blank ones included."""
    if found.format == "xlsx":
        yield from found.book.grid(sheet)
    elif found.format == "csv":
        lines = csv_exact.lines_of(found.path, found.encoding)
        last = 0
        for record in csv_exact.records(lines, found.delimiter):
            yield from itertools.repeat((), record.row - last - 1)
            last = record.row
            yield record.cells
    elif found.by_path:
        yield found.head[0]
        yield from (cells for _, cells in found.json.rows((), found.head[0], []))
    elif found.format == "parquet":
        yield found.head[0]
        for batch in pq.ParquetFile(found.path).iter_batches(SAMPLED):
            columns = [map(_text, column.to_pylist()) for column in batch.columns]
            yield from zip(*columns, strict=True)
    else:
        raise BadFile(
            "{format} files cannot be drafted from.",
            at=found.path.name,
            hint="Export it as CSV first.",
            format=found.format,
        )


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(_text, value))
    return xlsx.cell_text(value) or ("" if value is None else str(value))


def _header_row(head: Sequence[Sequence[str]], known: Known) -> int:
    """The first row that is about as wide as the table, all words, none twice, and known best; 1 if in doubt."""
    widest = max((_filled(row) for row in head), default=0)
    scores = {
        number: 3 * _known(row, known) + sum(map(_plain, row)) - 3 * sum(map(_valued, row))
        for number, row in enumerate(head, start=1)
        if 2 * _filled(row) > widest and _filled(row) > 0
    }
    return max(scores, key=lambda number: (scores[number], -number), default=1)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(trimmed(cell)) for cell in row)


def _known(row: Sequence[str], known: Known) -> int:
    return sum(known(cell) for cell in row if trimmed(cell))


def _plain(cell: str) -> bool:
    return bool(trimmed(cell)) and not _valued(cell)


def _valued(cell: str) -> bool:
    """Whether a cell is a number, a date or a long key: headers are words."""
    text = narrowed(trimmed(cell))
    digits = sum(sign.isdigit() for sign in text)
    if text and 2 * digits >= len(text):
        return True
    try:
        return bool(text) and partial_date.parse(text) is not None
    except BadValue:
        return False


def unit_above(above: Sequence[str]) -> str:
    """The unit that a line over the header names for the whole table: `单位：万元`."""
    for text in above:
        for unit in ("万元", "亿元", "元"):
            if f"单位:{unit}" in header_key(text).replace(" ", ""):
                return unit
    return ""
