"""The commands as a user types them, in a real process."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ENV, PROGRAM, rows, run

pytestmark = pytest.mark.xdist_group("cli")


def test_version_and_help() -> None:
    assert run("--version").stdout.decode().startswith("graphinv 0.")
    help_text = run("--help").stdout.decode()
    for noun in ("init", "load", "demo", "rules", "query", "doctor", "sweep", "leads", "report"):
        assert noun in help_text


def test_help_imports_nothing_heavy() -> None:
    """What keeps --help below 0.25 s; the seconds themselves are in docs/performance.md."""
    code = (
        "import sys; sys.argv = ['graphinv', '--help']\n"
        "from graphinv.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENV, check=True)
    loaded = set(done.stdout.decode().splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & {"duckdb", "pandas", "pyarrow", "numpy", "sqlglot", "networkx", "pyvis", "jinja2", "yaml"}


def test_leads_have_the_keys_of_the_contract(county: Path) -> None:
    (lead, *_) = rows("-w", county, "leads", "list")
    exported = [json.loads(line) for line in run("-w", county, "leads", "export").stdout.decode().splitlines()]
    assert {one["key"] for one in exported} == {one["key"] for one in rows("-w", county, "leads", "list")}
    shown = json.loads(run("-w", county, "leads", "show", lead["key"], "--format", "json").stdout)
    contract = (
        *("key", "rule", "code", "rule_version", "class", "severity", "certainty", "status", "first_seen", "last_seen"),
        *("as_of", "score", "amount", "title", "sentence", "identity", "ids", "evidence", "not_checked"),
    )
    assert set(contract) <= shown.keys()
    for fact in shown["evidence"]:
        assert {"n", "type", "from", "to", "since", "until", "certain", "props", "source"} <= fact.keys()
        for source in fact["source"]:
            assert {"table", "file", "sheet", "row"} <= source.keys()
            assert source["row"] >= 2


def test_masked_output_holds_no_name_and_no_id(county: Path) -> None:
    named = run("-w", county, "leads", "export", "--named").stdout.decode()
    masked = run("-w", county, "leads", "export").stdout.decode()
    persons = {
        value["id"]
        for line in named.splitlines()
        for value in json.loads(line)["identity"].values()
        if isinstance(value, dict) and value["label"] == "Person"
    }
    assert persons
    assert not [person for person in persons if f'"{person}"' in masked]


def test_every_format_holds_the_same_leads(county: Path) -> None:
    keys = [lead["key"] for lead in rows("-w", county, "leads", "list")]
    lines = run("-w", county, "leads", "list", "--format", "jsonl").stdout.decode().splitlines()
    table = csv.DictReader(
        io.StringIO(run("-w", county, "leads", "list", "--format", "csv").stdout.decode("utf-8-sig"))
    )
    assert [json.loads(line)["key"] for line in lines] == keys
    assert [row["key"] for row in table] == keys


def test_a_second_sweep_has_nothing_new(county: Path) -> None:
    first = rows("-w", county, "leads", "list")
    swept = json.loads(run("-w", county, "sweep", "run", "--format", "json", "--fail-on", "new").stdout)
    assert (swept["new"], swept["changed"], swept["gone"]) == (0, 0, 0)
    assert swept["continuing"] == len(first)
    assert {rule["result"] for rule in swept["rules"]} <= {"hit", "clear", "not_evaluable"}
    assert {"sweep", "as_of", "engine", "suppressed"} <= swept.keys()


def test_new_leads_can_fail_a_sweep(tmp_path: Path, county: Path) -> None:
    shutil.copytree(county, tmp_path / "case")
    (tmp_path / "case" / ".graphinv" / "ledger.sqlite").unlink()
    run("-w", tmp_path / "case", "sweep", "run", "--fail-on", "new:high", code=10)
    run("-w", tmp_path / "case", "sweep", "run", "--fail-on", "new:high")


def test_query_binds_its_parameters(county: Path) -> None:
    text = "MATCH (c:Company) WHERE c.name = $name RETURN c"
    hostile = "'; DROP TABLE n_Company; --"
    assert rows("-w", county, "query", text, "--param", f"name={hostile}") == []
    found = rows("-w", county, "query", "MATCH (p:Person)-[r:HAS_ROLE]->(c:Company) RETURN p, r, c LIMIT 2")
    assert found[0]["c"].keys() >= {"label", "id", "props"}
    assert found[0]["r"].keys() >= {"type", "from", "to", "props"}
    assert found[0]["p"]["id"].startswith("P-")


def test_columns_of_a_free_query_keep_their_names(county: Path) -> None:
    text = "MATCH (c:Company) RETURN 'new' AS status, count(*) AS n, 0.12345 AS amount"
    for lang in ("en", "zh"):
        table = run("-w", county, "query", text, GRAPHINV_LANG=lang).stdout.decode().split()
        assert table[:3] == ["status", "n", "amount"]
        assert table[-3] == "new" and table[-1] == "0.12345"


def test_rejects_are_explained_in_the_language_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("身份证号,姓名,出生日期\nP1,王某,2021-02-30\n", "utf-8")
    run("init", tmp_path / "case")
    run("-w", tmp_path / "case", "load", tmp_path / "persons.csv")
    (row,) = rows("-w", tmp_path / "case", "load", "rejects")
    assert (row["reason"], row["reason_zh"]) == ("no such day in the calendar", "日历上没有这一天")
    for lang, here, there in (("en", "reason", "reason_zh"), ("zh", "reason_zh", "reason")):
        table = "".join(run("-w", tmp_path / "case", "load", "rejects", GRAPHINV_LANG=lang).stdout.decode().split())
        assert "".join(row[here].split()) in table and "".join(row[there].split()) not in table


def test_why_a_loader_was_taken_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("身份证号,姓名,出生日期\n\nP1,某人,1980-01-01\n", "utf-8")
    (tmp_path / "letter.docx").write_bytes(b"x")
    run("init", tmp_path / "case")
    words = ("-w", tmp_path / "case", "load", tmp_path / "persons.csv", tmp_path / "letter.docx")
    said = run(*words, GRAPHINV_LANG="zh").stderr.decode()
    assert "文件名符合 `persons`，且认识 3 个表头中的 3 个；有空行" in said
    assert "不是数据表" in said
    body = json.loads(run(*words, "--format", "json", GRAPHINV_LANG="zh").stdout)
    assert body["files"][0]["why"] == "its name fits `persons`, and it knows 3 of 3 headers; blank lines"
    assert body["left_out"][0]["reason"].startswith("is no table: only .csv")


def test_a_wrong_query_says_where_and_what_instead(county: Path) -> None:
    said = run("-w", county, "query", "MATCH (c:Compny) RETURN c", code=1).stderr.decode()
    assert "line 1, column" in said
    assert "Company" in said
    assert "Traceback" not in said


def test_errors_are_one_sentence_with_a_next_step(tmp_path: Path) -> None:
    said = run("-w", tmp_path, "leads", "list", code=2).stderr.decode()
    assert "graphinv init" in said
    run("init", tmp_path / "case")
    said = run("-w", tmp_path / "case", "sweep", "run", code=12).stderr.decode()
    assert "graphinv load" in said
    run("-w", tmp_path / "case", "sweep", "run", "--as-of", "yesterday", code=2)
    run("-w", tmp_path / "case", "leads", "list", "--format", "xml", code=2)
    said = run("-w", tmp_path / "case", "load", tmp_path / "nothing.csv", code=11).stderr.decode()
    assert "nothing.csv" in said


def test_a_second_loading_process_gets_a_clear_sentence(tmp_path: Path, county: Path) -> None:
    run("init", tmp_path / "case")
    files = sorted((county / "exports").iterdir())[:20]
    command = [*PROGRAM, "-w", str(tmp_path / "case"), "load", *map(str, files)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV) for _ in range(2)]
    said = [process.communicate()[1].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes == [0, 1], said
    assert any(str(process.pid) in text for process in both for text in said), said
