"""What every command must do: survive narrow terminals, fit 80 columns, and speak every format that it offers.

The commands are those of the app: a new one without example words here fails the first test.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from tests.cli.running import ENV, GBK, PROGRAM, leaves, rows, run

cli = pytest.mark.xdist_group("cli")

EXAMPLES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("init",): ("init", "{tmp}/new"),
    ("demo",): ("demo", "{tmp}/demo", "--scale", "0.01"),
    ("check",): ("check", "{tmp}/person.csv"),
    ("query",): ("query", "MATCH (c:Company) RETURN c.id AS id, c.name AS name ORDER BY id LIMIT 3"),
    ("path",): ("path", "programme:BT01", "BT20", "--through-hubs", "--limit", "2"),
    ("expand",): ("expand", "BT20", "--hops", "2", "--limit", "5", "--report", "{tmp}/around.html"),
    ("publish",): ("publish", "--to", "{uri}", "--full"),
    ("engines",): ("engines",),
    ("export", "neo4j-admin"): ("export", "neo4j-admin", "{tmp}/offline"),
    ("doctor",): ("doctor",),
    ("load", "files"): ("load", "{tmp}/person.csv"),
    ("load", "show"): ("load", "show"),
    ("load", "rejects"): ("load", "rejects"),
    ("load", "contradictions"): ("load", "contradictions"),
    ("loaders", "list"): ("loaders", "list"),
    ("loaders", "show"): ("loaders", "show", "contracts"),
    ("loaders", "new"): ("loaders", "new", "{tmp}/person.csv", "-o", "-"),
    ("loaders", "test"): ("loaders", "test", "persons"),
    ("rules", "list"): ("rules", "list"),
    ("rules", "show"): ("rules", "show", "A1"),
    ("rules", "test"): ("rules", "test", "relative-lobbies"),
    ("rules", "docs"): ("rules", "docs", "{tmp}/docs"),
    ("sweep", "run"): ("sweep", "run", "--as-of", "2024-12-31"),
    ("leads", "list"): ("leads", "list"),
    ("leads", "cases"): ("leads", "cases"),
    ("leads", "show"): ("leads", "show", "{lead}"),
    ("leads", "export"): ("leads", "export"),
    ("report", "sweep"): ("report", "sweep", "-o", "{tmp}/report"),
    ("report", "case"): ("report", "case", "{lead}", "-o", "{tmp}/report"),
    ("report", "graph"): ("report", "graph", "-o", "{tmp}/report"),
    ("config", "show"): ("config", "show", "--origin"),
}
PRINTING = sorted(path for path, leaf in leaves() if any("--format" in option.opts for option in leaf.params))
TABLES = [path for path in PRINTING if path != ("leads", "export")]


def grouped(paths: Iterable[tuple[str, ...]]) -> list[pytest.ParameterSet]:
    """Each command where what it needs is there already."""
    groups = {path: "neo4j" if "{uri}" in EXAMPLES[path] else "cli" for path in paths}
    return [pytest.param(path, marks=pytest.mark.xdist_group(group)) for path, group in groups.items()]


NARROW = {
    "gbk": GBK,
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "GRAPHINV_LANG": "zh"},
}
LONG = "乌鲁木齐市米东区卡子湾街道办事处社会保障和民政事务综合服务中心（新址）二〇二四年度"
"""A name that is wider than most columns."""
PERSON = f"身份证号,姓名,出生日期,备注\nP1,{LONG},2021-02-30,{LONG}\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, county: Path) -> Path:
    """A county of its own that may be written to, with a rejected row whose cells are wide."""
    folder = tmp_path_factory.mktemp("every") / "case"
    shutil.copytree(county, folder)
    (folder / "person.csv").write_text(PERSON, "utf-8")
    run("-w", folder, "load", folder / "person.csv")
    return folder


@pytest.fixture(scope="module")
def lead(case: Path) -> str:
    return str(rows("-w", case, "leads", "list")[0]["key"])


@pytest.fixture
def words(tmp_path: Path, request: pytest.FixtureRequest) -> list[str]:
    """The example words of the command that the test is about."""
    (tmp_path / "person.csv").write_text(PERSON, "utf-8")
    made, places = list(EXAMPLES[request.param]), {"{tmp}": str(tmp_path)}
    if "{uri}" in made:
        folder = Path(shutil.copytree(request.getfixturevalue("cut_county"), tmp_path / "case"))
        places["{uri}"] = request.getfixturevalue("neo4j_server").uri
    else:
        folder, places["{lead}"] = request.getfixturevalue("case"), request.getfixturevalue("lead")
    for place, value in places.items():
        made = [word.replace(place, value) for word in made]
    return ["-w", str(folder), *made]


def test_every_command_has_an_example() -> None:
    assert {path for path, _ in leaves()} == EXAMPLES.keys()


def test_every_printing_command_has_all_options() -> None:
    for path, leaf in leaves():
        options = {name for option in leaf.params for name in option.opts}
        if "--format" in options:
            assert {"-o", "--out", "--encoding"} <= options, path
    assert len(PRINTING) >= 10


@pytest.mark.parametrize("words", grouped(EXAMPLES), indirect=True, ids=" ".join)
@pytest.mark.parametrize("env", NARROW)
def test_narrow_terminals(words: list[str], env: str, request: pytest.FixtureRequest) -> None:
    """No crash, no sign that the console lacks, Chinese where it has it, and tables of at most 80 columns."""
    if (env, words[2]) == ("gbk", "demo"):
        done = request.getfixturevalue("made")[1]
    else:
        done = run(*words, **NARROW[env])
    encoding = "gbk" if env == "gbk" else "ascii"
    text, said = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert "Traceback" not in said
    assert text or said
    if request.node.callspec.params["words"] in TABLES:
        assert text
        assert max(map(cell_len, text.splitlines())) <= 80


@cli
def test_ids_are_never_cut(case: Path) -> None:
    keys = {lead["key"] for lead in rows("-w", case, "leads", "list")}
    table = run("-w", case, "leads", "list", GRAPHINV_LANG="zh").stdout.decode()
    assert keys
    assert {key for key in keys if key in table} == keys


@pytest.mark.parametrize("words", grouped(PRINTING), indirect=True, ids=" ".join)
def test_json_and_xlsx(words: list[str], tmp_path: Path) -> None:
    """The same rows in both; stdout holds nothing but the data, a file is written instead of it."""
    loaded = json.loads(run(*words, "--format", "json").stdout)
    path = tmp_path / "answer.xlsx"
    assert run(*words, "--format", "xlsx", "-o", path).stdout == b""
    head, *body = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    if isinstance(loaded, list):
        assert len(body) == len(loaded)
        assert head[0] is not None


@cli
def test_every_format_holds_the_same_rows(case: Path, tmp_path: Path) -> None:
    found = {}
    for fmt in ("json", "jsonl", "csv", "xlsx"):
        run("-w", case, "leads", "list", "--format", fmt, "-o", tmp_path / f"leads.{fmt}")
        found[fmt] = (tmp_path / f"leads.{fmt}").read_bytes()
    loaded = json.loads(found["json"])
    assert [json.loads(line) for line in found["jsonl"].splitlines()] == loaded
    table = list(csv.DictReader(io.StringIO(found["csv"].decode("utf-8-sig"), newline="")))
    head, *body = openpyxl.load_workbook(tmp_path / "leads.xlsx").active.iter_rows(values_only=True)
    sheet = [dict(zip(head, row, strict=True)) for row in body]
    assert [row["key"] for row in table] == [row["key"] for row in sheet] == [row["key"] for row in loaded]


@cli
def test_csv_in_gb18030(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    run("-w", case, "load", "rejects", "--format", "csv", "--encoding", "gb18030", "-o", path)
    assert "日历上没有这一天" in path.read_text("gb18030")
    printed = run("-w", case, "load", "rejects", "--format", "csv", "--encoding", "gb18030").stdout
    assert printed == path.read_bytes()
    said = run("-w", case, "load", "rejects", "--format", "csv", "--encoding", "utf-16", code=2).stderr.decode()
    assert "gb18030" in said


@cli
def test_xlsx_keeps_ids_as_text(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    run("-w", case, "leads", "export", "--format", "xlsx", "-o", path)
    head, *body = openpyxl.load_workbook(path).active.iter_rows()
    places = {cell.value: place for place, cell in enumerate(head)}
    assert body
    for row in body:
        assert row[places["key"]].data_type == "s"
        assert row[places["amount"]].data_type == "n"
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


@cli
def test_xlsx_is_not_for_terminals(case: Path) -> None:
    assert run("-w", case, "rules", "list", "--format", "xlsx").stdout.startswith(b"PK")  # a pipe takes it
    said = on_terminal("-w", case, "rules", "list", "--format", "xlsx", code=2)
    assert "-o FILE" in said


def on_terminal(*words: object, code: int = 0) -> str:
    """What a command writes to a terminal of 80 columns."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    env = ENV | {"COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen([*PROGRAM, *map(str, words)], stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    text = b"".join(_read(ours))
    assert process.wait() == code, text.decode()
    return text.decode()


def _read(handle: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:  # Linux: the other end is closed
            return
        if not part:
            return
        yield part
