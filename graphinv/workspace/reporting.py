"""Reports of a workspace: ledger, rules and source files become the plain data that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphinv.content.roots import roots
from graphinv.content.rule_spec import RuleSpec
from graphinv.errors import UsageError
from graphinv.leads.lead import Lead
from graphinv.ledger import SweepRecord
from graphinv.render.case import render_case
from graphinv.render.describe import facts
from graphinv.render.network import EdgeView, write_graph
from graphinv.render.sweep import file_name, file_names, write_sweep
from graphinv.render.view import (
    Coverage,
    NodeView,
    SweepLead,
    SweepRule,
    SweepView,
)
from graphinv.render.whole import write_whole
from graphinv.render.words import load_all
from graphinv.workspace.lead_cases import others
from graphinv.workspace.lead_pages import Maker
from graphinv.workspace.sweeping import leads, one_lead, place, sweeps

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace


def reports_folder(workspace: Workspace) -> Path:
    """Templates, styles and texts: the workspace's own if it has any, else the built-in ones."""
    *_, last = roots("reports", workspace.root)
    return last if (last / "templates").is_dir() else roots("reports", None)[0]


def write_sweep_report(workspace: Workspace, folder: Path, *, named: bool) -> Path:
    """index.html and a page for each lead that is there. Raises UsageError before the first sweep."""
    last = last_sweep(workspace)
    found = leads(workspace, gone=True)
    there = [lead for lead in found if lead.status != "gone"]
    maker = Maker(workspace, found, named, file_names((lead.key, lead.code) for lead in there))
    workspace.progress.stage("pages", len(there))
    view = SweepView(
        sweep=_sweep_json(last, found),
        rules=[_rule(entry, workspace.catalogue.rules) for entry in last.result["rules"]],
        leads=[SweepLead(maker.view(lead).lead_json(), _change(lead), maker.units(lead)) for lead in found],
        cases=maker.groups(there),
        coverage=_coverage(workspace),
        missing=[entry["reason_texts"] for entry in last.result["rules"] if entry["result"] == "not_evaluable"],
        named=named,
    )
    return write_sweep(folder, view, maker.cases(there), workspace.lang, reports_folder(workspace))


def write_case_report(workspace: Workspace, key: str, folder: Path, *, named: bool) -> Path:
    """The page of one lead."""
    lead = one_lead(workspace, key)
    view = Maker(workspace, [lead], named, beside=others(workspace, lead)).case(lead)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(lead.key, lead.code, set())
    write_whole(path, render_case(view, workspace.lang, reports_folder(workspace)).encode("utf-8", "replace"))
    return path


def write_graph_report(workspace: Workspace, folder: Path, *, named: bool) -> Path:
    """One interactive graph of all leads that are there."""
    found = leads(workspace)
    maker = Maker(workspace, found, named)
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
    maker = Maker(workspace, [lead], named)
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
