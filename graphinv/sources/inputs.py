"""The files behind what the user named: folders are searched, what cannot be a table is left out by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from graphinv.errors import SourceMissing
from graphinv.message import Message, msg
from graphinv.sources.database import Database
from graphinv.sources.look import FORMATS

Source: TypeAlias = Path | Database
DATABASES = (".db", ".sqlite", ".sqlite3")


def files_of(inputs: Iterable[Source | str]) -> Iterator[Source]:
    """Every file, once, in the order of its path, and every database; texts are paths or URLs.

    Hidden files and those of office programs' locks are skipped. Raises SourceMissing for a path that does not exist.
    """
    seen: set[Path] = set()
    for given in map(source_of, inputs):
        if isinstance(given, Database):
            yield given
            continue
        if not given.exists():
            raise SourceMissing("does not exist.", at=str(given), hint="Check the path.")
        found = sorted(given.rglob("*")) if given.is_dir() else [given]
        for path in found:
            hidden = given.is_dir() and any(part.startswith((".", "~$")) for part in path.relative_to(given).parts)
            if path.is_file() and not hidden and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def source_of(given: Source | str) -> Source:
    """What a word of the user, or the place of a live file, means."""
    if isinstance(given, str):
        return Database(given) if Database.is_one(given) else Path(given)
    return given


def is_table(path: Path) -> bool:
    """Whether the ending is one of a table."""
    return path.suffix.lower() in FORMATS


def not_a_table(path: Path) -> Message:
    """Why a file with another ending is left out."""
    if path.suffix.lower() in DATABASES:
        return msg("is a database: load it by its URL, sqlite:///{path}", path=path)
    return msg("is no table: only {formats} are read", formats=FORMATS)
