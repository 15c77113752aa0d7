"""Reports of a workspace: ledger, rules and source files become the plain data that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphinv.content.roots import roots
from graphinv.content.rule_spec import RuleSpec
from graphinv.errors import UsageError
from graphinv.leads.lead import CaseNode, Lead
from graphinv.leads.to_json import View
from graphinv.ledger import Ledger, SweepRecord
from graphinv.ledger.events import Event as LedgerEvent
from graphinv.render.case import render_case
from graphinv.render.describe import facts
from graphinv.render.network import EdgeView, write_graph
from graphinv.render.sweep import file_name, write_sweep
from graphinv.render.view import (
    CaseView,
    Coverage,
    Event,
    NodeView,
    Query,
    SweepLead,
    SweepRule,
    SweepView,
    column_of,
)
from graphinv.render.whole import write_whole
from graphinv.render.words import load_all
from graphinv.workspace.masking import masked_keys, swapped
from graphinv.workspace.raw import Rows
from graphinv.workspace.sweeping import leads, ledger, one_lead, place, sweeps, view_of

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace

_EVENTS = {
    "seen": {"zh": "排查中发现", "en": "seen by a sweep"},
    "absent": {"zh": "排查中不再出现", "en": "no longer found by a sweep"},
    "confirmed": {"zh": "核实属实", "en": "confirmed"},
    "cleared": {"zh": "核查排除", "en": "cleared"},
    "reopened": {"zh": "重新打开", "en": "reopened"},
}


def reports_folder(workspace: Workspace) -> Path:
    """Templates, styles and texts: the workspace's own if it has any, else the built-in ones."""
    *_, last = roots("reports", workspace.root)
    return last if (last / "templates").is_dir() else roots("reports", None)[0]


def write_sweep_report(workspace: Workspace, folder: Path, *, named: bool) -> Path:
    """index.html and a page for each lead that is there. Raises UsageError before the first sweep."""
    last = last_sweep(workspace)
    found = leads(workspace, gone=True)
    maker = _Maker(workspace, found, named)
    there = [lead for lead in found if lead.status != "gone"]
    workspace.progress.stage("pages", len(there))
    view = SweepView(
        sweep=_sweep_json(last, found),
        rules=[_rule(entry, workspace.catalogue.rules) for entry in last.result["rules"]],
        leads=[SweepLead(maker.view(lead).lead_json(), _change(lead), maker.units(lead)) for lead in found],
        coverage=_coverage(workspace),
        missing=[entry["reason_texts"] for entry in last.result["rules"] if entry["result"] == "not_evaluable"],
        named=named,
    )
    return write_sweep(folder, view, maker.cases(there), workspace.lang, reports_folder(workspace))


def write_case_report(workspace: Workspace, key: str, folder: Path, *, named: bool) -> Path:
    """The page of one lead."""
    lead = one_lead(workspace, key)
    view = _Maker(workspace, [lead], named).case(lead)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(lead.key, lead.code, set())
    write_whole(path, render_case(view, workspace.lang, reports_folder(workspace)).encode("utf-8", "replace"))
    return path


def write_graph_report(workspace: Workspace, folder: Path, *, named: bool) -> Path:
    """One interactive graph of all leads that are there."""
    found = leads(workspace)
    maker = _Maker(workspace, found, named)
    nodes: dict[str, NodeView] = {}
    edges: dict[tuple[str, str, str], EdgeView] = {}
    for lead in found:
        view = maker.view(lead)
        nodes |= {maker.id(view, node.gid): maker.node(view, node) for node in lead.nodes.values()}
        for fact in lead.evidence:
            if fact.end is not None:
                ends = maker.id(view, fact.start), maker.id(view, fact.end)
                edges[(*ends, fact.type)] = EdgeView(*ends, fact.type, fact.certain)
    title = workspace.config.name
    target = folder / "graph.html"
    reports = reports_folder(workspace)
    return write_graph(target, list(nodes.values()), list(edges.values()), workspace.lang, title, reports)


def fact_lines(workspace: Workspace, key: str, *, named: bool) -> list[dict[str, str]]:
    """Number, fact in words and source rows of a lead's evidence."""
    lead = one_lead(workspace, key)
    maker = _Maker(workspace, [lead], named)
    body, nodes = maker.shown(maker.view(lead))
    told = facts(body["evidence"], nodes, load_all(reports_folder(workspace)))
    return [
        {"n": f"E{item['n']}", "fact": told[item["n"]][workspace.lang], "source": places(item["source"])}
        for item in body["evidence"]
    ]


def places(sources: Iterable[Mapping[str, Any]]) -> str:
    """Source rows in one line."""
    return ", ".join(f"{place(row['file'], row['sheet'])}:{row['row']}" for row in sources)


def last_sweep(workspace: Workspace) -> SweepRecord:
    """The last sweep. Raises UsageError if there was none."""
    done = sweeps(workspace)
    if not done:
        raise UsageError("There was no sweep yet.", hint="Run one: graphinv sweep run")
    return done[-1]


@dataclass
class _Maker:
    """Makes the views of some leads; their source rows are read when the first is asked for, in one pass."""

    workspace: Workspace
    found: Sequence[Lead]
    named: bool

    @cached_property
    def raw(self) -> Rows:
        return Rows.of(self.workspace, self.found)

    @cached_property
    def hidden(self) -> dict[str, str]:
        """What stands for each bank account and contact; nothing does where names may be shown."""
        return {} if self.named else masked_keys(self.found)

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


def _change(lead: Lead) -> str:
    """The index's group; what a person confirmed or reopened continues to be looked at."""
    return lead.status if lead.status in ("new", "changed", "gone", "cleared") else "continuing"


def _sweep_json(last: SweepRecord, found: Iterable[Lead]) -> dict[str, Any]:
    counts = dict.fromkeys(("new", "changed", "continuing", "gone", "cleared"), 0)
    for lead in found:
        counts[_change(lead)] += 1
    return {"sweep": last.id, "as_of": last.as_of.isoformat(), "engine": "duckdb", **counts}


def _rule(entry: Mapping[str, Any], rules: Mapping[str, RuleSpec]) -> SweepRule:
    rule = rules.get(entry["rule"])
    return SweepRule(
        rule=entry["rule"],
        title=rule.title if rule else {"zh": entry["rule"], "en": entry["rule"]},
        result=entry["result"],
        reason=entry["reason_texts"] or {},
        code=entry["code"],
        leads=entry["leads"],
        population=entry["population"],
        unknown=entry["unknown"],
    )


def _coverage(workspace: Workspace) -> list[Coverage]:
    return [Coverage(*row) for row in workspace.store.coverage()]
