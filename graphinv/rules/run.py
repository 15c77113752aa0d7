"""Runs one rule: once as it possibly holds, and where that finds something once more as it certainly holds."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphinv.content.param_spec import Bound, bind
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher.kinds import Kind
from graphinv.rules.elements import Elements, Row, edge_refs, fetch, node_numbers
from graphinv.rules.findings import Answer, Collected, Finding, collect
from graphinv.rules.form import Form, form_of, parameters
from graphinv.rules.identity import Member
from graphinv.rules.order import in_order
from graphinv.rules.tested import after_tests
from graphinv.stores.base import GraphStore, Result


@dataclass(frozen=True)
class Ran:
    """A rule's findings with everything that they name; `population` counts the subjects that it looked at."""

    rule: RuleSpec
    form: Form
    collected: Collected
    elements: Elements
    params: Mapping[str, Bound]
    population: int
    seconds: float

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.collected.findings

    @property
    def used(self) -> Mapping[str, Bound]:
        """The parameters that the query reads."""
        return {name: self.params[name] for name in self.form.parameters}

    @property
    def unknown(self) -> int:
        """How many subjects could not be judged."""
        return len(frozenset().union(*self.collected.unknown.values()))

    @property
    def base_rate(self) -> float | None:
        """Subjects with a finding in all subjects; None when there are none. The subject is the first role.

        A finding in which nobody plays that role, as in another mode of the rule, has no subject.
        """
        subjects = {finding.roles[self.rule.identity[0]] for finding in self.findings} - {Member(), ()}
        return round(len(subjects) / self.population, 9) if self.population else None


def run_rule(
    store: GraphStore,
    rule: RuleSpec,
    given: Mapping[str, str] | None = None,
    watched: frozenset[str] = frozenset(),
) -> Ran:
    """Run a rule with its default parameters or those given as text. Raises SpecError, UsageError, QueryFailed."""
    start = time.perf_counter()
    form, params = form_of(rule), bind(rule.params, given)
    used = {name: params[name] for name in form.parameters}
    possible = after_tests(rule, _rows(store.run(rule.cypher, used)), params)
    certain = after_tests(rule, _rows(store.run(rule.cypher, used, certain=True)), params) if possible else []
    elements = fetch(store, form.columns, [*possible, *certain])
    possible = [in_order(form.columns, form.gathered, row, elements) for row in possible]
    certain = [in_order(form.columns, form.gathered, row, elements) for row in certain]
    answer = Answer(possible, _sure(rule, form, possible, certain), elements)
    collected = collect(rule, form, answer, watched)
    population = _population(store, rule, params)
    return Ran(rule, form, collected, elements, params, population, time.perf_counter() - start)


def _rows(result: Result) -> list[Row]:
    names = [column.name for column in result.columns]
    return [dict(zip(names, row, strict=True)) for row in result.rows]


def _sure(rule: RuleSpec, form: Form, possible: Sequence[Row], certain: Sequence[Row]) -> list[bool]:
    """Which possible rows are certain.

    Where rows are the same elements in both readings, those; a row that sums up others may differ between the readings,
    so where no row of an identity is the same in both, all of its rows count.
    """
    whole = {_frozen(form.columns, row, tuple(form.columns)) for row in certain}
    keys = {_frozen(form.columns, row, rule.identity) for row in certain if row.get("unknown") is None}
    exact = [_frozen(form.columns, row, tuple(form.columns)) in whole for row in possible]
    row_keys = [_frozen(form.columns, row, rule.identity) for row in possible]
    found = {key for key, is_exact in zip(row_keys, exact, strict=True) if is_exact}
    return [is_exact or (key in keys and key not in found) for key, is_exact in zip(row_keys, exact, strict=True)]


def _frozen(columns: Mapping[str, Kind], row: Row, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The values of some columns as one hashable value; elements by reference."""
    return tuple(_hashable(columns[name], row[name]) for name in names)


def _hashable(kind: Kind, value: Any) -> Any:
    elements = (*node_numbers(kind, value), *edge_refs(kind, value))
    return elements or (tuple(value) if isinstance(value, list) else value)


def _population(store: GraphStore, rule: RuleSpec, params: Mapping[str, Bound]) -> int:
    """The number that the header's `population` counts."""
    used = {name: params[name] for name in parameters(rule.population)}
    rows = store.run(rule.population, used).rows
    return int(rows[0][0] or 0) if rows else 0
