"""A first look at an input: its format, encoding, delimiter and first rows. Nothing is decided about loaders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from graphinv.errors import Unreadable
from graphinv.model.values.text import trimmed
from graphinv.sources import csv_exact, encoding, gedcom_lines, xlsx
from graphinv.sources.gedcom_file import GedcomFile
from graphinv.sources.json_file import JsonFile
from graphinv.sources.parquet import parquet_names
from graphinv.sources.scan import Scan
from graphinv.sources.seen import Seen
from graphinv.sources.spool import Spooled
from graphinv.sources.yaml_list import YamlList

FORMATS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".ged": "gedcom",
    ".gedcom": "gedcom",
    ".yaml": "yaml",
    ".yml": "yaml",
}
BY_PATH = ("jsonl", "gedcom")
"""Formats whose files hold records instead of rows: their columns are named by paths."""

DELIMITERS = (",", ";", "\t")
HEAD_ROWS = 20
Row = list[str]
Known = Callable[[Sequence[Row]], int]
"""How many headers of a file's first rows some loader knows."""


@dataclass
class Look:
    """One table of an input: a whole file, a sheet, the rows along a path of a JSON file, a table of a database.

    `part` is its name within the input, `context` what of the other parts decides about its rows. `head` holds the
    first rows as a spreadsheet counts them; of what has no header row, the names of the columns.
    """

    path: Path
    format: str
    scan: Scan
    encoding: str = ""
    delimiter: str = ""
    head: list[Row] = field(default_factory=list)
    part: str = ""
    main: bool = True  # the part that the name of the input is about; it reports what belongs to no part
    context: tuple[str, ...] = ()
    called: str = ""
    spooled: Spooled | None = None  # of a table of a database, once it was read

    @property
    def name(self) -> str:
        """What the input is called: the file's name unless it is no file."""
        return self.called or self.path.name

    @cached_property
    def book(self) -> xlsx.Book:
        """The workbook, opened once. Raises Unreadable."""
        return xlsx.Book(self.path)

    @property
    def by_path(self) -> bool:
        """Whether the columns are paths into records."""
        return self.format in BY_PATH

    @cached_property
    def json(self) -> JsonFile:
        """The file of records, JSON or read like it; opened when it is first asked."""
        return (GedcomFile if self.format == "gedcom" else JsonFile)(self.path, self.encoding)

    @property
    def sheet(self) -> str:
        """The sheet of a workbook: the part, else the first. Raises BadFile."""
        return self.book.sheet(self.part)

    def rows(self) -> list[Row]:
        """The first rows. Raises Unreadable."""
        if self.format != "xlsx":
            return self.head
        return [list(row) for row in self.book.grid(self.part)[:HEAD_ROWS]]

    def at(self, part: str, *, main: bool = True, head: list[Row] | None = None, context: tuple[str, ...] = ()) -> Look:
        """Another part of the same input, which is not opened again."""
        other = replace(self, part=part, main=main, head=self.head if head is None else head, context=context)
        for opened in ("book", "json"):
            if opened in self.__dict__:
                other.__dict__[opened] = self.__dict__[opened]
        return other


def look(path: Path, known: Known, *, encoded: str = "auto", seen: Seen | None = None) -> Look:
    """Look at the file; `seen` knows files that were read before.

    Raises Unreadable with the next step if it is not what its name says.
    """
    seen = seen or Seen()
    try:
        found = Look(path, FORMATS[path.suffix.lower()], seen.scan(path))
    except OSError as error:
        raise Unreadable("cannot be opened: {why}.", at=str(path), why=str(error.strerror)) from None
    if found.format == "parquet":
        found.head = [parquet_names(path)]
    elif found.format == "csv":
        _look_at_text(found, known, encoded, seen)
    elif found.format == "yaml":
        found.head = [YamlList(path).keys]
    elif found.format == "jsonl":
        _look_at_json(found, encoded, seen)
    elif found.format == "gedcom":
        _look_at_gedcom(found, encoded)
    return found


def is_empty(rows: Sequence[Row]) -> bool:
    """Whether these first rows hold nothing but blanks: not even a header."""
    return not any(trimmed(cell) for row in rows for cell in row)


def _look_at_json(found: Look, encoded: str, seen: Seen) -> None:
    names = encoding.candidates(found.scan) if encoded == "auto" else (encoded,)
    found.encoding = next((name for name in names if seen.decodes(found.path, found.scan, name)), "")
    if not found.encoding:
        raise _no_text(found.path, names)
    found.head = [list(found.json.paths)]


def _look_at_gedcom(found: Look, encoded: str) -> None:
    names = gedcom_lines.candidates(found.scan) if encoded == "auto" else (encoded,)
    for name in names:
        found.encoding = name
        try:
            found.head = [list(found.json.paths)]
            return
        except UnicodeDecodeError:
            del found.__dict__["json"]
    raise _no_text(found.path, names)


def _look_at_text(found: Look, known: Known, encoded: str, seen: Seen) -> None:
    names = encoding.candidates(found.scan) if encoded == "auto" else (encoded,)
    tries = {name: _head(found.scan, name, known) for name in names}
    order = encoding.ranked((name, result[0]) for name, result in tries.items() if result)
    for name in order:
        result = tries[name]
        if result and seen.decodes(found.path, found.scan, name):
            found.encoding, (_, found.delimiter, found.head) = name, result
            return
    raise _no_text(found.path, names)


def _no_text(path: Path, tried: Sequence[str]) -> Unreadable:
    return Unreadable(
        "is not text in any of the encodings tried ({tried}).",
        at=str(path),
        hint="Save it as CSV in UTF-8, or as .xlsx if it is a workbook.",
        tried=", ".join(tried).upper(),
    )


def _head(found: Scan, name: str, known: Known) -> tuple[int, str, list[Row]] | None:
    """Known headers, delimiter and first rows under this encoding."""
    text = encoding.decoded_head(found, name)
    if text is None:
        return None
    lines = csv_exact.split_lines(text)
    if len(found.head) < found.size and len(lines) > 1:
        lines.pop()  # perhaps cut in the middle
    options = [_rows(lines, delimiter, known) for delimiter in DELIMITERS]
    return max(options, key=lambda option: (option[0], max(map(len, option[2]), default=0)))


def _rows(lines: list[str], delimiter: str, known: Known) -> tuple[int, str, list[Row]]:
    rows: list[Row] = []
    for record in csv_exact.records(lines[: 10 * HEAD_ROWS], delimiter):
        while len(rows) + 1 < record.row:
            rows.append([])
        rows.append(list(record.cells))
        if len(rows) >= HEAD_ROWS:
            break
    return known(rows), delimiter, rows
