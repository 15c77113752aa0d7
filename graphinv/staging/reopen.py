"""A part that was loaded before, opened again where it lies, if it is still what it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graphinv.errors import SourceError, UsageError
from graphinv.sources.columns import Names
from graphinv.sources.database import Database, connect
from graphinv.sources.inputs import source_of
from graphinv.sources.look import Known, Look, look
from graphinv.sources.parts import again
from graphinv.sources.tables import read_table, table_looks


@dataclass(frozen=True)
class Place:
    """Where a part lies, and the hash that it had; `beside` is what else decided about its rows, if that is known."""

    path: str
    part: str
    sha256: str
    main: bool = True
    beside: Sequence[str] | None = None


def reopen(live: Place, names: Names, known: Known, folder: Path) -> Look | None:
    """The part with its loader's columns; None if it is gone, cannot be reached or has changed."""
    source = source_of(live.path)
    found = _table(source, live.part, folder) if isinstance(source, Database) else _file(source, names, known)
    if found is None or found.scan.sha256 != live.sha256:
        return None
    if isinstance(source, Database):
        return found
    return again(found, names, live.part, main=live.main, context=live.beside)


def _file(path: Path, names: Names, known: Known) -> Look | None:
    return look(path, known, encoded=names.spec.encoding) if path.is_file() else None


def _table(database: Database, table: str, folder: Path) -> Look | None:
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(connect(database))
            wanted = [one for one in table_looks(database, connection) if one.part == table]
            return read_table(wanted[0], connection, folder) if wanted else None
        except (SourceError, UsageError):  # a password is not kept, so that most servers refuse
            return None
