"""Small dirty files, staged and built: what comes out of a table, what is refused, and what is said about the rest."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from graphinv.content.catalogue import Catalogue
from graphinv.mapping import build
from graphinv.staging.stage import stage
from tests.mapping.hand import KEY, Graph

Rows = Sequence[Sequence[str]]
CATALOGUE = Catalogue()


@dataclass
class Loaded:
    """A graph with what was refused and noted, as (table, row, column, reason)."""

    graph: Graph

    def lines(self, table: str) -> list[tuple[str, int, str, str]]:
        return [
            (str(name), int(row), str(column), str(reason))
            for name, row, column, reason in self.graph.rows(
                f"SELECT f.tbl, r.row, r.col, r.reason FROM {table} r JOIN source_file f USING (file) ORDER BY ALL"
            )
        ]

    @property
    def rejects(self) -> list[tuple[str, int, str, str]]:
        return self.lines("reject")

    @property
    def notes(self) -> list[tuple[str, int, str, str]]:
        return self.lines("note")


def load(folder: Path, tables: Mapping[str, Rows | str], *, encoding: str = "utf-8") -> Loaded:
    """Write one file per table (rows as CSV, a text as it is under its own file name), stage and build."""
    inputs = folder / "in"
    inputs.mkdir()
    for name, rows in tables.items():
        if isinstance(rows, str):
            (inputs / name).write_text(rows, encoding)
        else:
            with (inputs / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
                csv.writer(file).writerows(rows)
    target = folder / "g.duckdb"
    with duckdb.connect() as con:
        stage(con, [inputs], CATALOGUE)
        totals = build(con, CATALOGUE, KEY, target)
    return Loaded(Graph(totals, duckdb.connect(str(target), read_only=True)))
