"""A way through the graph as words of a report, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from graphinv.kinship import Known, Stop, english, formal, names, paths, read, synonyms, term
from graphinv.kinship.lexicon import lexicon
from graphinv.kinship.steps import Kind, split, tokens

LETTERS: dict[str, Kind] = {"p": "parent", "c": "child", "s": "spouse", "b": "sibling"}


def way(text: str) -> list[Stop]:
    """`pm sf b?70`: kind, sex and year of birth of each step."""
    sexes = {"m": "male", "f": "female"}
    stops = []
    for part in text.split():
        born = date(1900 + int(part[2:]), 1, 1) if part[2:] else None
        stops.append(Stop(LETTERS[part[0]], Known(sexes.get(part[1]), born)))  # type: ignore[arg-type]
    return stops


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "自己", "self"),
        ("pm", "父亲", "father"),
        ("sf pm", "岳父", "father-in-law"),
        ("sm pm", "公公", "father-in-law"),
        ("cf sm", "女婿", "son-in-law"),
        ("pf pf", "外祖母", "maternal grandmother"),
        ("pm pf pm", "曾外祖父", "great-grandfather (father's mother's father)"),
        ("pm bm cm70", "堂哥", "cousin (father's brother's son)"),
        ("pm bm cm90", "堂弟", "cousin (father's brother's son)"),
        ("pm bm cm", "堂兄弟", "cousin (father's brother's son)"),
        ("pm50 bm40", "伯父", "uncle (father's elder brother)"),
        ("pm50 bm", "伯父或叔父", "uncle (father's brother)"),
        ("pf bm sf", "舅母", "aunt (mother's brother's wife)"),
        ("bf cf", "外甥女", "niece (sister's daughter)"),
        ("bm cm cm", "侄孙", "great-nephew (brother's son's son)"),
        ("cf cm", "外孙", "grandson (daughter's son)"),
        ("cm cm cf", "曾孙女", "great-granddaughter (son's son's daughter)"),
        ("sf bf sm", "连襟", "brother-in-law (wife's sister's husband)"),
        ("sm bm sf", "妯娌", "sister-in-law (husband's brother's wife)"),
        ("sf bm cm", "妻子的侄子", "brother-in-law's son (wife's brother's son)"),
        ("sm pf bm", "丈夫的舅父", "mother-in-law's brother (husband's mother's brother)"),
        ("bf cf sm", "外甥女婿", "niece's husband (sister's daughter's husband)"),
        ("cm sf pm", "亲家公", "daughter-in-law's father (son's wife's father)"),
        ("pm pm bm cm", "堂伯或堂叔", "cousin once removed (father's father's brother's son)"),
        ("pf pf bf cf cm", "姨表姨母的儿子", "second cousin (mother's mother's sister's daughter's son)"),
        ("bm70 sf bm", "嫂子的兄弟", "sister-in-law's brother (elder brother's wife's brother)"),
        ("pm bm cm sf pm", "堂兄弟的岳父", "cousin's father-in-law (father's brother's son's wife's father)"),
        # A parent's other child is a brother or a sister; what may be step kin is told as it is.
        ("pm cm90", "弟弟", "younger brother"),
        ("sf cm", "妻子的儿子", "wife's son"),
        ("pm sf", "父亲的妻子", "father's wife"),
        # Sexes that are not known.
        ("p?", "父母", "parent"),
        ("p? p?", "祖父母或外祖父母", "grandparent"),
        ("s? pm", "公公或岳父", "father-in-law"),
        ("p? pm", "祖父或外祖父", "paternal grandfather or maternal grandfather"),
        ("p? b? c?", "父母的兄弟姐妹的子女", "parent's sibling's child"),
        ("s? b? s?", "配偶的兄弟姐妹的配偶", "spouse's sibling's spouse"),
    ],
)
def test_terms(text: str, zh: str, en: str) -> None:
    start = Known(born=date(1980, 1, 1))
    assert (term(way(text), "zh", start), term(way(text), "en", start)) == (zh, en)


def test_a_way_that_contradicts_itself_is_told_by_its_steps() -> None:
    assert term(way("sm"), "zh", Known("male")) == "丈夫"
    assert term(way("pm sm"), "en") == "father's husband"


def test_the_preferred_word_comes_first() -> None:
    (path,) = paths(read("丈人"))
    assert names(path) == ["岳父"]
    assert synonyms(path)[:3] == ("岳父", "丈人", "老丈人")


def test_formal_words_are_words_of_their_chain() -> None:
    """What a report says is read back as that chain, or as one that also says the age."""
    ages = str.maketrans({"o": "x", "l": "x"})
    for chain, word in lexicon().formal.items():
        plain = {found.replace("&o", "").replace("&l", "").translate(ages) for found in read(word).chains}
        assert chain.replace("&o", "").replace("&l", "").translate(ages) in plain, (chain, word)


def test_every_chain_is_said_by_its_first_word() -> None:
    """Chains that shorten to themselves: what is said for them is their preferred word, and English has words too."""
    said = 0
    for steps, words in lexicon().names.items():
        ego_sex, codes = tokens(steps)
        if ego_sex or read(words[0]).together:
            continue
        found = [path for path in paths(read(words[0])) if path.steps == tuple(split(code)[0] for code in codes)]
        assert found, steps
        assert words[0] in [name for path in found for name in names(path)], (steps, words[0])
        assert all(english(path) and formal(path)[0] for path in found), steps
        said += 1
    assert said > 600
