"""Opening DuckDB files, and what its errors mean to the user."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from graphinv.errors import StoreBusy, StoreError, StoreUnavailable
from graphinv.stopping import interruptible

Connection = duckdb.DuckDBPyConnection

VERSION = duckdb.__version__

_LOCKED = "Could not set lock"
_IN_USE_HERE = "different configuration"


def connect(path: Path, *, read_only: bool) -> Connection:
    """A connection to the file. Raises StoreBusy if another process holds it, StoreUnavailable if it cannot be read."""
    try:
        return interruptible(duckdb.connect(str(path), read_only=read_only))
    except duckdb.Error as error:
        raise explained(error) from None


def explained(error: duckdb.Error) -> StoreError:
    """The error in the user's words; DuckDB names no kinds of it, only texts."""
    text = str(error)
    if _LOCKED in text or _IN_USE_HERE in text:
        return StoreBusy(
            "The graph is being written by another process{process}.",
            hint="Try again when it is done.",
            process=_process(text),
        )
    return StoreUnavailable(
        "The graph cannot be opened: {error}",
        hint="graphinv load builds it again from the sources.",
        error=text.splitlines()[0],
    )


def _process(text: str) -> str:
    found = re.search(r"\(PID (\d+)\)", text)
    return f" (PID {found[1]})" if found else ""
