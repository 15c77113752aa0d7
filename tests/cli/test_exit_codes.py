"""Each exit code of docs/commands.md, and the one sentence that comes with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graphinv import errors
from tests.cli.running import rows, run

pytestmark = pytest.mark.xdist_group("cli")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path: Path, county: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(county, folder)
    return folder


def setting(case: Path, text: str) -> None:
    with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def test_all_codes_are_documented() -> None:
    names = ("DONE", "FAILED", "USAGE", "NEW_LEADS", "STALE_DATA", "NO_STORE", "INTERRUPTED")
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert listed == [getattr(errors, name) for name in names] == [0, 1, 2, 10, 11, 12, 130]


def test_failed_and_usage(case: Path) -> None:
    assert "line 1, column" in run("-w", case, "query", "MATCH (c:Compny) RETURN c", code=1).stderr.decode()
    for words, told in (
        (["lod"], "lod"),
        (["leads", "list", "--fmt", "json"], "--format"),
        (["leads", "show"], "'key' is missing"),
        (["demo", "x", "--scale", "much"], "--scale"),
        (["--lang", "fr", "doctor"], "zh, en"),
        (["leads", "list", "--format", "xml"], "xlsx"),
        (["sweep", "run", "--fail-on", "newish"], "stale"),
        (["sweep", "run", "--as-of", "yesterday"], "2024-06-30"),
        (["leads", "list", "-o", "/nonexistent/leads.csv", "--format", "csv"], "cannot be written"),
    ):
        said = run("-w", case, *words, code=2).stderr.decode()
        assert told in said, words
        assert said.startswith("graphinv: ") and said.count("\n") == 1, said


def test_new_leads(case: Path) -> None:
    (case / ".graphinv" / "ledger.sqlite").unlink()
    run("-w", case, "sweep", "run", "--as-of", "2024-12-31", "--fail-on", "stale", "--fail-on", "new:high", code=10)
    run("-w", case, "sweep", "run", "--as-of", "2024-12-31", "--fail-on", "new:high", "--fail-on", "stale")


def test_a_table_that_is_required_and_not_there(case: Path) -> None:
    setting(case, '[data]\nrequired = ["contracts", "moon_landings"]\n')
    done = run("-w", case, "sweep", "run", "--as-of", "2024-12-31", "--fail-on", "stale", code=11)
    assert "moon_landings is not loaded" in done.stderr.decode()
    assert "contracts" not in done.stderr.decode()
    run("-w", case, "sweep", "run", "--as-of", "2024-12-31")  # without --fail-on it is only said


def test_an_empty_table_is_stale(tmp_path: Path) -> None:
    case, file = tmp_path / "case", tmp_path / "persons.csv"
    run("init", case)
    setting(case, '[data]\nrequired = ["persons"]\n')
    file.write_text("身份证号,姓名,出生日期\n", "utf-8")
    run("-w", case, "load", file)
    said = run("-w", case, "sweep", "run", "--fail-on", "stale", code=11, GRAPHINV_LANG="zh").stderr.decode()
    assert "数据表 persons 为空" in said


def test_filings_that_are_too_old(case: Path) -> None:
    setting(case, "[data]\nmax_age_days = 30\n")
    run("-w", case, "sweep", "run", "--as-of", "2024-12-31", "--fail-on", "stale")
    done = run("-w", case, "sweep", "run", "--as-of", "2025-03-31", "--fail-on", "stale", code=11)
    assert re.search(r"last filed as of 2025-01-10, 80 days before the sweep", done.stderr.decode())


def test_data_that_an_earlier_sweep_had(tmp_path: Path, county: Path) -> None:
    """The persons file alone replaces the graph: what could be judged before cannot be judged now."""
    case = tmp_path / "case"
    shutil.copytree(county, case)
    for name in [path.name for path in (case / ".graphinv").iterdir() if path.name not in ("key", "ledger.sqlite")]:
        path = case / ".graphinv" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (tmp_path / "persons.csv").write_text("身份证号,姓名,出生日期\nP1,某人,1980-01-01\n", "utf-8")
    run("-w", case, "load", tmp_path / "persons.csv")
    done = run("-w", case, "sweep", "run", "--as-of", "2024-12-31", "--fail-on", "stale", code=11)
    assert "A1 could be judged before and cannot now: not loaded" in done.stderr.decode()


def test_files_that_are_gone(tmp_path: Path) -> None:
    case, one, other = tmp_path / "case", tmp_path / "persons_1.csv", tmp_path / "persons_2.csv"
    run("init", case)
    assert "gone.csv: does not exist." in run("-w", case, "load", tmp_path / "gone.csv", code=11).stderr.decode()
    one.write_text("身份证号,姓名,出生日期\nP1,某人,1980-01-01\n", "utf-8")
    other.write_text("身份证号,姓名,出生日期\nP2,某人,1980-01-01\n", "utf-8")
    run("-w", case, "load", one)
    shutil.rmtree(case / ".graphinv" / "cache")
    one.unlink()
    said = run("-w", case, "load", other, code=11).stderr.decode()
    assert "persons_1.csv" in said and "Put it back" in said


def test_no_store(tmp_path: Path) -> None:
    run("init", tmp_path / "case")
    assert "graphinv load" in run("-w", tmp_path / "case", "sweep", "run", code=12).stderr.decode()
    assert (
        "请先加载文件"
        in run("-w", tmp_path / "case", "query", "RETURN 1 AS n", code=12, GRAPHINV_LANG="zh").stderr.decode()
    )


def test_a_fault_is_one_sentence_and_a_traceback_only_with_debug(case: Path) -> None:
    current = case / ".graphinv" / "current"
    current.unlink()
    current.mkdir()
    said = run("-w", case, "leads", "list").stdout  # leads come from the ledger
    assert said
    said = run("-w", case, "load", "show", code=1).stderr.decode()
    assert "fault of graphinv" in said and "Traceback" not in said and said.count("\n") == 1
    said = run("--debug", "-w", case, "load", "show", code=1).stderr.decode()
    assert "Traceback" in said and "locals" not in said


def test_debug_shows_where_an_error_came_from_and_keeps_its_code(tmp_path: Path) -> None:
    run("init", tmp_path / "case")
    said = run("--debug", "-w", tmp_path / "case", "sweep", "run", code=12).stderr.decode()
    assert "Traceback" in said
    assert said.splitlines()[-1].startswith("graphinv: There is no graph here yet.")


def test_stale_data_is_in_the_machine_readable_answer(case: Path) -> None:
    setting(case, '[data]\nrequired = ["moon_landings"]\n')
    body = rows("-w", case, "sweep", "run", "--as-of", "2024-12-31")
    assert body["stale"] == ["The table moon_landings is not loaded."]  # type: ignore[call-overload]
