"""What is planted in a county: which leads must be found, and which must not be opened."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

Identity = dict[str, str]
"""The role of a rule's identity (official, company, lot …) → the key of that record in the files.

A set of records is told by their keys in order, with `;` between them, a role that nobody plays by an empty text, and a
role that is a plain value (a year) by that value.
"""


@dataclass(frozen=True)
class Positive:
    """A lead that must be found: its identity, and whether it is certain or only possible.

    `ids` lists every key that takes part. Where two records of one person are loaded as one node, `same` lists the
    keys that find it, since either may stand in the lead.
    """

    identity: Identity
    shape: str
    ids: list[str]
    certainty: str = "certain"
    same: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class NearMiss:
    """Records that differ from a positive in one fact and must open no lead."""

    shape: str
    differs: str
    ids: list[str]


@dataclass(frozen=True)
class RuleTruth:
    """All that is planted for one rule.

    A `weak` rule opens no lead: its positives are findings, and the background may hold others.
    """

    positives: list[Positive] = field(default_factory=list)
    near_misses: list[NearMiss] = field(default_factory=list)
    weak: bool = False


class Played(Protocol):
    """One case of a rule as its scheme describes it; `differs` is empty unless it is a near-miss."""

    @property
    def shape(self) -> str: ...

    @property
    def differs(self) -> str: ...

    @property
    def certainty(self) -> str: ...


Case = TypeVar("Case", bound=Played)


def planted(
    positives: Iterable[Case], near_misses: Iterable[Case], play: Callable[[Case], tuple[Identity, list[str]]]
) -> RuleTruth:
    """Play all cases; `play` enters one and gives the identity of the lead that it would open, and all its keys."""
    truth = RuleTruth()
    for case in positives:
        identity, ids = play(case)
        truth.positives.append(Positive(identity, case.shape, ids, case.certainty))
    for case in near_misses:
        _, ids = play(case)
        truth.near_misses.append(NearMiss(case.shape, case.differs, ids))
    return truth


@dataclass(frozen=True)
class Truth:
    """The answer key of one county, by rule id."""

    seed: int
    scale: float
    rules: dict[str, RuleTruth]

    def write(self, path: Path) -> None:
        """Write the key as JSON (UTF-8)."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_truth(path: Path) -> Truth:
    """Read what `Truth.write` has written."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    rules = {
        rule: RuleTruth(
            [Positive(**entry) for entry in planted["positives"]],
            [NearMiss(**entry) for entry in planted["near_misses"]],
            planted["weak"],
        )
        for rule, planted in raw["rules"].items()
    }
    return Truth(raw["seed"], raw["scale"], rules)
