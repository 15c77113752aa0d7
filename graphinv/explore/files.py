"""Where the adjacency of a graph lies: beside the graph, under a name that says of which graph it is.

It is built at first use in a folder of its own, which is renamed when it is whole; a killed build leaves nothing that
would be used. Adjacencies of other graphs are removed then.
"""

from __future__ import annotations

import os
import shutil
import time
from hashlib import sha256
from pathlib import Path

from graphinv.errors import StoreError
from graphinv.explore.adjacency import Adjacency
from graphinv.explore.build import build
from graphinv.progress import SILENT, Progress
from graphinv.stores.duckdb.connect import Connection

VERSION = "1"
"""Of the arrays: another one makes them anew."""

_PREFIX = "adjacency-"
_ABANDONED = 3600.0
"""Seconds after which a folder that is being built is taken for one whose builder was killed."""


def adjacency(con: Connection, state: Path, graph: str, progress: Progress = SILENT) -> Adjacency:
    """The adjacency of the graph on this connection, whose file is called `graph`; built if it is not there yet.

    Raises StoreError if the folder cannot be written.
    """
    folder = state / f"{_PREFIX}{key_of(con, graph)}"
    try:
        return Adjacency.open(folder)
    except (OSError, ValueError):
        pass
    progress.stage("adjacency")
    try:
        _make(con, folder)
        _prune(state, folder)
        return Adjacency.open(folder)
    except OSError as error:
        raise StoreError(
            "The adjacency of the graph cannot be written: {error}", hint="Check space and rights.", error=error
        ) from None
    finally:
        progress.done()


def key_of(con: Connection, graph: str) -> str:
    """16 hex digits: which graph this is, and how its adjacency is written."""
    found = con.execute("SELECT key, value FROM meta WHERE key IN ('format', 'graph_hash', 'plan') ORDER BY key")
    return sha256(repr((VERSION, graph, found.fetchall())).encode()).hexdigest()[:16]


def _make(con: Connection, folder: Path) -> None:
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        build(con, aside)
        shutil.rmtree(folder, ignore_errors=True)  # one that lacks an array
        try:
            aside.rename(folder)
        except OSError:
            if not folder.is_dir():  # else somebody else was faster
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _prune(state: Path, keep: Path) -> None:
    """Remove what no graph in force needs; what another process has open goes the next time."""
    for path in state.glob(f"{_PREFIX}*"):
        building = path.suffix == ".new" and time.time() - path.stat().st_mtime < _ABANDONED
        if path != keep and not building:
            shutil.rmtree(path, ignore_errors=True)
