"""The tables of a database as parts, and one of them read."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from graphinv.sources.database import Connection, Database
from graphinv.sources.look import Look
from graphinv.sources.scan import Scan
from graphinv.sources.spool import spool

_NOTHING = Scan("", 0, b"", False, 0, 0, 0, 0, False, False, False)


def table_looks(database: Database, connection: Connection) -> list[Look]:
    """One look per table or view, at its columns only."""
    return [
        Look(Path(database.name), "sql", _NOTHING, head=[columns], part=table, main=False, called=database.name)
        for table, columns in connection.tables().items()
    ]


def read_table(look: Look, connection: Connection, folder: Path) -> Look:
    """The same part with its rows in a file in this folder; the hash of its content is that of the rows."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".parquet", delete=False) as place:
        spooled = spool(connection, look.part, look.head[0], Path(place.name))
    return replace(look, spooled=spooled, encoding="", scan=replace(_NOTHING, sha256=spooled.sha256))
