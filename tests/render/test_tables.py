"""Tables for terminals and scripts."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from graphinv.errors import UsageError
from graphinv.render.tables import FORMATS, Column, write_rows
from tests.render.sample import HOSTILE

COLUMNS = [
    Column("key", "编号", whole=True),
    Column("title", "标题"),
    Column("amount", "金额", right=True),
    Column("on", "日期"),
]
ROWS = [
    {"title": "亲属企业在本人任职单位中标", "key": "L-7f3a90c1d25b4e86aa11bb22cc33dd44",
     "amount": Decimal("-1285000.00"), "on": date(2024, 2, 29), "extra": {"zh": "附加"}},
    *({"key": f"L-{name}", "title": value, "amount": None, "on": ""} for name, value in HOSTILE.items()),
]  # fmt: skip


def written(fmt: str, path: Path) -> bytes:
    write_rows(ROWS, COLUMNS, fmt, path)
    return path.read_bytes()


def test_table_fits_eighty_columns(tmp_path: Path) -> None:
    text = written("table", tmp_path / "t").decode("utf-8")
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "[U+202E]" in text
    assert "[U+000B]" in text
    assert text.count("很长") < 100  # a cell of 10,000 characters is shortened
    assert "<script>" in text.replace(" ", "").replace("\n", "")


def test_csv_opens_safely_in_a_spreadsheet(tmp_path: Path) -> None:
    data = written("csv", tmp_path / "t.csv")
    assert data.startswith(b"\xef\xbb\xbfkey,title,amount,on\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(ROWS)
    by_key = {row["key"]: row for row in rows}
    assert by_key["L-formula"]["title"] == "'" + HOSTILE["formula"]
    assert by_key["L-long"]["title"] == HOSTILE["long"]
    assert by_key["L-rtl"]["title"] == HOSTILE["rtl"]
    assert rows[0]["amount"] == "-1285000.00"
    assert rows[0]["on"] == "2024-02-29"


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_every_formula_start_gets_an_apostrophe(tmp_path: Path, start: str) -> None:
    write_rows([{"a": f"{start}1+1"}], [Column("a")], "csv", tmp_path / "t.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert rows == [["a"], [f"'{start}1+1"]]


@pytest.mark.parametrize(("value", "cell"), [("-12.50", "-12.50"), ("-7", "-7"), ("-7+1", "'-7+1"), ("-", "'-")])
def test_negative_numbers_stay_numbers(tmp_path: Path, value: str, cell: str) -> None:
    write_rows([{"a": value}], [Column("a")], "csv", tmp_path / "t.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert rows == [["a"], [cell]]


def test_csv_in_another_encoding(tmp_path: Path) -> None:
    write_rows(ROWS[:1], COLUMNS, "csv", tmp_path / "t.csv", "gb18030")
    assert "亲属企业" in (tmp_path / "t.csv").read_bytes().decode("gb18030")


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_tables_with_many_wide_columns_fit(tmp_path: Path, count: int) -> None:
    """Numbers and keys stay in one piece as long as there is room, and wrap rather than being cut after that."""
    columns = [Column(f"n{place}", "数值", right=True) for place in range(count)]
    columns += [Column("key", "线索", whole=True), Column("name", "名称"), Column("file", "文件", whole=True)]
    row = {f"n{place}": "1234567890123.45" for place in range(count)}
    row |= {"key": "L-7f3a90c1d25b4e86", "name": "乌鲁木齐市米东区卡子湾街道办事处" * 4, "file": "导出/" * 30 + "x.csv"}
    write_rows([row], columns, "table", tmp_path / "t")
    text = (tmp_path / "t").read_text("utf-8")
    assert max(map(cell_len, text.splitlines())) <= 80
    assert (row["key"] in text) or count > 1
    together = "".join(text.split())
    for column in columns[: count + 1]:
        assert set(row[column.key]) <= set(together)
    assert text.count("导") == 30 and text.count("乌") == 4


@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_json_keeps_everything_exactly(tmp_path: Path, fmt: str) -> None:
    text = written(fmt, tmp_path / "t").decode("utf-8")
    loaded = [json.loads(line) for line in text.splitlines()] if fmt == "jsonl" else json.loads(text)
    assert [row["title"] for row in loaded] == [row["title"] for row in ROWS]
    assert loaded[0] == {**ROWS[0], "amount": "-1285000.00", "on": "2024-02-29"}
    assert list(loaded[0]) == ["key", "title", "amount", "on", "extra"]
    assert "\u202e" not in text
    assert "\x0b" not in text


def test_json_escapes_line_separators(tmp_path: Path) -> None:
    write_rows([{"a": "x\u2028y\x85z"}], [Column("a")], "jsonl", tmp_path / "t")
    text = (tmp_path / "t").read_text("utf-8")
    assert len(text.splitlines()) == 1
    assert json.loads(text) == {"a": "x\u2028y\x85z"}


def test_nothing_to_show(tmp_path: Path) -> None:
    for fmt, said in (("json", "[]\n"), ("jsonl", ""), ("csv", "\ufeffa\r\n")):
        write_rows([], [Column("a")], fmt, tmp_path / "t")
        assert (tmp_path / "t").read_bytes().decode("utf-8") == said


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="xlsx"):
        write_rows([], [], "xml", io.StringIO())
    with pytest.raises(UsageError, match="-o FILE"):
        write_rows([], [Column("a")], "xlsx", io.StringIO())


PROGRAM = """
import sys
from graphinv.render.tables import write_rows
from tests.render.test_tables import COLUMNS, ROWS
write_rows(ROWS, COLUMNS, sys.argv[1], sys.stdout)
"""


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if fmt != "xlsx"])
def test_every_format_prints_under_every_encoding(fmt: str, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, fmt],
        env={"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONPATH": ".", "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    if fmt == "csv":
        assert done.stdout.startswith(b"\xef\xbb\xbf")
        return
    text = done.stdout.decode(encoding)
    if fmt == "table":
        assert max(map(cell_len, text.splitlines())) <= 80
        assert ("亲属企业" in text) == (encoding != "ascii")
    else:
        loaded = json.loads(text if fmt == "json" else text.splitlines()[0])
        assert (loaded if fmt == "jsonl" else loaded[0])["title"] == ROWS[0]["title"]


def test_table_lines_align_under_gbk() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    write_rows(ROWS, COLUMNS, "table", out)
    out.seek(0)
    widths = {cell_len(line) for line in out.read().splitlines()}
    assert len(widths) == 1
