"""One writer per workspace: a small DuckDB file that the writer keeps open.

DuckDB locks its files on every system, frees them when a process is killed, and names the process that holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphinv.errors import StoreBusy, StoreUnavailable
from graphinv.message import msg
from graphinv.stores.duckdb.connect import Connection, connect

NAME = "writer.lock"
_HINT = msg("Wait until it has finished; reading, sweeps and reports go on with the graph as it was.")
_held: set[Path] = set()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only writer of this folder. Raises StoreBusy, with the other process's number, if there is one."""
    path = (folder / NAME).resolve()
    if path in _held:
        raise StoreBusy("This process is already loading into this workspace.", hint=_HINT)
    con = _lock(path)
    _held.add(path)
    try:
        yield
    finally:
        _held.discard(path)
        con.close()


def _lock(path: Path) -> Connection:
    try:
        return connect(path, read_only=False)
    except StoreBusy as busy:
        who = busy.said.fields["process"]
        raise StoreBusy("Another process{process} is loading into this workspace.", hint=_HINT, process=who) from None
    except StoreUnavailable:
        # Its writer was killed while the file was made; nobody holds it and nothing is in it.
        path.unlink()
        return connect(path, read_only=False)
