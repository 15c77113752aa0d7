"""Small files, staged: what tests of staging start from."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from graphinv.content.loader_spec import load as load_spec
from graphinv.staging.plan import staged_table
from graphinv.staging.result import Staging
from graphinv.staging.stage import StageOptions, stage

HERE = Path(__file__).parent
Rows = Sequence[Sequence[str]]


@cache
def canonical() -> Mapping[str, LoaderSpec]:
    """The built-in loaders."""
    return Catalogue().loaders


def loader(path: Path, text: str) -> LoaderSpec:
    """A loader from YAML text."""
    path.write_text(text, "utf-8")
    return load_spec(path)


@dataclass(frozen=True)
class Loaders:
    """A catalogue of given loaders."""

    loaders: Mapping[str, LoaderSpec]


@dataclass
class Bench:
    """A folder for input files and a connection to stage them on."""

    folder: Path
    con: duckdb.DuckDBPyConnection
    loaders: Mapping[str, LoaderSpec] = field(default_factory=canonical)

    def file(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        """A file with this text or these bytes."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def table(self, name: str, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
        """A file with these rows as a spreadsheet would write them."""
        path = self.folder / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    def stage(self, *paths: Path, **options: Any) -> Staging:
        """Stage the files, or the whole folder."""
        return stage(self.con, paths or [self.folder], Loaders(self.loaders), StageOptions(**options))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()

    def typed(self, loader: str, columns: str = "*") -> list[tuple[Any, ...]]:
        """Columns of the typed rows, in the order of files and rows."""
        return self.rows(f"SELECT {columns} FROM {staged_table(loader)} ORDER BY file, row")

    def rejects(self) -> list[tuple[Any, ...]]:
        """file name, row, column, value and reason of every refused cell."""
        return self.rows("SELECT name, row, col, value, reason FROM rejects JOIN files USING (file) ORDER BY ALL")

    def notes(self) -> list[tuple[Any, ...]]:
        """The same of warnings."""
        return self.rows("SELECT name, row, col, value, reason FROM notes JOIN files USING (file) ORDER BY ALL")
