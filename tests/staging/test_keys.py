"""Rows that share a key, within a file and across files, and keys that are made."""

from __future__ import annotations

from datetime import date

from tests.staging.bench import Bench

PERSONS = ["person_id", "id_no", "name", "region_code", "former_names", "died_on"]
PAYMENTS = ["项目代码", "身份证号", "发放日期", "发放金额(元)"]
ONE = ["B1", "11010519491231002X", "2021-02-03", "500"]


def test_identical_rows_become_one(bench: Bench) -> None:
    row = ["P1", "", "甲", "33", "a;b", "2021"]
    bench.table("persons_1.csv", [PERSONS, row, row])
    bench.table("persons_2.csv", [PERSONS, row])
    staged = bench.stage()
    assert staged.totals == {"rows": 3, "loaded": 3, "warned": 0, "rejected": 0}
    assert bench.typed("persons", "file, row, person_id") == [(1, 2, "P1")]
    assert bench.rows("SELECT * FROM merged ORDER BY ALL") == [("persons", "P1", 1, 3), ("persons", "P1", 2, 2)]


def test_complementary_rows_are_merged(bench: Bench) -> None:
    bench.table("persons_1.csv", [PERSONS, ["P1", "", "甲", "", "", "2021-02"]])
    bench.table("persons_2.csv", [PERSONS, ["P1", "11010519491231002X", "甲", "33", "乙", ""]])
    bench.stage()
    assert bench.typed("persons", "file, row, id_no, id_no_ok, region_code, former_names, died_on, died_on_last") == [
        (1, 2, "11010519491231002X", True, "33", ["乙"], date(2021, 2, 1), date(2021, 2, 28))
    ]


def test_one_key_with_different_values_in_two_files_refuses_both(bench: Bench) -> None:
    bench.table("persons_1.csv", [PERSONS, ["P1", "", "甲", "33", "", ""], ["P2", "", "丙", "", "", ""]])
    bench.table("persons_2.csv", [["人员编号", "姓名", "户籍地代码"], ["P1", "乙", "34"]])
    staged = bench.stage()
    assert bench.rejects() == [
        ("persons_1.csv", 2, "name", "甲", "same key as persons_2.csv row 2, but another value"),
        ("persons_2.csv", 2, "姓名", "乙", "same key as persons_1.csv row 2, but another value"),
    ]
    assert [(file.rows, file.loaded, file.rejected) for file in staged.files] == [(2, 1, 1), (1, 0, 1)]
    assert bench.typed("persons", "person_id") == [("P2",)]


def test_a_partial_date_differs_from_its_first_day(bench: Bench) -> None:
    bench.table("persons.csv", [PERSONS, ["P1", "", "甲", "", "", "2021"], ["P1", "", "甲", "", "", "2021-01-01"]])
    bench.stage()
    assert [(row, col, value) for _, row, col, value, _ in bench.rejects()] == [
        (2, "died_on", "2021-01-01"),
        (3, "died_on", "2021-01-01"),
    ]


def test_a_third_row_is_refused_with_the_two_that_differ(bench: Bench) -> None:
    rows = [["P1", "", "甲", "33", "", ""], ["P1", "", "甲", "", "", ""], ["P1", "", "甲", "34", "", ""]]
    bench.stage(bench.table("persons.csv", [PERSONS, *rows]))
    assert [(row, col) for _, row, col, _, _ in bench.rejects()] == [
        (2, "region_code"),
        (3, "region_code"),
        (4, "region_code"),
    ]


def test_where_a_row_comes_from_makes_no_difference(bench: Bench) -> None:
    header = ["person_id", "name", "source", "batch_id"]
    bench.stage(bench.table("persons.csv", [header, ["P1", "甲", "公安", "1"], ["P1", "甲", "民政", "2"]]))
    assert bench.typed("persons", "person_id") == [("P1",)]
    assert bench.rejects() == []


def test_a_key_of_several_columns_with_an_empty_one(bench: Bench) -> None:
    header = ["holder_id", "company_id", "share", "since"]
    rows = [["P1", "X:1", "0.5", ""], ["P1", "X:1", "0.6", "2021"], ["P1", "X:1", "0.6", "2021-01"]]
    bench.stage(bench.table("shareholdings.csv", [header, *rows]))
    assert [key for (key,) in bench.typed("shareholdings", "row_key")] == [
        "P1\x1fX:1\x1fequity\x1f",
        "P1\x1fX:1\x1fequity\x1f2021-01-01/2021-12-31",
        "P1\x1fX:1\x1fequity\x1f2021-01-01/2021-01-31",
    ]


def test_made_keys_count_identical_rows(bench: Bench) -> None:
    bench.stage(bench.table("subsidy_payments.csv", [PAYMENTS, ONE, ["B1", "P2", "2021", "5"], ONE, ONE]))
    keys = bench.typed("subsidy_payments", "row_key, payment_id")
    assert all(key == payment for key, payment in keys)
    digests = [key.partition("#") for key, _ in keys]
    assert [number for _, _, number in digests] == ["1", "1", "2", "3"]
    assert len({digest for digest, _, _ in digests}) == 2


def test_made_keys_survive_a_new_name_order_encoding_and_column(bench: Bench) -> None:
    two = ["B1", "P2", "2021", "5"]
    bench.stage(bench.table("subsidy_payments.csv", [PAYMENTS, ONE, two, ONE]))
    before = sorted(bench.typed("subsidy_payments", "row_key, amount"))
    header, rows = [*PAYMENTS[::-1], "来源部门", "备注"], [[*row[::-1], "财政", "x"] for row in (two, ONE, ONE)]
    bench.stage(bench.table("发放明细.csv", [header, *rows], "gb18030", ";"))
    assert sorted(bench.typed("subsidy_payments", "row_key, amount")) == before


def test_a_secret_hides_what_a_made_key_is_about(bench: Bench) -> None:
    path = bench.table("subsidy_payments.csv", [PAYMENTS, ONE])
    bench.stage(path)
    [(plain,)] = bench.typed("subsidy_payments", "row_key")
    bench.stage(path, secret="00ff")
    assert bench.typed("subsidy_payments", "row_key") != [(plain,)]


def test_identical_rows_without_a_key_in_two_files_are_both_counted_and_noted(bench: Bench) -> None:
    bench.table("subsidy_payments_1.csv", [PAYMENTS, ONE])
    bench.table("subsidy_payments_2.csv", [PAYMENTS, ONE, ["B1", "P2", "2021", "5"]])
    bench.stage()
    assert len(bench.typed("subsidy_payments")) == 3
    assert bench.notes() == [
        (
            "subsidy_payments_2.csv",
            2,
            "",
            None,
            "the same row without a key stands in another file, too: both are counted",
        )
    ]


def test_given_keys_and_made_ones_in_one_file(bench: Bench) -> None:
    rows = [["F1", *ONE], ["", *ONE], ["F1", *ONE]]
    bench.stage(bench.table("subsidy_payments.csv", [["发放编号", *PAYMENTS], *rows]))
    keys = [key for (key,) in bench.typed("subsidy_payments", "row_key")]
    assert keys[0] == "F1"
    assert keys[1].endswith("#1")
    assert len(keys) == 2
