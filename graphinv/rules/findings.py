"""Rows of a rule become findings: rows that say who and what the same are one finding, with all of their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphinv.content.rule_spec import SEVERITIES, RuleSpec
from graphinv.cypher.kinds import Kind
from graphinv.rules.elements import Elements, Row, edge_refs, node_numbers
from graphinv.rules.form import Form
from graphinv.rules.identity import Member, Role, lead_key, roles_of
from graphinv.rules.severity import Grounds, severity, strongest
from graphinv.stores.base import Edge, EdgeRef, Node

HOME_CURRENCY = "CNY"


@dataclass(frozen=True)
class Finding:
    """What one rule says about one set of roles. `amount` in the smallest unit of `currency` (fen), None if unknown.

    `rows` are in a stable order; `sure` says which of them hold on every possible day and link.
    """

    key: str
    roles: Mapping[str, Role]
    rows: tuple[Row, ...]
    sure: tuple[bool, ...]
    class_: str
    severity: str
    amount: int | None
    currency: str
    reasons: tuple[str, ...]
    modes: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Certain if at least one of its rows is."""
        return any(self.sure)


@dataclass(frozen=True)
class Collected:
    """The findings of a rule in the order of their keys, and the subjects it could not judge, by reason."""

    findings: tuple[Finding, ...]
    unknown: Mapping[str, frozenset[Role]]


@dataclass(frozen=True)
class Answer:
    """What a store answered: the possible rows, which of them are certain, and the elements behind them."""

    rows: Sequence[Row]
    sure: Sequence[bool]
    elements: Elements


def collect(rule: RuleSpec, form: Form, answer: Answer, watched: frozenset[str] = frozenset()) -> Collected:
    """Merge rows by identity; `watched` are the ids of the subjects on the watchlist."""
    groups: dict[str, list[int]] = defaultdict(list)
    unknown: dict[str, set[Role]] = defaultdict(set)
    roles: dict[str, Mapping[str, Role]] = {}
    for place, row in enumerate(answer.rows):
        found = roles_of(rule.identity, form.columns, row, answer.elements)
        if row.get("unknown") is not None:
            unknown[str(row["unknown"])].add(found[rule.identity[0]])
            continue
        key = lead_key(rule.id, found)
        roles[key] = found
        groups[key].append(place)
    merge = _Merge(rule, form, answer, frozenset(n.gid for n in answer.elements.nodes.values() if n.id in watched))
    findings = tuple(merge.finding(key, roles[key], groups[key]) for key in sorted(groups))
    return Collected(findings, {reason: frozenset(subjects) for reason, subjects in unknown.items()})


@dataclass(frozen=True)
class _Merge:
    """`watched` are the gids of the subjects on the watchlist."""

    rule: RuleSpec
    form: Form
    answer: Answer
    watched: frozenset[str]

    def finding(self, key: str, roles: Mapping[str, Role], places: list[int]) -> Finding:
        places = sorted(places, key=lambda place: self._order(self.answer.rows[place]))
        rows = tuple(self.answer.rows[place] for place in places)
        sure = tuple(self.answer.sure[place] for place in places)
        amount, currency = self._amount(rows)
        return Finding(
            key=key,
            roles=roles,
            rows=rows,
            sure=sure,
            class_=strongest({str(row.get("class") or self.rule.class_) for row in rows}),
            severity=self._severity(roles, rows, any(sure), amount if currency == HOME_CURRENCY else None),
            amount=amount,
            currency=currency,
            reasons=_distinct(reason for row in rows for reason in row.get("reasons") or ()),
            modes=_distinct(row["mode"] for row in rows if row.get("mode")),
        )

    def _order(self, row: Row) -> tuple[str, ...]:
        """Sorts rows the same way on every run: by the stable ids of their elements, then by their scalars."""
        return tuple(_mark(self.form.columns[name], row[name], self.answer.elements) for name in self.form.columns)

    def _severity(self, roles: Mapping[str, Role], rows: Sequence[Row], certain: bool, amount: int | None) -> str:
        """The highest that any row gives."""
        watched = any(member.gid in self.watched for role in roles.values() for member in members(role))
        grounds = [
            Grounds(certain, int(row.get("step") or 0), str(row.get("cap") or ""), watched, amount) for row in rows
        ]
        return max((severity(self.rule.severity, ground) for ground in grounds), key=SEVERITIES.index)

    def _amount(self, rows: Sequence[Row]) -> tuple[int | None, str]:
        """The sum over the distinct elements that the amount comes from, and its currency; None if they are mixed."""
        if self.form.amounts is None:
            return self._amount_of_rows(rows), HOME_CURRENCY
        values: dict[tuple[str, object, str], tuple[int, str]] = {}
        for row in rows:
            for column, prop in self.form.amounts:
                for element in self.answer.elements.in_value(self.form.columns[column], row[column]):
                    amount = element.props.get(prop)
                    if amount is not None:
                        code = str(element.props.get("currency") or HOME_CURRENCY)
                        values[(*_ident(element), prop)] = int(amount), code
        codes = {code for _, code in values.values()}
        if len(codes) != 1:
            return None, HOME_CURRENCY
        return sum(amount for amount, _ in values.values()), codes.pop()

    def _amount_of_rows(self, rows: Sequence[Row]) -> int | None:
        """When the amount cannot be traced: one amount for each distinct set of edges."""
        values = {self._edges(row): row["amount"] for row in rows if row.get("amount") is not None}
        return sum(int(value) for value in values.values()) if values else None

    def _edges(self, row: Row) -> frozenset[EdgeRef]:
        return frozenset(ref for name, kind in self.form.columns.items() for ref in edge_refs(kind, row[name]))


def members(role: Role) -> tuple[Member, ...]:
    """The members of a role: one, or those of the set."""
    return (role,) if isinstance(role, Member) else role


def _ident(element: Node | Edge) -> tuple[str, object]:
    return ("edge", element.ref) if isinstance(element, Edge) else ("node", element.nid)


def _mark(kind: Kind, value: Any, elements: Elements) -> str:
    marks = [elements.nodes[number].gid for number in node_numbers(kind, value)]
    marks += [_edge_mark(ref) for ref in edge_refs(kind, value)]
    return ",".join(marks) if marks else str(value)


def _edge_mark(ref: EdgeRef) -> str:
    return f"{ref.table:04d}:{ref.eid:020d}"


def _distinct(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({str(value) for value in values if value is not None}))
