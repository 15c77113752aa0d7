"""A lead in the machine-readable form: keys may be added, never changed or dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graphinv.leads.lead import CaseNode, Fact, Lead
from graphinv.leads.plain import money
from graphinv.model import pseudonym
from graphinv.model.values.place import shown
from graphinv.rules.findings import members
from graphinv.rules.identity import Member, Role
from graphinv.rules.terms import UNNAMED
from graphinv.rules.words import NODE, TEXT, Word

KEY_PROPS = ("bid_id", "payment_id", "tx_id", "subcontract_id", "declaration_id", "act_id")
"""Properties of edges that are the key of a row of its own."""

_PRIVATE = re.compile(r"\d{15}|\d{17}[\dXx]")
_HIDDEN_PROPS = ("former_names", "born_on", "household_id")
_KEPT_PROPS = re.compile(r"uscc|.*_ids?|currency")


class Redactor(Protocol):
    """Shows the people of one case as it may be shown."""

    def name(self, node_id: str) -> str:
        """How the person with this shown id is called."""
        ...

    def text(self, text: str) -> str:
        """A text out of a source with names and numbers of people redacted."""
        ...


RedactorFor = Callable[[Mapping[str, str]], Redactor]
"""Makes the redactor of one case from its people: shown id to real name."""


def to_json(lead: Lead, *, named: bool, redactor_for: RedactorFor) -> dict[str, Any]:
    """The lead as scripts read it; `named` shows ids of persons, names are shown as the redactor does."""
    return View(lead, named, redactor_for(people(lead, named))).lead_json()


def people(lead: Lead, named: bool) -> dict[str, str]:
    """The people of a lead: shown id to real name."""
    return people_among(lead.nodes.values(), named)


def people_among(nodes: Iterable[CaseNode], named: bool) -> dict[str, str]:
    """The people among some nodes: shown id to real name."""
    return {shown_id(node, named): node.name for node in nodes if node.label == "Person"}


def shown_id(node: CaseNode, named: bool) -> str:
    """The key of a node as it stood in its table; for a person the pseudonym unless named.

    An identity-card number is never shown: where it is the only key, the pseudonym stands in any case.
    """
    if node.label != "Person":
        return node.id
    return node.id if named and not _PRIVATE.fullmatch(node.id) else pseudonym(node.gid)


class Eyes:
    """Nodes and facts as they may be shown: `named` shows ids of persons, names are shown as the redactor does."""

    named: bool
    redactor: Redactor

    def node(self, gid: str) -> CaseNode:
        """The node that is called so inside."""
        raise NotImplementedError

    def name(self, node: CaseNode, lang: str = "zh") -> str:
        """A node's name as it may be shown; a node without one by its id."""
        if node.label != "Person":
            return self.redactor.text(node.name) if node.name else node.id
        shown = self.id(node.gid)
        return self.redactor.name(shown) if node.name else UNNAMED[lang].format(id=shown)

    def id(self, gid: str) -> str:
        """A node's key as it may be shown."""
        return shown_id(self.node(gid), self.named)

    def fact(self, fact: Fact) -> dict[str, Any]:
        """A fact in the machine-readable form."""
        return {
            "n": fact.n,
            "type": fact.type,
            "from": self.id(fact.start),
            "to": None if fact.end is None else self.id(fact.end),
            "since": fact.since,
            "until": fact.until,
            "certain": fact.certain,
            "props": self._props(fact),
            "source": [
                {"table": row.table, "file": row.file, "sheet": row.sheet, "row": shown(row.sheet, row.row)}
                for row in fact.sources
            ],
            "since_certain": fact.since_certain,
            "until_certain": fact.until_certain,
        }

    def _props(self, fact: Fact) -> dict[str, Any]:
        """Names of people as the redactor shows them; unless named, also without birthday, former names, household."""
        found: dict[str, Any] = {}
        for name, value in fact.props.items():
            if fact.type == "Person" and name == "name":
                found[name] = self.redactor.name(self.id(fact.start))
            elif self.named or fact.type != "Person" or name.removesuffix("_last") not in _HIDDEN_PROPS:
                found[name] = self._value(name, value)
        return found

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(name, item) for item in value]
        return self.redactor.text(value) if isinstance(value, str) and not _KEPT_PROPS.fullmatch(name) else value


@dataclass(frozen=True)
class CaseEyes(Eyes):
    """Some nodes through the eyes of one redactor."""

    nodes: Mapping[str, CaseNode]
    named: bool
    redactor: Redactor

    def node(self, gid: str) -> CaseNode:
        return self.nodes[gid]


@dataclass(frozen=True)
class View(Eyes):
    """A lead through the eyes of one redactor."""

    lead: Lead
    named: bool
    redactor: Redactor

    def node(self, gid: str) -> CaseNode:
        return self.lead.nodes[gid]

    def lead_json(self) -> dict[str, Any]:
        """All keys of the contract, in its order, and what was added to it."""
        lead = self.lead
        return {
            "key": lead.key,
            "rule": lead.rule,
            "code": lead.code,
            "rule_version": lead.rule_version,
            "class": lead.class_,
            "severity": lead.severity,
            "certainty": lead.certainty,
            "status": lead.status,
            "first_seen": (lead.first_seen or lead.as_of).isoformat(),
            "last_seen": (lead.last_seen or lead.as_of).isoformat(),
            "as_of": lead.as_of.isoformat(),
            "score": lead.score,
            "amount": None if lead.amount is None else money(lead.amount),
            "title": dict(lead.title),
            "sentence": {lang: self.sentence(lang) for lang in lead.sentence},
            "identity": {name: self._role(role) for name, role in lead.roles.items()},
            "ids": self.ids(),
            "evidence": [self.fact(fact) for fact in lead.evidence],
            "not_checked": [text["en"] for text in lead.not_checked],
            "not_checked_texts": [dict(text) for text in lead.not_checked],
            "reasons": [dict(text) for text in lead.reasons],
            "parties": {name: self._called(role) for name, role in lead.roles.items()},
            "modes": list(lead.modes),
            "currency": lead.currency,
            "params": dict(lead.params),
            "case": self._case(),
        }

    def _case(self) -> dict[str, Any] | None:
        """The case by its key; whom it is around by the id that is shown, and how many leads it has."""
        case = self.lead.case
        if case is None:
            return None
        around = {"label": case.around.label, "id": shown_id(case.around, self.named)}
        return {"key": case.key, "around": around, "leads": case.leads}

    def sentence(self, lang: str) -> str:
        """The lead in one sentence."""
        return "".join(self._word(word, lang) for word in self.lead.sentence[lang])

    def _word(self, word: Word, lang: str) -> str:
        if word.kind == NODE:
            return self.name(self.lead.nodes[word.text], lang)
        return word.text if word.kind == TEXT else self.redactor.text(word.text)

    def ids(self) -> list[str]:
        """The keys of all nodes and keyed rows, those of the roles first, each once."""
        gids = [member.gid for role in self.lead.roles.values() for member in members(role) if member.gid]
        found = dict.fromkeys(self.id(gid) for gid in [*gids, *self.lead.nodes])
        for fact in self.lead.evidence:
            found.update(dict.fromkeys(str(fact.props[name]) for name in KEY_PROPS if fact.props.get(name)))
        return list(found)

    def _role(self, role: Role) -> Any:
        if not isinstance(role, Member):
            return [self._role(member) for member in role]
        if not role.gid:
            return {"label": "Value", "id": self.redactor.text(role.value)}
        return {"label": self.lead.nodes[role.gid].label, "id": self.id(role.gid)}

    def _called(self, role: Role) -> str:
        """The name of who plays a role, as it may be shown."""
        return ", ".join(
            self.name(self.lead.nodes[one.gid]) if one.gid else self.redactor.text(one.value) for one in members(role)
        )
