"""Cells as they stand in the source file: what a lead's evidence is checked against."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import SourceError
from graphinv.sources.columns import Names
from graphinv.sources.table import Table, open_table
from graphinv.staging.kinds import Cell
from graphinv.staging.reading import read
from graphinv.staging.reopen import Place, reopen
from graphinv.staging.statement import RAW


@dataclass(frozen=True)
class RawCell:
    """One filled cell: its header, the loader's column that it was read as (empty if none), and its text."""

    header: str
    column: str
    text: str


def raw_rows(
    path: Path | str, sha256: str, spec: LoaderSpec, rows: Collection[int], part: str = ""
) -> Mapping[int, tuple[RawCell, ...]]:
    """The filled cells of some rows, numbered as a spreadsheet shows them; none if the file is gone or has changed.

    Of a JSON file only what the loader reads; `path` may be the URL of a database, and `part` a sheet or a table.
    """
    with duckdb.connect() as con, tempfile.TemporaryDirectory(prefix="graphinv-") as folder:
        try:
            names = Names(spec)
            found = reopen(Place(str(path), part, sha256), names, lambda heads: _known(names, heads), Path(folder))
            return _cells(con, open_table(found, names), Path(folder), rows) if found else {}
        except SourceError:
            return {}


def _known(names: Names, heads: Sequence[Sequence[str]]) -> int:
    return max(map(names.count, heads), default=0)


def _cells(
    con: DuckDBPyConnection, table: Table, folder: Path, rows: Collection[int]
) -> Mapping[int, tuple[RawCell, ...]]:
    raw = read(con, table, folder)
    cells = ", ".join(Cell(header.index).raw for header in table.headers)
    query = f"SELECT {raw.row} AS number, {cells} FROM {RAW} WHERE list_contains(?, {raw.row})"
    return {
        number: tuple(
            RawCell(table.labels[header.index], header.column.name if header.column else "", text)
            for header, text in zip(table.headers, texts, strict=True)
            if text
        )
        for number, *texts in con.execute(query, [sorted(rows)]).fetchall()
    }
