"""Folders of hostile files become a graph: each loaded row stands behind something in it, each refusal is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphinv.content.catalogue import Catalogue
from graphinv.errors import SourceError
from graphinv.mapping import build
from graphinv.staging.plan import staged_table
from graphinv.staging.result import Staging
from tests.mapping.hand import KEY
from tests.properties.accounts import HAN, Place, kept_rows
from tests.properties.examples import EXAMPLES
from tests.properties.files import Written, orderly_file
from tests.staging.bench import Bench

FILES = 12
FOLDERS = max(EXAMPLES // 60, 1)
CATALOGUE = Catalogue()
_LINES = "SELECT file, row, col, value, reason, reason_zh FROM"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("folders")


def test_any_folder(folder: Path) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=FOLDERS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(files=st.lists(orderly_file(), min_size=FILES // 2, max_size=FILES, unique_by=lambda file: file.name))
    def becomes_a_graph(files: list[Written]) -> None:
        with bench(folder / f"{seen['folders']}") as made:
            seen["folders"] += 1
            staged = staging(made, files)
            seen["files"] += len(staged.files)
            seen["loaded"] += staged.totals["loaded"]
            check_graph(made, staged)

    becomes_a_graph()
    assert seen["files"] > 3 * seen["folders"] and seen["loaded"] > seen["folders"], seen


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    folder.mkdir()
    with duckdb.connect() as con:
        yield Bench(folder, con)


def staging(made: Bench, files: list[Written]) -> Staging:
    """The files of the folder that can be loaded; one that cannot keeps all others from it, and so is taken away."""
    for file in files:
        (made.folder / file.name).write_bytes(file.content)
    with suppress(SourceError):
        return made.stage()
    for file in files:
        try:
            made.stage(made.folder / file.name)
        except SourceError:
            (made.folder / file.name).unlink()
    return made.stage()


def check_graph(made: Bench, staged: Staging) -> None:
    """Sources are loaded rows; each of these is one, or it is noted why not; refusals stand there as they were."""
    rows = {(file.file, row) for file in staged.files for row in kept_rows(made, file)}
    keepers = _keepers(made)
    refused, warned = made.rows(f"{_LINES} rejects ORDER BY ALL"), made.rows(f"{_LINES} notes")
    silent = {file.file for file in staged.files if not CATALOGUE.loaders[file.loader].nodes}
    path = made.folder / "graph.duckdb"
    build(made.con, CATALOGUE, KEY, path)
    with duckdb.connect(str(path), read_only=True) as graph:
        sources = graph.execute("SELECT file, row FROM node_source UNION SELECT file, row FROM edge_source").fetchall()
        notes = graph.execute(f"{_LINES} note").fetchall()
        kept = graph.execute(f"{_LINES} reject ORDER BY ALL").fetchall()
        counts = graph.execute("SELECT file, rows, loaded, rejected FROM source_file ORDER BY file").fetchall()
    assert set(sources) <= rows
    explained = {(file, row) for file, row, *_ in set(notes) - set(warned)}
    explained |= {place for place, keeper in keepers.items() if keeper in explained}
    assert {place for place in rows - {*sources, *explained} if place[0] not in silent} == set()
    assert kept == refused
    assert all(reason and HAN.search(chinese) for *_, reason, chinese in kept)
    assert counts == [(file.file, file.rows, file.loaded, file.rejected) for file in staged.files]


def _keepers(made: Bench) -> dict[Place, Place]:
    """The row into which each merged row went."""
    found: dict[Place, Place] = {}
    for (loader,) in made.rows("SELECT DISTINCT loader FROM merged"):
        join = f"{staged_table(loader)} AS s JOIN merged AS m ON m.row_key = s.row_key AND m.loader = '{loader}'"
        for file, row, *keeper in made.rows(f"SELECT m.file, m.row, s.file, s.row FROM {join}"):
            found[file, row] = (keeper[0], keeper[1])
    return found
