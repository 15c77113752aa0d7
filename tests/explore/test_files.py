"""Where the adjacency lies: built once per graph, whole or not at all, and gone with its graph."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphinv.errors import StoreError
from graphinv.explore import files
from graphinv.explore.files import adjacency
from graphinv.stores.duckdb.small import write_small
from graphinv.stores.duckdb.store import DuckStore
from tests.explore.graphs import random_graph


@pytest.fixture
def store() -> Iterator[DuckStore]:
    with DuckStore.memory() as found:
        write_small(found.con, *random_graph(1))
        yield found


def folders(state: Path) -> list[str]:
    return sorted(path.name for path in state.iterdir())


def test_it_is_built_once(store: DuckStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = adjacency(store.con, tmp_path, "graph-1.duckdb")
    (name,) = folders(tmp_path)
    monkeypatch.setattr(files, "build", None)
    again = adjacency(store.con, tmp_path, "graph-1.duckdb")
    assert (again.target == first.target).all() and folders(tmp_path) == [name]


def test_that_of_another_graph_is_removed(store: DuckStore, tmp_path: Path) -> None:
    adjacency(store.con, tmp_path, "graph-1.duckdb")
    (old,) = folders(tmp_path)
    killed = tmp_path / "adjacency-0123.77.new"
    killed.mkdir()
    os.utime(killed, (0, 0))
    building = tmp_path / "adjacency-0123.78.new"
    building.mkdir()
    adjacency(store.con, tmp_path, "graph-2.duckdb")
    assert old not in folders(tmp_path) and len(folders(tmp_path)) == 2
    assert building.is_dir() and not killed.exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_build_that_is_cut_short_leaves_nothing(
    store: DuckStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def cut(con: Any, folder: Path) -> None:
        (folder / "target.npy").write_bytes(b"half")
        raise error

    monkeypatch.setattr(files, "build", cut)
    with pytest.raises(StoreError if error is OSError else error):
        adjacency(store.con, tmp_path, "graph-1.duckdb")
    assert folders(tmp_path) == []


def test_one_that_lacks_an_array_is_made_anew(store: DuckStore, tmp_path: Path) -> None:
    adjacency(store.con, tmp_path, "graph-1.duckdb")
    (name,) = folders(tmp_path)
    (tmp_path / name / "edge.npy").unlink()
    assert len(adjacency(store.con, tmp_path, "graph-1.duckdb").edge)
