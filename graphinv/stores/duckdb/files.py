"""Versions of the graph on disk: built aside under a new name, then made current by swapping one small file.

A killed or failed build leaves the current version as it was; readers of an old version go on reading it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from graphinv.errors import StoreBusy, StoreError, StoreUnavailable
from graphinv.model.layout import FORMAT
from graphinv.stores.duckdb.connect import connect
from graphinv.stores.duckdb.lock import writing
from graphinv.stores.duckdb.store import DuckStore

_POINTER = "current"
_NAME = re.compile(r"graph-(\d+)\.duckdb")
_TRIES = 5


@dataclass
class NewVersion:
    """A version being built at `path`; it becomes current at the end unless `keep` is set to False."""

    path: Path
    keep: bool = True


@dataclass(frozen=True)
class GraphFiles:
    """The graph files of one workspace."""

    folder: Path

    def current(self) -> Path | None:
        """The file of the graph in force; None before the first load."""
        try:
            name = (self.folder / _POINTER).read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        return self.folder / name if _NAME.fullmatch(name) else None

    def open(self, *, older: bool = False) -> DuckStore:
        """The graph in force. Raises StoreUnavailable if there is none, or unless `older` if its layout is another."""
        for _ in range(_TRIES):
            path = self.current()
            if path is None:
                break
            try:
                store = DuckStore.open(path)
                return store if older else _readable(store)
            except StoreUnavailable:
                # A load may have swapped and removed this version between the two lines above.
                if path == self.current():
                    raise
        raise StoreUnavailable("There is no graph here yet.", hint="Load files first: graphinv load FILES…")

    @contextmanager
    def write(self) -> Iterator[NewVersion]:
        """A path for a new version, which is made current when the block ends without an error.

        The block must close the file. Raises StoreBusy if another process is loading.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with writing(self.folder):
            current = self._number(self.current())
            self._remove(number for number in self._numbers() if number > current)
            version = NewVersion(self._path(current + 1))
            try:
                yield version
                if version.keep:
                    self._publish(version.path)
            finally:
                now = self._number(self.current())
                self._remove(number for number in self._numbers() if number != now)

    def _publish(self, path: Path) -> None:
        if not path.exists() or path.with_name(path.name + ".wal").exists():
            raise StoreError("{name} was not finished or not closed; the graph stays as it was.", name=path.name)
        _sync(path)
        pointer, new = self.folder / _POINTER, self.folder / f"{_POINTER}.new"
        new.write_text(f"{path.name}\n", "utf-8")
        _sync(new)
        new.replace(pointer)
        _sync(self.folder)

    def _path(self, number: int) -> Path:
        return self.folder / f"graph-{number}.duckdb"

    def _number(self, path: Path | None) -> int:
        found = _NAME.fullmatch(path.name) if path else None
        return int(found[1]) if found else 0

    def _numbers(self) -> list[int]:
        names = (_NAME.fullmatch(path.name.removesuffix(".wal")) for path in self.folder.glob("graph-*.duckdb*"))
        return sorted({int(found[1]) for found in names if found})

    def _remove(self, numbers: Iterator[int]) -> None:
        for number in list(numbers):
            path = self._path(number)
            if path.exists() and _has_readers(path):
                continue
            for name in (path.name, f"{path.name}.wal", f"{path.name}.tmp"):
                _unlink(self.folder / name)


def _readable(store: DuckStore) -> DuckStore:
    """The same store, closed if queries cannot be compiled for the tables in it."""
    try:
        found = store.con.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except duckdb.CatalogException:
        found = None
    if found != (FORMAT,):
        store.close()
        raise StoreUnavailable(
            "The graph was made by another version of graphinv, and this one cannot read it.",
            hint="Load any of its files once more: graphinv load FILES… builds all of it anew.",
        )
    return store


def _has_readers(path: Path) -> bool:
    """Only a file that nobody reads can be opened for writing."""
    try:
        connect(path, read_only=False).close()
    except StoreBusy:
        return True
    except StoreError:
        return False
    return False


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # Open in another process, or a folder: left for the next load.
        return


def _sync(path: Path) -> None:
    """Have the file or folder on disk before the next step; a folder cannot be synced on every system."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
