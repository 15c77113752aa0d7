"""What one column contributes to the statement that types a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphinv.staging.sql import Choice

Reader = Callable[[str], tuple[object, ...]]
"""What a text means, one value for each entry of the dictionary; for grammars that no pattern can hold."""


@dataclass(frozen=True)
class Cell:
    """Where a column's cells stand in the statement: as read, trimmed, narrowed, and in a dictionary."""

    place: int
    unit: str = ""
    inclusive: bool = False

    @property
    def raw(self) -> str:
        return f"gi_c{self.place}"

    @property
    def text(self) -> str:
        """Trimmed; NULL if empty."""
        return f"gi_v{self.place}"

    @property
    def narrow(self) -> str:
        """Trimmed and half-width."""
        return f"gi_n{self.place}"

    @property
    def words(self) -> str:
        """The prefix of what the dictionary of the column's distinct texts says."""
        return f"gi_d{self.place}"


@dataclass(frozen=True)
class Parsed:
    """SQL for one column.

    `values` are over cells and dictionaries, `settled` are what they become in the light of the row's other columns,
    `middle` is over these, `late` over all of them. `bad` and the conditions of `notes` are over
    both; those of `reasons` are over `cell`, the narrowed text of a refused cell.
    """

    values: Mapping[str, str]
    late: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    middle: Mapping[str, str] = field(default_factory=dict)
    bad: str = ""
    reasons: tuple[Choice, ...] = ()
    notes: tuple[Choice, ...] = ()
    narrow: str = ""  # the macro that narrows: gi_narrow always, gi_plain only what is an id
    dictionary: Mapping[str, str] = field(default_factory=dict)  # over `n`, the narrowed text, and `d`
    day: str = ""  # what `d` is: said once, because SQL that is repeated is planned again each time
    reader: Reader | None = None  # reads each distinct text instead of SQL; `dictionary` then holds SQL types
