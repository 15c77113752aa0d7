"""FAMILY_PARTY: who counts as the official's family, with a near-miss for each condition."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.graphs import draw

POST = "(o:Person {id: O})-[:HOLDS_POST]->(:Unit)\n"
TIMES = "f.since::TEXT, f.until::TEXT"


def family(graph: str, columns: str = "p.id, why", label: str = "Company") -> list[Any]:
    table = f"e_FAMILY_PARTY__Person__{label}"
    with draw(POST + graph) as store:
        query = f"SELECT {columns} FROM {table} AS f JOIN n_{label} AS p ON p.nid = f.dst ORDER BY ALL"
        return store.con.execute(query).fetchall()


@pytest.mark.parametrize(
    ("kind", "found"),
    [("child", True), ("spouse", True), ("parent", True), ("assoc", True), ("in_law", False), ("collateral", False)],
)
def test_near_kin_and_registered_persons(kind: str, found: bool) -> None:
    graph = f"(o)-[:FAMILY {{type: {kind}}}]->(p:Person {{id: P}})"
    assert family(graph, label="Person") == [("O", "self")] + [("P", "kin")] * found


def test_only_of_people_in_posts() -> None:
    graph = "(o)-[:FAMILY {type: child}]->(p:Person {id: P})"
    assert family(graph, "f.src = p.nid", "Person") == [(False,), (True,)]  # the official's child, and the official


@pytest.mark.parametrize(
    ("edge", "found"),
    [
        ("OWNS {share: 0.05}", True),
        ("OWNS {share: 0.049}", False),
        ("HAS_ROLE {role: director}", True),
        ("HAS_ROLE {role: contact}", False),
    ],
)
def test_firms(edge: str, found: bool) -> None:
    own = family(f"(o)-[:{edge}]->(c:Company {{id: C}})")
    kin = family(f"(o)-[:FAMILY {{type: child}}]->(p:Person)-[:{edge}]->(c:Company {{id: C}})")
    assert (own, kin) == ([("C", "firm")] * found, [("C", "kin_firm")] * found)


def test_kinship_and_interest_hold_at_once() -> None:
    graph = """(o)-[:FAMILY {type: spouse, since: 2010-01-01, until: 2020-01-01}]->(p:Person)
        (p)-[:OWNS {share: 0.5, since: 2015-01-01, until: 2025-01-01}]->(c:Company)
        (p)-[:OWNS {share: 0.5, since: 2022-01-01, until: 2025-01-01}]->(d:Company)"""
    assert family(graph, TIMES) == [("2015-01-01", "2020-12-31")]  # a divorce is possible for a year more


def test_it_unfolds_to_what_was_declared() -> None:
    graph = "(o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS {share: 0.5}]->(c:Company)"
    with draw(POST + graph) as store:
        rows = store.con.execute("SELECT eid FROM e_FAMILY_PARTY__Person__Company").fetchall()
        (ref,) = store.by_eid({"FAMILY_PARTY": [rows[0][0]]}).values()
        bases = store.base_edges([ref])[ref]
        assert [edge.type for edge in store.edges(bases).values()] == ["FAMILY", "OWNS"]
