"""Paths between relatives of ego: what one is to another, and the way back."""

from __future__ import annotations

from dataclasses import replace

from graphinv.kinship.facts import Facts
from graphinv.kinship.family import EGO, Family, Link, Path
from graphinv.kinship.read import Reading
from graphinv.kinship.shorten import shorten
from graphinv.kinship.steps import CHILDREN, FEMALE, MALE, PARENTS, SIBLINGS, SPOUSES, Sex, sexed

_BACK = {
    **dict.fromkeys(PARENTS, CHILDREN),
    **dict.fromkeys(CHILDREN, PARENTS),
    **dict.fromkeys(SPOUSES, SPOUSES),
    **dict.fromkeys(SIBLINGS, SIBLINGS),
}
"""A step to the steps that lead back, for a man and for a woman."""


def paths(reading: Reading, ego_sex: Sex | None = None) -> list[Path]:
    """All that a text may come to, as shortened paths from ego."""
    return [found for path in Family().walks(reading.senses, ego_sex) for found in shorten(path)]


def between(start: Reading, end: Reading, ego_sex: Sex | None = None) -> list[Path]:
    """All shortened paths from one relative of ego to another."""
    family = Family()
    found = []
    for one in family.walks(start.senses, ego_sex):
        for way in back(one):
            for other in family.walks(end.senses, way.facts.sexes.get(EGO)):
                joined = joined_at_ego(way, other)
                found += shorten(joined) if joined else []
    return found


def joined_at_ego(way: Path, other: Path) -> Path | None:
    """A path that leads to ego, and on by one that starts there; None if they contradict each other."""
    facts: Facts | None = way.facts
    for person, sex in other.facts.sexes.items():
        facts = facts and facts.with_sex(person, sex)
    if facts is None:
        return None
    ranks = {**facts.ranks, **other.facts.ranks}
    return Path(way.start, way.links + other.links, Facts(facts.sexes, facts.older | other.facts.older, ranks))


def back(path: Path) -> list[Path]:
    """The path from its end to its start; two if the sex of the start is not known and matters."""
    if path.links and path.start not in path.facts.sexes:
        sexed_paths = [path.facts.with_sex(path.start, sex) for sex in (MALE, FEMALE)]
        return [found for facts in sexed_paths if facts for found in back(replace(path, facts=facts))]
    links = []
    for place in range(len(path.links) - 1, -1, -1):
        person = path.source(place)
        links.append(Link(sexed(_BACK[path.links[place].step], path.facts.sexes[person]), person))
    return [Path(path.end, tuple(links), path.facts)]
