"""A graph that another version of graphinv made: one sentence, exit code 12, and a load builds it anew."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from graphinv.stores.duckdb.files import GraphFiles
from tests.cli.running import run

pytestmark = pytest.mark.xdist_group("cli")
PEOPLE = "MATCH (p:Person) RETURN count(p) AS people"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    run("init", folder)
    for name in "甲乙":
        file = tmp_path / f"persons_{name}.csv"
        file.write_text(f"身份证号,姓名,出生日期\nP-{name},{name},1980-01-01\n", "utf-8")
    run("-w", folder, "load", *tmp_path.glob("persons_*.csv"))
    run("-w", folder, "sweep", "run")
    return folder


def changed(case: Path, statement: str) -> None:
    """Do this to the graph's file."""
    path = GraphFiles(case / ".graphinv").current()
    assert path is not None
    with duckdb.connect(str(path)) as con:
        con.execute(statement)


OLDER = ("UPDATE meta SET value = '1' WHERE key = 'format'", "DELETE FROM meta WHERE key = 'format'", "DROP TABLE meta")
READERS = (["query", PEOPLE], ["sweep", "run"], ["report", "sweep"], ["load", "show"], ["load", "rejects"])


@pytest.mark.parametrize("statement", OLDER)
def test_one_sentence_with_the_next_step(case: Path, statement: str) -> None:
    changed(case, statement)
    for words in READERS if statement == OLDER[0] else READERS[:1]:
        said = run("-w", case, *words, code=12).stderr.decode()
        assert said.startswith("graphinv: The graph was made by another version of graphinv"), said
        assert "graphinv load FILES…" in said and said.count("\n") == 1, said
    said = run("-w", case, *READERS[0], code=12, GRAPHINV_LANG="zh").stderr.decode()
    assert "图由另一版本的 graphinv 生成" in said and "再加载一次" in said


def test_the_doctor_says_it_too(case: Path) -> None:
    changed(case, OLDER[0])
    found = json.loads(run("-w", case, "doctor", "--format", "json", code=1).stdout)
    (graph,) = [check for check in found if check["check"] == "graph"]
    assert "another version" in graph["found"] and "graphinv load" in graph["fix"]


def test_any_file_builds_all_of_it_anew(case: Path, tmp_path: Path) -> None:
    changed(case, OLDER[0])
    run("-w", case, "load", tmp_path / "persons_甲.csv")
    assert json.loads(run("-w", case, *READERS[0], "--format", "json").stdout) == [{"people": 2}]
