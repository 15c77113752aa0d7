"""The graphs of a rule's cases side by side in one store: derived together, looked at all at once or one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from graphinv import derive
from graphinv.content.case_spec import CaseSpec
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import GraphText, parse_graph
from graphinv.cypher.ast import RelPattern
from graphinv.cypher.walk import walk
from graphinv.errors import CypherError
from graphinv.model.layout import node_table, quoted
from graphinv.rules.form import form_of
from graphinv.rules.local import holds_lists
from graphinv.rules.side_by_side import MARK, joined
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore


def side_by_side(cases: Sequence[CaseSpec]) -> dict[int, GraphText]:
    """Number and graph of the cases in which nothing is looked up by its value."""
    found = {}
    for number, case in enumerate(cases):
        with suppress(CypherError):  # said when the case is run alone
            graph = parse_graph(case.graph, as_of=case.as_of)
            if not holds_lists(graph):
                found[number] = graph
    return found


def fill(rule: RuleSpec, graph: GraphText, store: DuckStore) -> None:
    """Write the case's graph to an empty store with the derived relations that the rule reads."""
    write_drawn(store.con, graph)
    used = {name for node in walk(form_of(rule).query) if isinstance(node, RelPattern) for name in node.types}
    derive.run(store.con, used)


class Beside:
    """A store with all of these graphs; use it as a context manager."""

    def __init__(self, rule: RuleSpec, graphs: Mapping[int, GraphText]) -> None:
        self.store = DuckStore.memory()
        fill(rule, joined(graphs), self.store)
        tables = [node_table(label) for label in self.store.layout.labels]
        self._nodes = [name for name in tables if self._filled(name)]
        self._edges = [table.name for table in self.store.layout.tables if self._filled(table.name)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    @contextmanager
    def only(self, number: int) -> Iterator[DuckStore]:
        """The store as if the graph of this number were alone in it; what was derived is not derived again."""
        con = self.store.con
        con.execute("BEGIN")
        try:
            own = " UNION ALL ".join(f"SELECT nid, id FROM {quoted(name)}" for name in self._nodes)
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE others AS SELECT nid FROM ({own}) WHERE NOT starts_with(id, ?)",
                [f"{number}{MARK}"],
            )
            for name in self._edges:
                con.execute(
                    f"DELETE FROM {quoted(name)} WHERE src IN (SELECT nid FROM others) "
                    "OR dst IN (SELECT nid FROM others)"
                )
            for name in (*self._nodes, "alias"):
                con.execute(f"DELETE FROM {quoted(name)} WHERE nid IN (SELECT nid FROM others)")
            con.execute("PRAGMA disable_optimizer")  # planning takes longer than running on so few rows
            yield self.store
        finally:
            con.execute("PRAGMA enable_optimizer")
            con.execute("ROLLBACK")

    def _filled(self, name: str) -> bool:
        return self.store.con.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1").fetchone() is not None
