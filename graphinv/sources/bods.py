"""Statements of the Beneficial Ownership Data Standard 0.4, each under its record type, with what the others decide.

A statement says what a record was on its day, and names other records by their ids. Under `resolved` it gets what it
takes the whole file to know: whether it is the newest of its record, by which id a party is known and of what kind.
An owner whose record says only that nobody knows who it is becomes what the standard also allows in its place, an
object with the reason. A summary of a chain says whether its steps say the same (`covered`), so that no share counts
twice.
Source: https://standard.openownership.org/en/0.4.0/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TypeGuard

from graphinv.model.values import register_no
from graphinv.model.values.reasons import NO_STATEMENT
from graphinv.model.values.uscc import REGISTER_PREFIX
from graphinv.sources.found import Found, Record

PERSON, ENTITY, RELATIONSHIP = "person", "entity", "relationship"
RECORD_TYPES = (PERSON, ENTITY, RELATIONSHIP)
RESOLVED = "resolved"
COMPANY, UNIT, UNKNOWN = "company", "unit", "unknown"
STATE = ("state", "stateBody")
NOBODY = ("unknownPerson", "unknownEntity")
STEP = Decimal("0.0000001")
"""In per cent: the least that a share over a bound can be above it, in the nine digits that shares are kept with."""

_REGISTERED = re.compile("[A-Z]{2,3}-[A-Z0-9_]+")


def is_statement(value: object) -> TypeGuard[Record]:
    """Whether this is a statement of 0.4, or of an earlier version that is told apart by `statementType`."""
    return isinstance(value, dict) and {"statementId", "statementID"} & value.keys() != set() and "ocid" not in value


def resolved(found: Iterable[Found]) -> list[Found]:
    """All statements of a file, each with what the others say; what is none keeps its number and says why."""
    every = list(found)
    known = _Known.of([one.record for one in every if one.record is not None and _type(one.record)])
    return [one if one.record is None else _under_type(one, known) for one in every]


@dataclass
class _Known:
    """The newest statement of each record, and all relationships by record."""

    newest: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Sequence[Record]) -> _Known:
        found = cls()
        for statement in sorted(statements, key=lambda statement: _text(statement.get("statementDate"))):
            found.newest[_text(statement.get("recordId"))] = statement
        return found

    def kind(self, ident: str) -> str:
        """person, company, unit, unknown (a record that says that nobody knows), or nothing."""
        statement = self.newest.get(ident)
        return _kind(statement) if statement else ""

    def key(self, ident: str) -> str:
        """The id by which a party is known; that of a record of another file stays as it is."""
        statement = self.newest.get(ident)
        return _key(statement) if statement else ident

    def shared(self, ident: str) -> bool | None:
        """Whether a step says which share it is; None if it is no relationship of this file."""
        statement = self.newest.get(ident)
        if statement is None or _type(statement) != RELATIONSHIP:
            return None
        interests = _list(_details(statement).get("interests"))
        return any(_interest(one) == "shareholding" and _bounds(one) for one in interests)

    def covered(self, steps: Iterable[object]) -> bool:
        """Whether all steps of a chain are here with their shares: then its end follows from them."""
        said = [self.shared(_text(step)) for step in steps]
        steps_said = [one for one in said if one is not None]
        return bool(steps_said) and all(steps_said)


def _under_type(found: Found, known: _Known) -> Found:
    statement = found.record
    assert statement is not None
    kind = _type(statement)
    if not kind:
        word = _text(statement.get("recordType"))[:40]
        return replace(
            found, record=None, problem=NO_STATEMENT.about(word=word), text=_text(statement.get("statementId"))
        )
    if kind == RELATIONSHIP:
        return replace(found, record={kind: [_relationship(statement, known)]})
    ident = _text(statement.get("recordId"))
    more = {"latest": known.newest[ident] is statement, "id": _key(statement), "kind": _kind(statement)}
    return replace(found, record={kind: [{**statement, **_day(statement, more)}]})


def _relationship(statement: Record, known: _Known) -> Record:
    details = _details(statement)
    subject, party = _text(details.get("subject")), details.get("interestedParty")
    more: Record = {"subject": known.key(subject), "subjectKind": known.kind(subject)}
    changed: Record = {}
    if isinstance(party, str) and known.kind(party) == UNKNOWN:
        changed["interestedParty"] = _unspecified(known.newest[party])
    elif isinstance(party, str):
        more |= {"interestedParty": known.key(party), "interestedPartyKind": known.kind(party)}
    covered = known.covered(_list(details.get("componentRecords")))
    if isinstance(details.get("interests"), list):
        changed["interests"] = [_resolved_interest(one, covered=covered) for one in _list(details["interests"])]
    return {**statement, "recordDetails": {**details, **changed}, **_day(statement, more)}


def _resolved_interest(interest: object, *, covered: bool) -> object:
    """An interest with the least share that it allows, and whether it is said again by the steps of its chain."""
    if not isinstance(interest, dict):
        return interest
    bounds, share = _bounds(interest), _mapping(interest.get("share"))
    more: Record = {}
    if bounds is not None and _interest(interest) == "shareholding":
        least = bounds + (STEP if "exclusiveMinimum" in share and not share.keys() & {"exact", "minimum"} else 0)
        more["least"] = format(least, "f")
    for end in ("Minimum", "Maximum"):
        if f"exclusive{end}" in share:
            more[f"open{end}"] = True
    if covered and interest.get("directOrIndirect") == "indirect" and _interest(interest) == "shareholding":
        more["covered"] = True
    return {**interest, RESOLVED: more} if more else interest


def _bounds(interest: object) -> Decimal | None:
    """The lower bound of an interest's share in per cent; None if it has none that can be read."""
    share = _mapping(_mapping(interest).get("share"))
    text = next((share[key] for key in ("exact", "minimum", "exclusiveMinimum") if key in share), None)
    try:
        number = Decimal(_text(text))
    except InvalidOperation:
        return None
    return number if 0 <= number <= 100 else None


def _unspecified(statement: Record) -> Record:
    details = _details(statement)
    said = next((_mapping(value) for key, value in details.items() if key.startswith("unspecified")), {})
    return {"reason": said.get("reason") or "unknown", "description": said.get("description")}


def _kind(statement: Record) -> str:
    details = _details(statement)
    word = _text(details.get("personType")) or _text(_mapping(details.get("entityType")).get("type"))
    if word in NOBODY:
        return UNKNOWN
    if _type(statement) == PERSON:
        return PERSON
    return UNIT if word in STATE else COMPANY


def _key(statement: Record) -> str:
    """Of a person the id of the record; of an entity the number in its register, else that id, after `X:`."""
    ident = _text(statement.get("recordId"))
    if _type(statement) == PERSON or not ident:
        return ident
    for one in map(_mapping, _list(_details(statement).get("identifiers"))):
        scheme, number = _text(one.get("scheme")), _text(one.get("id")).strip()
        if _REGISTERED.fullmatch(scheme) and number:
            strict = register_no.key(number, scheme) if scheme in register_no.SCHEMES else None
            return strict or f"{REGISTER_PREFIX}{scheme}-{number}"
    return f"{REGISTER_PREFIX}BODS-{ident}"


def _day(statement: Record, more: Record) -> Record:
    """The calendar day of the statement as its publisher writes it, whatever the time of day."""
    return {RESOLVED: {"day": _text(statement.get("statementDate"))[:10], **more}}


def _type(statement: Record) -> str:
    word = _text(statement.get("recordType"))
    return word if word in RECORD_TYPES else ""


def _interest(interest: object) -> str:
    return _text(_mapping(interest).get("type"))


def _details(statement: Record) -> Record:
    return _mapping(statement.get("recordDetails"))


def _mapping(value: object) -> Record:
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
