"""Distinct texts of a file's columns, each parsed once; columns parsed alike share a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphinv.staging.kinds import Cell, Parsed
from graphinv.staging.sql import name


@dataclass(frozen=True)
class Dictionary:
    """A temporary table of distinct texts `x` with what they mean, and the columns that it is for."""

    table: str
    meaning: tuple[tuple[str, str], ...]
    day: str
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(column for column, _ in self.meaning), "narrowed")

    def create(self, raw: str, *, nul: bool) -> str:
        """CREATE of the table from the raw cells of a file."""
        macro = "gi_text_without_nul" if nul else "gi_text"
        distinct = " UNION ".join(f"SELECT DISTINCT {cell.raw} AS x FROM {raw}" for cell in self.cells)
        texts = f"SELECT x, {macro}(x) AS v FROM ({distinct}) WHERE x IS NOT NULL"
        columns = ", ".join(f"{meaning} AS {name(column)}" for column, meaning in self.meaning)
        return (
            f"CREATE OR REPLACE TEMP TABLE {self.table} AS SELECT x, {columns}, coalesce(n <> v, false) AS narrowed "
            f"FROM (SELECT *, {self.day or 'NULL'} AS d FROM (SELECT x, v, gi_narrow(v) AS n FROM ({texts})))"
        )


def dictionaries(parts: Iterable[tuple[Cell, Parsed]]) -> list[Dictionary]:
    """The dictionaries that these columns need."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str], list[Cell]] = {}
    for cell, parsed in parts:
        if parsed.dictionary:
            groups.setdefault((tuple(parsed.dictionary.items()), parsed.day), []).append(cell)
    return [
        Dictionary(f"gi_words_{number}", meaning, day, tuple(cells))
        for number, ((meaning, day), cells) in enumerate(groups.items())
    ]
