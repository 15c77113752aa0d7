"""A lead: a question to be checked, with everything that is needed to show it, named or masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from graphinv.content.rule_spec import Text
from graphinv.rules.identity import Role
from graphinv.rules.words import Sentence
from graphinv.stores.base import SourceRow


@dataclass(frozen=True)
class CaseNode:
    """A node of a lead: `gid` names it inside, `id` is its key in the source tables, `name` may be empty.

    `post` tells that the evidence shows this person in a public post.
    """

    gid: str
    label: str
    id: str
    name: str
    post: bool = False


@dataclass(frozen=True)
class Fact:
    """One numbered base fact: an edge between two nodes, or with `end` None what a source says about a node.

    Values are as JSON shows them: money in yuan as decimal text, dates ISO, unknown bounds None.
    """

    n: int
    type: str
    start: str
    end: str | None
    since: str | None
    until: str | None
    since_certain: str | None
    until_certain: str | None
    certain: bool
    props: Mapping[str, Any]
    sources: tuple[SourceRow, ...]


class Case(Protocol):
    """Nodes by gid, and numbered facts about them."""

    @property
    def nodes(self) -> Mapping[str, CaseNode]: ...

    @property
    def evidence(self) -> tuple[Fact, ...]: ...


@dataclass(frozen=True)
class LeadCase:
    """The case that a lead is in: its key, the party that it is around, and how many leads stand in it."""

    key: str
    around: CaseNode
    leads: int


@dataclass(frozen=True)
class Lead:
    """One lead as a sweep saw it. `amount` is in the smallest unit of `currency` (fen); `facts_hash` changes with the
    facts, not with files or rows. Status and days come from the ledger, the case from all leads that are there.
    """

    key: str
    rule: str
    code: str
    rule_version: int
    class_: str
    severity: str
    certain: bool
    score: float
    amount: int | None
    currency: str
    title: Text
    sentence: Mapping[str, Sentence]
    roles: Mapping[str, Role]
    nodes: Mapping[str, CaseNode]
    evidence: tuple[Fact, ...]
    reasons: tuple[Text, ...]
    not_checked: tuple[Text, ...]
    facts_hash: str
    as_of: date
    params: Mapping[str, str]
    modes: tuple[str, ...] = ()
    status: str = "new"
    first_seen: date | None = None
    last_seen: date | None = None
    case: LeadCase | None = None

    @property
    def opens(self) -> bool:
        """A weak rule's finding raises other leads and opens none."""
        return self.class_ != "W"

    @property
    def certainty(self) -> str:
        return "certain" if self.certain else "possible"
