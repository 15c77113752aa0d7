"""The compiler and the naive interpreter on one graph: both answers in a form that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from graphinv.cypher import GraphText
from graphinv.model.layout import EDGE_TABLES, LABEL_ORDER, node_table, quoted
from tests.cypher.conftest import Graph
from tests.cypher.naive.clauses import answers
from tests.cypher.naive.graph import Node, Path, Rel, lists_of
from tests.cypher.naive.random_values import PARAMS

Shown = tuple[Any, ...]


class Drawing(Graph):
    """A graph that is written with one statement for each table; relationships are shown by their number."""

    def _write(self, drawn: GraphText) -> None:
        numbers: dict[str, int] = {}
        rows: dict[str, list[dict[str, Any]]] = {}
        for label in LABEL_ORDER:
            for var, node in drawn.nodes.items():
                if node.label == label.name:
                    numbers[var] = len(numbers)
                    self.names[numbers[var]] = var
                    row = {"nid": numbers[var], "gid": f"g-{var}", **node.props}
                    rows.setdefault(node_table(label.name), []).append(row)
        tables = {(table.type, table.start, table.end): table.name for table in EDGE_TABLES}
        for eid, edge in enumerate(drawn.edges, 1):
            name = tables[(edge.type, drawn.nodes[edge.src].label, drawn.nodes[edge.dst].label)]
            row = {"eid": eid, "src": numbers[edge.src], "dst": numbers[edge.dst], **edge.props}
            rows.setdefault(name, []).append(row)
            self.edges[eid] = f"#{eid}"
        for table, some in rows.items():
            self._insert_all(table, some)

    def _insert_all(self, table: str, rows: list[dict[str, Any]]) -> None:
        self.written.add(table)
        columns = list(dict.fromkeys(name for row in rows for name in row))
        marks = f"({', '.join('?' * len(columns))})"
        query = (
            f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES {', '.join([marks] * len(rows))}"
        )
        self.base.execute(query, [row.get(name) for row in rows for name in columns])


def answered(graph: Graph, drawing: str, text: str, mode: str) -> tuple[list[Shown], list[Shown]]:
    """What the compiled query and the interpreter answer; rows are sorted where the text leaves their order open."""
    found = graph.rows(text, PARAMS, mode)
    rows = answers(lists_of(drawing), text, PARAMS, sure=mode == "certain")
    ours = [_canonical(row, text) for row in found]
    theirs = [_canonical([shown(value, lambda rel: f"#{rel.eid}") for value in row], text) for row in rows]
    last = text.rpartition("RETURN")[2]
    if "ORDER BY" in last and "UNION" not in text:
        return ours, theirs
    return sorted(ours, key=repr), sorted(theirs, key=repr)


def shown(value: Any, rel: Callable[[Rel], str]) -> Any:
    """As `Graph.rows` shows it: nodes by their variable, paths by their relationships."""
    match value:
        case Node():
            return value.name
        case Rel():
            return rel(value)
        case Path():
            return [rel(one) for one in value.rels]
        case list():
            return [shown(item, rel) for item in value]
        case dict():
            return {key: shown(item, rel) for key, item in value.items()}
        case _:
            return value


def _canonical(row: Iterable[Any], text: str) -> Shown:
    return tuple(_plain(value, bags="collect(" in text) for value in row)


def _plain(value: Any, *, bags: bool) -> Any:
    """One form for numbers that are equal; what collect() gathers is in no order."""
    if isinstance(value, list):
        items = [_plain(item, bags=bags) for item in value]
        return sorted(items, key=repr) if bags else items
    if isinstance(value, dict):
        return {key: _plain(value[key], bags=bags) for key in sorted(value)}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.isoformat() if isinstance(value, date) else value
    return round(float(value), 9) + 0.0
