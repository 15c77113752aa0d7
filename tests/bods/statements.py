"""Small sets of statements, invented, and what a load makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.ocds.loaded import Loaded, load

Statement = dict[str, Any]
HOLDINGS = "e_OWNS__{}__Company"


def statement(ident: str, kind: str, record: str, details: Statement, **more: Any) -> Statement:
    """A statement of 0.4 with what every statement has."""
    about = {"statementDate": "2020-01-10", "recordStatus": "new", "declarationSubject": "e-1"}
    publication = {"publicationDetails": {"bodsVersion": "0.4", "publisher": {"name": "Example"}}}
    named = {"statementId": ident, "recordId": record, "recordType": kind}
    return {**about, **publication, **named, "recordDetails": {"isComponent": False, **details}, **more}


def person(record: str, name: str | None = "Alpha Example", **details: Any) -> Statement:
    said = {"personType": "knownPerson", **({"names": [{"fullName": name}]} if name else {}), **details}
    return statement(f"s-{record}", "person", record, said)


def entity(record: str, kind: str = "registeredEntity", **details: Any) -> Statement:
    return statement(f"s-{record}", "entity", record, {"name": record, "entityType": {"type": kind}, **details})


def relation(record: str, party: Any, *interests: Any, subject: str = "e-1", **more: Any) -> Statement:
    """A relationship; `day`, `status` and `components` say when, whether it is new, and of which steps it is made."""
    day, status, components = more.pop("day", "2020-01-10"), more.pop("status", "new"), more.pop("components", None)
    details: Statement = {"subject": subject, "interestedParty": party, "interests": list(interests)}
    details |= {"componentRecords": components} if components else {}
    ident = more.pop("ident", f"s-{record}-{day}")
    return statement(ident, "relationship", record, details, statementDate=day, recordStatus=status, **more)


def holding(share: Any, start: str | None = "2019-03-01", direct: str = "direct", **more: Any) -> Statement:
    said = {"type": "shareholding", "directOrIndirect": direct, "share": share, **more}
    return said | ({"startDate": start} if start else {})


def loaded(folder: Path, *files: list[Any], suffix: str = ".json") -> Loaded:
    """Each list of statements as one file, in a workspace of its own."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, statements in enumerate(files, start=1):
        paths.append(folder / f"part{number}{suffix}")
        lines = [one if isinstance(one, str) else json.dumps(one) for one in statements]
        paths[-1].write_text("\n".join(lines) if suffix == ".jsonl" else json.dumps(statements), "utf-8")
    return load(folder / "state", paths)


def holdings(found: Loaded, columns: str = "share", where: str = "true") -> list[tuple[Any, ...]]:
    """Of each OWNS edge: the key of the holder, that of the company, its kind, and these columns."""
    parts = " UNION ALL ".join(
        f"SELECT h.id AS holder, c.id AS company, o.* FROM {HOLDINGS.format(label)} o "
        f"JOIN n_{label} h ON h.nid = o.src JOIN n_Company c ON c.nid = o.dst"
        for label in ("Person", "Company", "Unit")
    )
    rows = found.rows(f"SELECT holder, company, kind, {columns} FROM ({parts}) WHERE {where} ORDER BY ALL")
    return [tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row) for row in rows]


def roles(found: Loaded) -> list[tuple[Any, ...]]:
    return found.rows(
        "SELECT p.id, c.id, r.role, r.beneficial FROM e_HAS_ROLE__Person__Company r JOIN n_Person p ON p.nid = r.src "
        "JOIN n_Company c ON c.nid = r.dst ORDER BY ALL"
    )
