"""Shortening, the way back, relations between two relatives, joint words and questions in Chinese."""

from __future__ import annotations

import pytest

from graphinv.errors import KinWordError
from graphinv.kinship import Question, ask, ask_sentence, back, names, paths, read
from graphinv.kinship.steps import Sex


def called(text: str, ego_sex: Sex | None = None) -> set[str]:
    return set(ask(Question(text, ego_sex=ego_sex)))


@pytest.mark.parametrize(
    ("text", "ego_sex", "answers"),
    [
        ("哥哥的弟弟", "male", {"自己", "哥哥", "弟弟"}),
        ("哥哥的弟弟", "female", {"哥哥", "弟弟"}),
        ("哥哥的哥哥", "male", {"哥哥"}),
        ("姐姐的弟弟的妹妹", "female", {"自己", "姐姐", "妹妹"}),
        ("妻子的丈夫", None, {"自己"}),
        ("丈夫的丈夫", None, set()),
        ("女儿的妈妈", "male", {"老婆"}),
        ("女儿的妈妈", "female", {"自己"}),
        ("女儿的妈妈", None, {"老婆", "自己"}),
        ("妻子的儿子", None, {"儿子"}),
        ("爸爸的老婆", None, {"妈妈"}),
        ("妹妹的爸爸", None, {"爸爸"}),
        ("儿子的妹妹", None, {"女儿"}),
        ("堂哥的爷爷", None, {"爷爷"}),
        ("姑姑的妈妈", None, {"奶奶"}),
        ("爸爸的兄弟", None, {"伯父", "叔叔"}),
        ("二叔的三弟", None, {"三叔"}),
        ("妈妈的三妹", None, {"三姨"}),
        ("堂兄弟的老婆", None, {"堂嫂", "堂弟媳"}),
        ("大舅的弟弟", None, {"舅舅"}),
    ],
)
def test_shortened_and_named(text: str, ego_sex: Sex | None, answers: set[str]) -> None:
    assert called(text, ego_sex) == answers


@pytest.mark.parametrize(
    ("relative", "speaker", "reverse", "answers"),
    [
        ("二叔", "三叔", False, {"二哥"}),
        ("三叔", "二叔", False, {"三弟"}),
        ("奶奶", "姑姑", False, {"妈妈"}),
        ("岳父", "老婆", False, {"爸爸"}),
        ("爷爷", "我", True, {"孙子", "孙女"}),
        ("舅舅", "我", True, {"外甥", "外甥女"}),
        ("堂姐", "堂弟", True, {"堂弟", "弟弟"}),
        ("二舅", "二舅", False, {"自己"}),
    ],
)
def test_between_relatives(relative: str, speaker: str, reverse: bool, answers: set[str]) -> None:
    assert set(ask(Question(relative, speaker, reverse=reverse))) == answers


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("爸爸", "我", {"父子", "父女"}),
        ("哥哥", "妹妹", {"兄妹"}),
        ("嫂子", "妹妹", {"姑嫂"}),
        ("婆婆", "我", {"婆媳"}),
        ("岳父", "我", {"翁婿"}),
        ("姑表哥", "我", {"表兄弟", "表兄妹"}),
        ("堂姐", "我", {"堂姐弟", "堂姐妹"}),
    ],
)
def test_joint_words(one: str, other: str, words: set[str]) -> None:
    assert set(ask(Question(one, other, wanted="pair"))) == words


def test_the_shortest_link_only() -> None:
    assert set(ask(Question("哥哥的弟弟", ego_sex="male", shortest=True))) == {"自己"}


def test_the_way_back_and_back_again_is_the_same_way() -> None:
    for word in ("岳父", "堂哥", "二舅妈", "外甥女婿", "老公的姑姑", "亲家公"):
        for path in paths(read(word), "male" if word == "岳父" else None):
            for way in back(path):
                assert [names(again) for again in back(way)] == [names(path)]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("外公和爸爸是什么关系？", {"翁婿"}),
        ("爸爸怎么称呼舅舅？", {"大舅子", "小舅子", "舅子"}),
        ("我该怎么叫妈妈的弟弟", {"小舅"}),
        ("姑姑的儿子叫什么", {"姑表哥", "姑表弟"}),
        ("大姨是谁", {"妈妈的姐姐"}),
        ("请问舅妈是什么关系", {"妈妈的兄弟的老婆"}),
    ],
)
def test_plain_sentences(question: str, answers: set[str]) -> None:
    assert set(ask_sentence(question)) <= answers and ask_sentence(question)


@pytest.mark.parametrize("text", ["今天天气怎么样", "", "同事是什么关系", "我应该叫继父什么"])
def test_what_is_no_question_about_kin(text: str) -> None:
    with pytest.raises(KinWordError):
        ask_sentence(text)
