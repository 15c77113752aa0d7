"""Workbooks: every cell as text, as a spreadsheet shows it, without turning ids into rounded numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from graphinv.errors import BadFile, Unreadable

EXACT_INTEGERS = 2**53
"""Above this a spreadsheet's number has lost digits; it is left in scientific notation, which no id column accepts."""

Grid = list[tuple[str, ...]]


class Book:
    """A workbook and the sheets that were read from it, from cell A1 on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._book = CalamineWorkbook.from_path(path)
            self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)
        except (CalamineError, OSError, ValueError) as error:
            raise Unreadable(
                "is not a workbook that can be read ({error}).",
                at=str(path),
                hint="Open it in a spreadsheet program and save it as .xlsx without a password; "
                "if it is text, give it the ending .csv.",
                error=_first_line(error),
            ) from None
        self._grids: dict[str, Grid] = {}

    def sheet(self, wanted: str = "") -> str:
        """The sheet to read: the one wanted, else the first. Raises BadFile if there is none of this name."""
        if not self.sheets:
            raise BadFile("has no sheet.", at=str(self.path), hint="Save it again from a spreadsheet program.")
        if wanted and wanted not in self.sheets:
            raise BadFile(
                "has no sheet `{wanted}`; its sheets are {sheets}.",
                at=str(self.path),
                hint="Rename the sheet, or set `sheet:` in a loader of your own.",
                wanted=wanted,
                sheets=self.sheets,
            )
        return wanted or self.sheets[0]

    def grid(self, wanted: str = "") -> Grid:
        """All rows of a sheet as text; row 1 is the first."""
        name = self.sheet(wanted)
        if name not in self._grids:
            try:
                rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            except CalamineError as error:
                raise Unreadable(
                    "sheet `{name}` cannot be read ({error}).",
                    at=str(self.path),
                    hint="Save the workbook again from a spreadsheet program.",
                    name=name,
                    error=_first_line(error),
                ) from None
            self._grids[name] = [tuple(map(cell_text, row)) for row in rows]
        return self._grids[name]


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as ISO, times of day only where there is one."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def blank(cells: Sequence[str]) -> bool:
    """Whether a row of a sheet holds nothing: such rows are formatting, not records."""
    return not any(cells)


def _number_text(value: float) -> str:
    if not isfinite(value):
        return ""
    if abs(value) >= EXACT_INTEGERS:
        return f"{value:.14E}"
    if value == int(value):
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")  # 15 digits is what a spreadsheet keeps and shows


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(".")
