"""The cases of a rule, each in a store of its own, and all of them in one graph that says which to judge first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from typing import Any

from graphinv.content.case_spec import CaseSpec, load_cases
from graphinv.content.param_spec import bind
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import GraphText, parse_graph
from graphinv.rules.case_graphs import Beside, fill, side_by_side
from graphinv.rules.cases import judge, judge_apart
from graphinv.rules.conditions import Condition
from graphinv.rules.elements import Row, fetch
from graphinv.rules.form import form_of
from graphinv.rules.local import is_local, reads_statistics
from graphinv.rules.run import run_rule
from graphinv.rules.side_by_side import joined, owners
from graphinv.stores.duckdb.store import DuckStore

HINTS = 20
"""So many changed rows, and cases in them, are looked at."""


class Cases:
    """The cases of a rule; what is derived of their graphs is kept."""

    def __init__(self, rule: RuleSpec, stores: ExitStack) -> None:
        self.rule = rule
        self.cases = load_cases(rule)
        self.graphs = [parse_graph(case.graph, as_of=case.as_of) for case in self.cases]
        self._open = stores
        self._stores: dict[int, DuckStore] = {}
        self._alike = {} if reads_statistics(rule) else side_by_side(self.cases)

    def fails(self, rule: RuleSpec) -> bool:
        """Whether a case fails with this rule, of those that can stand side by side in one graph."""
        if not (self._alike and is_local(self.rule) and is_local(rule)):
            return False
        return bool(self._sound - self._passing(rule))

    def _passing(self, rule: RuleSpec) -> set[int]:
        plain = {number: graph for number, graph in self._alike.items() if not self.cases[number].params}
        results = judge_apart(self.cases, plain, run_rule(self._beside.store, rule))
        return {number for number, result in results.items() if result.passed}

    @cached_property
    def _sound(self) -> set[int]:
        """Those that pass there with the rule itself."""
        return self._passing(self.rule)

    @cached_property
    def _beside(self) -> Beside:
        return self._open.enter_context(Beside(self.rule, self._alike))

    def passes(self, number: int, rule: RuleSpec) -> bool:
        """Whether the case of this number passes with this rule instead of its own."""
        if number not in self._stores:
            self._stores[number] = self._filled(self.graphs[number])
            # Planning takes longer than running on so few rows.
            self._stores[number].con.execute("PRAGMA disable_optimizer")
        return judge(rule, self.cases[number], self.graphs[number], self._stores[number]).passed

    def likely(self, condition: Condition) -> Iterator[int]:
        """All cases, those first that are judged otherwise without the condition when all share one graph.

        Then near-misses, or what must be found where the rule finds less without the condition.
        """
        first = self._changed(condition.without)
        yield from first
        rest = [number for number in range(len(self.cases)) if number not in first]
        yield from sorted(rest, key=lambda number: _is_match(self.cases[number]) is not condition.negated)

    def _changed(self, rule: RuleSpec) -> list[int]:
        """The cases with elements in a row that is there with one of the two rules only; those alone in it first."""
        before, after = self._rows_before, self._rows(rule)
        rows = [before.get(key) or after[key] for key in sorted(before.keys() ^ after.keys())]
        form = form_of(self.rule)
        columns = {name: form.columns[name] for name in form.evidence}
        own = [owners(fetch(self._together, columns, [row])) for row in rows[:HINTS]]
        return list(dict.fromkeys(number for numbers in sorted(own, key=len) for number in numbers))[:HINTS]

    @cached_property
    def _together(self) -> DuckStore:
        return self._filled(joined(dict(enumerate(self.graphs))))

    @cached_property
    def _rows_before(self) -> dict[str, Row]:
        return self._rows(self.rule)

    def _rows(self, rule: RuleSpec) -> dict[str, Row]:
        result = self._together.run(rule.cypher, bind(rule.params, None))
        names = [column.name for column in result.columns]
        return {_text(row): dict(zip(names, row, strict=True)) for row in result.rows}

    def _filled(self, graph: GraphText) -> DuckStore:
        store = self._open.enter_context(DuckStore.memory())
        fill(self.rule, graph, store)
        return store


def _is_match(case: CaseSpec) -> bool:
    return case.kind == "match"


def _text(row: tuple[Any, ...]) -> str:
    """A row as text; the order inside lists does not matter."""
    return repr([sorted(map(repr, value)) if isinstance(value, list) else value for value in row])
