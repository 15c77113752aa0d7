"""Elements of lists and values of expressions: what can be read of them without a name of their own."""

from __future__ import annotations

from typing import Any

import pytest

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


@pytest.mark.parametrize("mode", ["possible", "certain"])
def test_time_predicates_over_a_list_that_was_carried_on(graph: Graph, mode: Any) -> None:
    text = (
        "MATCH (o:Person)-[h:HOLDS_POST]->() WITH o, collect(h) AS hs "
        "RETURN o, any(h IN hs WHERE valid_at(h, date('2015-06-01'))) AS then ORDER BY o.id"
    )
    assert graph.rows(text, mode=mode) == [("o", False), ("x", mode == "possible")]


def test_lists_within_lists_read_their_tables(firms: Graph) -> None:
    text = f"{TWO} RETURN [r IN rs | [n IN nodes(path) WHERE n.id = endNode(r).id | n.name]] AS names"
    assert firms.rows(text) == [([[None], ["甲"]],)]


def test_aggregates_inside_of_what_reads_tables(firms: Graph) -> None:
    text = "MATCH (c:Company)<-[r]-(n) WITH c, r, n ORDER BY n.id RETURN c, [x IN collect(n) | x.id] AS ids, "
    text += "head(collect(r)).share AS share, count(*) AS n ORDER BY c.id"
    assert firms.rows(text) == [("a", ["d"], 0.5, 1), ("d", ["p"], None, 1), ("e", ["q"], 0.5, 1)]


def test_a_list_that_is_unwound_may_hold_what_subqueries_make(firms: Graph) -> None:
    count = "COUNT { MATCH (c:Company)<-[:OWNS]-(h) RETURN DISTINCT x AS key, h }"
    assert firms.rows(f"UNWIND [1, 2] AS x UNWIND [{count}, x] AS n RETURN x, n ORDER BY x, n") == [
        (1, 1),
        (1, 2),
        (2, 2),
        (2, 2),
    ]


def test_what_a_list_may_lack_has_no_label(firms: Graph) -> None:
    text = "MATCH (c:Company {id: 'a'}) WITH [c] AS cs RETURN labels(cs[0]) AS l, labels(cs[1]) AS m, cs[1].name AS n"
    assert firms.rows(text) == [(["Company", "Party"], None, None)]
