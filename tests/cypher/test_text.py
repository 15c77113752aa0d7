"""Text and back: the printed query is the same query; names and values cannot leave their quotes."""

from __future__ import annotations

from typing import Any

import pytest

from graphinv.cypher import check, compile_query, expand, parse, to_cypher
from graphinv.cypher.ast import Literal, Node
from graphinv.cypher.walk import walk
from graphinv.model.layout import EDGE_TABLES
from tests.cypher.test_plans import QUERIES
from tests.cypher.test_queries import CASES

TEXTS = {**{name: text for name, (text, _) in CASES.items()}, **QUERIES}


@pytest.mark.parametrize("name", TEXTS)
def test_printed_text_reads_back(name: str) -> None:
    tree = parse(TEXTS[name])
    assert parse(to_cypher(tree)) == tree


@pytest.mark.parametrize("mode", ["possible", "certain"])
@pytest.mark.parametrize("name", TEXTS)
def test_expanded_text_reads_back(name: str, mode: Any) -> None:
    tree = parse(TEXTS[name])
    check(tree)
    expanded = expand(tree, mode)
    assert parse(to_cypher(expanded)) == expanded


def test_every_node_knows_its_place() -> None:
    for text in TEXTS.values():
        for node in walk(parse(text)):
            assert isinstance(node, Node) and node.at.line >= 1 and node.at.column >= 1, node


HOSTILE = [
    "'; DROP TABLE x; --",
    '"; DROP TABLE x; --',
    "\\",
    "\\'",
    "a\nb\tc",
    "$name :x ? {x}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\u202eltr",
    "x" * 10_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_literals_stay_text(graph: Any, value: str) -> None:
    text = f"RETURN {to_cypher(Literal(value))} AS x"
    assert graph.rows(text) == [(value,)]
    assert graph.rows("RETURN $x AS x", {"x": value}) == [(value,)]


@pytest.mark.parametrize("name", ['a"b', "a'b", "a; DROP TABLE x", "王伟", "a b", "select", "at"])
def test_hostile_names_stay_names(graph: Any, name: str) -> None:
    assert graph.rows(f"MATCH (`{name}`:Person {{id: 'o'}}) RETURN `{name}`.name AS `{name}`") == [("甲",)]
    assert compile_query(f"RETURN 1 AS `{name}`").columns[0].name == name


def test_columns_and_parameters() -> None:
    text = (
        "MATCH p = (a:Person)-[r:OWNS]->(c:Company) WHERE r.share > $low AND a.id <> $who "
        "RETURN a, r, p, collect(c) AS cs, [r] AS rs, a.born_on AS d, c.reg_capital AS m, r.share AS s, "
        "a.former_names AS f, count(*) AS n, a.name IS NULL AS b, round(r.share) AS x, $any AS y"
    )
    compiled = compile_query(text)
    assert compiled.parameters == {"low", "who", "any"}
    assert [(column.name, column.kind, column.type) for column in compiled.columns] == [
        ("a", "node", None),
        ("r", "relationship", None),
        ("p", "path", "relationship"),
        ("cs", "list", "node"),
        ("rs", "list", "relationship"),
        ("d", "scalar", "date"),
        ("m", "scalar", "money"),
        ("s", "scalar", "share"),
        ("f", "list", "string"),
        ("n", "scalar", "int"),
        ("b", "scalar", "bool"),
        ("x", "scalar", "float"),
        ("y", "scalar", None),
    ]


def test_a_relationship_carries_the_number_of_its_table(graph: Any) -> None:
    compiled = compile_query("MATCH (:Person)-[r:OWNS]->(:Company) RETURN r LIMIT 1")
    [[value]] = graph.base.execute(compiled.sql).fetchall()
    table = next(table for table in EDGE_TABLES if table.name == "e_OWNS__Person__Company")
    assert value["t"] == table.tag


def test_only_needed_tables_are_read() -> None:
    sql = compile_query("MATCH (p:Person)-[r:OWNS]->(c)-[w:WON]->(k:Contract) RETURN p, k").sql
    assert '"n_' not in sql
    assert "e_OWNS__Person__Company" in sql and "e_OWNS__Company__Company" not in sql
    assert "e_WON__Company__Lot" not in sql


def test_compiling_the_command_line_needs_no_sqlglot() -> None:
    import subprocess
    import sys

    code = "import sys, graphinv.cypher; sys.exit('sqlglot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
