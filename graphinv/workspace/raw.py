"""The source rows behind leads, cell by cell, with what would name a person masked unless names may be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphinv.content.loader_spec import LoaderSpec
from graphinv.leads.lead import Fact, Lead
from graphinv.leads.to_json import View
from graphinv.model.values.place import shown
from graphinv.render.redact import mask_account, mask_id_no, mask_name
from graphinv.render.view import RawRow
from graphinv.staging.raw import RawCell, raw_rows
from graphinv.stores.base import SourceRow
from graphinv.workspace.sweeping import place, sweeps

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace

_PERSON, _NAME, _ACCOUNT, _PRIVATE, _PLAIN = "person", "name", "account", "private", "plain"
_ROLES = {"person": _PERSON, "party": _PERSON, "id_no": _PERSON, "account": _ACCOUNT, "identifier": _PRIVATE}
_HIDDEN = ("household_id", "former_names", "other_id", "born_on", "payee_phone", "from_name", "to_name")


@dataclass
class Rows:
    """Cells by (file, sheet, row), and what each loader's columns hold."""

    cells: Mapping[SourceRow, tuple[RawCell, ...]] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, leads: Iterable[Lead]) -> Rows:
        """The rows that these leads name; each file is read once.

        A file that is gone, or is not what it was when the last sweep saw it, gives none: its rows may be others now.
        """
        wanted: dict[tuple[str, str | None], dict[int, SourceRow]] = defaultdict(dict)
        for lead in leads:
            for source in (source for fact in lead.evidence for source in fact.sources):
                wanted[source.file, source.sheet][source.row] = source
        cells: dict[SourceRow, tuple[RawCell, ...]] = {}
        loaders, roles = workspace.catalogue.loaders, {}
        done = sweeps(workspace)
        seen: Mapping[str, str] = done[-1].result.get("inputs", {}) if done else {}
        for file in workspace.store.source_files():
            rows, spec = wanted.get((file.name, file.sheet)), loaders.get(file.loader)
            if rows and spec and seen.get(place(file.name, file.sheet)) == file.sha256:
                roles[spec.table] = _roles(spec)
                found = raw_rows(file.path, file.sha256, spec, rows, file.sheet or "")
                cells |= {rows[number]: row for number, row in found.items()}
        return cls(cells, roles)

    def of_fact(self, fact: Fact, view: View, *, named: bool) -> list[RawRow]:
        """The source rows of a fact as they may be shown; unknown columns are shown only with names."""
        return [self._row(source, view, named=named) for source in fact.sources]

    def _row(self, source: SourceRow, view: View, *, named: bool) -> RawRow:
        roles = self.roles.get(source.table, {})
        cells = {
            cell.header: view.redactor.text(cell.text)
            if named
            else _masked(roles.get(cell.column, ""), cell.text, view)
            for cell in self.cells.get(source, ())
            if named or cell.column
        }
        return RawRow(source.file, source.sheet, shown(source.sheet, source.row), cells)


def _roles(spec: LoaderSpec) -> dict[str, str]:
    """What each column may give away: a person's id, a name, an account, something private, or nothing."""
    roles = {name: _role(name, column.type) for name, column in spec.columns.items()}
    for node in spec.nodes.values():
        if node.label == "Person":
            roles |= dict.fromkeys(node.key, _PERSON)
            roles |= {column: _NAME for prop, column in node.props.items() if prop == "name"}
        if node.ref in ("person", "party") and node.id:
            roles[f"{node.id.removesuffix('_id')}_name"] = _NAME if node.ref == "person" else _PLAIN
    return roles


def _role(name: str, kind: str) -> str:
    if name in _HIDDEN:
        return _PRIVATE
    return _ROLES.get(kind, _PLAIN)


def _masked(role: str, text: str, view: View) -> str:
    """The cell without what names a person; credit codes of companies and bodies are public."""
    if role == _NAME:
        return mask_name(text)
    if role == _ACCOUNT:
        return mask_account(text)
    if role == _PRIVATE:
        return "***"
    if role == _PERSON and not _public(text):
        return mask_id_no(text)
    return view.redactor.text(text)


def _public(text: str) -> bool:
    """A unified social credit code: 18 characters with a letter among the first 17, which no identity card has."""
    return len(text) == 18 and not text[:17].isdigit()
