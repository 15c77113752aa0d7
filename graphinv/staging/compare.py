"""Whether two files hold the same rows in any order, encoding or spelling that means the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphinv.staging.batches import LiveFile
from graphinv.staging.intake import Intake
from graphinv.staging.plan import staged_columns
from graphinv.staging.query import one
from graphinv.staging.sql import name
from graphinv.staging.typing_file import REJECT, Typed

Sum = tuple[object, ...]


def _counts(typed: Typed) -> tuple[int, int, int]:
    return typed.facts.rows, typed.facts.loaded, typed.facts.rejected


@dataclass
class Contents:
    """Sums of row hashes, made only for files with equal counts; they live no longer than one load."""

    intake: Intake
    typed: dict[str, Typed | None] = field(default_factory=dict)
    sums: dict[str, Sum] = field(default_factory=dict)

    def same(self, left: LiveFile, right: LiveFile) -> bool:
        """Whether the typed rows and the refused cells of both are the same multiset; files without rows never are."""
        one_file, other = self._rows_of(left), self._rows_of(right)
        if one_file is None or other is None or not one_file.facts.rows or _counts(one_file) != _counts(other):
            return False
        return self._sum(left.loader, one_file) == self._sum(right.loader, other)

    def _rows_of(self, file: LiveFile) -> Typed | None:
        """Asked for each pair of files."""
        if file.cache not in self.typed:
            self.typed[file.cache] = self.intake.rows_of(file)
        return self.typed[file.cache]

    def _sum(self, loader: str, typed: Typed) -> Sum:
        if typed.rows not in self.sums:
            spec = self.intake.loaders[loader]
            kinds = ((column, kind) for column, kind in staged_columns(spec).items() if column != "row")
            filled = typed.facts.columns
            columns = ", ".join(name(column) if column in filled else f"NULL::{kind}" for column, kind in kinds)
            rows = f"SELECT sum(hash({columns})::HUGEINT) FROM {typed.rows}"
            issues = f"SELECT sum(hash(col, value, reason)::HUGEINT) FROM {typed.issues} WHERE kind = '{REJECT}'"
            self.sums[typed.rows] = one(self.intake.con, f"SELECT ({rows}), ({issues})")
        return self.sums[typed.rows]
