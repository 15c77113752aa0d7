"""A small graph in an in-memory DuckDB, and a runner that answers with ids instead of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import duckdb
import pytest

from graphinv.cypher import Column, GraphText, compile_query, parse_graph
from graphinv.model.layout import EDGE_TABLES, LABEL_ORDER, ddl, node_table, quoted

GRAPH = """
(o:Person {name: 甲, sex: male, born_on: 1960-05-01}), (d:Person {name: 乙, born_on: 1985, sex: female})
(s:Person {name: 丙}), (x:Person {name: 丁, died_on: 2020-03-15, sex: male})
(u:Unit {name: 教育局, kind: government}), (v:Unit {name: 卫生局})-[:PART_OF {since: 2010-01-01}]->(u)
(a:Company {name: 甲建, reg_capital: 1000000, founded_on: 2010-01-01}), (c:Company)
(b:Company {name: 乙建, reg_capital: 300})
(k1:Contract {title: 校舍, awarded_on: 2021-06-30, amount: 500000})-[:BUYER]->(u)
(k2:Contract {title: 设备, awarded_on: 2022-03, amount: 250000.50})-[:BUYER]->(v)
(l:Lot {title: 食堂, awarded_on: 2021-06-01, status: awarded})-[:BUYER]->(u)
(o)-[:FAMILY {type: child}]->(d)-[:FAMILY {type: spouse, since: 2012-10-01, until: 2019-04-01}]->(s)
(o)-[:HOLDS_POST {post: 局长, is_leader: true, portfolio: [FIN, PROC], since: 2018-01-01, until: 2022-01-01}]->(u)
(x)-[:HOLDS_POST {post: 科员, portfolio: [], since: 2015}]->(v)
(d)-[:OWNS {share: 0.6, since: 2019-01-01}]->(a), (s)-[:OWNS {share: 0.3, since: 2020-01-01, certain: false}]->(b)
(a)-[:OWNS {share: 0.5}]->(b)-[:OWNS {share: 0.8}]->(c)-[:OWNS {share: 0.1}]->(a), (u)-[:OWNS {share: 0.2}]->(c)
(s)-[:HAS_ROLE {role: legal_rep, since: 2018-01-01}]->(a), (x)-[:HAS_ROLE {role: director}]->(b)
(a)-[:WON]->(k1), (a)-[:WON]->(k2), (b)-[:WON]->(l)
(a)-[:BID {amount: 900000, status: valid}]->(l), (b)-[:BID {amount: 880000, status: won}]->(l)
(c)-[:BID {status: disqualified}]->(l)
(a)-[:HOLDS_ACCOUNT]->(a1:Account), (d)-[:HOLDS_ACCOUNT]->(a2:Account), (o)-[:HOLDS_ACCOUNT]->(a3:Account)
(a1)-[:PAID {amount: 1000, at: 2021-07-01 10:00, on: 2021-07-01, memo: 工程款}]->(a2)
(a1)-[:PAID {amount: 500, at: 2021-07-02 09:00, on: 2021-07-02, memo: 货款}]->(a2)
(a2)-[:PAID {amount: 900, at: 2021-07-03 09:00, on: 2021-07-03}]->(a3)
(a2)-[:PAID {amount: 5, at: 2021-07-04 09:00, on: 2021-07-04}]->(a2)
(x)-[:RECEIVED {amount: 100, paid_on: 2020-02-01, period: 2020-02}]->(g:Programme {name: 低保})
(x)-[:RECEIVED {amount: 100, paid_on: 2020-05-01, period: 2020-05}]->(g)
(x)-[:RECEIVED {amount: 200, paid_on: 2020-03}]->(g)
(a)-[:USES {since: 2020-01-01}]->(i:Identifier {kind: mobile, value: 13800000000})<-[:USES {since: 2020-01-01}]-(b)
"""


class Graph:
    """A drawn graph in DuckDB; nodes are numbered label by label, edges in the order of the text."""

    def __init__(self, text: str) -> None:
        self.base = duckdb.connect()
        for statement in ddl():
            self.base.execute(statement)
        self.written: set[str] = set()
        self.redraw(text)

    def redraw(self, text: str) -> None:
        """Another graph in the same tables."""
        for table in self.written:
            self.base.execute(f"DELETE FROM {quoted(table)}")
        self.written, self.names, self.edges = set(), dict[int, str](), dict[int, str]()
        self._write(parse_graph(text))

    def _write(self, drawn: GraphText) -> None:
        numbers: dict[str, int] = {}
        for label in LABEL_ORDER:
            for var, node in drawn.nodes.items():
                if node.label == label.name:
                    numbers[var] = len(numbers)
                    self.names[numbers[var]] = var
                    self._insert(node_table(label.name), {"nid": numbers[var], "gid": f"g-{var}", **node.props})
        tables = {(table.type, table.start, table.end): table.name for table in EDGE_TABLES}
        for eid, edge in enumerate(drawn.edges, 1):
            name = tables[(edge.type, drawn.nodes[edge.src].label, drawn.nodes[edge.dst].label)]
            self._insert(name, {"eid": eid, "src": numbers[edge.src], "dst": numbers[edge.dst], **edge.props})
            self.edges[eid] = f"{edge.type} {edge.src}>{edge.dst}"

    def _insert(self, table: str, values: Mapping[str, Any]) -> None:
        self.written.add(table)
        columns = ", ".join(map(quoted, values))
        marks = ", ".join("?" for _ in values)
        self.base.execute(f"INSERT INTO {quoted(table)} ({columns}) VALUES ({marks})", list(values.values()))

    def rows(self, text: str, params: Mapping[str, Any] | None = None, mode: Any = "possible") -> list[tuple[Any, ...]]:
        """The rows as the query orders them; nodes by variable, relationships as `TYPE src>dst`."""
        compiled = compile_query(text, mode=mode)
        given = {name: (params or {})[name] for name in compiled.parameters}
        found = self.base.execute(compiled.sql, given).fetchall()
        return [tuple(map(self._shown, row, compiled.columns)) for row in found]

    def _shown(self, value: Any, column: Column) -> Any:
        if value is None:
            return None
        if column.kind == "map":
            return {part.name: self._shown(value[part.name], part) for part in column.parts}
        if column.kind in ("list", "path"):
            element = column.parts[0] if column.parts else Column("", column.type or "scalar", "relationship")
            return [self._shown(item, element) for item in value]
        if column.kind == "node":
            return self.names[value]
        return self.edges[value["e"]] if column.kind == "relationship" else value

    def explain(self, text: str, mode: Any = "possible", params: Mapping[str, Any] | None = None) -> str:
        """DuckDB's plan of a query."""
        compiled = compile_query(text, mode=mode)
        return str(self.base.execute(f"EXPLAIN (FORMAT JSON) {compiled.sql}", dict(params or {})).fetchall()[0][1])


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    made = Graph(GRAPH)
    yield made
    made.base.close()


@pytest.fixture(scope="module")
def scratch() -> Iterator[Graph]:
    """Tables to draw many small graphs in, one after the other."""
    made = Graph("(p:Person)")
    yield made
    made.base.close()


@pytest.fixture
def draw() -> Iterator[Callable[[str], Graph]]:
    """Graphs of a test's own."""
    made: list[Graph] = []

    def new(text: str) -> Graph:
        made.append(Graph(text))
        return made[-1]

    yield new
    for one in made:
        one.base.close()
