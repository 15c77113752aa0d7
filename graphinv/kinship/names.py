"""A shortened path as Chinese kin words, the preferred one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from graphinv.kinship.facts import Person
from graphinv.kinship.family import Path, last_blood
from graphinv.kinship.lexicon import WHICH, lexicon
from graphinv.kinship.read import OF, YOUNGEST
from graphinv.kinship.steps import AGED, EGO_SEX, MARKS, SIBLINGS, Age

_MARK = {age: mark for mark, age in MARKS.items()}
_SIBLING = {found: code for code, found in AGED.items()}
_DIGITS = "零一二三四五六七八九十"
SPELT = {"f": "爸爸", "m": "妈妈", "h": "老公", "w": "老婆", "s": "儿子", "d": "女儿", "xb": "兄弟", "xs": "姐妹"} | {
    "ob": "哥哥",
    "lb": "弟弟",
    "os": "姐姐",
    "ls": "妹妹",
}
"""One word for each step."""
SELF = "自己"
_AGES: tuple[Age, Age] = ("older", "younger")


def codes(path: Path) -> list[str]:
    """The chains that hold for a path: with its ages first, then ever more of them left out."""
    options = [_step_codes(path, place) for place in range(len(path.links))]
    blood = last_blood(path.steps)
    if blood >= 0:
        options[blood] = [*_marked(path, blood), *options[blood]]
    found = sorted(product(*(list(enumerate(option)) for option in options)), key=lambda way: [sum(n for n, _ in way)])
    return [",".join(code for _, code in way) for way in found]


def names(path: Path) -> list[str]:
    """The preferred word for a path; for each age one where only that would decide (父亲的兄弟: 伯父, 叔叔)."""
    for ways in ([path], *both_ages(path)):
        words = [_ranked(way) or next(iter(synonyms(way)), "") for way in ways]
        if any(words):
            return [word for word in dict.fromkeys(words) if word]
    return []


def synonyms(path: Path) -> tuple[str, ...]:
    """All words for a path as it stands, the preferred one first; none where an age would have to be known."""
    table = lexicon().names
    ego = path.facts.sexes.get(path.start)
    sexed = [mark for mark, sex in EGO_SEX.items() if sex == ego]
    chains = (chain for code in codes(path) for chain in (code, *(f"{mark},{code}" for mark in sexed)))
    return next((table[chain] for chain in chains if chain in table), ())


def spelt(path: Path) -> str:
    """A path step by step: 爸爸的妈妈的兄弟."""
    return OF.join(SPELT[_step_codes(path, place)[0]] for place in range(len(path.links))) or SELF


def _step_codes(path: Path, place: int) -> list[str]:
    step, person = path.links[place]
    age = path.facts.age(person, path.source(place)) if step in SIBLINGS else None
    return [_SIBLING[step, age], step] if age else [step]


def _marked(path: Path, place: int) -> list[str]:
    """The code of a cousin, or of another whose age is compared with that of their generation."""
    step, person = path.links[place]
    peer = path.peer(place)
    if peer in (person, path.source(place)):
        return []
    age = path.facts.age(person, peer)
    return [step + _MARK[age]] if age else []


def _ranked(path: Path) -> str:
    """The word with the rank that was said: 二舅, 二嫂."""
    place = last_blood(path.steps)
    rank = path.facts.ranks.get(path.links[place].person) if place >= 0 else None
    if not rank or not rank.said:
        return ""
    number = {1: "大", YOUNGEST: "小"}.get(rank.number) or _numeral(rank.number)
    found = codes(path)
    ordinals = [lexicon().ordinals[code] for code in found if code in lexicon().ordinals]
    if ordinals:
        return ordinals[0].replace(WHICH, number)
    plain = [lexicon().names[code][0] for code in reversed(found) if code in lexicon().names]
    return number + plain[0] if plain else ""


def _numeral(number: int) -> str:
    return _DIGITS[number] if number <= 10 else "十" + _DIGITS[number - 10]


def both_ages(path: Path) -> Iterator[list[Path]]:
    """Where the order of two persons on a path is not known: the path with the one and the other, the end first."""
    blood = last_blood(path.steps)
    pairs: list[tuple[Person, Person]] = [(path.links[blood].person, path.peer(blood))] if blood >= 0 else []
    siblings = [place for place, step in enumerate(path.steps) if step in SIBLINGS]
    pairs += [(path.links[place].person, path.source(place)) for place in reversed(siblings)]
    for one, other in dict.fromkeys(pairs):
        if one != other and not path.facts.age(one, other):
            yield [replace(path, facts=path.facts.with_age(one, other, age)) for age in _AGES]
