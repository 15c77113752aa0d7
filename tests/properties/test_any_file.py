"""Any file of any cells is loaded, or refused row by row with reasons, or as a whole with advice: nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from graphinv.errors import Unreadable
from tests.properties.accounts import loaded
from tests.properties.examples import EXAMPLES
from tests.properties.files import Written, any_file
from tests.properties.writers import as_file, as_parquet
from tests.staging.bench import Bench

FILES = EXAMPLES * 5 // 6
"""The other sixth of the files come in folders."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    con = duckdb.connect()
    yield Bench(tmp_path_factory.mktemp("any"), con)
    con.close()


def test_any_file(bench: Bench) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=FILES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(written=any_file())
    def accounted_for(written: Written) -> None:
        files = loaded(bench, written)
        seen["files"] += len(files)
        seen["loaded"] += sum(file.loaded for file in files)
        seen["refused"] += sum(file.rejected for file in files)

    accounted_for()
    assert seen["files"] > FILES // 3 and seen["loaded"] and seen["refused"], seen


def test_parquet_text_that_is_no_text(bench: Bench) -> None:
    """It cannot be told which rows are meant, so that the file is refused by name."""
    names = pa.array([b"ok", b"\xff\xfe"], pa.binary()).view(pa.string())
    path = bench.file("persons.parquet", as_parquet([pa.array(["P1", "P2"]), names], ["person_id", "name"]))
    with pytest.raises(Unreadable, match=r"persons\.parquet: is not a parquet file that can be read"):
        bench.stage(path)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_very_long_cells(bench: Bench, ending: str) -> None:
    """Longer than the lines that a quick reader takes; a workbook has at most 32,767 characters in a cell."""
    text = '长"\n' * (10_000 if ending == "xlsx" else 800_000)
    rows = [["person_id", "id_no", "name"], ["P1", "", text], ["P2", "", "乙"]]
    cells = dict(enumerate(rows[1:], start=1 if ending == "jsonl" else 2))
    [file] = loaded(bench, Written(f"persons.{ending}", as_file(ending, rows), cells=cells))
    assert (file.rows, file.loaded) == (2, 2)
