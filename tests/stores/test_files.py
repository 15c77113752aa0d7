"""Versions of the graph on disk: swapped whole, read while they are replaced, written by one process at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from graphinv.errors import StoreBusy, StoreError, StoreUnavailable
from graphinv.stores.duckdb.files import GraphFiles
from tests.mapping.hand import CATALOGUE, KEY, Hand

REPO = Path(__file__).resolve().parents[2]


def _hand(*people: str) -> Hand:
    hand = Hand()
    hand.file("persons", [{"person_id": person, "name": person} for person in people])
    return hand


def _load(files: GraphFiles, *people: str) -> None:
    from graphinv.mapping import build

    with files.write() as version:
        build(_hand(*people).con, CATALOGUE, KEY, version.path)


def _people(files: GraphFiles) -> list[str]:
    with files.open() as store:
        return [row[0] for row in store.run("MATCH (p:Person) RETURN p.id AS id ORDER BY id").rows]


def _graphs(files: GraphFiles) -> list[str]:
    return sorted(path.name for path in files.folder.glob("graph-*"))


@pytest.fixture
def files(tmp_path: Path) -> GraphFiles:
    return GraphFiles(tmp_path / ".graphinv")


def test_before_the_first_load_there_is_no_graph(files: GraphFiles) -> None:
    assert files.current() is None
    with pytest.raises(StoreUnavailable, match="no graph here yet"):
        files.open()


def test_a_new_version_replaces_the_old_one(files: GraphFiles) -> None:
    _load(files, "P1")
    assert (_people(files), _graphs(files)) == (["P1"], ["graph-1.duckdb"])
    _load(files, "P1", "P2")
    assert (_people(files), _graphs(files)) == (["P1", "P2"], ["graph-2.duckdb"])


def test_a_failed_load_leaves_the_old_graph(files: GraphFiles) -> None:
    _load(files, "P1")
    with pytest.raises(ZeroDivisionError), files.write() as version:
        duckdb.connect(str(version.path)).execute("CREATE TABLE half (x INTEGER)").close()
        raise ZeroDivisionError
    assert (_people(files), _graphs(files)) == (["P1"], ["graph-1.duckdb"])


def test_a_version_that_is_not_kept_changes_nothing(files: GraphFiles) -> None:
    _load(files, "P1")
    with files.write() as version:
        duckdb.connect(str(version.path)).close()
        version.keep = False
    assert (_people(files), _graphs(files)) == (["P1"], ["graph-1.duckdb"])


def test_a_version_that_was_never_made_is_not_published(files: GraphFiles) -> None:
    _load(files, "P1")
    with pytest.raises(StoreError, match="was not finished"), files.write():
        pass
    assert _people(files) == ["P1"]


def test_a_reader_keeps_its_version_while_a_load_swaps(files: GraphFiles) -> None:
    _load(files, "P1")
    with files.open() as reader:
        _load(files, "P1", "P2")
        count = "MATCH (p:Person) RETURN count(p) AS n"
        assert reader.run(count).rows == [(1,)]
        assert _people(files) == ["P1", "P2"]
    _load(files, "P3")
    assert (_people(files), _graphs(files)) == (["P3"], ["graph-3.duckdb"])


_CHILD = """
import sys, time
from pathlib import Path
sys.path.insert(0, {repo!r})
from graphinv.stores.duckdb.files import GraphFiles
import duckdb
files = GraphFiles(Path({folder!r}))
mode = sys.argv[1]
if mode == "write":
    with files.write() as version:
        con = duckdb.connect(str(version.path))
        con.execute("CREATE TABLE half AS SELECT range FROM range(100000)")
        print("ready", flush=True)
        time.sleep(60)
else:
    with files.open() as store:
        print("ready", flush=True)
        sys.stdin.readline()
        print(store.run("MATCH (p:Person) RETURN count(p) AS n").rows, flush=True)
"""


def _child(files: GraphFiles, mode: str) -> subprocess.Popen[str]:
    text = _CHILD.format(repo=str(REPO), folder=str(files.folder))
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", text, mode], stdout=pipe, stdin=pipe, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def test_a_second_loading_process_is_told_who_is_loading(files: GraphFiles) -> None:
    _load(files, "P1")
    child = _child(files, "write")
    try:
        with pytest.raises(StoreBusy) as busy, files.write():
            pass
        assert str(busy.value).startswith(f"Another process (PID {child.pid}) is loading into this workspace.")
        assert str(files.folder) not in str(busy.value), "no paths of the machine in it"
        assert _people(files) == ["P1"], "readers are not blocked"
    finally:
        _end(child)


def test_a_killed_load_leaves_the_old_graph_and_the_next_one_clears_up(files: GraphFiles) -> None:
    _load(files, "P1")
    child = _child(files, "write")
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert "graph-2.duckdb" in _graphs(files)
    assert _people(files) == ["P1"]
    started = time.monotonic()
    _load(files, "P1", "P2")
    assert time.monotonic() - started < 20
    assert (_people(files), _graphs(files)) == (["P1", "P2"], ["graph-2.duckdb"])


def test_another_process_reads_on_while_its_version_is_replaced(files: GraphFiles) -> None:
    _load(files, "P1")
    child = _child(files, "read")
    try:
        _load(files, "P1", "P2")
        assert "graph-1.duckdb" in _graphs(files), "kept as long as somebody reads it"
        out, _ = child.communicate("go\n", timeout=30)
        assert out == "[(1,)]\n"
    finally:
        _end(child)
    _load(files, "P3")
    assert _graphs(files) == ["graph-3.duckdb"]


def test_one_process_cannot_load_twice_at_once(files: GraphFiles) -> None:
    with files.write() as version:
        with pytest.raises(StoreBusy, match="already loading"), files.write():
            pass
        version.keep = False


def test_a_spoilt_lock_file_does_not_lock_out(files: GraphFiles) -> None:
    files.folder.mkdir()
    (files.folder / "writer.lock").write_bytes(b"\x00" * 5000)
    _load(files, "P1")
    assert _people(files) == ["P1"]
