"""Rows in = rows loaded + rows rejected, whatever the cells hold."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.staging.bench import Bench

HEADER = ["person_id", "id_no", "name", "sex", "born_on", "region_code", "former_names", "备注"]
_CELL = st.one_of(
    st.sampled_from(
        ["", "P1", "甲", "男", "2021-02-30", "1949", "330106", "11010519491231002X", "1.1E+17", " ", "\x00"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
_TABLE = st.lists(st.lists(_CELL, min_size=len(HEADER), max_size=len(HEADER)), max_size=12)
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("rows"), duckdb.connect())


def _adds_up(bench: Bench, path: Path, rows: int) -> None:
    staged = bench.stage(path)
    [file] = staged.files
    assert file.rows == rows == file.loaded + file.rejected
    staged_rows = bench.rows("SELECT (SELECT count(*) FROM s_persons) + (SELECT count(*) FROM merged)")[0][0]
    assert staged_rows == file.loaded
    assert file.rejected == bench.rows("SELECT count(DISTINCT row) FROM rejects")[0][0]
    seen = bench.rows("SELECT row FROM s_persons UNION SELECT row FROM merged UNION SELECT row FROM rejects ORDER BY 1")
    assert len(seen) == rows


@SETTINGS
@given(rows=_TABLE)
def test_tables_of_any_text(shared: Bench, rows: list[list[str]]) -> None:
    _adds_up(shared, shared.table("persons.csv", [HEADER, *rows]), len(rows))


@SETTINGS
@given(body=st.text(st.sampled_from('P1,,,"\n\r甲 ;\t'), max_size=60))
def test_bodies_of_any_form(shared: Bench, body: str) -> None:
    """Not even text that is no table loses a line: each non-blank line is in a row that is loaded or refused."""
    content = ",".join(HEADER) + "\n" + body
    path = shared.file("persons.csv", content)
    staged = shared.stage(path)
    [file] = staged.files
    assert file.rows == file.loaded + file.rejected
    assert (file.rows > 0) == bool(body.strip("\r\n"))


def _text(rows: list[list[str]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def test_the_quick_reader_and_the_exact_one_agree(shared: Bench) -> None:
    """The same rows with and without a NUL character, which sends a file to the exact reader."""
    rows = [[f"P{number}", "", f"甲\n{number}", "女", "1949-12", "33", "a;b", 'x"y'] for number in range(50)]
    quick = shared.stage(shared.file("persons.csv", _text([HEADER, *rows])))
    first = shared.typed("persons")
    exact = shared.stage(shared.file("persons.csv", _text([HEADER, *rows]).replace("甲", "\x00甲", 1)))
    assert [quick.files[0].reader, exact.files[0].reader] == ["duckdb", "python"]
    assert shared.typed("persons") == first
    assert [row for row, *_ in shared.typed("persons", "row")] == list(range(2, 52))
