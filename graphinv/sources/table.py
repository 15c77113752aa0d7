"""A file opened for one loader: its columns matched, and a descriptor of its cells for staging to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from graphinv.errors import BadFile
from graphinv.message import NOTHING, Message, both, msg
from graphinv.sources.columns import Header, Names
from graphinv.sources.look import Look, Row
from graphinv.sources.recognise import has_header, header_of


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
        """Sheets of the workbook that are not read; the first part that is read reports them."""
        return self.look.context if self.look.format == "xlsx" else ()

    @property
    def header_row(self) -> int:
        """The number of the row that holds the column names; 0 if none of the rows does."""
        return self.spec.header_row if has_header(self.look) else 0


def open_table(found: Look, names: Names) -> Table:
    """Match the header with the loader's columns. Raises BadFile with the column and what to do."""
    spec = names.spec
    sheet = found.book.sheet(spec.sheet or found.part) if found.format == "xlsx" else found.part
    headers = names.match_all(header_of(spec, found))
    _check_missing(found, names, headers)
    _check_doubled(found, headers)
    _check_second_header(found, names)
    return Table(found, spec, headers, sheet, names.ignored)


def _check_missing(found: Look, names: Names, headers: Sequence[Header]) -> None:
    missing = names.missing(headers)
    if not missing:
        return
    lines = [
        msg("`{column}` (accepted headers: {headers})", column=column.name, headers=_accepted(column))
        for column in missing
    ]
    there = [header.shown for header in headers if header.text]
    where = msg("Row {row} holds", row=names.spec.header_row) if has_header(found) else msg("It has")
    many = "lacks required columns of `{loader}`: {columns}. {where}: {there}."
    raise BadFile(
        "lacks a required column of `{loader}`: {columns}. {where}: {there}." if len(missing) == 1 else many,
        at=found.name,
        hint=_header_elsewhere(found, names)
        or "Add the column, rename its header to one of these, or write a loader of your own for this layout.",
        loader=names.spec.id,
        columns=lines,
        where=where,
        there=there or msg("nothing"),
    )


def _accepted(column: ColumnSpec) -> list[str]:
    return list(dict.fromkeys((column.name, *column.headers)))


def _header_elsewhere(found: Look, names: Names) -> Message:
    """Advice if a later row is the real header, as under a title."""
    rows = found.rows()
    for number, row in enumerate(rows, start=1):
        if number != names.spec.header_row and not names.missing(names.match_all(row)):
            return msg(
                "Row {row} looks like the header: delete the rows above it, "
                "or set `header_row: {row}` in a loader of your own.",
                row=number,
            )
    return NOTHING


def _check_doubled(found: Look, headers: Sequence[Header]) -> None:
    by_name: dict[str, list[Header]] = {}
    for header in headers:
        if header.column:
            by_name.setdefault(header.column.name, []).append(header)
    doubled = {name: same for name, same in by_name.items() if len(same) > 1}
    if doubled:
        texts = [
            msg("{headers} both mean `{name}`", headers=_placed(same), name=name) for name, same in doubled.items()
        ]
        raise BadFile("{said}.", at=found.name, hint="Remove or rename one of them.", said=texts)


def _placed(same: Sequence[Header]) -> object:
    return both([msg("`{header}` (column {number})", header=one.text, number=one.index + 1) for one in same])


def _check_second_header(found: Look, names: Names) -> None:
    """A second row of column names would otherwise become a record, or a reject in every column."""
    rows: list[Row] = found.rows()[names.spec.header_row : names.spec.header_row + 1]
    cells = [cell for cell in rows[0] if cell.strip()] if rows else []
    known = sum(names.match(0, cell).column is not None for cell in cells)
    if known >= 2 and known * 2 > len(cells):
        number = names.spec.header_row + 1
        raise BadFile(
            "has a second header: row {number} holds column names ({cells}).",
            at=found.name,
            hint="Delete one of the two rows, or set `header_row: {number}` in a loader of your own.",
            number=number,
            cells=cells[:4],
        )
