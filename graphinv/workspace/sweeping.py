"""Sweeps of a workspace: its rules on its graph, recorded in its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graphinv import sweep
from graphinv.errors import UsageError
from graphinv.leads.lead import Lead
from graphinv.leads.to_json import RedactorFor, View, people, to_json
from graphinv.ledger import Ledger, SweepRecord
from graphinv.render.redact import Mode, Redactor
from graphinv.rules.needs import Producers, producers
from graphinv.workspace.engines import store_of

if TYPE_CHECKING:
    from graphinv.stores.duckdb.store import DuckStore
    from graphinv.workspace.space import Workspace


def ledger(workspace: Workspace) -> Ledger:
    """The workspace's ledger, open; use it as a context manager."""
    return Ledger(workspace.state / "ledger.sqlite")


def tables(workspace: Workspace) -> Producers:
    """Which tables make which labels and edge types, by the loaders in force."""
    return producers(workspace.catalogue.loaders.values())


def run(workspace: Workspace, as_of: date, engine: str) -> sweep.SweepResult:
    """Run all rules and record what they saw. Raises StoreUnavailable before the first load."""
    request = sweep.Request(as_of, tables(workspace), inputs=inputs(workspace.store), progress=workspace.progress)
    with store_of(workspace, engine) as store, ledger(workspace) as book:
        return sweep.run(store, workspace.catalogue.rules.values(), book, request)


def inputs(store: DuckStore) -> dict[str, str]:
    """Name (and sheet) of each source file to the hash of its content."""
    return {place(file.name, file.sheet): file.sha256 for file in store.source_files()}


def place(name: str, sheet: str | None) -> str:
    """A file, or a sheet of it, as evidence names it."""
    return f"{name}/{sheet}" if sheet else name


def sweeps(workspace: Workspace) -> list[SweepRecord]:
    """All sweeps, oldest first."""
    with ledger(workspace) as book:
        return book.sweeps()


def leads(workspace: Workspace, *, findings: bool = False, gone: bool = False) -> list[Lead]:
    """The leads as last seen, highest score first."""
    with ledger(workspace) as book:
        return sweep.recorded(book, findings=findings, gone=gone)


def one_lead(workspace: Workspace, key: str) -> Lead:
    """The lead with this key, or the only one whose key starts so. Raises UsageError."""
    found = [lead for lead in leads(workspace, findings=True, gone=True) if lead.key.startswith(key)]
    exact = [lead for lead in found if lead.key == key]
    if len(exact or found) == 1:
        return (exact or found)[0]
    said = "{count} leads start with {lead}." if found else "There is no lead {lead}."
    raise UsageError(said, hint="graphinv leads list shows all.", lead=key, count=len(found))


def redactor_for(*, named: bool) -> RedactorFor:
    """Masks the people of one case unless they may be named."""

    def make(shown: Mapping[str, str]) -> Redactor:
        return Redactor(Mode.NAMED if named else Mode.MASK, shown)

    return make


def view_of(lead: Lead, *, named: bool) -> View:
    """The lead through the eyes of somebody who may, or may not, see names."""
    return View(lead, named, redactor_for(named=named)(people(lead, named)))


def shown(lead: Lead, *, named: bool) -> dict[str, Any]:
    """The lead in the machine-readable form."""
    return to_json(lead, named=named, redactor_for=redactor_for(named=named))
