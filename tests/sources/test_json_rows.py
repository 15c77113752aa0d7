"""JSON records as rows: what a row is, what stands in it, and which lines are no records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphinv.content.row_path import arrays, part_name
from graphinv.errors import Unreadable
from graphinv.model.values.place import numbered, shown
from graphinv.model.values.reasons import BadValue
from graphinv.sources.json_file import JsonFile
from graphinv.sources.json_records import parse
from graphinv.sources.json_rows import paths, rows

RECORD = {
    "ocid": "o",
    "bids": {"details": [{"id": "1", "who": [{"id": "A"}, {"id": "B"}], "lots": ["x", "y"]}, {"id": "2", "who": []}]},
    "tags": ["t", "u"],
    "off": False,
    "none": None,
}


def test_every_value_has_a_path() -> None:
    assert paths(RECORD) == {
        "ocid": ["o"],
        "bids.details[].id": ["1", "2"],
        "bids.details[].who[].id": ["A", "B"],
        "bids.details[].lots[]": ["x", "y"],
        "tags[]": ["t", "u"],
        "off": ["false"],
    }


def test_keys_that_look_like_paths_are_quoted() -> None:
    assert list(paths({"a.b": {"c[]": "1", "d e": "2"}, "": "3"})) == ['"a.b"."c[]"', '"a.b"."d e"', '""']


def test_elements_are_rows_and_parents_stay_reachable() -> None:
    found = rows(RECORD, arrays(["bids.details[].who[]?"]))
    assert [(row["ocid"], row["bids.details[].id"], row.get("bids.details[].who[].id")) for row in found] == [
        (["o"], ["1"], ["A"]),
        (["o"], ["1"], ["B"]),
        (["o"], ["2"], None),
    ]
    assert [row["bids.details[#]"] for row in found] == [["1"], ["1"], ["2"]]
    assert [row["bids.details[*]"] for row in found] == [["2"]] * 3
    assert [row.get("bids.details[].who[#]") for row in found] == [["1"], ["2"], None]
    assert [row.get("bids.details[].who[*]") for row in found] == [["2"], ["2"], None]


def test_an_array_that_is_not_optional_drops_what_has_no_element() -> None:
    assert len(rows(RECORD, arrays(["bids.details[].who[]"]))) == 2
    assert rows({"ocid": "o"}, arrays(["bids.details[]"])) == []
    assert rows({"ocid": "o"}, arrays(["bids.details[]?"])) == [{"ocid": ["o"]}]


def test_two_arrays_beside_each_other_multiply() -> None:
    found = rows(RECORD, arrays(["bids.details[].who[]?", "bids.details[].lots[]?"]))
    pairs = [(row.get("bids.details[].who[].id"), row.get("bids.details[].lots[]")) for row in found]
    assert pairs == [(["A"], ["x"]), (["A"], ["y"]), (["B"], ["x"]), (["B"], ["y"]), (None, None)]


@pytest.mark.parametrize("path", ["", "a", "a.b", "a[].b", "a..b[]", "a[]??", ".a[]", "a b[]", "a[0]"])
def test_what_is_no_path_of_rows(path: str) -> None:
    with pytest.raises(ValueError):
        arrays([path])


def test_the_part_is_called_by_its_first_path() -> None:
    assert (part_name(["a[].b[]?", "a[].c[]?"]), part_name([])) == ("a[].b[]", "")


def test_numbers_stay_as_they_are_written() -> None:
    text = '{"a": 1.50, "b": 12345678901234567890, "c": 1.5e3, "d": 2E-2, "e": 1e999999, "f": -0}'
    assert parse(text) == {
        "a": "1.50",
        "b": "12345678901234567890",
        "c": "1500",
        "d": "0.02",
        "e": "1e999999",
        "f": "-0",
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ('{"a": 1} x', "not JSON: extra data"),
        ('{"a": NaN}', "not JSON: NaN"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "the key `c` stands twice"),
        ('{"a": "\\ud800"}', "half of a character"),
        ("[" * 100 + "]" * 100, "too deep"),
        ("[" * 100_000, "too deep"),
    ],
)
def test_what_is_no_json(text: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        parse(text)


LINES = ['{"a": 1}', "", "no", "[1]", '{"releases": [{"ocid": "o"}]}', '{"a": {"b": "x"}}']


def test_bad_lines_are_kept_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(LINES), "utf-8")
    broken = []
    file = JsonFile(path, "utf-8")
    assert list(file.rows((), ["a", "a.b"], broken)) == [(1, ("1", "")), (6, ("", "x"))]
    assert [(found.number, found.problem.en.split(":")[0], found.text) for found in broken] == [
        (3, "not JSON", "no"),
        (4, "not a JSON object", '["1"]'),
        (5, "the line holds a whole package", LINES[4]),
    ]
    assert file.paths == {"a": 1, "a.b": 1}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (json.dumps([{"a": 1}, {"a": 2}], indent=1), [1, 2]),
        (json.dumps({"a": 1}, indent=1), [1]),
        ('{"a": 1}\n{"a": 2}\n', [1, 2]),
        ("  ", []),
    ],
)
def test_documents(tmp_path: Path, text: str, numbers: list[int]) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    assert [found.number for found in JsonFile(path, "utf-8").records() if found.record] == numbers


def test_a_document_that_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{\n oops", "utf-8")
    with pytest.raises(Unreadable, match=r"is no JSON document: not JSON.*give it the ending \.jsonl"):
        list(JsonFile(path, "utf-8").records())


def test_a_row_of_a_line_is_numbered_and_shown() -> None:
    assert shown("bids.details[]", numbered(12, 3)) == "12.3"
    assert (shown("bids.details[]", 7), shown("表一", numbered(12, 3)), shown(None, 5)) == (7, 1_200_003, 5)


def test_one_line_with_too_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"a": [1] * 100_000}), "utf-8")
    with pytest.raises(Unreadable, match="record 1 gives too many rows: at most 99999"):
        list(JsonFile(path, "utf-8").rows(arrays(["a[]"]), ["a[]"], []))
