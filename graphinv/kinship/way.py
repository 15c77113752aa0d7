"""A way between two persons as a graph holds it, steps with sexes and dates of birth, in words of both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Literal, NamedTuple

from graphinv.kinship.english import STEPS as ENGLISH
from graphinv.kinship.english import english
from graphinv.kinship.family import EGO, Facts, Link, Path, Person
from graphinv.kinship.lexicon import lexicon
from graphinv.kinship.names import SELF, both_ages, codes
from graphinv.kinship.read import OF
from graphinv.kinship.steps import CHILDREN, FEMALE, MALE, PARENTS, SIBLINGS, SPOUSES, Sex, sexed

Kind = Literal["parent", "child", "spouse", "sibling"]
Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """The two steps of a kind, and what it is called where the sex is not known."""

    steps: tuple[str, str]
    zh: str
    en: str


KINDS: dict[Kind, Words] = {
    "parent": Words(PARENTS, "父母", "parent"),
    "child": Words(CHILDREN, "子女", "child"),
    "spouse": Words(SPOUSES, "配偶", "spouse"),
    "sibling": Words(SIBLINGS, "兄弟姐妹", "sibling"),
}
NEUTRAL: dict[tuple[Kind, ...], tuple[str, str]] = {
    **{(kind,): (words.zh, words.en) for kind, words in KINDS.items()},
    ("parent", "parent"): ("祖父母或外祖父母", "grandparent"),
    ("child", "child"): ("孙子女或外孙子女", "grandchild"),
}
"""Words for relatives whose sexes are not known."""

LANGS = ("zh", "en")
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


def term(way: Sequence[Stop], lang: Lang, start: Known | None = None) -> str:
    """What the end of a way is to its start: 岳父, father-in-law. All persons on the way are different ones.

    Where a sex or an age is not known that decides between two words, both are given (祖父或祖母); with more than two,
    or without a word, the way is told by its steps (堂哥的岳父). So is one that contradicts itself, such as a spouse of
    the same sex.
    """
    stops = _contracted(way)
    if all(stop.person.sex is None for stop in stops) and (kinds := tuple(stop.kind for stop in stops)) in NEUTRAL:
        return NEUTRAL[kinds][LANGS.index(lang)]
    found = _paths(stops, start or Known())
    words = [word for path in found for word in ([english(path)] if lang == "en" else formal(path))]
    distinct = list(dict.fromkeys(words))
    return _OR[lang].join(distinct) if 0 < len(distinct) <= _MANY else _told(stops, lang)


def formal(path: Path) -> list[str]:
    """The words of a report for a path: one, or for each age one; several joined by 的 where there is no word."""
    for ways in ([path], *both_ages(path)):
        words = [_preferred(way) for way in ways]
        if all(words):
            return list(dict.fromkeys(words))
    for cut in range(len(path.links) - 1, 0, -1):
        word = _preferred(replace(path, links=path.links[:cut]))
        if word:
            rest = Path(path.source(cut), path.links[cut:], path.facts)
            return [f"{word}{OF}{more}" for more in formal(rest)]
    return [SELF]


def _preferred(path: Path) -> str:
    formals, names = lexicon().formal, lexicon().common
    said = (formals.get(code) or next(iter(names.get(code, ())), "") for code in codes(path))
    return next(filter(None, said), "")


def _contracted(way: Sequence[Stop]) -> list[Stop]:
    stops: list[Stop] = []
    for stop in way:
        kind = _AS_ONE.get((stops[-1].kind, stop.kind)) if stops else None
        while kind:
            stops.pop()
            stop = Stop(kind, stop.person)
            kind = _AS_ONE.get((stops[-1].kind, stop.kind)) if stops else None
        stops.append(stop)
    return stops


def _paths(stops: Sequence[Stop], start: Known) -> list[Path]:
    """The way as paths, one for each choice of the sexes that are not known."""
    born = [(number, known.born) for number, known in enumerate([start, *(stop.person for stop in stops)])]
    days = [(number, day) for number, day in born if day]
    older = frozenset(
        (a, b) if day < other else (b, a) for (a, day), (b, other) in combinations(days, 2) if day != other
    )
    sexes: dict[Person, Sex] = {EGO: start.sex} if start.sex else {}
    facts = Facts(sexes, older)
    found = []
    for chosen in product(*([stop.person.sex] if stop.person.sex else (MALE, FEMALE) for stop in stops)):
        path: Path | None = Path(EGO, (), facts)
        for number, (stop, sex) in enumerate(zip(stops, chosen, strict=True), 1):
            path = path and _step(path, sexed(KINDS[stop.kind].steps, sex), number)
        found += [path] if path else []
    return found


def _step(path: Path, step: str, person: int) -> Path | None:
    facts = path.known(step, person)
    return Path(path.start, (*path.links, Link(step, person)), facts) if facts else None


def _told(stops: Sequence[Stop], lang: Lang) -> str:
    """Step by step, with the sexes that are known."""
    words = []
    for kind, person in stops:
        step = sexed(KINDS[kind].steps, person.sex) if person.sex else ""
        if lang == "en":
            words.append(ENGLISH[step] if step else KINDS[kind].en)
        else:
            words.append((lexicon().formal.get(step) or lexicon().names[step][0]) if step else KINDS[kind].zh)
    return (OF if lang == "zh" else "'s ").join(words)
