"""A swept county beside its planted truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphinv.workspace import Workspace

SCALE = 0.05
SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class County:
    """One swept county with its planted truth."""

    workspace: Workspace
    truth: dict[str, Any]
    leads: list[dict[str, Any]]
    sweep: dict[str, Any]


Identity = frozenset[tuple[str, str]]


def identity_of(lead: dict[str, Any], same: dict[str, str]) -> Identity:
    """Role and source key of a lead; of several keys that find one person, the first."""
    return frozenset((role, same.get(value["id"], value["id"])) for role, value in lead["identity"].items())


def planted(truth: dict[str, Any], rule: str) -> dict[Identity, str]:
    """The identities that the county's author planted for a rule, with their certainty."""
    same = same_person(truth)
    return {
        frozenset((role, same.get(key, key)) for role, key in entry["identity"].items()): entry["certainty"]
        for entry in truth["rules"].get(rule, {}).get("positives", [])
    }


def same_person(truth: dict[str, Any]) -> dict[str, str]:
    """Each key of a person who has several, to the first of them."""
    groups = [entry["same"] for rule in truth["rules"].values() for entry in rule["positives"] if entry["same"]]
    return {key: min(group) for group in groups for key in group}
