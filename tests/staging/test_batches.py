"""Loading again: what replaces what, and what changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.errors import BadFile, SourceMissing, UsageError
from graphinv.sources.look import FORMATS
from graphinv.staging.batches import LiveFile, merge
from graphinv.staging.result import Staging
from tests.staging.bench import Bench

HEADER = ["person_id", "id_no", "name", "region_code"]
ROWS = [["P1", "11010519491231002X", "甲", "33"], ["P2", "", "乙", ""], ["P3", "", "丙", "bad"]]


def load(bench: Bench, before: Staging | None, *paths: Path, **options: str) -> Staging:
    live = before.live if before else ()
    return bench.stage(*paths, cache=bench.folder.parent / "cache", live=live, **options)


def people(bench: Bench) -> list[tuple[str, str]]:
    return bench.rows("SELECT person_id, name FROM s_persons ORDER BY 1")


def test_a_second_load_adds_to_the_first(bench: Bench) -> None:
    first = load(bench, None, bench.table("persons_1.csv", [HEADER, *ROWS]))
    second = load(bench, first, bench.table("persons_2.csv", [HEADER, ["P9", "", "丁", ""]]))
    assert people(bench) == [("P1", "甲"), ("P2", "乙"), ("P9", "丁")]
    assert [(file.name, file.given, file.rejected) for file in second.files] == [
        ("persons_1.csv", False, 1),
        ("persons_2.csv", True, 0),
    ]
    assert second.changed


def test_a_new_version_replaces_the_old_one_whole(bench: Bench) -> None:
    first = load(bench, None, bench.table("persons.csv", [HEADER, *ROWS]))
    second = load(bench, first, bench.table("persons.csv", [HEADER, ["P2", "", "乙乙", ""]]))
    assert people(bench) == [("P2", "乙乙")]
    assert [file.sha256 for file in second.replaced] == [first.files[0].sha256]
    assert bench.rejects() == []


def test_the_same_file_again_changes_nothing(bench: Bench) -> None:
    path = bench.table("persons.csv", [HEADER, *ROWS])
    first = load(bench, None, path)
    before = bench.rows("FROM s_persons ORDER BY row_key"), bench.rejects()
    second = load(bench, first, path)
    assert not second.changed
    assert (bench.rows("FROM s_persons ORDER BY row_key"), bench.rejects()) == before


@pytest.mark.parametrize(
    ("name", "order", "encoding", "delimiter"),
    [
        ("persons_copy.csv", 1, "utf-8", ","),
        ("persons_gbk.csv", 1, "gb18030", ","),
        ("人员.csv", -1, "utf-16", "\t"),
    ],
)
@pytest.mark.parametrize("original_stays", [True, False])
def test_a_copy_under_another_name_changes_nothing(
    bench: Bench, name: str, order: int, encoding: str, delimiter: str, original_stays: bool
) -> None:
    original = bench.table("persons.csv", [HEADER, *ROWS])
    first = load(bench, None, original)
    before = bench.rows("SELECT * EXCLUDE (file, row) FROM s_persons ORDER BY row_key")
    copy = bench.table(name, [HEADER, *ROWS[::order]], encoding, delimiter)
    if not original_stays:
        original.unlink()
    second = load(bench, first, copy)
    assert [(Path(found.path).name, found.of) for found in second.copies] == [(name, "persons.csv")]
    assert bench.rows("SELECT * EXCLUDE (file, row) FROM s_persons ORDER BY row_key") == before
    assert {file.batch for file in second.live} == {"persons/persons.csv"}
    assert Path(second.live[0].path).name == ("persons.csv" if original_stays else name)


def test_a_copy_within_one_load_counts_once(bench: Bench) -> None:
    bench.table("persons.csv", [HEADER, *ROWS])
    bench.table("persons (1).csv", [HEADER, *ROWS], "gb18030")
    staged = load(bench, None, bench.folder)
    assert [file.name for file in staged.files] == ["persons.csv"]
    assert [Path(copy.path).name for copy in staged.copies] == ["persons (1).csv"]


def test_a_renamed_old_version_beside_the_new_one_is_a_batch_of_its_own(bench: Bench) -> None:
    first = load(bench, None, bench.table("persons.csv", [HEADER, *ROWS]))
    bench.table("persons_old.csv", [HEADER, *ROWS])
    bench.table("persons.csv", [HEADER, ["P7", "", "庚", ""]])
    second = load(bench, first, bench.folder)
    assert sorted(file.batch for file in second.live) == ["persons/persons.csv", "persons/persons_old.csv"]
    assert [key for key, _ in people(bench)] == ["P1", "P2", "P7"]


def test_two_different_files_of_one_name_are_refused(bench: Bench) -> None:
    other = bench.folder / "b"
    other.mkdir()
    (other / "persons.csv").write_text("person_id,name\nP9,丁\n", "utf-8")
    bench.table("persons.csv", [HEADER, *ROWS])
    with pytest.raises(BadFile, match=r"2 different files are called persons.csv: .* --batch NAME"):
        load(bench, None, bench.folder)


def test_a_named_batch_holds_several_files(bench: Bench) -> None:
    one = bench.table("persons_1.csv", [HEADER, *ROWS])
    two = bench.table("persons_2.csv", [HEADER, ["P8", "", "辛", ""]])
    first = load(bench, None, one, two, batch="2024-05")
    assert {file.batch for file in first.live} == {"2024-05"}
    second = load(bench, first, two, batch="2024-05")
    assert people(bench) == [("P8", "辛")]
    assert [file.name for file in second.live] == ["persons_2.csv"]


def test_conflicts_are_judged_among_live_files_only(bench: Bench) -> None:
    first = load(bench, None, bench.table("persons_1.csv", [HEADER, ["P1", "", "甲", ""]]))
    second = load(bench, first, bench.table("persons_2.csv", [HEADER, ["P1", "", "乙", ""]]))
    assert people(bench) == []
    load(bench, second, bench.table("persons_2.csv", [HEADER, ["P2", "", "乙", ""]]))
    assert people(bench) == [("P1", "甲"), ("P2", "乙")]


def test_a_live_file_is_read_again_when_its_cached_rows_are_gone(bench: Bench) -> None:
    path = bench.table("persons.csv", [HEADER, *ROWS])
    first = load(bench, None, path)
    cache = bench.folder.parent / "cache"
    for kept in cache.iterdir():
        kept.unlink()
    other = bench.table("deaths.csv", [["person_id", "died_on", "register"], ["P1", "2021", "公安"]])
    load(bench, first, other)
    assert [key for key, _ in people(bench)] == ["P1", "P2"]
    for kept in cache.iterdir():
        kept.unlink()
    path.write_text("person_id,name\nP5,戊\n", "utf-8")
    with pytest.raises(SourceMissing, match="or the file has changed"):
        load(bench, first, other)


def test_a_new_version_needs_nothing_of_the_old_one(bench: Bench) -> None:
    path = bench.table("persons.csv", [HEADER, *ROWS])
    first = load(bench, None, path)
    for kept in (bench.folder.parent / "cache").iterdir():
        kept.unlink()
    load(bench, first, bench.table("persons.csv", [HEADER, ["P5", "", "戊", ""]]))
    assert people(bench) == [("P5", "戊")]


def test_an_unknown_loader_is_refused(bench: Bench) -> None:
    with pytest.raises(UsageError, match="There is no loader `person`"):
        bench.stage(bench.table("x.csv", [HEADER]), loader="person")


def test_a_loader_by_name(bench: Bench) -> None:
    staged = bench.stage(bench.table("x.csv", [["人员编号", "姓名"], ["P1", "甲"]]), loader="persons")
    assert [(file.loader, str(file.fit)) for file in staged.files] == [("persons", "you asked for this loader")]


def test_files_that_are_no_tables_are_named(bench: Bench) -> None:
    bench.file("读我.md", "# 说明")
    bench.file("weather.csv", "wind,rain\n1,2\n")
    bench.file(".hidden.csv", "x")
    bench.table("persons.csv", [HEADER, *ROWS])
    staged = bench.stage()
    assert sorted((Path(left.path).name, str(left.reason)) for left in staged.left_out) == [
        ("weather.csv", "no loader knows its name or its headers"),
        ("读我.md", f"is no table: only {', '.join(FORMATS)} are read"),
    ]
    with pytest.raises(BadFile, match="2 files cannot be loaded"):
        bench.stage(strict=True)


FILE = LiveFile("persons", "persons/a.csv", "a.csv", "/gone/a.csv", "1", "1-x")


def test_a_file_that_gets_a_batch_name_replaces_its_unnamed_version() -> None:
    named = replace(FILE, batch="B7", sha256="2", cache="2-x")
    merged = merge([FILE], [named], lambda left, right: False)
    assert merged.files == (named,)
    assert merged.replaced == (FILE,)


def test_a_moved_file_is_found_at_its_new_place() -> None:
    moved = replace(FILE, path="/new/a.csv")
    assert merge([FILE], [moved], lambda left, right: False).files == (moved,)
