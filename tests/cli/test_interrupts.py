"""A real signal to a real process, at several moments: the old graph and ledger stay whole, nothing else is left."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from graphinv.workspace import Workspace
from tests.cli.running import ENV, PROGRAM, run

pytestmark = pytest.mark.xdist_group("cli")

MOMENTS = (
    *(("load", stage, signal.SIGINT) for stage in ("files", "rows", "graph", "derive")),
    ("sweep", "rules", signal.SIGINT),
    ("report", "pages", signal.SIGINT),
    ("load", "graph", signal.SIGTERM),
    ("sweep", "rules", signal.SIGTERM),
    ("report", "pages", signal.SIGTERM),
)
"""What is under way, the stage at whose beginning the signal is sent, as the log names it, and the signal."""


@pytest.fixture
def case(tmp_path: Path, county: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(county, folder)
    return folder


def files(folder: Path) -> set[str]:
    """All files; typed rows of whole files may be kept for the next load."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    return {name for name in found if not name.startswith(".graphinv/cache/") or "graphinv-" in name}


def interrupted(words: list[str], log: Path, stage: str, number: signal.Signals, later: float = 0) -> str:
    """Send the signal when the stage has begun, or so many seconds later; returns what the process said."""
    process = subprocess.Popen(
        [*PROGRAM, "--log-file", str(log), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENV,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )
    end = time.monotonic() + 120
    try:
        while not (log.is_file() and f'"stage": "{stage}"' in log.read_text("utf-8")):
            assert process.poll() is None and time.monotonic() < end, f"{stage} was never seen"
            time.sleep(0.005)
        time.sleep(later)
        process.send_signal(number)
        said = process.communicate(timeout=120)[1].decode()
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130, said
    return said


def state(case: Path) -> tuple[object, ...]:
    """What must not change: all files, the graph, the leads and the report."""
    with Workspace.open(case) as workspace:
        graph, leads = dict(workspace.store.meta()), workspace.leads(findings=True)
        rows = workspace.store.loaded()
    return files(case), graph, rows, leads, (case / "report" / "index.html").read_bytes()


@pytest.mark.parametrize(("verb", "stage", "number"), MOMENTS, ids=lambda value: getattr(value, "name", value))
def test_everything_stays_whole(case: Path, tmp_path: Path, verb: str, stage: str, number: signal.Signals) -> None:
    new = tmp_path / "persons_2.csv"
    lines = "".join(f"Q{place},某人{place},1980-01-01\n" for place in range(20_000))
    new.write_text(f"身份证号,姓名,出生日期\n{lines}", "utf-8")
    more = tmp_path / "companies_2.csv"
    more.write_text(
        "统一社会信用代码,企业名称\n" + "".join(f"X:{place},某公司{place}\n" for place in range(20_000)), "utf-8"
    )
    words = {"load": ["load", str(new), str(more)], "sweep": ["sweep", "run"], "report": ["report", "sweep"]}[verb]
    before = state(case)
    said = interrupted(["-w", str(case), *words], tmp_path / "log", stage, number)
    assert said.count("\n") == 1 and "Interrupted" in said
    assert state(case) == before


def test_the_work_can_be_taken_up_again(case: Path, tmp_path: Path) -> None:
    new = tmp_path / "persons_2.csv"
    new.write_text("身份证号,姓名,出生日期\nQ1,某人,1980-01-01\n", "utf-8")
    interrupted(["-w", str(case), "load", str(new)], tmp_path / "log", "graph", signal.SIGINT)
    run("-w", case, "load", new)
    with Workspace.open(case) as workspace:
        assert "persons_2.csv" in {file.name for file in workspace.store.source_files()}
    assert len(list((case / ".graphinv").glob("graph-*"))) == 1
