"""Releases loaded into a workspace of their own, and what its graph holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graphinv.content.catalogue import Catalogue
from graphinv.stores.duckdb.files import GraphFiles
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.loading import Loading, LoadReport, LoadRequest

KEY = bytes(range(32))
CATALOGUE = Catalogue()


@dataclass(frozen=True)
class Loaded:
    """One workspace after a load."""

    state: Path
    report: LoadReport

    @cached_property
    def store(self) -> DuckStore:
        return GraphFiles(self.state).open()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.store.con.execute(sql).fetchall()

    def ask(self, cypher: str) -> list[tuple[Any, ...]]:
        """The rows of a query of the language that users write."""
        return self.store.run(cypher).rows

    @property
    def unknown(self) -> set[str]:
        """Paths that are listed as read by nobody."""
        return {path for file in self.report.files for path in file["unknown_columns"]}


def load(state: Path, paths: Sequence[Path | str], **options: Any) -> Loaded:
    """Load into the workspace whose state lies here."""
    state.mkdir(exist_ok=True)
    return Loaded(state, Loading(state, CATALOGUE, KEY, "1GB").run(LoadRequest(paths, **options)))
