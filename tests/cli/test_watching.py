"""Bars, -q, -v, --log-file and NO_COLOR: what is shown of long work, and that it never touches the data."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from graphinv.cli.bars import DELAY, Reporter
from graphinv.cli.words import STAGES
from tests.cli.running import ENV, PROGRAM, run
from tests.cli.test_every_command import on_terminal
from tests.content.templates import PACKAGE

pytestmark = pytest.mark.xdist_group("cli")


Logged = tuple["subprocess.CompletedProcess[bytes]", Path, Path]


@pytest.fixture
def case(tmp_path: Path, county: Path) -> Path:
    folder = tmp_path / "case"
    run("init", folder)
    shutil.copytree(county / "exports", tmp_path / "exports")
    return folder


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory, county: Path) -> Logged:
    """A load of all files without a terminal, and the file of its log."""
    folder = tmp_path_factory.mktemp("logged")
    run("init", folder / "case")
    log = folder / "log.jsonl"
    return run("--log-file", log, "-w", folder / "case", "load", county / "exports"), log, folder / "case"


@pytest.fixture
def some(county: Path) -> list[Path]:
    """Files that are enough for all stages of a load."""
    return sorted((county / "exports").glob("[ck]*.csv"))


def test_every_stage_has_words() -> None:
    told = re.compile(r'progress\.stage\("(\w+)"')
    named = {name for path in PACKAGE.rglob("*.py") for name in told.findall(path.read_text("utf-8"))}
    assert named == STAGES.keys()


def test_bars_go_to_the_terminal_and_the_data_to_stdout(case: Path, tmp_path: Path) -> None:
    """stdout is a pipe that gets JSON alone, while stderr is a terminal with a bar that is gone at the end."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    words = [*PROGRAM, "-w", str(case), "load", str(tmp_path / "exports"), "--format", "json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=theirs, env=ENV | {"TERM": "xterm"})
    os.close(theirs)
    seen = _until_closed(ours)
    body = json.loads(process.communicate()[0])
    assert process.returncode == 0 and body["files"]
    assert "building the graph" in seen or "reading files" in seen
    assert "\x1b[2K" in seen  # the line of the bar is removed


def _until_closed(handle: int) -> str:
    parts = []
    try:
        while part := os.read(handle, 65536):
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts).decode()


def test_no_bars_without_a_terminal(logged: Logged) -> None:
    done, _, _ = logged
    assert b"\x1b" not in done.stderr + done.stdout
    assert "reading files" not in done.stderr.decode()


def test_quiet_says_nothing(case: Path, some: list[Path], tmp_path: Path) -> None:
    log, answer = tmp_path / "log.jsonl", tmp_path / "answer.json"
    done = run("--log-file", log, "-q", "-w", case, "load", *some, "--format", "json", "-o", answer)
    assert done.stderr == done.stdout == b""
    assert json.loads(answer.read_text("utf-8"))["files"]
    assert '"event": "stage_done"' in log.read_text("utf-8")
    assert "no workspace" in run("-q", "-w", tmp_path, "leads", "list", code=2).stderr.decode()  # errors are said


def test_verbose_says_the_seconds_of_each_stage(case: Path, some: list[Path]) -> None:
    said = run("-v", "-w", case, "load", *some).stderr.decode()
    for stage in ("reading files", "building the graph", "deriving relations"):
        assert re.search(rf"^{stage}: \d+ steps, \d+\.\d\d s$", said, re.MULTILINE), said


def test_the_log_is_json_lines(logged: Logged, county: Path, tmp_path: Path) -> None:
    _, log, case = logged
    run("--log-file", log, "-w", case, "query", "MATCH (c:Compny) RETURN c", code=1)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert all({"time", "level", "event"} <= line.keys() for line in lines)
    assert [line["event"] for line in lines].count("start") == 2
    stages = {line["stage"]: line for line in lines if line["event"] == "stage_done"}
    assert stages["files"]["steps"] == len(list((county / "exports").iterdir()))
    assert [line["code"] for line in lines if line["event"] == "end"] == [0, 1]
    (error,) = [line for line in lines if line["level"] == "error"]
    assert "Compny" in error["text"] and error["event"] == "CypherError"
    said = run("--log-file", tmp_path / "no" / "log", "doctor", code=2).stderr.decode()
    assert "cannot be written" in said


def test_colour_is_for_terminals_that_want_it(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1m" in on_terminal("-w", county, "rules", "list")
    monkeypatch.setitem(ENV, "NO_COLOR", "1")
    assert "\x1b" not in on_terminal("-w", county, "rules", "list")


def test_short_work_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(shown=True)
    reporter.stage("files", 2)
    reporter.step("[bold]x[/bold]\x1b[31m.csv")
    reporter.done()
    reporter.done()
    assert capsys.readouterr().err == ""


def test_long_work_shows_a_bar_even_within_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphinv.cli.bars.DELAY", 0.01)
    assert DELAY <= 2
    reporter = Reporter(shown=True)
    reporter.stage("graph")
    bars = reporter._bars
    assert bars is not None
    end = time.monotonic() + 5
    while not bars.live.is_started and time.monotonic() < end:
        time.sleep(0.01)
    assert bars.live.is_started
    reporter.done()
    assert not bars.live.is_started
