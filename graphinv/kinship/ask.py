"""Questions about kin: how to address somebody, what the way to them is, one word for two relatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Literal

from graphinv.errors import KinWordError
from graphinv.kinship.family import Path
from graphinv.kinship.lexicon import lexicon
from graphinv.kinship.names import both_ages, codes, names, spelt
from graphinv.kinship.read import Reading, read
from graphinv.kinship.relate import back, between
from graphinv.kinship.steps import Sex

Wanted = Literal["name", "chain", "pair"]

EGO = "我"


@dataclass(frozen=True)
class Question:
    """`relative` as seen by `speaker`; both are words or 的-chains from ego's point of view.

    Wanted: `name` how the speaker addresses the relative, `chain` the steps between them, `pair` one word for both.
    `reverse`: how the relative addresses the speaker. `shortest`: only the shortest of the possible links.
    """

    relative: str
    speaker: str = EGO
    ego_sex: Sex | None = None
    wanted: Wanted = "name"
    reverse: bool = False
    shortest: bool = False


def ask(question: Question) -> tuple[str, ...]:
    """All answers, in the order of the words' meanings; none if what was asked for has no word.

    Raises KinWordError if one of the words cannot be read.
    """
    start, end = understood(question.speaker or EGO), understood(question.relative)
    if question.reverse or question.wanted == "pair":
        start, end = end, start
    found = between(start, end, question.ego_sex)
    if question.shortest and found:
        least = min(len(path.links) for path in found)
        found = [path for path in found if len(path.links) == least]
    if question.wanted == "chain":
        return tuple(dict.fromkeys(spelt(path) for path in found))
    words = joint_words if question.wanted == "pair" else names
    return tuple(dict.fromkeys(word for path in found for word in words(path)))


def joint_words(path: Path) -> list[str]:
    """The words for the two ends of a path (叔侄); for each age one where only that would decide."""
    for ways in ([path], *both_ages(path)):
        words = [word for way in ways for word in _joint(way)]
        if words:
            return words
    return []


def _joint(path: Path) -> Iterable[str]:
    there = codes(path)
    backs = [code for way in back(path) for code in codes(way)]
    pairs = lexicon().pairs
    return [pairs[chains] for chains in product(there, backs) if chains in pairs]


def understood(text: str) -> Reading:
    """The reading of a text; raises KinWordError if it has none."""
    reading = read(text)
    if reading.problem == "not_covered":
        raise KinWordError(
            "{word} is step, adoptive or sworn kin, which is not covered.",
            word=reading.part,
            hint="State the declared relation instead.",
        )
    if reading.problem == "too_many":
        raise KinWordError(
            "{text} has too many meanings to be followed.",
            text=text,
            hint="Ask about fewer steps, or use plainer words.",
        )
    if reading.problem:
        raise KinWordError(
            "{word} is not known as a kin word.",
            word=reading.part or text,
            hint="Join known words by 的, such as 妈妈的哥哥.",
        )
    return reading
