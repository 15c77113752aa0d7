"""The pages of leads as plain data: redacted, with their source rows, their history and the other leads of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphinv.leads.lead import CaseNode, Lead, LeadCase
from graphinv.leads.to_json import View
from graphinv.ledger import Ledger
from graphinv.ledger.events import Event as LedgerEvent
from graphinv.render.view import CaseView, Event, NodeView, Query, Related, SweepCase, column_of
from graphinv.workspace.lead_cases import around, by_case
from graphinv.workspace.masking import masked_keys, swapped
from graphinv.workspace.raw import Rows
from graphinv.workspace.sweeping import ledger, view_of

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace

_EVENTS = {
    "seen": {"zh": "排查中发现", "en": "seen by a sweep"},
    "absent": {"zh": "排查中不再出现", "en": "no longer found by a sweep"},
    "confirmed": {"zh": "核实属实", "en": "confirmed"},
    "cleared": {"zh": "核查排除", "en": "cleared"},
    "reopened": {"zh": "重新打开", "en": "reopened"},
}


@dataclass
class Maker:
    """Makes the views of some leads; their source rows are read when the first is asked for, in one pass.

    `files` are the pages beside which theirs will lie, by key of the lead; `beside` are leads that are only mentioned.
    """

    workspace: Workspace
    found: Sequence[Lead]
    named: bool
    files: Mapping[str, str] = field(default_factory=dict)
    beside: Sequence[Lead] = ()

    @cached_property
    def raw(self) -> Rows:
        return Rows.of(self.workspace, self.found)

    @cached_property
    def hidden(self) -> dict[str, str]:
        """What stands for each bank account and contact; nothing does where names may be shown."""
        return {} if self.named else masked_keys([*self.found, *self.beside])

    def view(self, lead: Lead) -> View:
        return view_of(lead, named=self.named)

    def cases(self, found: Iterable[Lead]) -> Iterator[CaseView]:
        """One page after the other, each told to whoever watches."""
        for lead in found:
            self.workspace.progress.step(lead.key)
            yield self.case(lead)

    def case(self, lead: Lead) -> CaseView:
        """Everything that the page of a lead shows, redacted."""
        view = self.view(lead)
        rule = self.workspace.catalogue.rules.get(lead.rule)
        body, nodes = self.shown(view)
        return CaseView(
            lead=body | {"not_checked": [dict(text) for text in lead.not_checked]},
            nodes=nodes,
            raw={fact.n: self.raw.of_fact(fact, view, named=self.named) for fact in lead.evidence},
            query=Query(rule.cypher, lead.params) if rule else None,
            innocent=rule.innocent if rule else (),
            checklist=rule.checklist if rule else (),
            history=self._history(lead),
            related=self._related(lead),
            rule_title=lead.title,
            named=self.named,
        )

    def shown(self, view: View) -> tuple[dict[str, Any], dict[str, NodeView]]:
        """The lead's JSON as pages show it, and its nodes by the ids that it uses; no source file is read for it."""
        nodes = [self.node(view, node) for node in view.lead.nodes.values()]
        return swapped(view.lead_json(), self.hidden), {node.id: node for node in nodes}

    def node(self, view: View, node: CaseNode) -> NodeView:
        ident, name = swapped((view.id(node.gid), view.name(node, self.workspace.lang)), self.hidden)
        return NodeView(ident, node.label, name, column_of(node.label, official=node.post))

    def id(self, view: View, gid: str) -> str:
        """A node's key as pages show it."""
        return str(swapped(view.id(gid), self.hidden))

    def groups(self, found: Iterable[Lead]) -> list[SweepCase]:
        """The cases of several leads."""
        several = [members for members in by_case(found).values() if len(members) > 1]
        return [
            SweepCase(members[0].case.key, self._around(members[0].case), [lead.key for lead in members])
            for members in several
            if members[0].case
        ]

    def _around(self, case: LeadCase) -> str:
        return str(swapped(around(case, self.workspace.lang, named=self.named), self.hidden))

    @cached_property
    def _cases(self) -> Mapping[str, Sequence[Lead]]:
        return by_case([*self.found, *self.beside])

    def _related(self, lead: Lead) -> list[Related]:
        """The other leads of the case, those of a weak rule left out."""
        others = self._cases.get(lead.case.key, ()) if lead.case else ()
        return [self._told(other) for other in others if other.key != lead.key]

    def _told(self, lead: Lead) -> Related:
        view = self.view(lead)
        sentence = {lang: view.sentence(lang) for lang in lead.sentence}
        said = swapped(sentence, self.hidden)
        return Related(lead.key, lead.code, lead.severity, lead.title, said, self.files.get(lead.key, ""))

    def units(self, lead: Lead) -> list[str]:
        """The public bodies of a lead, by which the index groups."""
        return sorted({node.name or node.id for node in lead.nodes.values() if node.label == "Unit"})

    def _history(self, lead: Lead) -> list[Event]:
        with ledger(self.workspace) as book:
            return [_event(event) for event in _turns(book, lead.key)]


def _turns(book: Ledger, key: str) -> list[LedgerEvent]:
    """The events that changed something: of sweeps that saw the same facts again only the first counts."""
    turns: list[LedgerEvent] = []
    for event in book.events(key):
        if not turns or (event.kind, event.facts) != (turns[-1].kind, turns[-1].facts):
            turns.append(event)
    return turns


def _event(event: LedgerEvent) -> Event:
    note = f" {event.note}" if event.note else ""
    return Event(event.on.isoformat(), {lang: text + note for lang, text in _EVENTS[event.kind].items()})
