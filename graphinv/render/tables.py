"""Rows for people and for scripts: a table in the terminal, CSV and xlsx that open safely, JSON and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from graphinv.errors import UsageError
from graphinv.render.columns import Column, plain_text, simple
from graphinv.render.terminal import encodable, is_utf8, table
from graphinv.render.whole import write_whole
from graphinv.render.workbook import workbook

__all__ = ["FORMATS", "Column", "encodable", "plain_text", "print_text", "write_object", "write_rows"]

FORMATS = ("table", "json", "jsonl", "csv", "xlsx")
CSV_ENCODING = "utf-8-sig"

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")
_UNSEEN = re.compile(r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

Row = Mapping[str, Any]


def write_rows(
    rows: Iterable[Row], columns: Sequence[Column], fmt: str, out: TextIO | Path, encoding: str = ""
) -> None:
    """Writes the rows to an open text stream or a file in one of FORMATS.

    JSON holds each row as it is, with the columns first; the others hold the columns. `encoding` is that of CSV, else
    UTF-8 with a signature. Printing never fails on the encoding of the stream: JSON escapes what is not ASCII unless
    the stream is UTF-8, a table shows `?` for what the stream cannot hold. Raises UsageError for an unknown format, a
    file that cannot be written, and an xlsx to a terminal.
    """
    if fmt not in FORMATS:
        raise UsageError("unknown format {fmt!r}.", hint="Choose one of {names}.", fmt=fmt, names=FORMATS)
    if fmt == "table":
        print_text(table(rows, columns, out), out)
    elif fmt == "csv":
        _put_bytes(_csv(rows, columns).encode(encoding or CSV_ENCODING, "replace"), out)
    elif fmt == "xlsx":
        if not isinstance(out, Path) and out.isatty():
            raise UsageError("An xlsx file cannot be shown in a terminal.", hint="Write it to a file with -o FILE.")
        _put_bytes(workbook(rows, columns), out)
    else:
        print_text(_json(rows, columns, ascii_only=not is_utf8(out), lines=fmt == "jsonl"), out)


def write_object(body: Row, out: TextIO | Path) -> None:
    """Writes one object as JSON."""
    print_text(_dumped(dict(body), ascii_only=not is_utf8(out), indent=2), out)


def print_text(text: str, out: TextIO | Path) -> None:
    """Writes a text; a stream shows `?` for what its encoding cannot hold, a file is UTF-8."""
    if isinstance(out, Path):
        write_whole(out, text.encode("utf-8", "replace"))
        return
    out.write(encodable(text, out))
    out.flush()


def _put_bytes(data: bytes, out: TextIO | Path) -> None:
    if isinstance(out, Path):
        write_whole(out, data)
        return
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        raise UsageError("This output takes text only.", hint="Write it to a file with -o FILE.")
    out.flush()
    buffer.write(data)
    buffer.flush()


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
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _NEGATIVE.fullmatch(text) else text


def _json(rows: Iterable[Row], columns: Sequence[Column], *, ascii_only: bool, lines: bool) -> str:
    ordered = [_ordered(row, columns) for row in rows]
    if lines:
        return "".join(_dumped(row, ascii_only=ascii_only) for row in ordered)
    return _dumped(ordered, ascii_only=ascii_only, indent=2)


def _dumped(value: Any, *, ascii_only: bool, indent: int | None = None) -> str:
    """JSON with control and direction characters escaped, so that it is also safe to look at."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=ascii_only, default=simple, indent=indent, separators=separators)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def _ordered(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    first = {column.key: row[column.key] for column in columns if column.key in row}
    return {**first, **row}
