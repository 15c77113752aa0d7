"""A real register of interests: where its snapshots lie, and what a loaded one holds.

The people in it are real and living: tests compare counts, sums and (snapshot, category, ID), never a name or a cell.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.stores.duckdb.files import GraphFiles
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.loading import Loading, LoadReport, LoadRequest
from tests.data import DATA, absent

REGISTER = DATA / "uk_register"
SNAPSHOTS = ("240804", "240902", "240930", "241028", "241111")
KEY = bytes(range(32))

# The entry that each edge was read from.
_FACT = (
    "CREATE TEMP VIEW fact AS SELECT s.eid, s.file, s.row, x.category, x.id FROM edge_source s JOIN ("
    "SELECT o.file, o.row, split_part(n.id, '/', 1) AS category, split_part(n.id, '/', 2) AS id "
    'FROM "e_DECLARED__Person__Entry" e JOIN edge_source o USING (eid) JOIN "n_Entry" n ON n.nid = e.dst'
    ") x USING (file, row)"
)


def needs_register() -> None:
    """Skip where the data is not there."""
    if reason := absent(REGISTER):
        pytest.skip(reason)


@dataclass(frozen=True)
class Register:
    """One workspace after its last load."""

    state: Path
    report: LoadReport

    @cached_property
    def store(self) -> DuckStore:
        store = GraphFiles(self.state).open()
        store.con.execute(_FACT)
        return store

    def sql(self, query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.store.con.execute(query).fetchall()
        return rows

    def one(self, query: str) -> Any:
        """The single value that the query gives."""
        ((value,),) = self.sql(query)
        return value

    def by_category(self, query: str) -> dict[str, Any]:
        """Category to value, from a query with these two columns."""
        return dict(self.sql(query))

    def close(self) -> None:
        self.store.close()


def load(state: Path, *folders: Path) -> Register:
    """Load the folders one after the other into the workspace at `state`."""
    loading = Loading(state, Catalogue(), KEY, "1GB")
    for folder in folders:
        report = loading.run(LoadRequest([folder]))
    return Register(state, report)


def source_rows(snapshot: str, category: str) -> list[dict[str, str]]:
    """The rows of a file as Python's own csv reader sees them."""
    path = REGISTER / snapshot / f"PublishedInterest-Category_{category}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
