"""A query that may take only so long, and give only so many rows."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event, Timer
from typing import Any

import duckdb

from graphinv.errors import QueryFailed
from graphinv.stores.base import Limits
from graphinv.stores.duckdb.connect import Connection


def fetched(con: Connection, sql: str, params: Mapping[str, Any], limits: Limits) -> tuple[list[tuple[Any, ...]], bool]:
    """The rows, and whether there were more. Raises QueryFailed after the seconds."""
    if not limits.seconds:
        return _rows(con, sql, params, limits.rows)
    over = Event()

    def end() -> None:
        over.set()
        con.interrupt()

    timer = Timer(limits.seconds, end)
    timer.start()
    try:
        return _rows(con, sql, params, limits.rows)
    except duckdb.InterruptException:
        if not over.is_set():
            raise
        raise QueryFailed(
            "The query took longer than {seconds} seconds and was ended.",
            hint="Ask for less, or allow more with --timeout.",
            seconds=f"{limits.seconds:g}",
        ) from None
    finally:
        timer.cancel()


def _rows(con: Connection, sql: str, params: Mapping[str, Any], most: int | None) -> tuple[list[tuple[Any, ...]], bool]:
    result = con.execute(sql, params)
    if most is None:
        return result.fetchall(), False
    found = result.fetchmany(most + 1)
    return found[:most], len(found) > most
