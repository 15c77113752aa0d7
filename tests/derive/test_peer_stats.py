"""PeerStat: the quartiles of numpy over the right peers, and groups that are too small have none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

import numpy as np
import pytest

from graphinv import derive
from tests.rules.graphs import draw

COLUMNS = "metric, unit, category, region, year, n, mean, q1, q3"
UNIT = "(u:Unit {id: U, region_code: 330102})"


def stats(graph: str, metric: str) -> list[Any]:
    with draw(graph) as store:
        query = f"SELECT {COLUMNS} FROM n_PeerStat WHERE metric = ? ORDER BY ALL"
        return store.con.execute(query, [metric]).fetchall()


NUMBERS = count()


def approvals(days: Iterable[int], unit: str = "u", **props: str) -> str:
    """One approval for each number of days, applied for on the second of January."""
    drawn = []
    for number in days:
        decided = np.datetime64("2022-01-02") + number
        text = {"type": "licence", "result": "granted", "applied_on": "2022-01-02", "decided_on": str(decided)} | props
        inside = ", ".join(f"{name}: {value}" for name, value in text.items())
        drawn.append(f"(a{next(NUMBERS)}:Approval {{{inside}}})-[:ISSUED_BY]->({unit})")
    return "\n".join(drawn)


def expected(values: Iterable[float]) -> tuple[int, float, float, float]:
    found = np.array(list(values))
    low, high = np.percentile(found, [25, 75])
    return len(found), round(float(found.mean()), 9), round(float(low), 9), round(float(high), 9)


def test_days_to_decide_by_region_and_year() -> None:
    days = [1, 2, 2, 3, 3, 4, 5, 5, 6, 8, 9, 11, 12, 14, 15, 17, 20, 21, 30, 45, 60]
    other = "(v:Unit {id: V, region_code: 330102})"
    graph = "\n".join([UNIT, other, approvals(days[:11]), approvals(days[11:], "v")])
    assert stats(graph, "days_to_decide") == [
        ("days_to_decide", None, "licence", "330102", 2022, *expected(days)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        approvals([7], type="loan"),
        approvals([7], "w:Unit {region_code: 330103}"),
        approvals([370]),  # of the next year
        approvals([7], applied_on="2022-01"),
        approvals([7], applied_on="unknown"),
        approvals([7], decided_on="2022-02"),
        approvals([-1]),
    ],
)
def test_who_is_no_peer(other: str) -> None:
    graph = "\n".join([UNIT, approvals(range(20)), other])
    assert [row[5:] for row in stats(graph, "days_to_decide")] == [expected(range(20))]


def test_nineteen_are_too_few() -> None:
    assert stats(f"{UNIT} {approvals(range(19))}", "days_to_decide") == []


def test_the_part_that_was_granted_by_unit_kind_and_year() -> None:
    graph = "\n".join(
        [
            UNIT,
            approvals([5] * 24),
            approvals([5], result="refused"),
            approvals([5] * 3, result="other"),
            approvals([5] * 20, "v:Unit {id: V, region_code: 330102}"),
            approvals([5] * 19, type="loan"),
        ]
    )
    assert stats(graph, "granted") == [
        ("granted", "U", "licence", None, 2022, *expected([1] * 24 + [0])),
        ("granted", "V", "licence", None, 2022, *expected([1] * 20)),
    ]


@pytest.mark.parametrize("rule", ["kin-gets-approval", "A4"])
@pytest.mark.parametrize(
    ("entry", "place", "found"),
    [
        ("keys: [region], min_n: 20", ("330102", None), 20),
        ("keys: [year], min_n: 10", (None, 2022), 20),
        ("keys: [year, region], min_n: 21", None, 0),
        ("keys: [year], min_n: 10, since: 2023-01-01", ("330102", 2022), 20),  # not yet in force
        ("keys: [year], min_n: 10, until: 2022-01-01", ("330102", 2022), 20),  # no longer in force
    ],
)
def test_the_list_of_peers_sets_the_group(rule: str, entry: str, place: tuple[Any, Any] | None, found: int) -> None:
    graph = f"{UNIT} {approvals(range(20))} (g:PeerGroup {{rule_id: {rule}, {entry}}})"
    assert [(row[3:5], row[5]) for row in stats(graph, "days_to_decide")] == ([(place, found)] if place else [])


def test_of_two_entries_the_later_one_and_no_other_rule() -> None:
    graph = f"""{UNIT} {approvals(range(20))}
        (g:PeerGroup {{rule_id: A4, keys: [region], min_n: 10, since: 2015-01-01}})
        (h:PeerGroup {{rule_id: A4, keys: [year], min_n: 10, since: 2020-01-01}})
        (i:PeerGroup {{rule_id: A6, keys: [region], min_n: 99, since: 2021-01-01}})"""
    assert [row[3:5] for row in stats(graph, "days_to_decide")] == [(None, 2022)]


def services(fees: Iterable[int], lot: str = "amount: 1000000, region_code: 330102, awarded_on: 2022-06-30") -> str:
    """One service of a lot of a million for each fee."""
    return "\n".join(
        f"(c{next(NUMBERS)}:Company)-[:SERVED {{role: design, fee: {fee}, since: 2022-03-01}}]->"
        f"(l{next(NUMBERS)}:Lot {{{lot}}})"
        for fee in fees
    )


def test_fees_in_the_value_of_the_lot() -> None:
    fees = [1000 * number for number in range(1, 22)]
    assert stats(services(fees), "service_fee") == [
        ("service_fee", None, "design", "330102", 2022, *expected(fee / 1_000_000 for fee in fees)),
    ]


def test_a_lot_without_an_award_counts_by_its_estimate_and_one_without_a_value_not() -> None:
    lot = "estimate: 500000, region_code: 330102"
    graph = "\n".join([services([1000] * 10), services([1000] * 10, lot), services([1000], "region_code: 330102")])
    assert [row[5:7] for row in stats(graph, "service_fee")] == [(20, 0.0015)]


def test_a_service_for_a_project_is_one_with_all_of_its_lots() -> None:
    lots = " ".join(
        f"(c)-[:SERVED {{role: design, fee: 60000, project_id: J, since: 2022-03-01}}]->"
        f"(m{number}:Lot {{amount: 1000000, region_code: 330102}})"
        for number in range(3)
    )
    graph = f"{services([20000] * 19)} (c:Company) {lots}"
    assert [row[5:] for row in stats(graph, "service_fee")] == [expected([0.02] * 20)]


def test_a_lot_without_a_region_is_in_that_of_its_buyer_and_without_dates_of_service_in_the_year_of_the_award() -> None:
    lots = "\n".join(
        f"(c{number}:Company)-[:SERVED {{role: design, fee: 1000}}]->(l{number}:Lot {{amount: 10000, "
        f"awarded_on: 2021-06-30}})-[:BUYER]->(u)"
        for number in range(20)
    )
    assert [row[3:6] for row in stats(f"{UNIT} {lots}", "service_fee")] == [("330102", 2021, 20)]


def test_numbers_follow_those_of_all_other_nodes_and_deriving_again_changes_nothing() -> None:
    with draw(f"{UNIT} {approvals(range(20))} (g:PeerGroup {{rule_id: A6, keys: [year], min_n: 9}})") as store:
        before = _all(store.con)
        derive.run(store.con, {"PeerStat"})
        assert _all(store.con) == before
        (nodes,) = store.con.execute(
            "SELECT sum(hi - lo) FROM label_range WHERE label NOT IN ('Party', 'Award')"
        ).fetchall()
        (numbers, highest) = store.con.execute("SELECT count(*), max(nid) + 1 FROM n_PeerStat").fetchall()[0]
        assert (numbers, highest) == (2, *nodes)
        assert [store.nodes([highest - 1])[highest - 1].props["metric"]] == ["granted"]


def _all(con: Any) -> list[Any]:
    return [con.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in ("n_PeerStat", "label_range", "alias")]
