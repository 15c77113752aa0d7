"""OVERSEES: each reason for power over a body, with a near-miss for each of its conditions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.graphs import draw

TIMES = "e.since::TEXT, e.until::TEXT, e.since_certain::TEXT, e.until_certain::TEXT"


def overseen(graph: str, columns: str = "u.id, distance, why") -> list[Any]:
    query = f"SELECT {columns} FROM e_OVERSEES__Person__Unit AS e JOIN n_Unit AS u ON u.nid = e.dst ORDER BY ALL"
    with draw(graph) as store:
        return store.con.execute(query).fetchall()


def others(graph: str) -> list[Any]:
    """All but the unit of the post itself."""
    return [row for row in overseen(graph) if row[2] != "post"]


def test_the_own_unit_for_the_time_of_the_post() -> None:
    graph = "(o:Person)-[:HOLDS_POST {since: 2019-03, until: 2024-01-01}]->(u:Unit {id: U})"
    times = ("2019-03-01", "2024-01-01", "2019-03-31", "2024-01-01")
    assert overseen(graph, f"u.id, distance, why, certain, {TIMES}") == [("U", 0, "post", True, *times)]


@pytest.mark.parametrize(
    ("portfolio", "found"),
    [
        ("[V]", [("V", 0, "portfolio")]),
        ("[EDU, FIN]", [("V", 0, "line")]),
        ("[HEALTH]", []),
        ("[FIN]", []),  # the unit's own money, not the bodies of a line that happens to be called so
        ("[W]", []),
        ("[U]", []),
    ],
)
def test_the_portfolio(portfolio: str, found: list[Any]) -> None:
    graph = f"""(o:Person)-[:HOLDS_POST {{portfolio: {portfolio}}}]->(u:Unit {{id: U, region_code: 330102}})
        (v:Unit {{id: V, region_code: 330102, line_codes: [EDU, FIN]}})"""
    assert others(graph) == found


@pytest.mark.parametrize(
    ("own", "other", "found"),
    [
        ("330102", "330102", True),
        ("330100", "330102", True),
        ("33", "330102", True),
        ("330102", "330103", False),
        ("330102", "330100", False),
    ],
)
def test_a_line_reaches_as_far_as_the_region(own: str, other: str, found: bool) -> None:
    graph = f"""(o:Person)-[:HOLDS_POST {{portfolio: [EDU]}}]->(u:Unit {{region_code: {own}}})
        (v:Unit {{id: V, region_code: {other}, line_codes: [EDU]}})"""
    assert others(graph) == [("V", 0, "line")] * found


def test_a_line_without_a_region_reaches_nothing() -> None:
    graph = "(o:Person)-[:HOLDS_POST {portfolio: [EDU]}]->(u:Unit) (v:Unit {region_code: 330102, line_codes: [EDU]})"
    assert others(graph) == []


TREE = "(b:Unit {id: B})-[:PART_OF]->(u:Unit {id: U}) (c:Unit {id: C})-[:PART_OF]->(b)"


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("is_leader: true", [("B", 1, "subordinate"), ("C", 2, "subordinate")]),
        ("acting: true", [("B", 1, "subordinate"), ("C", 2, "subordinate")]),
        ("is_leader: false", []),
        ("post: 科员", []),  # not said to lead
    ],
)
def test_what_is_part_of_the_led_unit(post: str, found: list[Any]) -> None:
    assert others(f"(o:Person)-[:HOLDS_POST {{{post}}}]->(u) {TREE}") == found


def test_the_unit_above_is_not_overseen() -> None:
    assert others(f"(o:Person)-[:HOLDS_POST {{is_leader: true}}]->(b) {TREE}") == [("C", 1, "subordinate")]


def test_steps_down_hold_while_all_of_them_hold() -> None:
    graph = """(o:Person)-[:HOLDS_POST {is_leader: true, since: 2019-01-01, until: 2024-01-01}]->(u:Unit)
        (b:Unit {id: B})-[:PART_OF {since: 2020-01-01, until: 2023-01-01}]->(u)
        (c:Unit {id: C})-[:PART_OF {since: 2021-05, until: 2030-01-01}]->(b)
        (d:Unit {id: D})-[:PART_OF {since: 2023-01-01}]->(b)"""
    found = overseen(graph, f"u.id, distance, {TIMES}")[:2]
    assert found == [
        ("B", 1, "2020-01-01", "2023-01-01", "2020-01-01", "2023-01-01"),
        ("C", 2, "2021-05-01", "2023-01-01", "2021-05-31", "2023-01-01"),
    ]
    assert "D" not in {row[0] for row in overseen(graph)}


def test_a_step_that_is_uncertain_makes_all_below_uncertain() -> None:
    graph = """(o:Person)-[:HOLDS_POST {is_leader: true}]->(u:Unit)
        (b:Unit {id: B})-[:PART_OF {certain: false}]->(u) (c:Unit {id: C})-[:PART_OF]->(b)"""
    found = overseen(graph, "u.id, certain, why")
    assert [row[:2] for row in found if row[2] == "subordinate"] == [("B", False), ("C", False)]


@pytest.mark.parametrize(("post", "count"), [("is_leader: true", 1), ("is_leader: false", 0)])
def test_bodies_that_name_the_led_unit_as_regulator(post: str, count: int) -> None:
    graph = f"""(o:Person)-[:HOLDS_POST {{{post}}}]->(u:Unit {{id: U}})
        (v:Unit {{id: V, regulator_ids: [X, U]}}) (w:Unit {{id: W, regulator_ids: [X]}})"""
    assert others(graph) == [("V", 1, "regulated")] * count


@pytest.mark.parametrize(
    ("post", "kind", "above", "region"),
    [
        ("is_leader: true", "government", "", "330102"),
        ("is_leader: true", "party", "330100", "330102"),
        ("is_leader: true", "government", "330102", None),  # a bureau of the county government
        ("is_leader: false", "government", "", None),
        ("is_leader: true", "school", "", None),
    ],
)
def test_who_heads_a_region_oversees_all_of_it(post: str, kind: str, above: str, region: str | None) -> None:
    graph = f"(o:Person)-[:HOLDS_POST {{{post}}}]->(g:Unit {{id: G, kind: {kind}, region_code: 330102}})"
    if above:
        graph += f" (g)-[:PART_OF]->(a:Unit {{region_code: {above}}})"
    found = overseen(graph, "u.id, distance, e.region_code, why")
    assert [row[:3] for row in found if row[3] == "region"] == ([("G", 2, region)] if region else [])


def test_a_city_is_its_counties() -> None:
    graph = "(o:Person)-[:HOLDS_POST {is_leader: true}]->(g:Unit {kind: government, region_code: 330100})"
    assert [row[0] for row in overseen(graph, "e.region_code") if row[0]] == ["3301"]


def test_evidence_is_the_post_and_each_step_down() -> None:
    with draw(f"(o:Person)-[:HOLDS_POST {{is_leader: true}}]->(u) {TREE}") as store:
        query = """SELECT u.id, v.step, v.base_table = (SELECT max(base_table) FROM via) FROM via AS v
            JOIN e_OVERSEES__Person__Unit AS e USING (eid) JOIN n_Unit AS u ON u.nid = e.dst WHERE e.why <> 'post'"""
        steps = store.con.execute(f"{query} ORDER BY ALL").fetchall()
    assert [row[:2] for row in steps] == [("B", 1), ("B", 2), ("C", 1), ("C", 2), ("C", 3)]
    assert [row[2] for row in steps] == [False, True, False, True, True]
