"""Files are taken in side by side and read where they lie: what comes out is that of one after the other."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graphinv.staging import assemble, intake
from graphinv.staging.plan import staged_columns
from tests.staging.bench import Bench, canonical

PEOPLE = (
    [["P1", "", "甲", "2021-02"], ["P2", "", "乙", ""], ["P3", "", "丙", "1990-01-01"]],
    [["P1", "", "甲", ""], ["P2", "", "另一人", ""], ["P4", "", "丁", "not a day"]],
    [["P5", "", "=cmd", ""], ["P3", "", "丙", "1990-01-01"], ["", "", "", ""], ["P1", "", "甲", "2021-02"]],
)
KIN = [["P1", "P2", "配偶"], ["P1", "P2", "配偶"], ["P3", "", "子女"]]
PAID = [
    ["", "6222", "6333", "100", "2024-01-01"],
    ["", "6222", "6333", "100", "2024-01-01"],
    ["", "6222", "6333", "x", "2024-01-01"],
    ["T1", "6222", "1", "5", "2024-01-02 10:00"],
]


def _write(bench: Bench) -> list[Path]:
    head = ["person_id", "id_no", "name", "born_on"]
    paths = [bench.table(f"persons_{n}.csv", [head, *rows]) for n, rows in enumerate(PEOPLE)]
    paths.append(bench.table("kinship.csv", [["a_id", "b_id", "type"], *KIN]))
    paths += [
        bench.table(
            f"transfers_{n}.csv", [["tx_id", "from_account_id", "to_account_id", "amount", "at"], *PAID, *PAID[:n]]
        )
        for n in range(2)
    ]
    return paths


def _everything(bench: Bench) -> list[Any]:
    columns = {name: ", ".join(f'"{key}"' for key in staged_columns(canonical()[name])) for name in LOADERS}
    files = bench.rows("SELECT * EXCLUDE (seconds) FROM files ORDER BY file")
    merged = bench.rows("SELECT * FROM merged ORDER BY ALL")
    return [files, merged, bench.rejects(), bench.notes(), *(bench.typed(name, columns[name]) for name in LOADERS)]


LOADERS = ("persons", "kinship", "transfers")


@pytest.fixture
def one_by_one(bench: Bench) -> list[Any]:
    bench.stage(*_write(bench))
    found = _everything(bench)
    assert all(found), "rows are merged, refused and noted, or the comparison says little"
    return found


@pytest.mark.parametrize("viewed", [0, 1, 32])
@pytest.mark.parametrize("kept", [False, True], ids=["temporary", "kept"])
def test_the_result_is_the_same(
    bench: Bench, one_by_one: list[Any], viewed: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assemble, "VIEWED", viewed)
    options = {"cache": bench.folder / "kept"} if kept else {}
    for _ in range(2):  # typed, then from the cache
        bench.stage(*_write(bench), **options)
        assert _everything(bench) == one_by_one


def test_files_keep_their_order_and_their_problems(bench: Bench) -> None:
    paths = [bench.table(f"kinship_{n}.csv", [["a_id", "b_id", "type"], *KIN * n]) for n in range(1, 9)]
    done = bench.stage(*reversed(paths), cache=bench.folder / "kept")
    assert [file.name for file in done.given] == [path.name for path in paths], "sorted, whatever came first"
    assert [file.rows for file in done.given] == [3 * n for n in range(1, 9)]
    other = bench.file("notes.csv", "x,y\n1,2\n")
    done = bench.stage(paths[0], other, *paths[1:], cache=bench.folder / "kept")
    assert [Path(left.path).name for left in done.left_out] == ["notes.csv"]


def test_a_copy_is_typed_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[str] = []
    real = intake.type_file

    def spy(con, table, number, **options):  # type: ignore[no-untyped-def]
        typed.append(table.look.name)
        return real(con, table, number, **options)

    monkeypatch.setattr(intake, "type_file", spy)
    path = bench.table("kinship.csv", [["a_id", "b_id", "type"], *KIN])
    copies = [shutil.copy(path, bench.folder / f"kinship_{n}.csv") for n in range(6)]
    done = bench.stage(path, *map(Path, copies), cache=bench.folder / "kept")
    assert len(typed) == 1 and len(done.copies) == 6


def test_a_fault_in_one_thread_ends_the_load(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(intake, "type_file", broken)
    with pytest.raises(RuntimeError, match="broken"):
        bench.stage(*_write(bench), cache=bench.folder / "kept")


def test_an_interrupt_before_the_first_file_ends_the_load(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads are not waited for for ever, as a pool does whose initializer fails."""

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(intake.macros, "install", stopped)
    with pytest.raises(KeyboardInterrupt):
        bench.stage(*_write(bench), cache=bench.folder / "kept")
