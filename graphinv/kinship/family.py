"""Paths of steps from person to person, laid out from the meanings of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, product
from typing import NamedTuple

from graphinv.kinship.facts import Facts, Person, Rank
from graphinv.kinship.read import Sense
from graphinv.kinship.steps import FEMALE, MALE, SIBLINGS, SPOUSES, Sex, generation, sex, split, tokens


class Link(NamedTuple):
    """A step (without an age) and whom it leads to."""

    step: str
    person: int


@dataclass(frozen=True)
class Path:
    """From one person to another, step by step, with what is known of all of them."""

    start: int
    links: tuple[Link, ...] = ()
    facts: Facts = field(default_factory=Facts)

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(link.step for link in self.links)

    @property
    def end(self) -> int:
        return self.links[-1].person if self.links else self.start

    def source(self, place: int) -> int:
        """Who stands before a link."""
        return self.links[place - 1].person if place else self.start

    def known(self, step: str, person: int) -> Facts | None:
        """What is known once this step is made: the sex of whom it leads to and, with a spouse, of whom it starts from.

        None if it contradicts what is known.
        """
        facts = self.facts.with_sex(person, sex(step))
        if facts is None or step not in SPOUSES:
            return facts
        return facts.with_sex(self.end, FEMALE if sex(step) == MALE else MALE)

    def peer(self, place: int) -> Person:
        """Whom `&o` and `&l` compare a link's person with: the first of that generation, on the side of the chain.

        On the husband's or the wife's side these are the spouse and theirs, not ego.
        """
        wanted = generation(self.steps[: place + 1])
        first = 1 if self.links[0].step in SPOUSES and place else 0
        for before in range(first, place + 1):
            if generation(self.steps[:before]) == wanted:
                return self.source(before)
        return (self.start, wanted)


EGO = 0
"""The number of ego."""


class Family:
    """Makes paths from ego, who is 0; everybody else that a word speaks of is a new person."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def person(self) -> int:
        return next(self._numbers)

    def walk(self, path: Path, sense: Sense) -> Path | None:
        """The path, and on from its end by what a word means; None if the two contradict each other."""
        ego_sex, codes = tokens(sense.chain)
        facts = path.facts if ego_sex is None else path.facts.with_sex(path.end, ego_sex)
        if facts is None:
            return None
        # Ages and marks of a word hold for its own chain, so it is laid out alone first.
        own: Path | None = Path(path.end, (), facts)
        for code in codes:
            own = own and self._step(own, code)
        if own is None:
            return None
        return Path(path.start, path.links + own.links, _rank(own, codes, sense))

    def _step(self, path: Path, code: str) -> Path | None:
        step, person = split(code)[0], self.person()
        facts = path.known(step, person)
        if facts is None:
            return None
        longer = Path(path.start, (*path.links, Link(step, person)), facts)
        return replace(longer, facts=_learn(longer, len(path.links), code))

    def walks(self, ways: Iterable[tuple[Sense, ...]], ego_sex: Sex | None) -> Iterator[Path]:
        """Each way through a text as a path from ego, not shortened."""
        sexes: dict[Person, Sex] = {} if ego_sex is None else {EGO: ego_sex}
        for way in ways:
            for senses in product(*(sense.either() for sense in way)):
                path: Path | None = Path(EGO, (), Facts(sexes))
                for sense in senses:
                    path = path and self.walk(path, sense)
                if path:
                    yield path


def _learn(path: Path, place: int, code: str) -> Facts:
    """What a code says of ages."""
    _, age, mark = split(code)
    facts, person = path.facts, path.links[place].person
    if age:
        facts = facts.with_age(person, path.source(place), age)
    return facts.with_age(person, path.peer(place), mark) if mark else facts


def _rank(path: Path, codes: tuple[str, ...], sense: Sense) -> Facts:
    if not sense.rank:
        return path.facts
    place = last_blood(path.steps)
    cousin = any(step in SIBLINGS for step in path.steps[:place])
    among = "cousin" if cousin else codes[place]
    return replace(
        path.facts, ranks={**path.facts.ranks, path.links[place].person: Rank(sense.rank, among, sense.said)}
    )


def last_blood(steps: tuple[str, ...]) -> int:
    """The place of the last step that is no marriage; -1 if there is none."""
    return max((place for place, step in enumerate(steps) if step not in SPOUSES), default=-1)
