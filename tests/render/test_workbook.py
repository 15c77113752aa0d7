"""xlsx files: ids stay text, amounts are numbers, nothing runs and nothing links; and files are written whole."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graphinv.errors import UsageError
from graphinv.render.columns import Column
from graphinv.render.whole import write_whole
from graphinv.render.workbook import MOST_CHARACTERS, workbook
from tests.render.sample import HOSTILE

COLUMNS = [Column("id"), Column("amount", right=True), Column("note")]


def cells(rows: list[dict[str, Any]]) -> list[list[Any]]:
    book = openpyxl.load_workbook(BytesIO(workbook(rows, COLUMNS)))
    _, *body = book.active.iter_rows()
    return [list(row) for row in body]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_stay_texts(name: str) -> None:
    ((_, _, note),) = cells([{"id": "1", "amount": 1, "note": HOSTILE[name]}])
    assert note.data_type == "s" and note.hyperlink is None
    assert note.value


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "https://example.org", "{=A1}", "mailto:a@b.c"])
def test_nothing_runs_and_nothing_links(text: str) -> None:
    ((ident, _, note),) = cells([{"id": text, "amount": 1, "note": text}])
    for cell in (ident, note):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_ids_are_text_and_amounts_are_numbers() -> None:
    long = "110101199001011237"
    ((ident, amount, note),) = cells([{"id": long, "amount": "-1285000.00", "note": Decimal("0.5")}])
    assert (ident.value, ident.data_type) == (long, "s")
    assert (amount.value, amount.data_type) == (-1285000, "n")
    assert (note.value, note.data_type) == (0.5, "n")
    ((ident, amount, note),) = cells([{"id": 110101199001011237, "amount": "12345678901234.56", "note": float("nan")}])
    assert (ident.value, ident.data_type) == (long, "s")  # a number would lose its last digits
    assert (amount.value, amount.data_type) == ("12345678901234.56", "s")
    assert (note.value, note.data_type) == ("nan", "s")


def test_other_values() -> None:
    ((flag, empty, nested),) = cells([{"id": True, "amount": None, "note": [{"a": 1}]}])
    assert (flag.value, flag.data_type) == (True, "b")
    assert empty.value is None
    assert nested.value == '[{"a":1}]'


def test_a_cell_that_is_too_long_says_so() -> None:
    ((*_, note),) = cells([{"id": "1", "note": "长" * 40_000}])
    assert len(note.value) == MOST_CHARACTERS
    assert note.value.endswith("… (40000 characters)")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphinv.render.workbook.MOST_ROWS", 2)
    with pytest.raises(UsageError, match=r"2 rows.*csv"):
        workbook([{"id": "1"}] * 3, COLUMNS)


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = [{"id": "1", "amount": "2.50", "note": "甲"}]
    assert workbook(rows, COLUMNS) == workbook(rows, COLUMNS)


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, link = tmp_path / "a.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")
    assert path.read_bytes() == b"new" and link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"half")
    assert path.read_bytes() == b"new"
    assert {entry.name for entry in tmp_path.iterdir()} == {"a.csv", "link.csv"}


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: No such file"):
        write_whole(tmp_path / "no" / "a.csv", b"x")
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole(tmp_path, b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = "import sys; print(open(sys.argv[1]).read())"
    reader = subprocess.Popen([sys.executable, "-c", program, str(pipe)], stdout=subprocess.PIPE)
    write_whole(pipe, b"through")
    assert reader.communicate(timeout=60)[0].strip() == b"through"
    assert pipe.is_fifo()
