"""A node without a name is nobody else's: not the one that stands without a name in the pattern around it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cypher.conftest import Graph

GRAPH = """
(p:Person {id: p})-[:OWNS]->(a:Company {id: a}), (p)-[:EMPLOYED_BY]->(u:Unit {id: u})
(k:Contract {id: k})-[:BUYER]->(u), (a)-[:WON]->(k)
"""


HELD = "MATCH (p:Person)-[:OWNS]->(:Company)"
BOUGHT = "MATCH (k:Award)-[:BUYER]->(:Unit)"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{HELD} WHERE EXISTS {{ MATCH (p)-[:EMPLOYED_BY]->() }} RETURN p.id AS id", [("p",)]),
        (f"{HELD} WHERE NOT EXISTS {{ MATCH (p)-[:EMPLOYED_BY]->() }} RETURN p.id AS id", []),
        (f"{HELD} WHERE COUNT {{ (p)-[:EMPLOYED_BY]->() }} = 1 RETURN p.id AS id", [("p",)]),
        (f"{BOUGHT} WHERE NOT EXISTS {{ MATCH (k)<-[:FOR_LOT]-(:Contract) }} RETURN k.id AS id", [("k",)]),
        (
            f"{BOUGHT} WHERE EXISTS {{ MATCH (k)<-[:WON]-(:Company) WHERE EXISTS "
            "{ MATCH (k)<-[:WON]-()<-[:OWNS]-(:Person) } } RETURN k.id AS id",
            [("k",)],
        ),
        (
            "MATCH (:Person)-[rs:OWNS|WON*2..2]->(k:Contract) WHERE EXISTS "
            "{ MATCH (k)<-[:WON]-(:Company)<-[:OWNS]-() } RETURN k.id AS id",
            [("k",)],
        ),
    ],
)
def test_an_unnamed_node_in_a_subquery_is_its_own(text: str, rows: list[Any]) -> None:
    graph = Graph(GRAPH)
    try:
        assert graph.rows(text) == rows
    finally:
        graph.base.close()
