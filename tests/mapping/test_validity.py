"""Dates: what is possible and what is certain, from what a row says and leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.mapping.hand import Graph, Hand

LOW, HIGH = "0001-01-01", "9999-12-31"


@pytest.fixture
def hand() -> Hand:
    return Hand()


def _validity(graph: Graph, table: str, order: str = "since") -> list[tuple[Any, ...]]:
    columns = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"
    return graph.rows(f'SELECT {columns} FROM "{table}" ORDER BY {order}')


@pytest.mark.parametrize(
    ("since", "until", "as_of", "expected"),
    [
        ("2019-05-02", "2021-02-03", None, ("2019-05-02", "2021-02-03", "2019-05-02", "2021-02-03")),
        ("2019-05", "2021-02", None, ("2019-05-01", "2021-02-28", "2019-05-31", "2021-02-01")),
        (None, None, None, (LOW, HIGH, HIGH, LOW)),
        ("2019", None, "2024-06-30", ("2019-01-01", HIGH, "2019-12-31", "2024-07-01")),
        (None, "2021-02-03", "2024-06-30", (LOW, "2021-02-03", HIGH, "2021-02-03")),
    ],
)
def test_bounds(
    hand: Hand, tmp_path: Path, since: str | None, until: str | None, as_of: str | None, expected: tuple[str, ...]
) -> None:
    row = {"person_id": "P1", "unit_id": "U1", "post": "局长", "since": since, "until": until}
    hand.file("positions", [row], as_of=as_of)
    graph = hand.graph(tmp_path / "g.duckdb")
    assert _validity(graph, "e_HOLDS_POST__Person__Unit") == [expected]


def test_blood_kinship_holds_for_ever_and_marriage_does_not(hand: Hand, tmp_path: Path) -> None:
    kinds = ("assoc", "child", "child_spouse", "collateral", "grandparent", "in_law", "parent", "sibling", "spouse")
    hand.file("kinship", [{"a_id": "P1", "b_id": f"P{n}", "type": kind} for n, kind in enumerate(kinds, 2)])
    graph = hand.graph(tmp_path / "g.duckdb")
    rows = graph.rows("SELECT type, since_certain::VARCHAR = '0001-01-01' FROM e_FAMILY__Person__Person ORDER BY type")
    blood = {"child", "collateral", "grandparent", "parent", "sibling"}
    assert rows == [(kind, kind in blood) for kind in kinds]
    assert {row for row in _validity(graph, "e_FAMILY__Person__Person")} == {
        (LOW, HIGH, LOW, HIGH),
        (LOW, HIGH, HIGH, LOW),
    }


def test_a_listed_pair_without_dates_is_in_force(hand: Hand, tmp_path: Path) -> None:
    hand.file(
        "exclusive_pairs",
        [
            {"programme_a_id": "A", "programme_b_id": "B"},
            {"programme_a_id": "A", "programme_b_id": "C", "since": "2020", "until": "2022-07-01"},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.ids("ExclusivePair") == ["A/B/", "A/C/2020-01-01"]
    assert _validity(graph, "n_ExclusivePair") == [
        (LOW, HIGH, LOW, HIGH),
        ("2020-01-01", "2022-07-01", "2020-12-31", "2022-07-01"),
    ]


def test_a_payment_holds_in_its_period_and_its_collector_on_the_day(hand: Hand, tmp_path: Path) -> None:
    paid = {"programme_id": "S1", "payee_id": "P1", "amount": 100, "paid_on": "2021-03-09"}
    hand.file(
        "subsidy_payments",
        [
            {"payment_id": "1", "period": "2021Q1", "operator_id": "P2", "account_id": "6222", **paid},
            {"payment_id": "2", **paid},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert _validity(graph, "e_RECEIVED__Person__Programme") == [
        (LOW, HIGH, HIGH, LOW),
        ("2021-01-01", "2021-04-01", "2021-01-01", "2021-04-01"),
    ]
    day = ("2021-03-09", "2021-03-10", "2021-03-09", "2021-03-10")
    assert _validity(graph, "e_OPERATES__Person__Account") == [day]
    assert graph.rows("SELECT role FROM e_OPERATES__Person__Account") == [("operator",)]


def test_versions_of_a_programme_are_one_node(hand: Hand, tmp_path: Path) -> None:
    hand.file(
        "programmes",
        [
            {
                "programme_id": "S1",
                "name": "低保",
                "unit_id": "U1",
                "standard": 50000,
                "since": "2018-01-01",
                "until": "2020-01-01",
            },
            {"programme_id": "S1", "name": "低保", "unit_id": "U1", "standard": 60000, "cap": 9, "since": "2020-01-01"},
        ],
        as_of="2024-01-01",
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT id, standard, cap FROM n_Programme") == [("S1", 60000, 9)], "the newest version speaks"
    assert _validity(graph, "n_Programme") == [("2018-01-01", HIGH, "2018-01-01", "2024-01-02")]
    assert graph.rows("SELECT count(*) FROM e_MANAGED_BY__Programme__Unit") == [(2,)]
    assert graph.totals.conflicts == 0
