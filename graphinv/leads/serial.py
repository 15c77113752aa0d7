"""A lead as text for the ledger, complete and unmasked, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from graphinv.leads.lead import CaseNode, Fact, Lead
from graphinv.rules.identity import Member, Role
from graphinv.rules.words import Sentence, Word
from graphinv.stores.base import SourceRow

_FROM_LEDGER = ("status", "first_seen", "last_seen", "as_of", "case")


def dump(lead: Lead) -> str:
    """The lead without what the ledger itself knows; the same lead gives the same text."""
    body = {field.name: getattr(lead, field.name) for field in fields(lead) if field.name not in _FROM_LEDGER}
    body["roles"] = {name: _role_json(role) for name, role in lead.roles.items()}
    body["sentence"] = {lang: [[word.kind, word.text] for word in words] for lang, words in lead.sentence.items()}
    return json.dumps(body, ensure_ascii=False, default=vars)


def load(text: str, as_of: date) -> Lead:
    """The lead of `dump`, as the sweep of that day saw it."""
    body: dict[str, Any] = json.loads(text)
    body["roles"] = {name: _role(role) for name, role in body["roles"].items()}
    body["sentence"] = {lang: _sentence(words) for lang, words in body["sentence"].items()}
    body["nodes"] = {gid: CaseNode(**node) for gid, node in body["nodes"].items()}
    body["evidence"] = tuple(_fact(fact) for fact in body["evidence"])
    for name in ("reasons", "not_checked", "modes"):
        body[name] = tuple(body[name])
    return Lead(**body, as_of=as_of)


def _role_json(role: Role) -> Any:
    return [role.gid, role.value] if isinstance(role, Member) else {"set": [[one.gid, one.value] for one in role]}


def _role(value: Any) -> Role:
    return tuple(Member(*one) for one in value["set"]) if isinstance(value, Mapping) else Member(*value)


def _sentence(words: list[list[str]]) -> Sentence:
    return tuple(Word(*word) for word in words)


def _fact(value: dict[str, Any]) -> Fact:
    return Fact(**{**value, "sources": tuple(SourceRow(**row) for row in value["sources"])})
