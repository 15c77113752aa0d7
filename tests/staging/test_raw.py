"""Original cells of rows, read again for the evidence table."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from graphinv.content.catalogue import Catalogue
from graphinv.sources.scan import sha256_of
from graphinv.staging.raw import RawCell, raw_rows

PERSONS = Catalogue().loaders["persons"]
HEADER = ["人员编号", "姓名", "备注", "备注"]
ROWS = [["P1", " 张三 ", "a", "b"], ["P2", "李\n四", "", "=1+1"], ["P3", "王五", "c", "d"]]
EXPECTED = (
    RawCell("人员编号", "person_id", "P2"),
    RawCell("姓名", "name", "李\n四"),
    RawCell("备注 (2)", "", "=1+1"),
)


def _write(path: Path) -> None:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([HEADER, *ROWS]):
                sheet.write_row(number, 0, row)
    elif path.suffix == ".parquet":
        names = [*HEADER[:3], "备注 (2)"]
        pq.write_table(pa.table(dict(zip(names, map(list, zip(*ROWS, strict=True)), strict=True))), path)
    else:
        lines = [",".join(f'"{cell}"' for cell in row) for row in (HEADER, *ROWS)]
        path.write_bytes("\r\n".join(lines).encode("gb18030"))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_cells_as_they_stand_in_the_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"persons.{ending}"
    _write(path)
    assert raw_rows(path, sha256_of(path), PERSONS, {3, 99}) == {3: EXPECTED}


def test_nothing_from_a_file_that_has_changed_or_gone(tmp_path: Path) -> None:
    path = tmp_path / "persons.csv"
    _write(path)
    before = sha256_of(path)
    path.write_text("人员编号,姓名\nP9,赵六\n", "utf-8")
    assert raw_rows(path, before, PERSONS, [2]) == {}
    path.unlink()
    assert raw_rows(path, before, PERSONS, [2]) == {}
