"""Every error that graphinv raises on purpose: what happened, where, and what to do next.

GraphinvError
 ├ ContentError    a loader, rule or workspace file is wrong
 │  ├ SpecError, DuplicateId, UnknownReplace
 │  └ CypherError  with line and column of the query text
 ├ SourceError     an input file is wrong
 │  └ Unreadable, BadFile, SourceMissing
 ├ StoreError      the graph cannot be used
 │  └ StoreBusy, StoreUnavailable, QueryFailed
 ├ LedgerError     the record of sweeps cannot be used
 ├ KinWordError    a word or question about kin cannot be read
 └ UsageError      the command line asks for something impossible

Texts are English templates with named places; their Chinese is in reports/messages/, which a test compares with the
templates of the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphinv.message import Language, Message, english, msg

DONE, FAILED, USAGE, NEW_LEADS, STALE_DATA, NO_STORE, INTERRUPTED = 0, 1, 2, 10, 11, 12, 130
"""Exit codes; docs/commands.md explains them."""

Said = str | Message
"""A template without places of its own, or a message that has its values already."""


class GraphinvError(Exception):
    """An error with a place (`at`) and a next step (`hint`); `fields` are the values for both texts."""

    exit_code = FAILED

    def __init__(self, message: Said, /, *, at: Said = "", hint: Said = "", **fields: object) -> None:
        self.said, self.advice = as_message(message, fields), as_message(hint, fields)
        self.place = as_message(at)
        super().__init__(str(self.said))

    @property
    def message(self) -> str:
        """What happened, in English."""
        return str(self.said)

    @property
    def hint(self) -> str:
        """What to do next, in English."""
        return str(self.advice)

    @property
    def at(self) -> str:
        """Where, in English."""
        return str(self.place)

    @property
    def whole(self) -> Message:
        """Place, sentence and next step as one message."""
        body = self.said
        if self.advice:
            body = msg("{said} {hint}", said=body, hint=self.advice)
        return msg("{at}: {said}", at=self.place, said=body) if self.place else body

    def text(self, translate: Language = english) -> str:
        """The whole error in the language of `translate`."""
        return self.whole.text(translate)

    def __str__(self) -> str:
        return self.text()


def as_message(said: Said, fields: Mapping[str, object] | None = None) -> Message:
    """A template with these values; a message has its own already."""
    return said if isinstance(said, Message) else Message(said, fields or {})


class ContentError(GraphinvError):
    """A loader, rule or workspace file is wrong."""


class SpecError(ContentError):
    """A content file breaks its format; `problems` lists all of the file at once."""

    def __init__(
        self,
        message: Said,
        /,
        *,
        at: Said = "",
        hint: Said = "",
        problems: Sequence[Said | Exception] = (),
        **fields: object,
    ) -> None:
        super().__init__(message, at=at, hint=hint, **fields)
        self.problems = tuple(as_message(problem) if isinstance(problem, str) else problem for problem in problems)

    @property
    def whole(self) -> Message:
        body = super().whole
        for problem in self.problems:
            body = msg("{said}\n  {problem}", said=body, problem=problem)
        return body


class DuplicateId(ContentError):
    """Two content files claim one id and neither says `replaces:`."""


class UnknownReplace(ContentError):
    """`replaces:` names an id or a version that does not exist."""


class CypherError(ContentError):
    """A query is outside the documented subset or does not fit the model; lines and columns count from 1."""

    def __init__(self, message: Said, line: int, column: int, hint: Said = "", /, **fields: object) -> None:
        super().__init__(message, at=msg("line {line}, column {column}", line=line, column=column), hint=hint, **fields)
        self.line, self.column = line, column


class SourceError(GraphinvError):
    """An input file is wrong."""


class Unreadable(SourceError):
    """A file cannot be read as what its name says."""


class BadFile(SourceError):
    """A file can be read but its columns do not satisfy the data contract."""


class SourceMissing(SourceError):
    """A file that is needed is not where it was."""

    exit_code = STALE_DATA


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


class KinWordError(GraphinvError):
    """A word or a question about kin cannot be read, or speaks of kin that is not covered."""


class UsageError(GraphinvError):
    """The command line asks for something impossible."""

    exit_code = USAGE
