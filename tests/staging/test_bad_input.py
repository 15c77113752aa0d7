"""Everything that goes wrong in files: what is said, about which row and column, and what is loaded all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from graphinv.errors import BadFile, Unreadable
from tests.staging.bench import Bench, loader

GOOD = "11010519491231002X"
CODE = "91330100MA00000072"
PERSONS = ["person_id", "id_no", "name"]


def test_a_missing_required_column_names_file_column_and_headers(bench: Bench) -> None:
    path = bench.table("deaths.csv", [["身份证号", "信息来源"], [GOOD, "公安"]])
    with pytest.raises(BadFile) as caught:
        bench.stage(path)
    message = str(caught.value)
    assert message.startswith("deaths.csv: lacks a required column of `deaths`: `died_on`")
    assert "accepted headers: died_on, 死亡日期" in message
    assert "Add the column" in message


def test_two_columns_that_mean_one_name(bench: Bench) -> None:
    path = bench.table("persons.csv", [["姓名", "身份证号", "证件号码"], ["张三", GOOD, GOOD]])
    with pytest.raises(BadFile, match=r"`身份证号` \(column 2\) and `证件号码` \(column 3\) both mean `id_no`"):
        bench.stage(path)


def test_an_unknown_column_is_kept_and_reported(bench: Bench) -> None:
    rows = [[*PERSONS, "备注"], ["P1", "", "甲", '说"好"'], ["P2", "", "乙", ""]]
    staged = bench.stage(bench.table("persons.csv", rows))
    assert staged.files[0].unknown == {"备注": 0.5}
    assert bench.typed("persons", "extras") == [('{"备注":"说\\"好\\""}',), (None,)]


def test_strict_refuses_unknown_columns(bench: Bench) -> None:
    path = bench.table("persons.csv", [[*PERSONS, "备注"], ["P1", "", "甲", "x"]])
    with pytest.raises(BadFile, match="备注"):
        bench.stage(path, strict=True)


@pytest.mark.parametrize("column", ["person_id", "id_no", "household_id"])
def test_a_number_that_a_spreadsheet_spoilt(bench: Bench, column: str) -> None:
    row = {"person_id": "P1", "id_no": "", "name": "甲", "household_id": "", column: "1.1E+17"}
    bench.stage(bench.table("persons.csv", [list(row), list(row.values())]))
    [(file, line, col, value, reason)] = bench.rejects()
    assert (file, line, col, value) == ("persons.csv", 2, column, "1.1E+17")
    assert reason.startswith("number in scientific notation")


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("share", "1.2", "share above 1 without a % sign"),
        ("持股比例(%)", "120", "share above 100 %"),
        ("share", "120%", "share above 100 %"),
        ("share", "-0.1", "not a share; write 0.35 or 35%"),
    ],
)
def test_shares_that_cannot_be(bench: Bench, header: str, value: str, reason: str) -> None:
    bench.stage(bench.table("shareholdings.csv", [["holder_id", "company_id", header], [GOOD, CODE, value]]))
    assert bench.rejects() == [("shareholdings.csv", 2, header, value, reason)]


def test_wrong_checksums_are_kept_and_flagged(bench: Bench) -> None:
    rows = [["holder_id", "company_id", "share"], ["110105194912310021", "91330100MA00000071", "1"]]
    staged = bench.stage(
        bench.table("shareholdings.csv", rows),
        bench.table("persons.csv", [PERSONS, ["P1", "110105194912310021", "甲"]]),
    )
    assert bench.typed("shareholdings", "holder_id, holder_id_ok, company_id, company_id_ok") == [
        ("110105194912310021", False, "91330100MA00000071", False)
    ]
    assert bench.typed("persons", "id_no, id_no_ok") == [("110105194912310021", False)]
    assert [(file, col) for file, _, col, _, _ in bench.notes()] == [
        ("persons.csv", "id_no"),
        ("shareholdings.csv", "company_id"),
        ("shareholdings.csv", "holder_id"),
    ]
    assert staged.totals == {"rows": 2, "loaded": 2, "warned": 2, "rejected": 0}


def test_a_day_that_does_not_exist(bench: Bench) -> None:
    bench.stage(
        bench.table("persons.csv", [[*PERSONS, "出生日期"], ["P1", "", "甲", "2021-02-30"], ["P2", "", "乙", ""]])
    )
    assert bench.rejects() == [("persons.csv", 2, "出生日期", "2021-02-30", "no such day in the calendar")]
    assert bench.typed("persons", "person_id") == [("P2",)]


def test_full_width_is_narrowed_with_a_warning_but_not_in_text(bench: Bench) -> None:
    rows = [["holder_id", "holder_name", "company_id", "share", "since", "subscribed(万元)"]]
    rows += [["Ｐ１", "张三（甲）", CODE, "３５％", "２０２１－０２", "１，０００"]]
    bench.stage(bench.table("shareholdings.csv", rows))
    assert bench.typed("shareholdings", "holder_id, holder_name, share, since::VARCHAR, subscribed") == [
        ("P1", "张三（甲）", 0.35, "2021-02-01", 1_000_000_000)
    ]
    assert {(col, reason) for _, _, col, _, reason in bench.notes()} == {
        (col, "full-width characters were read as half-width")
        for col in ("holder_id", "share", "since", "subscribed(万元)")
    }


def test_ragged_rows(bench: Bench) -> None:
    path = bench.file("persons.csv", "person_id,id_no,name\nP1,,甲\nP2,\nP3,,丙,多\nP4,,丁,\n")
    staged = bench.stage(path)
    assert (staged.files[0].reader, str(staged.files[0].why)) == (
        "python",
        "rows of unequal length or an unclosed quote",
    )
    assert bench.rejects() == [
        ("persons.csv", 3, "", "P2,", "row has 2 cells, the header has 3"),
        ("persons.csv", 4, "", "P3,,丙,多", "row has 4 cells, the header has 3"),
    ]
    assert bench.typed("persons", "row, person_id") == [(2, "P1"), (5, "P4")]


def test_an_unclosed_quote_costs_one_row(bench: Bench) -> None:
    path = bench.file("persons.csv", 'person_id,id_no,name\nP1,,甲\nP2,,"乙\nP3,,丙\nP4,,丁\n')
    staged = bench.stage(path)
    assert bench.rejects() == [("persons.csv", 3, "", 'P2,,"乙', "a quote that opens in this row is never closed")]
    assert [row for _, row in bench.typed("persons", "row, person_id")] == ["P1", "P3", "P4"]
    assert staged.totals["rows"] == 4


def test_a_quote_that_another_rows_quote_closes(bench: Bench) -> None:
    path = bench.file("persons.csv", 'person_id,id_no,name\nP1,,"甲\nP2,,乙\n"P3",,丙\n')
    bench.stage(path)
    assert [(row, reason) for _, row, _, _, reason in bench.rejects()] == [(2, "text follows a closing quote")]
    assert bench.typed("persons", "row, person_id") == [(3, "P2"), (4, "P3")]


def test_nul_bytes_are_removed_with_a_warning(bench: Bench) -> None:
    staged = bench.stage(bench.file("persons.csv", "person_id,id_no,name\nP\x001,,甲\x00\nP2,,乙\n"))
    assert str(staged.files[0].why) == "NUL characters"
    assert bench.typed("persons", "person_id, name") == [("P1", "甲"), ("P2", "乙")]
    assert [(row, col, reason) for _, row, col, _, reason in bench.notes()] == [
        (2, "name", "NUL characters were removed"),
        (2, "person_id", "NUL characters were removed"),
    ]


def test_mixed_line_ends(bench: Bench) -> None:
    staged = bench.stage(bench.file("persons.csv", "person_id,id_no,name\r\nP1,,甲\nP2,,乙\rP3,,丙\r\n"))
    assert (staged.files[0].reader, str(staged.files[0].why)) == ("python", "mixed line ends")
    assert bench.typed("persons", "row, person_id") == [(2, "P1"), (3, "P2"), (4, "P3")]


def test_blank_lines_count_as_rows_but_are_none(bench: Bench) -> None:
    staged = bench.stage(bench.file("persons.csv", "person_id,id_no,name\n\nP1,,甲\n\n\nP2,,乙\n"))
    assert bench.typed("persons", "row, person_id") == [(3, "P1"), (6, "P2")]
    assert staged.totals["rows"] == 2


def test_a_row_of_empty_cells_has_one_reason(bench: Bench) -> None:
    bench.stage(bench.file("persons.csv", "person_id,id_no,name\nP1,,甲\n,,\n , ,\n"))
    assert bench.rejects() == [
        ("persons.csv", 3, "", None, "every cell of the row is empty"),
        ("persons.csv", 4, "", None, "every cell of the row is empty"),
    ]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n \n"])
def test_an_empty_file_is_left_out_by_name(bench: Bench, content: bytes) -> None:
    staged = bench.stage(bench.file("persons.csv", content))
    assert staged.files == ()
    assert [str(left.reason).split(":")[0] for left in staged.left_out] == [
        "is empty (0 bytes)" if not content else "is empty"
    ]


def test_a_header_only_counts_as_loaded(bench: Bench) -> None:
    staged = bench.stage(bench.table("persons.csv", [PERSONS]))
    assert [(file.loader, file.rows, file.loaded, file.rejected) for file in staged.files] == [("persons", 0, 0, 0)]
    assert bench.typed("persons") == []


def test_a_required_cell_that_is_empty(bench: Bench) -> None:
    bench.stage(bench.table("persons.csv", [PERSONS, ["P1", "", " "], ["", GOOD, "乙"], ["", "", "丙"]]))
    assert bench.rejects() == [
        ("persons.csv", 2, "name", " ", "required cell is empty"),
        ("persons.csv", 4, "person_id", None, "required cell is empty"),
    ]
    assert bench.typed("persons", "person_id") == [(GOOD,)]


def test_an_open_end_is_no_date_of_death(bench: Bench) -> None:
    bench.stage(bench.table("deaths.csv", [["person_id", "died_on", "register"], [GOOD, "至今", "公安"]]))
    assert bench.rejects() == [("deaths.csv", 2, "died_on", "至今", "required cell is empty")]


def test_an_id_without_a_target_is_staged(bench: Bench) -> None:
    bench.stage(bench.table("deaths.csv", [["person_id", "died_on", "register"], ["P-404", "2021", "公安"]]))
    assert bench.typed("deaths", "person_id, person_id_ok") == [("P-404", None)]


def test_an_unknown_word_becomes_other(bench: Bench) -> None:
    bench.stage(bench.table("deaths.csv", [["person_id", "died_on", "register"], [GOOD, "2021", "村委会"]]))
    assert bench.typed("deaths", "register") == [("other",)]
    assert bench.notes() == [("deaths.csv", 2, "register", "村委会", "word is not in the list: stored as other")]


def test_facts_that_disagree_with_the_identity_card(bench: Bench) -> None:
    rows = [[*PERSONS, "sex", "born_on"], ["P1", GOOD, "甲", "男", "1950"], ["P2", GOOD, "甲", "女", "1949"]]
    bench.stage(bench.table("persons.csv", rows))
    assert [(row, col) for _, row, col, _, _ in bench.notes()] == [(2, "born_on"), (2, "sex")]


def test_a_person_is_no_relative_of_oneself(bench: Bench) -> None:
    bench.stage(bench.table("kinship.csv", [["a_id", "b_id", "type"], [GOOD, GOOD.lower(), "配偶"]]))
    assert bench.rejects() == [("kinship.csv", 2, "b_id", GOOD.lower(), "`a_id` and `b_id` must not be equal")]


def test_a_file_that_is_no_workbook(bench: Bench) -> None:
    with pytest.raises(Unreadable, match=r"persons.xlsx: is not a workbook .* save it as .xlsx"):
        bench.stage(bench.file("persons.xlsx", "person_id,name\nP1,甲\n"))


def test_a_file_that_is_no_parquet(bench: Bench) -> None:
    with pytest.raises(Unreadable, match="is not a parquet file"):
        bench.stage(bench.file("persons.parquet", "person_id,name\nP1,甲\n"))


def test_a_file_that_is_no_text(bench: Bench) -> None:
    with pytest.raises(Unreadable, match="is not text in any of the encodings tried"):
        bench.stage(bench.file("persons.csv", b"\xff\x00\xff\xfe\x81"))


def test_all_bad_files_are_named_at_once(bench: Bench) -> None:
    bench.file("persons.xlsx", "no workbook")
    bench.table("deaths.csv", [["身份证号"], [GOOD]])
    with pytest.raises(BadFile) as caught:
        bench.stage()
    assert "2 files cannot be loaded" in str(caught.value)
    assert "deaths.csv" in str(caught.value)
    assert "persons.xlsx" in str(caught.value)


HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE x; --",
    "\u200fעברית",
    "x" * 10_000,
    'quote " and , comma',
    "two\nlines",
    "tab\tinside",
    "${jndi:ldap://x}",
    "%s %d {0} {name}",
]


def test_hostile_text_stays_what_it_is(bench: Bench) -> None:
    rows = [[f"P{number}", "", text] for number, text in enumerate(HOSTILE)]
    staged = bench.stage(bench.table("persons.csv", [PERSONS, *rows]))
    assert [name for (name,) in bench.typed("persons", "name")] == HOSTILE
    assert staged.totals == {"rows": len(HOSTILE), "loaded": len(HOSTILE), "warned": 0, "rejected": 0}


def test_hostile_headers_and_refused_cells_stay_what_they_are(bench: Bench) -> None:
    rows = [
        [*PERSONS, "born_on", *HOSTILE],
        *([f"P{i}", "", "甲", text, *["z"] * 10] for i, text in enumerate(HOSTILE)),
    ]
    staged = bench.stage(bench.table("persons.csv", rows))
    assert {value for _, _, _, value, _ in bench.rejects()} == set(HOSTILE)
    assert set(staged.files[0].unknown) == set(HOSTILE)


def test_the_hundredth_column_is_checked_like_the_first(bench: Bench) -> None:
    columns = [f"c{number}" for number in range(130)]
    yaml = "id: wide\ntitle: {zh: 宽, en: Wide}\nsource: {files: [wide]}\ncolumns:\n  k: {}\n"
    yaml += "".join(f"  {column}: {{type: int}}\n" for column in columns)
    bench.loaders = {"wide": loader(bench.folder / "wide.yaml", yaml + "key: [k]\n")}
    rows = [["a", *["1"] * 130], ["b", *["1"] * 129, "x"], ["c", "x", *["1"] * 129], ["d", *["１"] * 130]]
    bench.stage(bench.table("wide.csv", [["k", *columns], *rows]))
    assert [(row, col) for _, row, col, _, _ in bench.rejects()] == [(3, "c129"), (4, "c0")]
    assert len(bench.notes()) == 130
    assert bench.typed("wide", "k, c129") == [("a", 1), ("d", 1)]


def _workbook(bench: Bench, rows: list[list[str]]) -> Path:
    path = bench.folder / "persons.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_a_workbook_with_two_header_rows(bench: Bench) -> None:
    rows = [["人员编号", "身份证号", "姓名"], PERSONS, ["P1", GOOD, "甲"]]
    with pytest.raises(BadFile, match=r"persons.xlsx: has a second header: row 2 .* set `header_row: 2`"):
        bench.stage(_workbook(bench, rows))


def test_a_workbook_with_a_title(bench: Bench) -> None:
    path = _workbook(bench, [["人员名册", "", ""], PERSONS, ["P1", GOOD, "甲"]])
    with pytest.raises(BadFile, match=r"Row 2 looks like the header"):
        bench.stage(path)
    bench.loaders = {"persons": replace(bench.loaders["persons"], header_row=2)}
    bench.stage(path)
    assert bench.typed("persons", "row, person_id") == [(3, "P1")]
