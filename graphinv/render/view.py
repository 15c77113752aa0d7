"""What a report is made of: plain data that is already redacted, complete and in reading order.

The composition root fills these from ledger and store; render adds words, figures and layout, and no facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Text = Mapping[str, str]
"""The same words in every language: {"zh": …, "en": …}."""


def pick(text: Text | str, lang: str) -> str:
    """One language of a text; a plain string says the same in every language."""
    return text if isinstance(text, str) else str(text.get(lang) or next(iter(text.values()), ""))


OFFICIALS, RELATIVES, COMPANIES, CONTRACTS, UNITS = range(5)
"""The columns of the drawing, from left to right."""

_COLUMNS = {
    "Person": RELATIVES,
    "Household": RELATIVES,
    "Company": COMPANIES,
    "CompanyYear": COMPANIES,
    "Account": COMPANIES,
    "Identifier": COMPANIES,
    "Unit": UNITS,
    "Register": UNITS,
    "ExclusivePair": UNITS,
}


def column_of(label: str, *, official: bool = False) -> int:
    """The column in which nodes of a label stand unless the caller knows better; acts and grants share CONTRACTS."""
    return OFFICIALS if official else _COLUMNS.get(label, CONTRACTS)


@dataclass(frozen=True)
class NodeView:
    """A node of a case: `id` as evidence `from` and `to` name it, `name` as it may be shown, `note` below the name."""

    id: str
    label: str
    name: str
    column: int
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One sentence of the path with the numbers of the evidence that it rests on."""

    text: Text
    evidence: Sequence[int] = ()
    inferred: bool = False


@dataclass(frozen=True)
class RawRow:
    """A source row behind a fact; `row` counts as a spreadsheet does (header = 1), `cells` are as in the file.

    A row that is one of several of a line of JSON is written as `12.3`.
    """

    file: str
    sheet: str | None
    row: int | str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Query:
    """The rule's text and the parameters it ran with."""

    cypher: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """One line of a lead's history; `on` is an ISO date."""

    on: str
    text: Text


@dataclass(frozen=True)
class Related:
    """Another lead of the same case; `file` is its page beside this one, empty if there is none."""

    key: str
    code: str
    severity: str
    title: Text
    sentence: Text
    file: str = ""


@dataclass(frozen=True)
class CaseView:
    """One lead, ready to be shown. `lead` is the JSON of the machine-readable contract, redacted.

    Facts and steps that are left out are written from the evidence (`describe.complete`).
    """

    lead: Mapping[str, Any]
    nodes: Mapping[str, NodeView]
    steps: Sequence[Step] = ()
    facts: Mapping[int, Text] = field(default_factory=dict)
    raw: Mapping[int, Sequence[RawRow]] = field(default_factory=dict)
    query: Query | None = None
    innocent: Sequence[Text] = ()
    checklist: Sequence[Text] = ()
    history: Sequence[Event] = ()
    related: Sequence[Related] = ()
    rule_title: Text = field(default_factory=dict)
    named: bool = False  # real names are in it, and the report says so


@dataclass(frozen=True)
class SweepRule:
    """How one rule ended: `result` is hit, clear or not_evaluable; `population` counts what it looked at."""

    rule: str
    title: Text
    result: str
    reason: Text = field(default_factory=dict)
    code: str = ""
    leads: int = 0
    population: int | None = None
    unknown: int = 0


@dataclass(frozen=True)
class SweepLead:
    """One row of the index; `change` is new, changed, continuing, gone or cleared. Gone leads need no case file."""

    lead: Mapping[str, Any]
    change: str
    units: Sequence[str] = ()


@dataclass(frozen=True)
class SweepCase:
    """Several leads on one family or firm: whom they are around, as that may be shown, and their keys."""

    key: str
    around: str
    leads: Sequence[str]


@dataclass(frozen=True)
class Coverage:
    """One input table: what came in and what was turned away."""

    table: str
    files: int
    rows: int
    rejected: int = 0
    note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class SweepView:
    """A sweep, ready to be shown. `sweep` is the JSON of the machine-readable contract."""

    sweep: Mapping[str, Any]
    rules: Sequence[SweepRule] = ()
    leads: Sequence[SweepLead] = ()
    coverage: Sequence[Coverage] = ()
    missing: Sequence[Text] = ()
    named: bool = False
    cases: Sequence[SweepCase] = ()
