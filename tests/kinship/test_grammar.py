"""The vocabulary's grammar, and that its files are what they say."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from graphinv import kinship
from graphinv.kinship.grammar import SECTIONS, Entry, expand, lines
from graphinv.kinship.lexicon import FILES, build, lexicon
from graphinv.kinship.steps import tokens

FOLDER = Path(kinship.__file__).with_name("vocabulary")

INVENTED = """
# a comment
[answered]
- = 自己
@kin f,xb = 堂 / 甲
@kin m,xs = 姨 同姨 / 乙
<kin>,s&o = <kin>哥(|哥) <kin:2>兄
[f|m],s*2 # d = 丙
[heard]
s = 丁
"""


def made(text: str) -> list[Entry]:
    return list(expand(lines(text)))


def test_rules_make_chains_and_words_at_once() -> None:
    assert made(INVENTED) == [
        Entry("answered", "", "自己"),
        *(Entry("answered", "f,xb,s&o", word) for word in ("堂哥", "堂哥哥", "甲兄")),
        *(Entry("answered", "m,xs,s&o", word) for word in ("姨哥", "姨哥哥", "同姨哥", "同姨哥哥", "乙兄")),
        *(Entry("answered", steps, "丙") for steps in ("f,s,s", "m,s,s", "d")),
        Entry("heard", "s", "丁"),
    ]


def test_words_that_are_only_heard_are_no_answers() -> None:
    found = build(list(lines(INVENTED)))
    assert found.meaning("丁") and "s" not in found.names
    assert found.names["m,xs,s&o"] == ("姨哥", "姨哥哥", "同姨哥", "同姨哥哥", "乙兄")


def test_all_chains_are_written_in_known_steps() -> None:
    steps = {"f", "m", "h", "w", "s", "d", "xb", "ob", "lb", "xs", "os", "ls"}
    for uses in lexicon().uses.values():
        for use in uses:
            assert {code.split("&")[0] for code in tokens(use.chain)[1]} <= steps, use
    pairs = set(chain.from_iterable(lexicon().pairs))
    assert {code.split("&")[0] for one in pairs for code in tokens(one)[1]} <= steps


def test_no_placeholder_is_left_in_a_word() -> None:
    assert not [word for word in lexicon().uses if set(word) & set("<>()|[]@:#= ")]


def test_each_class_belongs_to_one_file() -> None:
    """Classes are shared by all files: two of one name would run together."""
    written = {name: list(lines((FOLDER / f"{name}.txt").read_text("utf-8"))) for name in FILES}
    found = Counter(
        name for file in written.values() for name in {line.chain.split()[0] for line in file if line.chain[0] == "@"}
    )
    assert [name for name, times in found.items() if times > 1] == []
    assert {line.section for file in written.values() for line in file} == set(SECTIONS)
    assert {path.stem for path in FOLDER.iterdir()} == set(FILES)
