"""What makes a lead the same lead in every sweep: the rule and who or what plays which role.

Thresholds, amounts and names never enter it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphinv.cypher.kinds import Kind, ListKind, NodeKind
from graphinv.model import mint
from graphinv.rules.elements import Elements, Row

KEY_DIGITS = 16


@dataclass(frozen=True, order=True)
class Member:
    """A node by its gid, or a scalar by its text."""

    gid: str = ""
    value: str = ""

    @property
    def mark(self) -> str:
        return f"@{self.gid}" if self.gid else f"={self.value}"


Role = Member | tuple[Member, ...]
"""One member, or a set of them, sorted."""


def role_of(kind: Kind, value: Any, elements: Elements) -> Role:
    """What a column of a row says about identity."""
    if isinstance(kind, ListKind):
        members = (role_of(kind.item, item, elements) for item in value or ())
        return tuple(sorted({member for member in members if isinstance(member, Member)}))
    if isinstance(kind, NodeKind):
        return Member() if value is None else Member(gid=elements.nodes[value].gid)
    return Member(value=_text(value))


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def roles_of(identity: tuple[str, ...], columns: Mapping[str, Kind], row: Row, elements: Elements) -> dict[str, Role]:
    """The roles of one row."""
    return {name: role_of(columns[name], row[name], elements) for name in identity}


def lead_key(rule: str, roles: Mapping[str, Role]) -> str:
    """`L-` and 16 hex digits: same rule and same roles, same key, in whatever order the header lists them."""
    parts: list[str] = []
    for name, role in sorted(roles.items()):
        marks = [role.mark] if isinstance(role, Member) else [member.mark for member in role]
        parts += [name, str(len(marks)), *marks]
    return "L-" + mint("lead", rule, *parts).removeprefix("lead-")[:KEY_DIGITS]
