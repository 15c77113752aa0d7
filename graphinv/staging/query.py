"""Small questions to the connection, read to the end: an unfinished result blocks what comes next."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection


def one(con: DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The single row of an aggregate."""
    (row,) = con.execute(sql).fetchall()
    return tuple(row)


def count(con: DuckDBPyConnection, what: str) -> int:
    """How many rows a table or a subquery has."""
    return int(one(con, f"SELECT count(*) FROM {what}")[0])


def is_view(con: DuckDBPyConnection, name: str) -> bool:
    """Whether this is a view, not a table."""
    return bool(con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = ?", [name]).fetchall())


def exists(con: DuckDBPyConnection, table: str) -> bool:
    """Whether the table has a row."""
    return bool(con.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall())
