"""What a load has done, file by file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from graphinv.message import Message, recall
from graphinv.staging.batches import LiveFile


@dataclass(frozen=True)
class LeftOut:
    """A file that is not loaded, and why."""

    path: str
    reason: Message


@dataclass(frozen=True)
class Copy:
    """A given file that holds the rows of a live one and so changes nothing."""

    path: str
    of: str


@dataclass(frozen=True)
class StagedFile:
    """One live file: `rows = loaded + rejected`; `given` if it came with this load.

    `fit` says why its loader was taken, `why` why a slower reader was, `unknown` how much of each unknown column is
    filled.
    """

    file: int
    name: str
    sheet: str | None
    tbl: str
    loader: str
    batch: str
    sha256: str
    path: str
    as_of: date | None
    encoding: str
    reader: str
    why: Message
    fit: Message
    legal_ground: str | None
    rows: int
    loaded: int
    warned: int
    rejected: int
    seconds: float
    unknown: Mapping[str, float]
    covers_from: date | None
    covers_until: date | None
    given: bool


@dataclass(frozen=True)
class Staging:
    """All live files, what was left out, and the list of live files to be kept once the graph is in place."""

    files: tuple[StagedFile, ...]
    left_out: tuple[LeftOut, ...]
    copies: tuple[Copy, ...]
    replaced: tuple[LiveFile, ...]
    live: tuple[LiveFile, ...]
    changed: bool

    @property
    def given(self) -> tuple[StagedFile, ...]:
        """The files of this load; copies of live files are not among them."""
        return tuple(file for file in self.files if file.given)

    @property
    def totals(self) -> dict[str, int]:
        """Rows, loaded, warned and rejected over all live files."""
        return {key: sum(getattr(file, key) for file in self.files) for key in ("rows", "loaded", "warned", "rejected")}


def staged_files(con: DuckDBPyConnection, given: Sequence[LiveFile]) -> tuple[StagedFile, ...]:
    """The table of files as objects."""
    fresh = {(file.loader, *file.content) for file in given}
    cursor = con.execute("SELECT * EXCLUDE (columns_unknown), columns_unknown AS unknown FROM files ORDER BY file")
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tuple(StagedFile(**{**row, **_kept(row)}, given=_content(row) in fresh) for row in rows)


def _content(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["loader"], row["sha256"], row["sheet"] or ""


def _kept(row: Mapping[str, str]) -> dict[str, object]:
    """What the table of files keeps as text."""
    return {"unknown": json.loads(row["unknown"]), "why": recall(row["why"]), "fit": recall(row["fit"])}
