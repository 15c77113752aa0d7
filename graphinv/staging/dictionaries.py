"""Distinct texts of a file's columns, each parsed once; columns parsed alike share a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from graphinv.staging.kinds import Cell, Parsed
from graphinv.staging.kinds.base import Reader
from graphinv.staging.sql import name


@dataclass(frozen=True)
class Dictionary:
    """A temporary table of distinct texts `x` with what they mean, and the columns that it is for."""

    table: str
    meaning: tuple[tuple[str, str], ...]
    day: str
    cells: tuple[Cell, ...]
    reader: Reader | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(column for column, _ in self.meaning), "narrowed")

    def create(self, con: DuckDBPyConnection, raw: str, *, nul: bool) -> None:
        """Make the table from the raw cells of a file."""
        macro = "gi_text_without_nul" if nul else "gi_text"
        distinct = " UNION ".join(f"SELECT DISTINCT {cell.raw} AS x FROM {raw}" for cell in self.cells)
        texts = f"SELECT x, {macro}(x) AS v FROM ({distinct}) WHERE x IS NOT NULL"
        narrow = f"SELECT x, v, gi_narrow(v) AS n FROM ({texts})"
        if self.reader is not None:
            self._read(con, narrow, self.reader)
            return
        columns = ", ".join(f"{meaning} AS {name(column)}" for column, meaning in self.meaning)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {self.table} AS SELECT x, {columns}, coalesce(n <> v, false) AS narrowed "
            f"FROM (SELECT *, {self.day or 'NULL'} AS d FROM ({narrow}))"
        )

    def _read(self, con: DuckDBPyConnection, narrow: str, reader: Reader) -> None:
        """Each distinct text once through the reader."""
        texts = con.execute(f"SELECT x, n, coalesce(n <> v, false) FROM ({narrow}) WHERE n IS NOT NULL").fetchall()
        read = [(x, *reader(n), wide) for x, n, wide in texts]
        kinds = {"x": "VARCHAR", **dict(self.meaning), "narrowed": "BOOLEAN"}
        cells = zip(*read, strict=True) if read else [()] * len(kinds)
        con.register("gi_arrow", pa.Table.from_arrays([pa.array(column) for column in cells], names=list(kinds)))
        columns = ", ".join(f"CAST({name(column)} AS {kind}) AS {name(column)}" for column, kind in kinds.items())
        con.execute(f"CREATE OR REPLACE TEMP TABLE {self.table} AS SELECT {columns} FROM gi_arrow")
        con.unregister("gi_arrow")


def dictionaries(parts: Iterable[tuple[Cell, Parsed]]) -> list[Dictionary]:
    """The dictionaries that these columns need."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str, Reader | None], list[Cell]] = {}
    for cell, parsed in parts:
        if parsed.dictionary:
            alike = (tuple(parsed.dictionary.items()), parsed.day, parsed.reader)
            groups.setdefault(alike, []).append(cell)
    return [
        Dictionary(f"gi_words_{number}", meaning, day, tuple(cells), reader)
        for number, ((meaning, day, reader), cells) in enumerate(groups.items())
    ]
