"""LINKED: who uses what together and when, with a near-miss for each condition."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.rules.graphs import draw

TIMES = "since::TEXT, until::TEXT, since_certain::TEXT, until_certain::TEXT"
PHONE = "(i:Identifier {kind: mobile, value: '13800000000'})\n"
FIRMS = "(a:Company)-[:USES {%s}]->(i) (b:Company)-[:USES {%s}]->(i)"
COMPANIES = ("Company", "Company")


def linked(graph: str, columns: str = "kind, df, weight", ends: tuple[str, str] = COMPANIES) -> list[Any]:
    query = f"SELECT {columns} FROM e_LINKED__{ends[0]}__{ends[1]} ORDER BY ALL"
    with draw(graph) as store:
        return store.con.execute(query).fetchall()


def used(first: str, second: str, columns: str = TIMES, *, more: str = PHONE) -> list[Any]:
    return linked(more + FIRMS % (first, second), columns)


def test_a_common_telephone_for_the_common_time() -> None:
    found = used(
        "since: 2019-01-01, until: 2021-06", "since: 2020-03, until: 2025-01-01", f"kind, df, weight, bid, {TIMES}"
    )
    times = ("2020-03-01", "2021-06-30", "2020-03-31", "2021-06-01")
    assert found == [("mobile", 2, round(0.8 / math.log2(3), 9), False, *times)]


@pytest.mark.parametrize(
    ("kind", "weight"),
    [("mobile", 0.8), ("email", 0.8), ("room", 0.6), ("ip", 0.4), ("building", 0.2), ("mac", 1.0), ("other", None)],
)
def test_the_weight_is_that_of_the_kind(kind: str, weight: float | None) -> None:
    found = linked(f"(i:Identifier {{kind: {kind}, value: x}}) {FIRMS % ('', '')}".replace(" {}", ""))
    assert found == ([(kind, 2, round(weight / math.log2(3), 9))] if weight else [])


@pytest.mark.parametrize(("until", "count"), [("2020-03-01", 0), ("2020-03-02", 1)])
def test_a_recycled_number_links_nobody(until: str, count: int) -> None:
    assert len(used(f"since: 2019-01-01, until: {until}", "since: 2020-03-01")) == count


@pytest.mark.parametrize(("users", "count"), [(20, 190), (21, 0)])
def test_what_too_many_use_links_nobody(users: int, count: int) -> None:
    graph = PHONE + " ".join(f"(c{number}:Company)-[:USES]->(i)" for number in range(users))
    assert len(linked(graph)) == count


@pytest.mark.parametrize(
    ("start", "end"), [("Person", "Person"), ("Person", "Company"), ("Person", "Unit"), ("Company", "Unit")]
)
def test_parties_of_any_kind(start: str, end: str) -> None:
    graph = f"{PHONE} (a:{start})-[:USES]->(i) (b:{end})-[:USES]->(i)"
    assert len(linked(graph, ends=(start, end))) == 1


def test_two_bids_need_no_common_day() -> None:
    bids = ("bid_id: B1, since: 2020-01-05, until: 2020-01-06", "bid_id: B2, since: 2022-01-05, until: 2022-01-06")
    assert used(*bids, f"bid, {TIMES}") == [(True, "2020-01-05", "2022-01-06", "2020-01-05", "2022-01-06")]


def test_a_bid_and_another_use_need_one() -> None:
    bid = "bid_id: B1, since: 2020-01-05, until: 2020-01-06"
    assert used(bid, "since: 2021-01-01") == []
    assert used(bid, "since: 2019-01-01, until: 2021-01-01", "bid, since::TEXT, until::TEXT") == [
        (True, "2020-01-05", "2020-01-06")
    ]


def test_periods_that_touch_are_one_edge_and_others_are_two_of_one_identifier() -> None:
    graph = (
        PHONE
        + """(a:Company)-[:USES {since: 2019-01-01, until: 2020-01-01}]->(i)
        (a)-[:USES {since: 2019-06-01, until: 2021-01-01}]->(i) (a)-[:USES {since: 2023-01-01, until: 2024-01-01}]->(i)
        (b:Company)-[:USES {since: 2018-01-01, until: 2030-01-01}]->(i)"""
    )
    rows = linked(graph, "since::TEXT, until::TEXT, identifier")
    assert [row[:2] for row in rows] == [("2019-01-01", "2021-01-01"), ("2023-01-01", "2024-01-01")]
    assert rows[0][2] == rows[1][2]
    with draw(graph) as store:
        steps = store.con.execute("SELECT count(*) FROM via GROUP BY eid ORDER BY ALL").fetchall()
    assert steps == [(2,), (3,)]


def test_a_link_by_name_only_is_uncertain() -> None:
    assert used("certain: false", "since: 2020-01-01", "certain") == [(False,)]


@pytest.mark.parametrize(
    ("listed", "count"),
    [
        ("kind: agency_contact, value: '13800000000', since: 2019-01-01, until: 2030-01-01", 0),
        ("kind: agency_contact, value: '13800000000', since: 2022-01-01, until: 2030-01-01", 1),  # not all of the time
        ("kind: agency_contact, value: '13800000001', since: 2019-01-01, until: 2030-01-01", 1),
        ("kind: centre_ip, value: '13800000000', since: 2019-01-01, until: 2030-01-01", 1),  # no network
    ],
)
def test_the_whitelist(listed: str, count: int) -> None:
    times = "since: 2020-01-01, until: 2025-01-01"
    assert len(used(times, times, more=f"{PHONE} (l:Whitelisted {{{listed}}})\n")) == count


@pytest.mark.parametrize(("role", "count"), [("card_user", 1), ("operator", 0), ("authorised", 0)])
def test_an_account_links_its_owner_and_its_card_users(role: str, count: int) -> None:
    graph = f"(p:Person)-[:HOLDS_ACCOUNT]->(x:Account) (q:Person)-[:OPERATES {{role: {role}}}]->(x)"
    found = linked(graph, ends=("Person", "Person"))
    assert found == [("account", 2, round(1 / math.log2(3), 9))] * count
