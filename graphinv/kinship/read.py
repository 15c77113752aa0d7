"""Chinese kin words and 的-chains as the set of chains that they may mean.

A word in the vocabulary keeps the meanings it has there. One that is not may stand behind a side (夫, 妻, 内 …), may
hold 表, which alone is 姑表 or 舅表, or a rank (二舅妈, 大嫂, 七舅姥爷). Nothing else is guessed: step, adoptive and
sworn kin (继父, 养母, 干爹) are answered `not_covered`, other words `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from graphinv.kinship.lexicon import WHICH, lexicon
from graphinv.kinship.steps import AGED, CHILDREN, SPOUSES, split, tokens

Problem = Literal["", "unknown", "not_covered", "too_many"]

OF = "的"
MOST_WAYS = 64
"""A text of more meanings than this says nothing about anybody."""
MOST_WORDS = 10
YOUNGEST = 99
"""The rank of 小 and 幺: the last of the brothers or sisters, however many."""

_DIGITS = "一二三四五六七八九"
_RANK = re.compile(f"[大长]|次|[小幺]|十[{_DIGITS}]?|[{_DIGITS}]")
_FIRST = {"大": 1, "长": 1, "次": 2}
_LATEST_RANK = 2
"""Where in a word a rank may begin at the latest: 婆家二舅."""
_NEPHEW = "侄"
_BARE = "表"
_FULL = ("姑表", "舅表")
_ALREADY_FULL = re.compile("[姑舅姨]表")
_NOT_COVERED = re.compile(
    "[继養养乾干义義契盟后後寄过][父母爸妈爹娘爷奶公婆儿子女孙兄弟哥姐妹]|结拜|把兄弟|拜把|同父异母|同母异父"
)
_TRADITIONAL = str.maketrans("媽爺兒孫嬸親內嶽姪婦長繼養後義壻媼倆們", "妈爷儿孙婶亲内岳侄妇长继养后义婿媪俩们")
_MINE = re.compile("^(?:我们|咱们|我|咱|俺)家?的?(?=.)")


@dataclass(frozen=True)
class Sense:
    """One meaning: a chain (see `steps`), its rank among brothers and sisters (0: none; 大 is 1), whether it was said.

    The rank of 大舅 is not said but implied: 大舅 is a word for mother's elder brother.
    """

    chain: str
    rank: int = 0
    said: bool = False
    any_sex: bool = False

    def either(self) -> list[Sense]:
        """This sense, and that of a daughter where the word may be said of one as well (内侄: 内侄 or 内侄女)."""
        return [self, replace(self, chain=self.chain[:-1] + CHILDREN[1])] if self.any_sex else [self]


@dataclass(frozen=True)
class Reading:
    """What a text means. No senses: `problem` says why, and `part` which of its words could not be read."""

    text: str
    senses: tuple[tuple[Sense, ...], ...]
    """Each a way through the text: one sense for each word between 的."""
    together: bool = False
    problem: Problem = ""
    part: str = ""

    @property
    def chains(self) -> frozenset[str]:
        """The chains of all meanings, not shortened."""
        return frozenset(",".join(sense.chain for sense in way if sense.chain) for way in self.senses)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """The meanings of a kin word or of several joined by 的. Never raises; see `Reading.problem`."""
    ways: list[tuple[Sense, ...]] = [()]
    together = False
    for part in "".join(text.split()).split(OF):
        senses, several = _word(part)
        if not senses:
            problem: Problem = "not_covered" if _NOT_COVERED.search(part.translate(_TRADITIONAL)) else "unknown"
            return Reading(text, (), problem=problem, part=part)
        together |= several
        ways = [(*way, sense) for way in ways for sense in senses]
        if len(ways) > MOST_WAYS or len(ways[0]) > MOST_WORDS:
            return Reading(text, (), problem="too_many", part=part)
    return Reading(text, tuple(ways), together)


def _word(word: str) -> tuple[list[Sense], bool]:
    """The senses of one word, and whether all of them are said of several people."""
    plain = word.translate(_TRADITIONAL)
    for form in dict.fromkeys((word, plain, _MINE.sub("", plain))):
        uses = lexicon().meaning(form)
        if uses:
            return [_as_it_stands(form, use.chain) for use in uses], all(use.together for use in uses)
        found = list(dict.fromkeys([*_crossed(form), *_ranked(form)]))
        if found:
            return found, False
    return [], False


def _as_it_stands(word: str, chain: str) -> Sense:
    """大 and 小 of 大舅 and 小姨 also say the place, where the chain says elder and younger."""
    _, codes = tokens(chain)
    blood = [code for code in codes if code not in SPOUSES]
    aged = AGED.get(blood[-1]) if blood else None
    any_sex = word.endswith(_NEPHEW) and codes[-1] == CHILDREN[0]
    if aged and word.startswith("大") and aged[1] == "older":
        return Sense(chain, 1, any_sex=any_sex)
    rank = YOUNGEST if aged and word.startswith("小") and aged[1] == "younger" else 0
    return Sense(chain, rank, any_sex=any_sex)


def _crossed(word: str) -> Iterator[Sense]:
    """表 alone is 姑表 or 舅表."""
    if _BARE in word and not _ALREADY_FULL.search(word):
        for full in _FULL:
            for use in lexicon().meaning(word.replace(_BARE, full, 1)):
                yield Sense(use.chain)


def _ranked(word: str) -> Iterator[Sense]:
    """Words with a rank: 二舅妈 is 舅妈, of the second brother; 二爸 is 几爸."""
    for place in range(_LATEST_RANK + 1):
        rank = _RANK.match(word, place)
        if rank:
            head, tail = word[:place], word[rank.end() :]
            for form in (head + WHICH + tail, head + tail):
                chains = [use.chain for use in lexicon().meaning(form)] or [sense.chain for sense in _crossed(form)]
                yield from (Sense(chain, _number(rank[0]), True) for chain in chains if _has_rank(chain))


def _number(rank: str) -> int:
    if rank in _FIRST:
        return _FIRST[rank]
    if rank in "小幺":
        return YOUNGEST
    tens, _, ones = rank.rpartition("十")
    return (10 if "十" in rank else 0) + (_DIGITS.index(ones) + 1 if ones else 0) + len(tens)


def _has_rank(chain: str) -> bool:
    """Whether the chain ends with one of several brothers, sisters or children, or with a spouse of one."""
    blood = [split(code)[0] for code in tokens(chain)[1] if code not in SPOUSES]
    return bool(blood) and (blood[-1].startswith("x") or blood[-1] in CHILDREN)
