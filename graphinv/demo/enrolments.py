"""Who draws which programme from when to when; pairs in force are never drawn together."""

from dataclasses import dataclass

import numpy as np

from graphinv.demo.arrays import Flags, Ints, Rng, between, chance, stream
from graphinv.demo.dates import YEARS
from graphinv.demo.people import People
from graphinv.demo.programmes import EXCLUSIVE, HOUSE_REPAIR, PROGRAMMES, Programme

MONTHS = 12 * len(YEARS)


@dataclass
class Enrolments:
    """Columns over all enrolments of one programme; first and last are counts of the programme's own periods."""

    programme: Programme
    person: Ints
    first: Ints
    last: Ints

    def keep(self, where: Flags) -> None:
        """Drop the enrolments that are not marked."""
        self.person, self.first, self.last = self.person[where], self.first[where], self.last[where]


def enrol(people: People, seed: int) -> list[Enrolments]:
    """Everybody's enrolments, one list entry for each programme that people draw."""
    age = people.age()
    drawn = {}
    for programme in PROGRAMMES:
        if programme.share:
            drawn[programme.key] = _draw(stream(seed, f"enrol {programme.key}"), people, age, programme)
    rng = stream(seed, "switches")
    for a, b, _, until, _ in EXCLUSIVE[:3]:
        assert not until
        _switch(rng, drawn[a], drawn[b])
    return list(drawn.values())


def _draw(rng: Rng, people: People, age: Ints, programme: Programme) -> Enrolments:
    able = (age >= programme.youngest) & (age <= programme.oldest) & chance(rng, programme.share, len(people))
    person = np.flatnonzero(able)
    periods = MONTHS // programme.step
    count = len(person)
    first = np.where(chance(rng, 0.7, count), 0, between(rng, 0, periods - 1, count))
    last = np.where(chance(rng, 0.75, count), periods - 1, between(rng, 0, periods - 1, count))
    if programme.key == HOUSE_REPAIR:
        last = first
    return Enrolments(programme, person, first, np.maximum(first, last))


def _switch(rng: Rng, a: Enrolments, b: Enrolments) -> None:
    """Some who draw a move on to b; whoever draws both draws a only before b begins.

    b keeps its periods; a ends with the month before b's first, counted in months since the steps may differ. Where a
    would end before it began, the person never drew it.
    """
    movers = a.person[chance(rng, 0.2, len(a.person)) & ~np.isin(a.person, b.person)]
    periods = MONTHS // b.programme.step
    begin = between(rng, 1, periods - 1, len(movers))
    b.person = np.concatenate([b.person, movers])
    b.first = np.concatenate([b.first, begin])
    b.last = np.concatenate([b.last, begin if b.programme.key == HOUSE_REPAIR else np.full(len(movers), periods - 1)])
    order = np.argsort(b.person)
    place = np.minimum(np.searchsorted(b.person[order], a.person), len(order) - 1)
    both = b.person[order][place] == a.person
    end = b.first[order][place] * b.programme.step // a.programme.step - 1
    a.last = np.where(both, np.minimum(a.last, end), a.last)
    a.keep(a.first <= a.last)
