"""Ctrl-C while the server is at work: the process ends at once, though its threads wait for an answer."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest

from graphinv.workspace import Workspace
from tests.cli.test_interrupts import interrupted
from tests.neo4j.server import PASSWORD, Server

ENDLESS = """\
// ---
// id: endless
// code: Z8
// version: 1
// title: {zh: 规则, en: A rule}
// class: S
// severity: medium
// needs: [Account]
// identity: [one]
// population: MATCH (a:Account) RETURN count(a)
// explain: {zh: '{one}', en: '{one}'}
// ---
MATCH (one:Account), (two:Account), (three:Account)
WHERE one.id + two.id + three.id = 'x'
RETURN one, two, three
"""


def test_a_sweep_ends_at_once(
    cut_county: Path,
    tmp_path: Path,
    neo4j_server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Path(shutil.copytree(cut_county, tmp_path / "case"))
    (case / "queries" / "endless.cypher").write_text(ENDLESS, "utf-8")
    (case / "queries" / "endless.cases.yaml").write_text(
        "- match: an account\n  graph: '(a:Account {id: x})'\n  expect: [{one: a}]\n", "utf-8"
    )
    with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(f'[neo4j]\nuri = "{neo4j_server.uri}"\nlabel = "Interrupted"\n')
    monkeypatch.setenv("GRAPHINV_NEO4J_PASSWORD", PASSWORD)
    with Workspace.open(case) as workspace:
        workspace.publish()
    words = ["-w", str(case), "sweep", "run", "--engine", "neo4j"]
    began = time.monotonic()
    said = interrupted(words, tmp_path / "log", "rules", signal.SIGINT, later=4)
    assert said.count("\n") == 1 and "Interrupted" in said
    assert time.monotonic() - began < 40
