"""Records of delimited text, read one by one."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphinv.sources.csv_exact import records, split_lines


def read(text: str, width: int | None = 3) -> list[tuple[int, list[str] | str]]:
    found = records(split_lines(text), ",", width, width or 0)
    return [(record.row, record.problem.en if record.problem else list(record.cells)) for record in found]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    assert read('a,b,c\n1,"two\nlines",3\n\n4,5,6\n') == [
        (1, ["a", "b", "c"]),
        (2, ["1", "two\nlines", "3"]),
        (4, ["4", "5", "6"]),
    ]


def test_line_ends_of_all_kinds() -> None:
    assert [row for row, _ in read("a,b,c\r\n1,2,3\n4,5,6\r7,8,9")] == [1, 2, 3, 4]


def test_blank_cells_at_the_end_are_no_surplus() -> None:
    assert read("1,2,3,, \n") == [(1, ["1", "2", "3"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,2\n4,5,6\n", [(1, "row has 2 cells, the header has 3"), (2, ["4", "5", "6"])]),
        ('1,"2,3\n4,5,6\n', [(1, "a quote that opens in this row is never closed"), (2, ["4", "5", "6"])]),
        ('1,"2"x,3\n4,5,6\n', [(1, "text follows a closing quote"), (2, ["4", "5", "6"])]),
        ('1,2,3\n4,5,"6', [(1, ["1", "2", "3"]), (2, "a quote that opens in this row is never closed")]),
        # The slip in row 1 swallows row 2 and its comma: both lines are whole rows by themselves.
        ('1,2,"3\n4,5,6\n"7",8,9\n', [(1, "text follows a closing quote"), (2, ["4", "5", "6"]), (3, ["7", "8", "9"])]),
        ('1,"2\n4,5,6\n7,8,"9"\n', [(1, "text follows a closing quote"), (2, ["4", "5", "6"]), (3, ["7", "8", "9"])]),
        ('1,"2\n4,5,6\n",7,8,9\n', [(1, "row has 5 cells, the header has 3")]),
    ],
)
def test_one_bad_row_costs_one_row(text: str, expected: list[tuple[int, list[str] | str]]) -> None:
    assert read(text) == expected


def test_swallowed_rows_come_back() -> None:
    assert read('1,"2\n4,5,6\n7,8,9"\n10,11,12\n') == [
        (1, "a quote that opens in this row is never closed"),
        (2, ["4", "5", "6"]),
        (3, ["7", "8", '9"']),
        (4, ["10", "11", "12"]),
    ]


def test_many_slips_do_not_take_for_ever() -> None:
    text = "".join(f'{number},"a,b\n' for number in range(20_000))
    assert len(read(text)) >= 10_000


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3), max_size=20))
def test_what_a_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    written = StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [cells for _, cells in read(written.getvalue())] == rows
