"""ACT: each kind of favour, with its day and amount, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.graphs import draw


def acts(
    graph: str, label: str = "Company", columns: str = 'kind, "on"::TEXT, on_last::TEXT, amount, act_id'
) -> list[Any]:
    with draw(graph) as store:
        query = f"SELECT {columns} FROM e_ACT__Unit__{label} ORDER BY ALL"
        return store.con.execute(query).fetchall()


@pytest.mark.parametrize("award", ["Contract", "Lot"])
def test_an_award(award: str) -> None:
    graph = f"(u:Unit)<-[:BUYER]-(k:{award} {{id: K, awarded_on: 2022-06, amount: 1000}})<-[:WON]-(c:Company)"
    assert acts(graph) == [("award", "2022-06-01", "2022-06-30", 100_000, "K")]


@pytest.mark.parametrize(("result", "count"), [("granted", 1), ("refused", 0)])
@pytest.mark.parametrize("label", ["Person", "Company"])
def test_an_approval(label: str, result: str, count: int) -> None:
    approval = f"(a:Approval {{id: A, result: {result}, decided_on: 2022-06-30, price: 500}})"
    graph = f"{approval}-[:ISSUED_BY]->(u:Unit) (a)-[:ISSUED_TO]->(x:{label})"
    assert acts(graph, label) == [("approval", "2022-06-30", "2022-06-30", 50_000, "A")] * count


GRANT = "(x)-[:RECEIVED {payment_id: P1, paid_on: 2022-06-30, amount: 20}]->(g:Programme)-[:MANAGED_BY]->(v:Unit)\n"
KIN = "(o:Person)-[:HOLDS_POST]->(:Unit) (o)-[:FAMILY {type: child}]->(x:Person)\n"


@pytest.mark.parametrize(
    ("who", "label", "count"),
    [
        ("(x:Company)", "Company", 1),
        (KIN, "Person", 1),
        ("(x:Person)-[:HOLDS_POST]->(:Unit)", "Person", 1),
        ("(x:Person)", "Person", 0),
    ],
)
def test_a_grant(who: str, label: str, count: int) -> None:
    assert acts(who + GRANT, label) == [("grant", "2022-06-30", "2022-06-30", 2_000, "P1")] * count


@pytest.mark.parametrize(("who", "count"), [(KIN, 1), ("(x:Person)\n", 0)])
def test_a_job(who: str, count: int) -> None:
    graph = f"{who}(x)-[:EMPLOYED_BY {{since: 2021-07}}]->(v:Unit)"
    assert acts(graph, "Person") == [("job", "2021-07-01", "2021-07-31", None, None)] * count


def test_it_is_as_certain_as_its_least_certain_part() -> None:
    graph = "(u:Unit)<-[:BUYER {certain: false}]-(k:Contract)<-[:WON]-(c:Company)"
    assert acts(graph, columns="certain") == [(False,)]
