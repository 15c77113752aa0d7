"""Bank accounts and contacts in what is handed on: pages show them masked, the machine-readable export has the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphinv.leads.lead import Case
from graphinv.render.redact import Mode, Redactor, distinguish, mask_account

ACCOUNT_PROPS = ("account_id",)
_NOBODY = Redactor(Mode.MASK, {})
"""Knows no names: masks numbers and addresses by their shape alone."""


def masked_keys(leads: Iterable[Case]) -> dict[str, str]:
    """Each account number and contact to what stands for it; two that look alike when masked stay apart."""
    masked: dict[str, str] = {}
    for lead in leads:
        masked |= {number: mask_account(number) for number in _accounts(lead)}
        contacts = (node.id for node in lead.nodes.values() if node.label == "Identifier")
        masked |= {contact: shown for contact in contacts if (shown := _NOBODY.text(contact)) != contact}
    return distinguish(dict(sorted(masked.items())))


def _accounts(lead: Case) -> Iterator[str]:
    yield from (node.id for node in lead.nodes.values() if node.label == "Account")
    for fact in lead.evidence:
        yield from (str(fact.props[name]) for name in ACCOUNT_PROPS if fact.props.get(name))


def swapped(value: Any, stand_ins: Mapping[str, str]) -> Any:
    """A JSON value in which every text that is one of these keys is replaced."""
    if isinstance(value, str):
        return stand_ins.get(value, value)
    if isinstance(value, Mapping):
        return {key: swapped(item, stand_ins) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [swapped(item, stand_ins) for item in value]
    return value
