"""Rows for people and for scripts: a table in the terminal, CSV that spreadsheets open safely, JSON and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TextIO

from graphinv.errors import UsageError
from graphinv.render.measure import shorten
from graphinv.render.visible import visible

FORMATS = ("table", "json", "jsonl", "csv")
PLAIN_WIDTH = 80
"""Columns of the table where the output is no terminal."""

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")

_UNSEEN = re.compile(r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

CELL_EM = 90.0
"""Longer cells are shortened in the terminal; every other format has them in full."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: the key in the rows and in JSON, and what a reader sees above it.

    `whole` keeps ids in one piece (they fold only if nothing else helps); `right` is for numbers.
    """

    key: str
    heading: str = ""
    right: bool = False
    whole: bool = False


def write_rows(rows: Iterable[Row], columns: Sequence[Column], fmt: str, out: TextIO | Path) -> None:
    """Writes the rows to an open text stream or a file in one of FORMATS.

    JSON holds each row as it is, with the columns first; table and CSV hold the columns. CSV is UTF-8 with a signature.
    Printing never fails on the encoding of the stream: JSON escapes what is not ASCII unless the stream is UTF-8, a
    table shows `?` for what the stream cannot hold.
    """
    if fmt not in FORMATS:
        raise UsageError(f"unknown format {fmt!r}.", hint=f"Choose one of {', '.join(FORMATS)}.")
    if fmt == "table":
        text = _table(rows, columns, out)
    elif fmt == "csv":
        text = _csv(rows, columns)
    else:
        text = _json(rows, columns, ascii_only=not _is_utf8(out), lines=fmt == "jsonl")
    _put(text, "utf-8-sig" if fmt == "csv" else "utf-8", out)


def _put(text: str, encoding: Literal["utf-8-sig", "utf-8"], out: TextIO | Path) -> None:
    if isinstance(out, Path):
        out.write_bytes(text.encode(encoding, "replace"))
        return
    buffer = getattr(out, "buffer", None)
    if encoding == "utf-8-sig" and buffer is not None:
        out.flush()
        buffer.write(text.encode(encoding, "replace"))
        buffer.flush()
        return
    out.write(encodable(text, out))
    out.flush()


def _is_utf8(out: TextIO | Path) -> bool:
    return isinstance(out, Path) or (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"


def encodable(text: str, out: TextIO) -> str:
    """The text with what the stream's encoding cannot hold replaced, so that printing never fails."""
    encoding = out.encoding if getattr(out, "encoding", None) else "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


# --- for scripts ---


def _csv(rows: Iterable[Row], columns: Sequence[Column]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    writer.writerows([_cell(row.get(column.key)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    """Text that a spreadsheet takes as text: what looks like a formula gets an apostrophe; numbers stay numbers."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    text = plain_text(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _json(rows: Iterable[Row], columns: Sequence[Column], *, ascii_only: bool, lines: bool) -> str:
    """JSON with control and direction characters escaped, so that it is also safe to look at."""
    ordered = [_ordered(row, columns) for row in rows]
    parts = ordered if lines else [ordered]
    layout: dict[str, Any] = {"separators": (",", ":")} if lines else {"indent": 2}
    dumped = (json.dumps(part, ensure_ascii=ascii_only, default=_simple, **layout) for part in parts)
    return "".join(_UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n" for text in dumped)


def _ordered(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    first = {column.key: row[column.key] for column in columns if column.key in row}
    return {**first, **row}


def _simple(value: object) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def plain_text(value: Any) -> str:
    """A value as one cell of text: nothing for null, ISO for dates, compact JSON for what is nested."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple, set, frozenset)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_simple)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


# --- for people ---


def _table(rows: Iterable[Row], columns: Sequence[Column], out: TextIO | Path) -> str:
    """The table as text, at most as wide as the terminal; ideographs count two columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def cell(value: Any) -> Text:
        text = shorten(visible(plain_text(value)), CELL_EM)
        return Text(text if isinstance(out, Path) else encodable(text, out))

    table = Table(box=box.SIMPLE_HEAD if _is_utf8(out) else box.ASCII, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            cell(column.heading or column.key),
            justify="right" if column.right else "left",
            no_wrap=column.right,
            overflow="fold",
            min_width=min(12, len(column.heading or column.key)) if column.whole else None,
        )
    for row in rows:
        table.add_row(*(cell(row.get(column.key)) for column in columns))
    colour = not isinstance(out, Path) and out.isatty() and "NO_COLOR" not in os.environ
    console = Console(
        file=io.StringIO(), width=_width(out), force_terminal=colour, no_color=not colour, emoji=False, markup=False,
        highlight=False, legacy_windows=False, color_system="standard" if colour else None,
    )  # fmt: skip
    console.print(table)
    text = str(console.file.getvalue())  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def _width(out: TextIO | Path) -> int:
    if isinstance(out, Path) or not out.isatty():
        return PLAIN_WIDTH
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
