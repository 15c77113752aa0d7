"""check, load show and the loaders commands as a user types them, in a real process."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import rows, run
from tests.workspace.exports import STAFF, write_csv

FORMATS = ("table", "json", "jsonl", "csv")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake")
    run("init", folder / "case")
    (folder / "persons.csv").write_text("人员编号,姓名,出生日期,备注\nP1,甲,1980-01-01,\nP2,乙,2021-02-30,x\n", "utf-8")
    (folder / "case" / "here.csv").write_text("人员编号,姓名\nP3,丙\n", "utf-8")
    said = run("-w", folder / "case", "load", folder / "persons.csv").stderr.decode()
    assert "columns that no loader uses (kept): 备注 (50 %)" in said
    return folder / "case"


def test_check_tells_everything_and_its_exit_code_the_rest(case: Path) -> None:
    file = case.parent / "persons.csv"
    done = run("check", file)
    table, said = done.stdout.decode(), done.stderr.decode()
    assert "no such day in the calendar (3)" in table and "50 %" in table
    assert "nothing was written" in said and "2 rows = 1 would load + 1 rejected" in said
    body = json.loads(run("check", file, "--format", "json").stdout)
    assert body["passed"] and body["problems"] == [] and body["totals"]["nodes"] == {"Person": 1}
    assert [reject["row"] for reject in body["rejects"]] == [3]
    assert body["files"][0].keys() >= {"file", "loader", "rows", "loaded", "warned", "rejected", "seconds"}
    strict = run("check", "--strict", file, code=1)
    assert "A load would fail" in strict.stderr.decode() and "备注" in strict.stdout.decode()
    run("check", case / "gone.csv", code=11)


def test_strict_also_fails_where_a_row_would_be_rejected(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("人员编号,姓名\nP1,甲\nP2,\n", "utf-8")
    assert "Rows are rejected" in run("check", "--strict", tmp_path, code=1).stderr.decode()
    run("check", tmp_path)


@pytest.mark.parametrize(
    "words", [("load", "show"), ("load", "show", "persons.csv"), ("loaders", "list")], ids=" ".join
)
def test_answers_in_every_format(case: Path, words: tuple[str, ...]) -> None:
    json_rows = rows("-w", case, *words)
    assert json_rows
    done = {fmt: run("-w", case, *words, "--format", fmt).stdout for fmt in FORMATS}
    assert [json.loads(line) for line in done["jsonl"].decode().splitlines()] == json_rows
    table = list(csv.DictReader(io.StringIO(done["csv"].decode("utf-8-sig"))))
    assert table and None not in table[0]
    assert done["table"].decode().strip()
    run("-w", case, *words, GRAPHINV_LANG="zh", PYTHONIOENCODING="gbk")


def test_load_show_has_what_scripts_rely_on(case: Path) -> None:
    (found,) = rows("-w", case, "load", "show", "persons.csv")
    keys = (
        "batch",
        "loader",
        "rows",
        "loaded",
        "warned",
        "rejected",
        "rejected_by",
        "warned_by",
        "stubs",
        "unknown_ids",
    )
    assert {*keys, "conflicts", "by_name", "dates", "from", "to", "over"} <= found.keys()
    assert found["files"][0].keys() >= {"as_of", "since", "until", "unknown_columns"}
    said = run("-w", case, "load", "show", "person.csv", code=2).stderr.decode()
    assert "persons.csv" in said and "graphinv load show lists all" in said


def test_loaders_show_and_its_nearest_name(case: Path) -> None:
    body = json.loads(run("loaders", "show", "positions", "--format", "json").stdout)
    assert body["origin"] == "built-in" and body["key"] == ["person_id", "unit_id", "post", "since"]
    assert {"column": "since", "headers": ["任职时间", "任职日期"], "type": "date", "req": "yes"} in body["columns"]
    assert "HOLDS_POST" in run("loaders", "show", "positions").stdout.decode()
    assert "Did you mean `positions`" in run("loaders", "show", "position", code=2).stderr.decode()
    assert {row["loader"] for row in rows("-w", case, "loaders", "list")} >= {"persons", "positions", "bids"}


def test_a_draft_on_the_terminal_and_in_the_workspace(case: Path) -> None:
    file = write_csv(case.parent / "staff.csv", STAFF)
    printed = run("loaders", "new", file, "-o", "-")
    assert printed.stdout.decode().startswith("# Drafted") and "it loads 20 of 20 rows" in printed.stderr.decode()
    said = run("-w", case, "loaders", "new", file, "--sample", "--id", "own.cadres").stderr.decode()
    assert "cadres.yaml" in said and "cadres.sample.csv" in said and "Next: graphinv check" in said
    (tested,) = rows("-w", case, "loaders", "test", "own.cadres")
    assert tested["passed"]
    expected = case / "loaders" / "cadres.expected.yaml"
    expected.write_text(expected.read_text("utf-8").replace("post: post-1", "post: post-9", 1), "utf-8")
    done = run("-w", case, "loaders", "test", case / "loaders" / "cadres.yaml", code=1)
    assert "0 samples passed, 1 failed" in done.stderr.decode() and "post-9" in done.stdout.decode()
    expected.unlink()
    (case / "loaders" / "cadres.sample.csv").unlink()
    assert "has no sample" in run("-w", case, "loaders", "test", "own.cadres", code=2).stderr.decode()
    run("-w", case, "load", file)
    assert rows("-w", case, "load", "show", "staff.csv")[0]["loader"] == "own.cadres"


def test_a_file_that_fits_no_table_is_drafted_without_one(case: Path) -> None:
    (case.parent / "weather.csv").write_text("station,rain\nS1,12\n", "utf-8")
    said = run("loaders", "new", case.parent / "weather.csv", "-o", "-").stderr.decode()
    assert "table -, 0 of 2 columns placed" in said
