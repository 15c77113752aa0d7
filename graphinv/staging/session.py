"""A work database for one load: in memory up to a limit, then on disk beside the graph."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from graphinv.stopping import interruptible


@contextmanager
def session(folder: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for one load; `memory` is DuckDB's limit, e.g. 2GB. What it spilled is removed at the end."""
    spill = folder / "spill"
    con = interruptible(duckdb.connect(config={"memory_limit": memory, "temp_directory": str(spill)}))
    try:
        yield con
    finally:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)
