"""Whether two files hold the same rows in any order, encoding or spelling that means the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.staging.batches import LiveFile
from graphinv.staging.facts import FileFacts
from graphinv.staging.plan import staged_columns
from graphinv.staging.query import one
from graphinv.staging.sql import name
from graphinv.staging.typing_file import REJECT, Typed

Sum = tuple[object, ...]


@dataclass
class Contents:
    """Sums of row hashes, made only for files with equal counts; they live no longer than one load."""

    con: DuckDBPyConnection
    loaders: Mapping[str, LoaderSpec]
    typed: Mapping[str, Typed]
    sums: dict[str, Sum] = field(default_factory=dict)

    def same(self, left: LiveFile, right: LiveFile) -> bool:
        """Whether the typed rows and the refused cells of both are the same multiset; files without rows never are."""
        counts = [(facts.rows, facts.loaded, facts.rejected) for facts in map(self._facts, (left, right))]
        return counts[0] == counts[1] and counts[0][0] > 0 and self._sum(left) == self._sum(right)

    def _facts(self, file: LiveFile) -> FileFacts:
        return self.typed[file.cache].facts

    def _sum(self, file: LiveFile) -> Sum:
        if file.cache not in self.sums:
            typed, spec = self.typed[file.cache], self.loaders[file.loader]
            columns = ", ".join(name(column) for column in staged_columns(spec) if column != "row")
            rows = f"SELECT sum(hash({columns})::HUGEINT) FROM {typed.rows}"
            issues = f"SELECT sum(hash(col, value, reason)::HUGEINT) FROM {typed.issues} WHERE kind = '{REJECT}'"
            self.sums[file.cache] = one(self.con, f"SELECT ({rows}), ({issues})")
        return self.sums[file.cache]
