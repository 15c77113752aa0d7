"""Kin words in the type column of table kinship: one relation, or a warning that says why none."""

from __future__ import annotations

import pytest

from graphinv.errors import SpecError
from graphinv.kinship.relation import declared
from graphinv.model.values import reasons
from graphinv.staging.kinds import kin
from tests.staging.bench import Bench, loader

HEADER = ["本人身份证号", "亲属身份证号", "与本人关系"]


def stage(bench: Bench, words: list[str]) -> list[str]:
    bench.table("kinship.csv", [HEADER, *([f"a{number}", f"b{number}", word] for number, word in enumerate(words))])
    bench.stage()
    return [value for (value,) in bench.typed("kinship", "type")]


def test_words_of_one_relation_are_mapped(bench: Bench) -> None:
    words = ["大舅子", "外甥女", "岳父", "二舅妈", "妈妈的哥哥", "长子", "IN_LAW", "ｐａｒｅｎｔ", " 表妹 ", "二\0舅妈"]
    assert stage(bench, words) == [
        *(
            "in_law",
            "collateral",
            "in_law",
            "in_law",
            "collateral",
            "child",
            "in_law",
            "parent",
            "collateral",
            "in_law",
        ),
    ]
    assert [note for note in bench.notes() if "stored as other" in note[4]] == []


def test_other_words_say_why(bench: Bench) -> None:
    expected = {
        "嬢嬢": reasons.SEVERAL_RELATIONS,
        "孙子": reasons.GRANDCHILD,
        "曾祖父": reasons.BEYOND_RELATIONS,
        "干爹": reasons.STEP_KIN,
        "同事": reasons.UNKNOWN_WORD,
        "亲" * 30: reasons.UNKNOWN_WORD,
    }
    assert set(stage(bench, list(expected))) == {"other"}
    assert {value: reason for _, _, _, value, reason in bench.notes()} == {
        word: reason.en for word, reason in expected.items()
    }


def test_what_is_staged_is_what_python_says(bench: Bench) -> None:
    """Words that no list holds: the relation of the reader, `other` where it names none."""
    words = [
        "姑表哥",
        "妻弟",
        "夫舅妈",
        "内侄",
        "太姥爷",
        "老爷",
        "姑婆",
        "表姑",
        "三叔",
        "小姨子",
        "女婿的哥哥",
        "哥哥的弟弟",
    ]
    assert stage(bench, words) == [declared(word).relation or "other" for word in words]


def test_only_so_many_words_are_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kin, "MOST", 1)
    assert stage(bench, ["a", "二舅妈", "岳父"]) == ["other", "other", "in_law"]


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("{type: enum, of: kin, values: {a: [甲]}}", "only `of: kinship` does"),
        ("{type: enum, of: kinship, values: {spouse: [配偶]}}", "must have the values parent, child"),
    ],
)
def test_a_loader_that_takes_kin_words_has_their_relations(bench: Bench, column: str, says: str) -> None:
    text = f"id: t\ntitle: {{zh: 测, en: T}}\nsource: {{files: [t]}}\ncolumns:\n  n: {{}}\n  x: {column}\nkey: [n]\n"
    with pytest.raises(SpecError, match=says):
        loader(bench.folder / "t.yaml", text)
