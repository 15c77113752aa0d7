"""A config list in YAML: its keys are the columns, and the line of each entry is its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphinv.content.entries import Entries, read_entries
from graphinv.errors import SpecError, Unreadable

Row = tuple[int, tuple[str, ...]]


@dataclass
class YamlList:
    """The entries of one file; none if it holds something else."""

    path: Path

    @cached_property
    def _entries(self) -> Entries:
        try:
            return read_entries(self.path)
        except SpecError as error:
            raise Unreadable(error.whole) from None

    @cached_property
    def keys(self) -> list[str]:
        """The columns. Raises Unreadable with the lines that are no entries."""
        return list(self._entries.keys)

    def rows(self) -> Iterator[Row]:
        """The line of each entry and its cells in the order of `keys`; a key that it lacks is an empty cell."""
        for line, cells in self._entries.rows:
            yield line, tuple(cells.get(key, "") for key in self.keys)
