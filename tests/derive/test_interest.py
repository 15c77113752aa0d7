"""INTEREST_IN: each holding and each office, and what they add up to while they overlap."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.graphs import draw

WON = "(c:Company)-[:WON]->(k:Contract)\n"


def interests(graph: str, columns: str, start: str = "Person", *, use: str = WON) -> list[Any]:
    with draw(use + graph) as store:
        return store.con.execute(f"SELECT {columns} FROM e_INTEREST_IN__{start}__Company ORDER BY ALL").fetchall()


@pytest.mark.parametrize("start", ["Person", "Company", "Unit"])
def test_a_holding_is_an_interest_as_it_stands(start: str) -> None:
    graph = f"(h:{start})-[:OWNS {{share: 0.3, since: 2020-01-01, until: 2022-01}}]->(c)"
    bounds = ", ".join(f"{name}::TEXT" for name in ("since", "until", "since_certain", "until_certain"))
    columns = f"share, role, direct, control, mandate, certain, {bounds}"
    days = ("2020-01-01", "2022-01-31", "2020-01-01", "2022-01-01")
    assert interests(graph, columns, start) == [(0.3, None, True, False, False, True, *days)]


@pytest.mark.parametrize(
    ("role", "rows"),
    [
        ("legal_rep", [("legal_rep", True)]),
        ("supervisor", [("supervisor", True)]),
        ("contact", []),
        ("other", [("other", False)]),  # an office whose name is not known may be one
    ],
)
def test_offices(role: str, rows: list[Any]) -> None:
    assert interests(f"(p:Person)-[:HAS_ROLE {{role: {role}}}]->(c)", "role, certain") == rows


def test_an_office_without_a_name() -> None:
    assert interests("(p:Person)-[:HAS_ROLE]->(c)", "role, certain") == [("other", False)]


@pytest.mark.parametrize(("share", "control"), [(0.5, False), (0.51, True)])
def test_more_than_half_is_control(share: float, control: bool) -> None:
    assert interests(f"(p:Person)-[:OWNS {{share: {share}}}]->(c)", "control") == [(control,)]


@pytest.mark.parametrize(("share", "count"), [(0.06, 0), (0.5, 0), (0.51, 1)])
def test_small_holdings_in_listed_companies_do_not_count(share: float, count: int) -> None:
    use = "(c:Company {kind: listed})-[:WON]->(k:Contract)\n"
    assert len(interests(f"(p:Person)-[:OWNS {{share: {share}}}]->(c)", "share", use=use)) == count
    assert len(interests("(p:Person)-[:HAS_ROLE {role: director}]->(c)", "role", use=use)) == 1


def test_what_overlaps_is_added_up_between_its_changes() -> None:
    graph = """(p:Person)-[:OWNS {share: 0.3, kind: equity, since: 2019-01-01, until: 2023-01-01}]->(c)
        (p)-[:OWNS {share: 0.3, kind: agreement, since: 2020-01-01, until: 2022-01-01}]->(c)
        (p)-[:HAS_ROLE {role: supervisor, since: 2021-01-01, until: 2024-01-01}]->(c)
        (p)-[:HAS_ROLE {role: legal_rep, since: 2021-01-01, until: 2024-01-01}]->(c)"""
    found = interests(graph, "year(since), year(until), share, role, control")
    single = [(2019, 2023, 0.3, None, False), (2020, 2022, 0.3, None, True)]
    offices = [(2021, 2024, None, "legal_rep", False), (2021, 2024, None, "supervisor", False)]
    together = [
        (2020, 2021, 0.6, None, True),
        (2021, 2022, 0.6, "legal_rep", True),
        (2022, 2023, 0.3, "legal_rep", False),
        (2023, 2024, None, "legal_rep", False),
    ]
    assert sorted(found, key=repr) == sorted([*single, *offices, *together], key=repr)


def test_together_is_as_certain_as_the_least_certain_part() -> None:
    graph = """(p:Person)-[:OWNS {share: 0.3, kind: equity, since: 2019-01-01, until: 2023-01-01}]->(c)
        (p)-[:OWNS {share: 0.3, kind: agreement, since: 2020-05, certain: false}]->(c)"""
    columns = "since::TEXT, until::TEXT, since_certain::TEXT, until_certain::TEXT, certain"
    sums = [row[1:] for row in interests(graph, f"share, {columns}") if row[0] == 0.6]
    assert sums == [("2020-05-01", "2023-01-01", "2020-05-31", "0001-01-01", False)]


def test_shares_add_up_exactly() -> None:
    graph = "(p:Person)-[:OWNS {share: 0.1, kind: equity}]->(c), (p)-[:OWNS {share: 0.2, kind: agreement}]->(c)"
    assert max(row[0] for row in interests(graph, "share")) == 0.3


def test_evidence_names_all_parts() -> None:
    graph = "(p:Person)-[:OWNS {share: 0.1}]->(c), (p)-[:HAS_ROLE {role: head}]->(c)"
    with draw(WON + graph) as store:
        parts = store.con.execute(
            "SELECT count(*) FROM via JOIN e_INTEREST_IN__Person__Company i USING (eid) GROUP BY eid ORDER BY ALL"
        ).fetchall()
    assert parts == [(1,), (1,), (2,)]


@pytest.mark.parametrize(
    ("use", "count"),
    [
        (WON, 1),
        ("(c:Company)-[:WON]->(k:Lot)\n", 1),
        ("(c:Company)-[:BID]->(k:Lot)\n", 1),
        ("(c:Company)\n", 0),
        ("(c:Company), (o:Person)-[:HOLDS_POST]->(u:Unit), (o)-[:FAMILY {type: child}]->(p:Person)\n", 1),
        ("(c:Company), (p:Person)-[:HOLDS_POST]->(u:Unit)\n", 1),
    ],
)
def test_only_where_somebody_asks(use: str, count: int) -> None:
    """Companies that bid or won, and whatever people in posts and their kin hold."""
    assert len(interests("(p:Person)-[:OWNS {share: 0.3}]->(c)", "share", use=use)) == count
