"""What is known of the persons on a path: sex, who is older, rank among brothers and sisters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from graphinv.kinship.steps import Age, Sex

Person = int | tuple[int, int]
"""A number; or (a person, generations up) for somebody who is only compared with, such as ego's parent."""


class Rank(NamedTuple):
    """A place among brothers, sisters or children. `among` is the code it was said with: `xb`, `ob`, `s`."""

    number: int
    among: str
    said: bool

    def comparable(self, other: Rank) -> bool:
        """二舅 with 大舅, but not 二哥 with 二弟."""
        same = self.among == other.among
        return same or (self.among[-1] == other.among[-1] and "x" in (self.among[0], other.among[0]))


@dataclass(frozen=True)
class Facts:
    """What is known of persons. Methods that learn something return None where it contradicts what is known."""

    sexes: Mapping[Person, Sex] = field(default_factory=dict)
    older: frozenset[tuple[Person, Person]] = frozenset()
    ranks: Mapping[Person, Rank] = field(default_factory=dict)

    def with_sex(self, person: Person, learnt: Sex) -> Facts | None:
        known = self.sexes.get(person)
        if known is None:
            return replace(self, sexes={**self.sexes, person: learnt})
        return self if known == learnt else None

    def with_age(self, person: Person, other: Person, age: Age) -> Facts:
        pair = (person, other) if age == "older" else (other, person)
        return replace(self, older=self.older | {pair})

    def age(self, person: Person, other: Person) -> Age | None:
        """Whether a person is older or younger than another, as far as it follows."""
        if self._above(person, other):
            return "older"
        if self._above(other, person):
            return "younger"
        mine, theirs = self.ranks.get(person), self.ranks.get(other)
        if mine and theirs and mine.comparable(theirs) and mine.number != theirs.number:
            return "older" if mine.number < theirs.number else "younger"
        return None

    def same_place(self, person: Person, other: Person) -> bool:
        """Two brothers or sisters cannot both be the second: then they are one person."""
        mine, theirs = self.ranks.get(person), self.ranks.get(other)
        return bool(mine and theirs and mine.comparable(theirs) and mine.number == theirs.number)

    def merged(self, kept: Person, gone: Person) -> Facts | None:
        """Two of the persons are one."""
        if self.age(kept, gone):
            return None
        sexes, ranks = dict(self.sexes), dict(self.ranks)
        theirs, rank = sexes.pop(gone, None), ranks.pop(gone, None)
        if theirs and sexes.setdefault(kept, theirs) != theirs:
            return None
        if rank:
            ranks.setdefault(kept, rank)
        older = frozenset((kept if a == gone else a, kept if b == gone else b) for a, b in self.older)
        return Facts(sexes, older, ranks)

    def _above(self, person: Person, other: Person) -> bool:
        seen, waiting = {person}, [person]
        while waiting:
            here = waiting.pop()
            if here == other:
                return True
            found = [b for a, b in self.older if a == here and b not in seen]
            seen.update(found)
            waiting += found
        return False
