"""Every error that graphinv raises on purpose: what happened, where, and what to do next.

GraphinvError
 ├ ContentError    a loader, rule or workspace file is wrong
 │  ├ SpecError, DuplicateId, UnknownReplace
 │  └ CypherError  with line and column of the query text
 ├ SourceError     an input file is wrong
 │  └ Unreadable, BadFile
 ├ StoreError      the graph cannot be used
 │  └ StoreBusy, StoreUnavailable, QueryFailed
 ├ LedgerError     the record of sweeps cannot be used
 └ UsageError      the command line asks for something impossible
"""

from __future__ import annotations

from collections.abc import Sequence

FAILED, USAGE, STALE_DATA, NO_STORE = 1, 2, 11, 12


class GraphinvError(Exception):
    """An error with a place (`at`) and a next step (`hint`), shown to the user as it is."""

    exit_code = FAILED

    def __init__(self, message: str, *, at: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")


class ContentError(GraphinvError):
    """A loader, rule or workspace file is wrong."""


class SpecError(ContentError):
    """A content file breaks its format; `problems` lists all of the file at once."""

    def __init__(self, message: str, *, at: str = "", hint: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(message, at=at, hint=hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])


class DuplicateId(ContentError):
    """Two content files claim one id and neither says `replaces:`."""


class UnknownReplace(ContentError):
    """`replaces:` names an id or a version that does not exist."""


class CypherError(ContentError):
    """A query is outside the documented subset or does not fit the model; lines and columns count from 1."""

    def __init__(self, message: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(message, at=f"line {line}, column {column}", hint=hint)
        self.line, self.column = line, column


class SourceError(GraphinvError):
    """An input file is wrong."""


class Unreadable(SourceError):
    """A file cannot be read as what its name says."""


class BadFile(SourceError):
    """A file can be read but its columns do not satisfy the data contract."""


class StoreError(GraphinvError):
    """The graph cannot be used."""


class StoreBusy(StoreError):
    """Another process is writing."""


class StoreUnavailable(StoreError):
    """There is no graph, or it cannot be opened."""

    exit_code = NO_STORE


class QueryFailed(StoreError):
    """The store refused a compiled query."""


class LedgerError(GraphinvError):
    """The record of sweeps cannot be used."""


class UsageError(GraphinvError):
    """The command line asks for something impossible."""

    exit_code = USAGE
