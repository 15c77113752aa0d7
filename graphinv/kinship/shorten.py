"""Shortening: which persons on a path may be one and the same, and what remains of the path in each case.

A brother's brother may be ego or another brother; a father's son is ego or a brother; a child's father is ego, or ego's
husband. One marriage each and full brothers and sisters are assumed: step kin is not covered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from graphinv.kinship.family import Link, Path
from graphinv.kinship.steps import KIND, KINDS, SIBLINGS, Kind, sex, sexed


class Outcome(NamedTuple):
    """What two steps come to: whether the end may be who stood before both, and the one step that may replace both."""

    returns: bool
    kind: Kind | None


OUTCOMES: dict[tuple[Kind, Kind], Outcome] = {
    ("parent", "spouse"): Outcome(False, "parent"),
    ("parent", "child"): Outcome(True, "sibling"),
    ("sibling", "sibling"): Outcome(True, "sibling"),
    ("sibling", "parent"): Outcome(False, "parent"),
    ("spouse", "spouse"): Outcome(True, None),
    ("spouse", "child"): Outcome(False, "child"),
    ("child", "parent"): Outcome(True, "spouse"),
    ("child", "sibling"): Outcome(False, "child"),
}
"""Kinds of two steps in a row to what they come to; others stay as they are."""


def shorten(path: Path) -> list[Path]:
    """All that the path may come to; none if it contradicts itself (a man's husband)."""
    found = [replace(path, links=())]
    for step, person in path.links:
        found = [longer for shorter in found for longer in _push(shorter, step, person)]
    return found


def _push(path: Path, step: str, person: int) -> Iterator[Path]:
    """The path with one more step, shortened."""
    facts = path.known(step, person)
    if facts is None:
        return
    path = replace(path, facts=facts)
    outcome = OUTCOMES.get((KIND[path.links[-1].step], KIND[step])) if path.links else None
    if outcome is None:
        yield from _append(path, step, person)
        return
    shorter = replace(path, links=path.links[:-1])
    if outcome.kind:
        yield from _push(shorter, sexed(KINDS[outcome.kind], sex(step)), person)
    if outcome.returns:
        yield from _joined(shorter, person)


def _append(path: Path, step: str, person: int) -> Iterator[Path]:
    if step not in SIBLINGS or not path.facts.same_place(path.end, person):
        yield replace(path, links=(*path.links, Link(step, person)))


def _joined(path: Path, person: int) -> Iterator[Path]:
    """The path, if its end and this person can be one."""
    facts = path.facts.merged(path.end, person)
    if facts:
        yield replace(path, facts=facts)
