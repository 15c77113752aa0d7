"""Kin words and 的-chains become sets of chains, and what cannot be read says so."""

from __future__ import annotations

import pytest

from graphinv.errors import KinWordError
from graphinv.kinship import read
from graphinv.kinship.ask import understood
from graphinv.kinship.read import MOST_WAYS, YOUNGEST


@pytest.mark.parametrize(
    ("word", "chains"),
    [
        ("我", {""}),
        ("岳父", {"w,f"}),
        ("堂哥", {"f,xb,s&o"}),
        ("外甥女", {"xs,d"}),
        ("嬢嬢", {"f,lb,w", "f,xs", "m,xb,w", "m,xs"}),
        ("侄子", {"ob,s", "lb,s", "xb,s"}),
        ("阿舅", {"m,xb", "w,xb"}),
        ("配偶", {"h", "w"}),
        ("岳父母", {"w,f", "w,m"}),
    ],
)
def test_words_as_they_stand(word: str, chains: set[str]) -> None:
    assert read(word).chains == chains


@pytest.mark.parametrize(
    ("word", "chains"),
    [
        ("表哥", {"f,xs,s&o", "m,xb,s&o"}),
        ("姨表哥", {"m,xs,s&o"}),
        ("表姑妈", {"f,f,xs,d", "f,m,xb,d"}),
        ("妻弟", {"w,lb"}),
        ("内兄", {"w,ob"}),
        ("表兄", {"f,xs,s&o", "m,xb,s&o"}),
        ("表侄", {"f,xs,s,s", "m,xb,s,s"}),
        ("表婶", {"f,f,xs,s&l,w", "f,m,xb,s&l,w"}),
        ("内侄女", {"w,ob,d", "w,lb,d", "w,xb,d"}),
        ("夫舅妈", {"h,m,xb,w"}),
        ("妻舅", {"w,xb"}),  # a word of its own, not the wife's mother's brother
        ("外公", {"m,f"}),
        ("我妈", {"m"}),
        ("我的爸爸", {"f"}),
        ("媽媽", {"m"}),
        ("姪女", {"ob,d", "lb,d", "xb,d"}),
        ("妈妈 的 哥哥", {"m,ob"}),
        ("妈妈的姐姐的弟弟的女儿", {"m,os,lb,d"}),
    ],
)
def test_words_by_rule(word: str, chains: set[str]) -> None:
    assert read(word).chains == chains


@pytest.mark.parametrize(
    ("word", "chain", "rank", "said"),
    [
        ("二舅妈", "m,xb,w", 2, True),
        ("大嫂", "ob,w", 1, True),
        ("二爸", "f,xb", 2, True),
        ("十二叔", "f,lb", 12, True),
        ("小儿子", "s", YOUNGEST, True),
        ("长女婿", "d,h", 1, True),
        ("次女婿", "d,h", 2, True),
        ("大舅", "m,ob", 1, False),
        ("小姨", "m,ls", YOUNGEST, False),
        ("哥哥", "ob", 0, False),
    ],
)
def test_ranks(word: str, chain: str, rank: int, said: bool) -> None:
    """大 and 小 are ranks, except where the word is one as it stands; there they are implied."""
    (way,) = read(word).senses
    assert [(sense.chain, sense.rank, sense.said) for sense in way] == [(chain, rank, said)]


@pytest.mark.parametrize("word", ["继父", "后妈", "养母", "养子", "干爹", "乾兒子", "义父", "结拜兄弟", "爸爸的继母"])
def test_step_adoptive_and_sworn_kin_are_not_covered(word: str) -> None:
    reading = read(word)
    assert (reading.chains, reading.problem) == (frozenset(), "not_covered")


@pytest.mark.parametrize("word", ["老干爷", "后生", "三世祖"])
def test_words_that_only_look_like_those_are_read(word: str) -> None:
    assert read(word).chains and not read(word).problem


@pytest.mark.parametrize(
    ("text", "part"), [("同事", "同事"), ("爸爸的同事", "同事"), ("", ""), ("的", ""), ("二妈妈的狗", "狗")]
)
def test_unknown_words_say_which(text: str, part: str) -> None:
    assert (read(text).problem, read(text).part, read(text).chains) == ("unknown", part, frozenset())


def test_a_word_for_several_people_says_so() -> None:
    assert read("父母").together and not read("父亲").together


def test_more_meanings_than_can_be_followed() -> None:
    assert not read("嬢嬢的嬢嬢的嬢嬢").problem
    assert 4**3 == MOST_WAYS
    assert read("嬢嬢的嬢嬢的嬢嬢的嬢嬢").problem == "too_many"
    assert read("的".join(["爸爸"] * 11)).problem == "too_many"


@pytest.mark.parametrize(
    ("text", "says"), [("继父", "not covered"), ("同事", "not known"), ("嬢嬢的嬢嬢的嬢嬢的嬢嬢", "too many")]
)
def test_errors_say_what_to_do(text: str, says: str) -> None:
    with pytest.raises(KinWordError, match=says) as raised:
        understood(text)
    assert raised.value.hint
