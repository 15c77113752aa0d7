"""A file of JSON records: which paths occur in it, and its rows for one loader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from graphinv.content.row_path import Array
from graphinv.errors import Unreadable
from graphinv.model.values.place import LINES, PER_LINE, numbered
from graphinv.sources import bods, json_records
from graphinv.sources.found import Found, Record
from graphinv.sources.json_rows import MANY, NTH, paths, rows

JOINED = ";"
"""Between the values of an array that is no row: what a column of type `list` is separated by."""

PLAIN = re.compile(r'[^\s.\[\]"?]+')
"""A path that is one key."""

SEEN = 20
"""So many records are looked at to tell whether a file holds statements."""

Row = tuple[int, tuple[str, ...]]


@dataclass
class JsonFile:
    """JSON lines, or the one document of a `.json` file; a document, and statements of BODS, are kept in memory."""

    path: Path
    encoding: str

    @cached_property
    def _document(self) -> list[Found] | None:
        found = json_records.document(self.path, self.encoding) if self.path.suffix.lower() == ".json" else None
        some = islice(_records(self._lines() if found is None else found), SEEN)
        if not any(map(bods.is_statement, some)):
            return found
        return bods.resolved(self._lines() if found is None else found)

    def _lines(self) -> Iterator[Found]:
        return json_records.lines(self.path, self.encoding)

    def records(self) -> Iterator[Found]:
        """Every record, and every line that is none. Raises Unreadable for a document that is no JSON."""
        yield from self._lines() if self._document is None else self._document

    @cached_property
    def paths(self) -> dict[str, int]:
        """In how many records each path holds something, in the order in which they first occur."""
        counts: Counter[str] = Counter()
        for found in self.records():
            if found.record is not None:
                counts.update(paths(found.record).keys())
        return dict(counts)

    def problem(self) -> Found | None:
        """The first line that is no record."""
        return next((found for found in self.records() if found.problem), None)

    def has(self, array: Array) -> bool:
        """Whether some element of this array holds something."""
        return any(
            path == array.prefix or path.startswith((f"{array.prefix}.", f"{array.prefix}[")) for path in self.paths
        )

    def rows(self, arrays: Sequence[Array], columns: Sequence[str], broken: list[Found]) -> Iterator[Row]:
        """Row numbers and cells; lines that are no record go to `broken`. Raises Unreadable if a line has too many."""
        for found in self.records():
            if found.record is None:
                broken.append(found)
                continue
            if not arrays:
                yield found.number, cells_of(paths(found.record), columns)
                continue
            if lacks(found.record, arrays):
                continue
            for nth, row in enumerate(rows(found.record, arrays), start=1):
                if nth >= PER_LINE or found.number >= LINES:
                    raise too_many(self.path, found.number)
                yield numbered(found.number, nth), cells_of(row, columns)


def is_made(column: str) -> bool:
    """Whether the header stands for the place of an element, or for how many there are, not for a path."""
    return column.endswith((NTH, MANY))


def lacks(record: Record, arrays: Sequence[Array]) -> bool:
    """Whether the record has no row because an array at its top is not there; it need not be taken apart then."""
    return any(not array.optional and array.path not in record for array in arrays if PLAIN.fullmatch(array.path))


def _records(found: Iterable[Found]) -> Iterator[Record]:
    return (one.record for one in found if one.record)


def cells_of(row: dict[str, list[str]], columns: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row in the order of the columns."""
    return tuple(JOINED.join(row.get(column, ())) for column in columns)


def too_many(path: Path, number: int) -> Unreadable:
    """The error for a record whose rows cannot all be numbered."""
    return Unreadable(
        "record {number} gives too many rows: at most {most} per record, in at most {lines} records.",
        at=str(path),
        hint="Split the file.",
        number=number,
        most=PER_LINE - 1,
        lines=LINES - 1,
    )
