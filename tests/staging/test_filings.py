"""What data_filings adds to the other files, and checks."""

from __future__ import annotations

from datetime import date

from graphinv.sources.scan import sha256_of
from tests.staging.bench import Bench

HEADER = ["批次号", "数据表", "文件名", "提供单位", "数据截止日", "行数", "校验值", "共享依据"]
PERSONS = [["person_id", "name"], ["P1", "甲"], ["P2", "乙"]]


def test_as_of_batch_and_legal_ground_come_from_the_filing(bench: Bench) -> None:
    path = bench.table("persons_2024.csv", PERSONS)
    row = ["B1", "persons", "PERSONS_2024", "公安局", "2024-05", "2", sha256_of(path).upper(), "协议 7 号"]
    bench.table("data_filings.csv", [HEADER, row])
    staged = bench.stage()
    people = next(file for file in staged.files if file.loader == "persons")
    assert (people.batch, people.as_of, people.legal_ground) == ("B1", date(2024, 5, 1), "协议 7 号")
    assert bench.typed("persons", "DISTINCT source, batch_id, legal_ground") == [("公安局", "B1", "协议 7 号")]
    assert bench.notes() == []


def test_what_the_row_says_itself_stays(bench: Bench) -> None:
    bench.table("persons.csv", [["person_id", "name", "来源部门"], ["P1", "甲", "民政局"], ["P2", "乙", ""]])
    bench.table("data_filings.csv", [HEADER, ["B1", "persons", "persons.csv", "公安局", "", "", "", ""]])
    bench.stage()
    assert bench.typed("persons", "source") == [("民政局",), ("公安局",)]


def test_rows_and_hash_are_checked(bench: Bench) -> None:
    bench.table("persons.csv", PERSONS)
    bench.table("data_filings.csv", [HEADER, ["B1", "persons", "persons.csv", "公安局", "", "3", "ab12", ""]])
    staged = bench.stage()
    assert bench.notes() == [
        ("persons.csv", None, "rows", "3", "data_filings announces 3 rows, the file has 2"),
        ("persons.csv", None, "sha256", "ab12", "data_filings announces another sha256 for this file"),
    ]
    assert staged.totals["loaded"] == 3


def test_of_two_filings_the_one_with_the_hash_counts(bench: Bench) -> None:
    path = bench.table("persons.csv", PERSONS)
    rows = [["B1", "persons", "persons.csv", "公安局", "2023-12-31", "", sha256_of(path), ""]]
    rows += [["B2", "persons", "persons.csv", "公安局", "2024-12-31", "", "", ""]]
    bench.table("data_filings.csv", [HEADER, *rows])
    people = next(file for file in bench.stage().files if file.loader == "persons")
    assert (people.batch, people.as_of) == ("B1", date(2023, 12, 31))


def test_filings_of_an_earlier_load_still_count(bench: Bench) -> None:
    cache = bench.folder.parent / "cache"
    filings = bench.table(
        "data_filings.csv", [HEADER, ["B1", "persons", "persons.csv", "公安局", "2024-05-31", "", "", ""]]
    )
    first = bench.stage(filings, cache=cache)
    second = bench.stage(bench.table("persons.csv", PERSONS), cache=cache, live=first.live)
    people = next(file for file in second.files if file.loader == "persons")
    assert (people.batch, people.as_of) == ("B1", date(2024, 5, 31))
