"""A swept county beside its planted truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from graphinv.workspace import Workspace

SCALE = 0.05
SEEDS = (1, 2, 3)
GROUP = pytest.mark.xdist_group("counties")
"""All tests of the counties run in one process, which makes each county once."""


@dataclass(frozen=True)
class County:
    """One swept county with its planted truth."""

    workspace: Workspace
    truth: dict[str, Any]
    leads: list[dict[str, Any]]
    sweep: dict[str, Any]


class Counties(Mapping[int, County]):
    """County by seed; one is made when it is first asked for."""

    def __init__(self, seeds: Sequence[int], make: Callable[[int], County]) -> None:
        self._seeds = seeds
        self._make = make
        self._made: dict[int, County] = {}

    def __getitem__(self, seed: int) -> County:
        if seed not in self._made:
            self._made[seed] = self._make(seed)
        return self._made[seed]

    def __iter__(self) -> Iterator[int]:
        return iter(self._seeds)

    def __len__(self) -> int:
        return len(self._seeds)

    def close(self) -> None:
        for county in self._made.values():
            county.workspace.close()


Identity = frozenset[tuple[str, str]]


def identity_of(lead: dict[str, Any], same: dict[str, str]) -> Identity:
    """Role and source key of a lead; of several keys that find one person, the first."""
    return frozenset((role, _key(value, same)) for role, value in lead["identity"].items())


def _key(value: Any, same: dict[str, str]) -> str:
    """A set of records is told by their keys in order, as in the answer key."""
    if isinstance(value, list):
        return ";".join(sorted(_key(one, same) for one in value))
    return same.get(value["id"], value["id"])


def planted(truth: dict[str, Any], rule: str) -> dict[Identity, str]:
    """The identities that the county's author planted for a rule, with their certainty."""
    same = same_person(truth)
    return {
        frozenset((role, same.get(key, key)) for role, key in entry["identity"].items()): entry["certainty"]
        for entry in truth["rules"].get(rule, {}).get("positives", [])
    }


def near_misses(truth: dict[str, Any], rule: str) -> dict[str, set[str]]:
    """What must open no lead: all keys of each near-miss by its shape."""
    return {entry["shape"]: set(entry["ids"]) for entry in truth["rules"][rule]["near_misses"]}


def same_person(truth: dict[str, Any]) -> dict[str, str]:
    """Each key of a person who has several, to the first of them."""
    groups = [entry["same"] for rule in truth["rules"].values() for entry in rule["positives"] if entry["same"]]
    return {key: min(group) for group in groups for key in group}
