"""What a loader may demand of a load, and the YAML that a draft is written in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphinv.content.limits import exceeded, missed
from graphinv.content.loader_spec import load
from graphinv.content.strict_yaml import Table, parse
from graphinv.content.yaml_text import comment, flow_list, flow_map, scalar
from graphinv.errors import SpecError

LOADER = """
id: own.staff
title: {zh: 名单, en: List}
source: {files: [staff]}
columns: {person_id: {type: person}, unit_id: {type: unit}, post: post}
key: [person_id]
nodes: {p: {ref: person, id: person_id}, u: {ref: unit, id: unit_id}}
edges: [{type: HOLDS_POST, from: p, to: u, props: [post]}]
"""


def spec(tmp_path: Path, limits: str) -> Path:
    path = tmp_path / "staff.yaml"
    path.write_text(f"{LOADER}assert: {limits}\n", "utf-8")
    return path


def test_limits_are_judged_by_what_was_counted(tmp_path: Path) -> None:
    found = load(
        spec(
            tmp_path,
            "{min: {rows: 3, filled: {post: 0.98}}, max: {rows: 9, rejected_rows: 0.02, warned_rows: 0.5, "
            "unknown_ids: {unit_id: 0.1}, edges: {HOLDS_POST: 4}}}",
        )
    )
    counts = {"rows": 2.0, "filled.post": 0.98, "rejected_rows": 0.03, "warned_rows": 0.5, "unknown_ids.unit_id": 0.2}
    assert list(missed(found, counts)) == [("rows", "3", 2.0)]
    assert list(exceeded(found, counts)) == [("rejected_rows", "0.02", 0.03), ("unknown_ids.unit_id", "0.1", 0.2)]
    assert list(missed(found, {"filled.post": 0.97})) == [("filled.post", "0.98", 0.97)]
    assert not [*missed(found, {}), *exceeded(found, {})], "what was not counted is not judged"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("{min: {filled: {pots: 0.9}}}", "Did you mean `filled.post`"),
        ("{min: {filled: {post: 98}}}", "`filled.post: 98` must be a part between 0 and 1"),
        ("{min: {rejected_rows: 0.1}}", "min has no `rejected_rows`"),
        ("{max: {filled: {post: 0.9}}}", "max has no `filled.post`"),
        ("{max: {unknown_ids: {post: 0.1}}}", "max has no `unknown_ids.post`"),
        ("{max: {rows: 1.5}}", "`rows: 1.5` must be a whole number"),
        ("{max: {warned_rows: many}}", "`warned_rows: many` must be a part between 0 and 1"),
    ],
)
def test_wrong_limits_are_errors_of_the_loader(tmp_path: Path, limits: str, said: str) -> None:
    with pytest.raises(SpecError) as error:
        load(spec(tmp_path, limits))
    assert said in str(error.value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS.filter(bool), TEXTS)
def test_whatever_stands_in_a_cell_is_read_back(key: str, value: str) -> None:
    """Quotes, colons, hashes, line breaks, control characters: the draft of a hostile header is still YAML."""
    found = parse(f"{scalar(key)}: {flow_map({'a': scalar(value), 'b': flow_list([value])})}\n", "draft")
    assert isinstance(found, Table)
    assert found == {key: {"a": value, "b": [value]}}


def test_plain_words_stay_bare_and_comments_stay_one_line() -> None:
    assert [scalar(text) for text in ("中标金额", "a b", "2021", "$id", "a: b", "#x", "")] == [
        *("中标金额", "a b", "2021", "$id"),
        *('"a: b"', '"#x"', '""'),
    ]
    assert comment("two\nlines: # x") == "# two lines: # x"
