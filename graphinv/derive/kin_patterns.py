"""Which sequences of declared types make somebody kin: enumerated once, and kept where the law counts their end.

A sequence is laid out in steps (parent, child, spouse, sibling), shortened as full kin with one marriage each would
be, and kept if `kinship.standing` has a circle for what remains. Where that may be wrong the pattern is doubtful: step
and half kin (a spouse's child, a sibling's parent), and an unnamed person whom one more row may lead back to (a
grandparent's child is an uncle or the parent). A doubtful way is near but never core, save that a spouse's child is
a child; two doubts make no kin. A child's other parent may never have been married to the parent, and a spouse's spouse
is somebody else: these are not followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from graphinv.derive.kin_terms import CLOSED, CORE, FLAGS, NEAR, STEPS
from graphinv.kinship import standing
from graphinv.kinship.shorten import OUTCOMES
from graphinv.kinship.steps import KINDS, Kind

ROWS = 5
"""So many declared rows make a way at most: a cousin's spouse by parent, parent, child, child and spouse."""

REACH = 4
"""So many steps remain at most: a cousin's spouse. The direct line, which the law does not bound, is cut there too."""

START, UNNAMED = 0, -1
"""Who stands at a step: the start, the end of the n-th row, or somebody whom no row names."""

_NOT_SHORTENED: frozenset[tuple[Kind, Kind]] = frozenset({("child", "parent"), ("spouse", "spouse")})
_SHORTER = {pair: one.kind for pair, one in OUTCOMES.items() if one.kind and pair not in _NOT_SHORTENED}
_SURE: tuple[Kind, Kind] = ("parent", "child")
_AS_SAID = ("spouse", "child")
_NAMES: dict[tuple[Kind, ...], str] = {step.kinds: name for name, step in STEPS.items() if step.kinds}


class Stop(NamedTuple):
    """A step, and the number of whom it leads to."""

    kind: Kind
    person: int


Stops = tuple[Stop, ...]


@dataclass(frozen=True)
class Pattern:
    """Declared types in a row: the steps that remain of them, and how they are told, in one part or several."""

    types: tuple[str, ...] = ()
    stops: Stops = ()
    parts: tuple[Stops, ...] = ()
    doubts: int = 0

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(stop.kind for stop in self.stops)

    @property
    def kept(self) -> int:
        """How many of the stops before the last row remain."""
        return len(self.stops or self.types) - max(1, len(STEPS[self.types[-1]].kinds))

    @property
    def unnamed(self) -> bool:
        """Whether the last row leads over somebody whom it does not name."""
        return len(STEPS[self.types[-1]].kinds) > 1

    @property
    def circle(self) -> str:
        """The circle of the law; empty for those whom it does not count."""
        if not self.stops:
            return CLOSED.get(self.types, "")
        if len(self.stops) > REACH or not _NOT_SHORTENED.isdisjoint(pairwise(self.kinds)):
            return ""
        found = standing(tuple(KINDS[kind][0] for kind in self.kinds)).circle
        return NEAR if found == CORE and self.doubts and self.types != _AS_SAID else found

    @property
    def flags(self) -> tuple[bool, ...]:
        """Whether (core, near, recuse, assoc) hold."""
        return FLAGS.get(self.circle, (False,) * 4)

    @property
    def back(self) -> tuple[str, ...]:
        """The types of the way back."""
        return tuple(STEPS[name].inverse for name in reversed(self.types))

    @property
    def firm(self) -> bool:
        """Whether the way leaves no doubt who the end is."""
        return bool(self.stops and self.circle and not self.doubts)

    @property
    def weak(self) -> bool:
        """Whether the way is not followed to somebody to whom a firm one leads."""
        return bool(self.doubts) or not self.circle

    @property
    def sure(self) -> bool:
        """Whether the way is as certain as its rows. The doubt of two rows is in their circle."""
        return not self.doubts or len(self.types) <= 2

    @property
    def relation(self) -> str | None:
        """The type of table kinship that the end is of; None for those of the direct line beyond grandparents."""
        return standing(tuple(KINDS[kind][0] for kind in self.kinds)).relation if self.stops else self._closed()

    def _closed(self) -> str:
        return self.types[0] if len(self.types) == 1 else "in_law"

    @property
    def term(self) -> str:
        """The steps as they are told, by their names: spouse_parent, parent_sibling_child."""
        if not self.parts:
            return "_".join(self.types)
        parts = (tuple(stop.kind for stop in told(part)) for part in self.parts)
        return "_".join(_NAMES.get(kinds) or "_".join(kinds) for kinds in parts)


def told(part: Stops) -> Stops:
    """A part as it is told: brothers and sisters by a parent or by each other as such."""
    found: list[Stop] = []
    for kind, person in part:
        while found and (found[-1].kind, kind) in (_SURE, ("sibling", "sibling")):
            found.pop()
            kind = "sibling"
        found.append(Stop(kind, person))
    return tuple(found)


def _extended(pattern: Pattern, name: str) -> Pattern | None:
    """The pattern with one more row; None if the law counts nobody at its end, or too much is in doubt."""
    types, kinds = (*pattern.types, name), STEPS[name].kinds
    if types in CLOSED:
        return Pattern(types)
    if not kinds or (pattern.types and not pattern.stops):
        return None
    row = (*(Stop(kind, UNNAMED) for kind in kinds[:-1]), Stop(kinds[-1], len(types)))
    stops, doubts, loose = pattern.stops, pattern.doubts, False
    for stop in row:
        stops, more, may_return = _pushed(stops, stop)
        doubts, loose = doubts + more, loose or may_return
    parts = pattern.parts if pattern.parts and not loose else (*pattern.parts, ())
    return Pattern(types, stops, (*parts[:-1], parts[-1] + row), doubts) if doubts <= 1 else None


def _pushed(stops: Stops, stop: Stop) -> tuple[Stops, int, bool]:
    """(the stops with one more, shortened; how many doubts that brings; whether it may be an unnamed one again)."""
    kind, doubts, loose = stop.kind, 0, False
    while stops and (pair := (stops[-1].kind, kind)) in _SHORTER:
        base = stops[-2].person if len(stops) > 1 else START
        may_return = pair == _SURE and UNNAMED in (base, stop.person)
        doubts, loose = doubts + int(pair != _SURE or may_return), loose or may_return
        kind, stops = _SHORTER[pair], stops[:-1]
    return (*stops, Stop(kind, stop.person)), doubts, loose


@lru_cache(maxsize=256)
def patterns(types: frozenset[str] = frozenset(STEPS)) -> tuple[Pattern, ...]:
    """All patterns of these declared types, shorter ones first, each behind the one that it continues.

    Among them are those that only lead to others: nobody counts a child's other parent, but that parent's other child.
    """
    found, last = [], [Pattern()]
    for _ in range(ROWS):
        last = [longer for pattern in last for name in sorted(types) if (longer := _extended(pattern, name))]
        found += last
    leading = {one.types[:end] for one in found if one.circle for end in range(1, ROWS + 1)}
    return tuple(one for one in found if one.types in leading)
