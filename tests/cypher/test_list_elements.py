"""Elements of lists and values of expressions: what can be read of them without a name of their own."""

from __future__ import annotations

import math
from typing import Any

import pytest

from graphinv.cypher.refuse import FUNCTIONS
from tests.cypher.conftest import Graph

GRAPH = """
(d:Company {id: d})-[:OWNS {share: 0.5}]->(a:Company {id: a, name: 甲})
(p:Person {id: p})-[:HAS_ROLE {role: head}]->(d)
(q:Person {id: q})-[:OWNS {share: 0.5}]->(e:Company {id: e, name: 乙})
"""
TWO = "MATCH path = (p:Person)-[rs:HAS_ROLE|OWNS*2..2]->(c)"


@pytest.fixture(scope="module")
def firms() -> Any:
    made = Graph(GRAPH)
    yield made
    made.base.close()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{TWO} RETURN type(rs[0]) AS t, type(rs[-1]) AS u, type(rs[7]) AS v", [("HAS_ROLE", "OWNS", None)]),
        (f"{TWO} RETURN [r IN relationships(path) | type(r)] AS t", [(["HAS_ROLE", "OWNS"],)]),
        (f"{TWO} RETURN [r IN rs WHERE type(r) = 'OWNS'] AS t", [(["OWNS d>a"],)]),
        (f"{TWO} WHERE type(rs[0]) = 'OWNS' RETURN p", []),
        (f"{TWO} WITH rs, c MATCH (c)<-[r:OWNS]-() RETURN [r IN rs | type(r)] AS t", [(["HAS_ROLE", "OWNS"],)]),
        (
            "MATCH (:Person)-[r]->() WITH collect(r) AS rs RETURN any(x IN rs WHERE type(x) = 'HAS_ROLE') AS t",
            [(True,)],
        ),
        ("MATCH (:Person {id: 'p'})-[r]->() RETURN type(coalesce(r, null)) AS t", [("HAS_ROLE",)]),
        ("MATCH (c:Company {id: 'a'}) RETURN labels(coalesce(c, c)) AS l", [(["Company", "Party"],)]),
        ("OPTIONAL MATCH (k:Lot) RETURN labels([k][0]) AS l", [(None,)]),
    ],
)
def test_elements_without_a_name(firms: Graph, text: str, rows: list[tuple[Any, ...]]) -> None:
    assert firms.rows(text) == rows


def test_a_condition_over_a_list_reads_what_stands_around_it(firms: Graph) -> None:
    text = "MATCH (a:Company), (b:Company) WHERE any(x IN [1] WHERE a.name < b.name) RETURN a, b"
    assert firms.rows(text) == [("e", "a")]


def test_distinct_counts_in_every_aggregate(firms: Graph) -> None:
    text = "UNWIND [1, 1, 1, 5] AS x RETURN percentileCont(DISTINCT x, 0.5) AS m, avg(DISTINCT x) AS a"
    assert firms.rows(text) == [(3.0, 3.0)]


@pytest.mark.parametrize("value", [1.0, 1.2, 1.5, 0.0, -1.0, -1.2, -0.5, 7.999])
def test_the_advice_for_floor_and_ceil_is_right(firms: Graph, value: float) -> None:
    up, down = "-round(-x - 0.5)", "round(x - 0.5)"
    assert up in str(FUNCTIONS["ceil"]) and down in str(FUNCTIONS["floor"])
    ((up, down),) = firms.rows(f"WITH toFloat('{value}') AS x RETURN {up} AS up, {down} AS down")
    assert (up, down) == (math.ceil(value), math.floor(value))
