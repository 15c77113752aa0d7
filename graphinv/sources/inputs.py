"""The files behind what the user named: folders are searched, what cannot be a table is left out by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphinv.errors import UsageError
from graphinv.sources.look import FORMATS


def files_of(inputs: Iterable[Path]) -> Iterator[Path]:
    """Every file, once, in the order of its path; hidden files and those of office programs' locks are skipped."""
    seen: set[Path] = set()
    for given in inputs:
        if not given.exists():
            raise UsageError(f"{given} does not exist.", hint="Check the path.")
        found = sorted(given.rglob("*")) if given.is_dir() else [given]
        for path in found:
            hidden = given.is_dir() and any(part.startswith((".", "~$")) for part in path.relative_to(given).parts)
            if path.is_file() and not hidden and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def is_table(path: Path) -> bool:
    """Whether the ending is one of a table."""
    return path.suffix.lower() in FORMATS


def not_a_table(path: Path) -> str:
    """Why a file with another ending is left out."""
    return f"is no table: only {', '.join(FORMATS)} are read"
