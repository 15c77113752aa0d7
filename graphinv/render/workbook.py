"""Rows as an xlsx file in which every id stays text and nothing becomes a formula or a link."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from graphinv.errors import UsageError
from graphinv.message import msg
from graphinv.render.columns import Column, plain_text

MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold."""
MOST_CHARACTERS = 32_767
EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
WIDEST = 60
_MADE = datetime(2000, 1, 1)
"""Fixed, so that the same rows give the same bytes."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def workbook(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> bytes:
    """The file. Columns for numbers (`right`) hold numbers where a spreadsheet keeps all digits, others text."""
    import xlsxwriter

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": _MADE})
        page = book.add_worksheet("graphinv")
        head, as_text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        widths = [len(column.key) for column in columns]
        for place, column in enumerate(columns):
            page.write_string(0, place, column.key, head)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise UsageError("A sheet holds {most} rows.", hint="Write --format csv.", most=MOST_ROWS)
            for place, column in enumerate(columns):
                value = _cell(row.get(column.key), column)
                widths[place] = max(widths[place], min(WIDEST, len(str(value))))
                _write(page, number, place, value, as_text)
        for place, width in enumerate(widths):
            page.set_column(place, place, width + 2)
        page.freeze_panes(1, 0)
    return made.getvalue()


def _cell(value: Any, column: Column) -> str | float | bool | None:
    """The value as a cell: text unless it is a number that stays exact."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and column.right and _NUMBER.fullmatch(value):
        value = Decimal(value)
    if isinstance(value, int | float | Decimal) and math.isfinite(value) and _digits(value) <= EXACT_DIGITS:
        return float(value)
    text = plain_text(value).encode("utf-8", "replace").decode("utf-8")
    if len(text) <= MOST_CHARACTERS:
        return text
    note = str(msg(" … ({count} characters)", count=len(text)))
    return text[: MOST_CHARACTERS - len(note)] + note


def _digits(value: float | Decimal) -> int:
    return sum(char.isdigit() for char in str(value))


def _write(page: Any, row: int, place: int, value: str | float | bool | None, as_text: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(row, place, value)
    elif isinstance(value, float):
        page.write_number(row, place, value)
    else:
        page.write_string(row, place, value, as_text)
