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


@dataclass
class Contents:
    """Sums of row hashes, made only for files with equal counts; they live no longer than one load."""

    intake: Intake
    sums: dict[str, Sum] = field(default_factory=dict)

    def same(self, left: LiveFile, right: LiveFile) -> bool:
        """Whether the typed rows and the refused cells of both are the same multiset; files without rows never are."""
        found = [self.intake.rows_of(file) for file in (left, right)]
        counts = {(typed.facts.rows, typed.facts.loaded, typed.facts.rejected) for typed in found if typed}
        if None in found or len(counts) > 1 or not counts or not next(iter(counts))[0]:
            return False
        one_sum, other = (self._sum(left.loader, typed) for typed in found if typed)
        return one_sum == other

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
