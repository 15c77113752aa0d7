"""A way between two persons as a graph holds it, steps with sexes and dates of birth, in words of both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, product
from typing import Literal, NamedTuple

from graphinv.kinship.english import STEPS as ENGLISH
from graphinv.kinship.english import english
from graphinv.kinship.facts import Facts, Person
from graphinv.kinship.family import EGO, Link, Path
from graphinv.kinship.formal import formal
from graphinv.kinship.lexicon import lexicon
from graphinv.kinship.read import OF
from graphinv.kinship.steps import FEMALE, KINDS, MALE, Kind, Sex, sexed

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

NEUTRAL: dict[tuple[Kind, ...], tuple[str, str]] = {
    ("parent",): ("父母", "parent"),
    ("child",): ("子女", "child"),
    ("spouse",): ("配偶", "spouse"),
    ("sibling",): ("兄弟姐妹", "sibling"),
    ("parent", "parent"): ("祖父母或外祖父母", "grandparent"),
    ("child", "child"): ("孙子女或外孙子女", "grandchild"),
}
"""Words for relatives whose sexes are not known."""

_OR = {"zh": "或", "en": " or "}
_MANY = 2
"""With more words than this to choose from, the steps themselves say more."""

_AS_ONE: dict[tuple[Kind, Kind], Kind] = {("parent", "child"): "sibling", ("sibling", "sibling"): "sibling"}
"""A parent's other child. A spouse's child or a parent's spouse may be step kin and keeps its two steps."""


@dataclass(frozen=True)
class Known:
    """What is known of a person on the way."""

    sex: Sex | None = None
    born: date | None = None


class Stop(NamedTuple):
    """A step, and whom it leads to."""

    kind: Kind
    person: Known = Known()


class Shape(NamedTuple):
    """What of a way decides its words: its steps, the sexes of all persons (the start first), who is older."""

    kinds: tuple[Kind, ...]
    sexes: tuple[Sex | None, ...]
    older: frozenset[tuple[Person, Person]]


def term(way: Sequence[Stop], lang: Lang, start: Known | None = None) -> str:
    """What the end of a way is to its start: 岳父, father-in-law. All persons on the way are different ones.

    Where a sex or an age is not known that decides between two words, both are given (祖父或外祖父); with more than two
    the way is told step by step, and so is one that contradicts itself, such as a spouse of the same sex. Without a
    word it is told by several (堂哥的岳父).
    """
    persons = [start or Known(), *(stop.person for stop in way)]
    days = [(number, person.born) for number, person in enumerate(persons) if person.born]
    pairs = [(a, b) if day < other else (b, a) for (a, day), (b, other) in combinations(days, 2) if day != other]
    kinds, sexes = tuple(stop.kind for stop in way), tuple(person.sex for person in persons)
    return said(Shape(kinds, sexes, frozenset(pairs)), lang)


def said(shape: Shape, lang: Lang) -> str:
    """The words for all ways of this shape, as `term` has them."""
    return _said(_contracted(shape), lang)


@lru_cache(maxsize=4096)
def _said(shape: Shape, lang: Lang) -> str:
    if not any(shape.sexes[1:]) and shape.kinds in NEUTRAL:
        return NEUTRAL[shape.kinds][LANGS.index(lang)]
    words = [word for path in _paths(shape) for word in ([english(path)] if lang == "en" else formal(path))]
    distinct = list(dict.fromkeys(words))
    return _OR[lang].join(distinct) if 0 < len(distinct) <= _MANY else _told(shape, lang)


def _contracted(shape: Shape) -> Shape:
    """The shape without persons that only lead to a brother or a sister; the others are numbered anew."""
    kinds: list[Kind] = []
    kept = [EGO]
    for number, kind in enumerate(shape.kinds, 1):
        while kinds and (kinds[-1], kind) in _AS_ONE:
            kind = _AS_ONE[kinds.pop(), kind]
            kept.pop()
        kinds.append(kind)
        kept.append(number)
    place: dict[Person, int] = {number: new for new, number in enumerate(kept)}
    older = frozenset((place[a], place[b]) for a, b in shape.older if a in place and b in place)
    return Shape(tuple(kinds), tuple(shape.sexes[number] for number in kept), older)


def _paths(shape: Shape) -> list[Path]:
    """The way as paths, one for each choice of the sexes that are not known; none if there are too many to say."""
    if shape.sexes[1:].count(None) > _MANY:
        return []
    start: dict[Person, Sex] = {EGO: shape.sexes[0]} if shape.sexes[0] else {}
    found = []
    for sexes in product(*([sex] if sex else (MALE, FEMALE) for sex in shape.sexes[1:])):
        path: Path | None = Path(EGO, (), Facts(start, shape.older))
        for number, (kind, sex) in enumerate(zip(shape.kinds, sexes, strict=True), 1):
            path = path and _step(path, sexed(KINDS[kind], sex), number)
        found += [path] if path else []
    return found


def _step(path: Path, step: str, person: int) -> Path | None:
    facts = path.known(step, person)
    return Path(path.start, (*path.links, Link(step, person)), facts) if facts else None


def _told(shape: Shape, lang: Lang) -> str:
    """Step by step, with the sexes that are known."""
    words = [_step_word(kind, sex, lang) for kind, sex in zip(shape.kinds, shape.sexes[1:], strict=True)]
    return (OF if lang == "zh" else "'s ").join(words)


def _step_word(kind: Kind, sex: Sex | None, lang: Lang) -> str:
    if sex is None:
        return NEUTRAL[kind,][LANGS.index(lang)]
    step = sexed(KINDS[kind], sex)
    return ENGLISH[step] if lang == "en" else lexicon().formal.get(step) or lexicon().names[step][0]
