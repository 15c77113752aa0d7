"""The named steps: clocks, winners, deaths, trees of units, facts from id numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphinv.errors import SpecError
from graphinv.mapping.transforms import transform
from graphinv.mapping.work import Use, Work
from tests.mapping.hand import CATALOGUE, Graph, Hand, credit_code, person_no

A, B, C = (credit_code(seed) for seed in (1, 2, 3))


@pytest.fixture
def hand() -> Hand:
    return Hand()


def _lot(lot: str, **values: Any) -> dict[str, Any]:
    return {"tender_id": "T1", "lot_id": lot, "title": "道路", "buyer_id": "U1", "method": "open", **values}


def _bid(lot: str, company: str | None, status: str = "won", **values: Any) -> dict[str, Any]:
    return {"bid_id": f"{lot}#{company}", "lot_id": lot, "company_id": company, "status": status, **values}


def _contract(number: str, **values: Any) -> dict[str, Any]:
    return {"contract_id": number, "buyer_id": "U1", "supplier_id": A, "amount": 100, **values}


def _clock(graph: Graph, label: str) -> dict[str, tuple[str, ...]]:
    columns = ", ".join(f"{name}::VARCHAR" for name in ("awarded_on", "awarded_on_last", "infl_from", "infl_from_last"))
    return {row[0]: row[1:] for row in graph.rows(f'SELECT id, {columns} FROM "n_{label}"')}


def test_the_clock_of_awards(hand: Hand, tmp_path: Path) -> None:
    hand.file(
        "tenders",
        [
            _lot("L1", awarded_on="2020-06-01", published_on="2020-04-01", planned_on="2020-02"),
            _lot(
                "L2",
                awarded_on="2020-06-01",
                published_on="2020-04-01",
                category="B",
                deadline_at="2020-05-01 09:30:00",
            ),
            _lot("L3", awarded_on="2020-06-01"),
            _lot("L4"),
        ],
    )
    hand.file(
        "contracts",
        [
            _contract("K1", lot_id="L1", awarded_on="2020-06-03"),
            _contract("K2", lot_id="L2", signed_on="2020-07-01"),
            _contract("K3", signed_on="2020-07-01"),
            _contract("K4", awarded_on="2020-06"),
            _contract("K5"),
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    day, unknown = ("2020-06-01",) * 2, ("0001-01-01", "9999-12-31")
    assert _clock(graph, "Lot") == {
        "L1": (*day, "2020-02-01", "2020-02-29"),
        "L2": (*day, "2020-04-01", "2020-04-01"),
        "L3": (*day, "2019-12-04", "2020-06-01"),
        "L4": (*unknown, *unknown),
    }
    assert _clock(graph, "Contract") == {
        "K1": ("2020-06-03", "2020-06-03", "2020-02-01", "2020-02-29"),
        "K2": (*day, "2020-04-01", "2020-04-01"),
        "K3": ("2020-06-01", "2020-07-01", "2019-12-04", "2020-07-01"),
        "K4": ("2020-06-01", "2020-06-30", "2019-12-04", "2020-06-30"),
        "K5": (*unknown, *unknown),
    }
    assert graph.rows("SELECT category FROM n_Contract WHERE id = 'K2'") == [("B",)], (
        "what a contract lacks its lot says"
    )
    assert graph.rows("SELECT deadline_on::VARCHAR FROM n_Lot WHERE id = 'L2'") == [("2020-05-01",)]
    assert graph.rows("SELECT count(*) FROM n_Tender") == [(1,)]
    assert graph.totals.edges["LOT_OF"] == 4


def test_who_won_is_said_once(hand: Hand, tmp_path: Path) -> None:
    hand.file("companies", [{"company_id": B, "name": "乙公司"}])
    hand.file("tenders", [_lot("L1", agency_id=C), _lot("L2"), _lot("L3")])
    hand.file(
        "bids",
        [
            _bid("L1", A, amount=500),
            _bid("L1", B, "valid", amount=600),
            _bid("L2", None, company_name="乙公司", amount=700),
            _bid("L3", A, amount=1, consortium_id="G"),
            _bid("L3", B, "valid", amount=1, consortium_id="G"),
            _bid("L3", C, "disqualified", amount=1, consortium_id="G"),
        ],
    )
    hand.file("contracts", [_contract("K1", lot_id="L1"), _contract("K2", lot_id="L1"), _contract("K9")])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.pairs("WON__Company__Contract") == [(A, "K1"), (A, "K2"), (A, "K9")]
    assert graph.pairs("WON__Company__Lot") == sorted([(B, "L2"), (A, "L3"), (B, "L3")])
    certain = "SELECT l.id, e.certain, e.bid_id FROM e_WON__Company__Lot e JOIN n_Lot l ON l.nid = e.dst ORDER BY ALL"
    assert graph.rows(certain)[0] == ("L2", False, "L2#None"), "a winner without a credit code is not certain"
    assert [row[1] for row in graph.rows(certain)[1:]] == [True, True]
    bids = dict(graph.rows("SELECT k.id, e.bid_id FROM e_WON__Company__Contract e JOIN n_Contract k ON k.nid = e.dst"))
    assert bids == {"K1": f"L1#{A}", "K2": f"L1#{A}", "K9": None}
    rows = graph.rows(
        "SELECT f.tbl, s.row FROM e_WON__Company__Contract e JOIN n_Contract k ON k.nid = e.dst "
        "JOIN edge_source s USING (eid) JOIN source_file f ON f.file = s.file WHERE k.id = 'K1' ORDER BY ALL"
    )
    assert rows == [("bids", 2), ("contracts", 2)], "the winning bid is evidence of the contract's award"
    assert graph.rows("SELECT id, amount FROM n_Lot ORDER BY id") == [("L1", 500), ("L2", 700), ("L3", 1)]
    assert graph.pairs("SERVED__Company__Lot") == [(C, "L1")]
    eids = " UNION ALL ".join(
        f'SELECT eid FROM "e_{t}"' for t in ("WON__Company__Lot", "WON__Company__Contract", "BID__Company__Lot")
    )
    assert graph.rows(f"SELECT count(*) = count(DISTINCT eid) FROM ({eids})") == [(True,)]


def test_the_earliest_death_is_the_persons_and_each_register_keeps_its_own(hand: Hand, tmp_path: Path) -> None:
    hand.file(
        "persons",
        [
            {"person_id": "P1", "name": "甲", "died_on": "2021-05-03", "death_source": "police"},
            {"person_id": "P2", "name": "乙"},
            {"person_id": "P3", "name": "丙", "death_source": "other"},
        ],
    )
    hand.file(
        "deaths",
        [
            {"person_id": "P1", "died_on": "2021-05", "register": "hospital", "doc": "D7"},
            {"person_id": "P2", "died_on": "2020-02-01", "registered_on": "2020-03-01", "register": "police"},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.ids("Register") == ["hospital", "police"]
    assert graph.pairs("DIED__Person__Register") == [("P1", "hospital"), ("P1", "police"), ("P2", "police")]
    died = "SELECT id, died_on::VARCHAR, died_on_last::VARCHAR FROM n_Person ORDER BY id"
    assert graph.rows(died) == [
        ("P1", "2021-05-01", "2021-05-03"),
        ("P2", "2020-02-01", "2020-02-01"),
        ("P3", "0001-01-01", "9999-12-31"),
    ]


def test_units_above_each_other_are_not_joined(hand: Hand, tmp_path: Path) -> None:
    above = {"U1": None, "U2": "U1", "U3": "U2", "C1": "C2", "C2": "C3", "C3": "C1", "D1": "C1", "D2": "D1", "S": "S"}
    hand.file("units", [{"unit_id": unit, "name": unit, "parent_id": parent} for unit, parent in above.items()])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.pairs("PART_OF__Unit__Unit") == [("D1", "C1"), ("D2", "D1"), ("U2", "U1"), ("U3", "U2")]
    assert graph.rows("SELECT row FROM note ORDER BY row") == [(5,), (6,), (7,), (10,)]
    assert graph.rows("SELECT count(*) FROM edge_source") == [(4,)]


def test_sex_and_birth_come_from_a_valid_number(hand: Hand, tmp_path: Path) -> None:
    numbers = [person_no(1, "19700203"), person_no(2, "19710203"), person_no(12, "19800506")]
    hand.file(
        "persons",
        [
            {"person_id": "P1", "id_no": numbers[0], "name": "甲"},
            {"person_id": "P2", "id_no": numbers[1], "name": "乙", "sex": "male", "born_on": "1971"},
        ],
    )
    hand.file("kinship", [{"a_id": "P1", "b_id": numbers[2], "type": "child"}])
    graph = hand.graph(tmp_path / "g.duckdb")
    facts = graph.rows("SELECT sex, born_on::VARCHAR, born_on_last::VARCHAR FROM n_Person ORDER BY born_on")
    assert facts == [
        ("male", "1970-02-03", "1970-02-03"),
        ("male", "1971-01-01", "1971-12-31"),
        ("female", "1980-05-06", "1980-05-06"),
    ], "what a row says stays; a person known by the number alone has its facts"


def test_kinship_that_cannot_be(hand: Hand, tmp_path: Path) -> None:
    number = person_no(1)
    hand.file("persons", [{"person_id": f"P{n}", "id_no": number, "name": "甲"} for n in (1, 2)])
    rows = [
        ("P1", "P2", "spouse"),
        ("P3", "P4", "parent"),
        ("P4", "P3", "parent"),
        ("P5", "P6", "parent"),
        ("P6", "P5", "child"),
    ]
    hand.file("kinship", [{"a_id": a, "b_id": b, "type": kind} for a, b, kind in rows])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.totals.edges["FAMILY"] == 4, "nobody is kin of himself"
    assert graph.rows("SELECT row, col FROM note ORDER BY row") == [(2, "b_id"), (3, "type"), (4, "type")]


def test_an_unknown_transform_is_refused(hand: Hand) -> None:
    spec = CATALOGUE.loaders["bids"]
    wrong = type(spec)(**{**spec.__dict__, "transforms": ("award_clok",)})
    with pytest.raises(SpecError, match="Did you mean `award_clock`"):
        transform(Work(hand.con, (Use(wrong, "s_bids", frozenset()),)))
