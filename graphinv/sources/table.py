"""A file opened for one loader: its columns matched, and a descriptor of its cells for staging to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.sources.columns import Header, Names
from graphinv.sources.look import Look, Row
from graphinv.sources.recognise import header_of


@dataclass(frozen=True)
class Table:
    """One table of one file; `width` counts the header's cells, `least` those up to the last with a name."""

    look: Look
    spec: LoaderSpec
    headers: tuple[Header, ...]
    sheet: str = ""
    ignored: frozenset[str] = frozenset()

    @property
    def width(self) -> int:
        return len(self.headers)

    @property
    def least(self) -> int:
        return max((header.index + 1 for header in self.headers if header.text), default=0)

    @property
    def labels(self) -> tuple[str, ...]:
        """A name for every column, none twice: its header, with a number where that repeats."""
        seen: dict[str, int] = {}
        found = []
        for header in self.headers:
            seen[header.shown] = nth = seen.get(header.shown, 0) + 1
            found.append(header.shown if nth == 1 else f"{header.shown} ({nth})")
        return tuple(found)

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """Sheets of the workbook that are not read."""
        if self.look.format != "xlsx":
            return ()
        return tuple(name for name in self.look.book.sheets if name != self.sheet)


def open_table(found: Look, names: Names) -> Table:
    """Match the header with the loader's columns. Raises BadFile with the column and what to do."""
    spec = names.spec
    sheet = found.book.sheet(spec.sheet) if found.format == "xlsx" else ""
    headers = names.match_all(header_of(spec, found))
    _check_missing(found, names, headers)
    _check_doubled(found, headers)
    _check_second_header(found, names, sheet)
    return Table(found, spec, headers, sheet, names.ignored)


def _check_missing(found: Look, names: Names, headers: Sequence[Header]) -> None:
    missing = names.missing(headers)
    if not missing:
        return
    lines = [
        f"`{column.name}` (accepted headers: {', '.join((column.name, *column.headers[1:]))})" for column in missing
    ]
    there = "、".join(header.shown for header in headers if header.text)
    raise BadFile(
        f"lacks {'a required column' if len(missing) == 1 else 'required columns'} of `{names.spec.id}`: "
        f"{'; '.join(lines)}. Row {names.spec.header_row} holds: {there or 'nothing'}.",
        at=found.name,
        hint=_header_elsewhere(found, names)
        or "Add the column, rename its header to one of these, or write a loader of your own for this layout.",
    )


def _header_elsewhere(found: Look, names: Names) -> str:
    """Advice if a later row is the real header, as under a title."""
    rows = found.rows(names.spec.sheet)
    for number, row in enumerate(rows, start=1):
        if number != names.spec.header_row and not names.missing(names.match_all(row)):
            return (
                f"Row {number} looks like the header: delete the rows above it, "
                f"or set `header_row: {number}` in a loader of your own."
            )
    return ""


def _check_doubled(found: Look, headers: Sequence[Header]) -> None:
    by_name: dict[str, list[Header]] = {}
    for header in headers:
        if header.column:
            by_name.setdefault(header.column.name, []).append(header)
    doubled = {name: same for name, same in by_name.items() if len(same) > 1}
    if doubled:
        texts = [
            f"{' and '.join(f'`{header.text}` (column {header.index + 1})' for header in same)} both mean `{name}`"
            for name, same in doubled.items()
        ]
        raise BadFile(f"{'; '.join(texts)}.", at=found.name, hint="Remove or rename one of them.")


def _check_second_header(found: Look, names: Names, sheet: str) -> None:
    """A second row of column names would otherwise become a record, or a reject in every column."""
    rows: list[Row] = found.rows(sheet)[names.spec.header_row : names.spec.header_row + 1]
    cells = [cell for cell in rows[0] if cell.strip()] if rows else []
    known = sum(names.match(0, cell).column is not None for cell in cells)
    if known >= 2 and known * 2 > len(cells):
        number = names.spec.header_row + 1
        raise BadFile(
            f"has a second header: row {number} holds column names ({'、'.join(cells[:4])}).",
            at=found.name,
            hint=f"Delete one of the two rows, or set `header_row: {number}` in a loader of your own.",
        )
