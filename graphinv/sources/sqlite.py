"""SQLite files through the standard library, opened for reading only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from graphinv.sources.database import Database, decoded

_TABLES = (
    "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


@dataclass
class _Sqlite:
    """An open file, seen as it is at one moment: all statements run in one transaction."""

    database: Database
    con: sqlite3.Connection
    reader: str = "sqlite"

    def tables(self) -> dict[str, list[str]]:
        found = self._all(f"{_TABLES} ORDER BY name")
        return {str(name): [str(column[1]) for column in self._columns(str(name))] for name, _ in found}

    def rows(self, table: str) -> Iterator[Sequence[object]]:
        keys = sorted((int(str(column[5])), str(column[1])) for column in self._columns(table) if column[5])
        columns = [_quoted(name) for _, name in keys] or self._row_number(table)
        names = ", ".join(_quoted(str(column[1])) for column in self._columns(table))
        try:
            yield from self.con.execute(f"SELECT {names} FROM {_quoted(table)} ORDER BY {', '.join(columns)}")
        except sqlite3.Error as error:
            raise self.database.failed(error) from None

    def _row_number(self, table: str) -> list[str]:
        """What orders a table without a key: its rowid; of a view, which has none, all columns."""
        kinds = {str(name): str(kind) for name, kind in self._all(_TABLES)}
        if kinds[table] == "table":
            return ["rowid"]
        return [_quoted(str(column[1])) for column in self._columns(table)]

    def _columns(self, table: str) -> list[Sequence[object]]:
        return self._all(f"PRAGMA table_info({_quoted(table)})")

    def _all(self, sql: str) -> list[Sequence[object]]:
        try:
            return list(self.con.execute(sql).fetchall())
        except sqlite3.Error as error:
            raise self.database.failed(error) from None


@contextmanager
def open_sqlite(database: Database) -> Iterator[_Sqlite]:
    """Open the file, which must exist. Raises Unreadable."""
    path = database.sqlite
    if path is None or not path.is_file():
        raise database.failed(
            FileNotFoundError("there is no such file"),
            "Write sqlite:///relative/path.db or sqlite:////absolute/path.db.",
        )
    try:
        con = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise database.failed(error) from None
    con.text_factory = decoded
    try:
        con.execute("BEGIN")
        yield _Sqlite(database, con)
    finally:
        con.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
