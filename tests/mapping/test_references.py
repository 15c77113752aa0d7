"""References: ids without a target, names alone, parties of any kind, accounts that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mapping.hand import Hand, credit_code, person_no

A, B, C = (credit_code(seed) for seed in (1, 2, 3))


@pytest.fixture
def hand() -> Hand:
    return Hand()


def _contract(number: str, **values: object) -> dict[str, object]:
    return {"contract_id": number, "buyer_id": "U1", "supplier_id": A, "amount": 100, **values}


def test_an_id_without_a_target_makes_one_stub_and_is_counted(hand: Hand, tmp_path: Path) -> None:
    hand.file("contracts", [_contract("K1", lot_id="L1"), _contract("K2", lot_id="L1", supplier_id="X:123")])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.totals.stubs == {"contracts.buyer_id": 1, "contracts.lot_id": 1, "contracts.supplier_id": 2}
    assert graph.pairs("BUYER__Contract__Unit") == [("K1", "U1"), ("K2", "U1")]
    assert graph.pairs("FOR_LOT__Contract__Lot") == [("K1", "L1"), ("K2", "L1")]
    assert graph.rows("SELECT gid FROM n_Company ORDER BY gid") == [(f"company-{A}",), ("company-X:123",)]
    stub = graph.find("Unit", "U1")
    assert graph.rows("SELECT file, row FROM node_source WHERE nid = ?", stub) == [(1, 2)], "a stub has a source too"


def test_a_name_is_linked_to_the_only_registered_one_and_is_not_certain(hand: Hand, tmp_path: Path) -> None:
    hand.file(
        "companies",
        [
            {"company_id": A, "name": "甲（中国）公司", "former_names": ["老甲公司"]},
            {"company_id": B, "name": "同名公司"},
            {"company_id": C, "name": "同名公司"},
        ],
    )
    names = ("甲(中国)公司", "老甲公司", "同名公司", "无此公司", "无此公司")
    rows = [_contract(f"K{n}", supplier_id=None, supplier_name=name) for n, name in enumerate(names)]
    hand.file("contracts", [*rows, _contract("K9", supplier_id="老甲公司"), _contract("K8")])
    graph = hand.graph(tmp_path / "g.duckdb")
    won = graph.rows(
        "SELECT k.id, c.gid, e.certain FROM e_WON__Company__Contract e JOIN n_Company c ON c.nid = e.src "
        "JOIN n_Contract k ON k.nid = e.dst ORDER BY 1"
    )
    found = {contract: (gid, certain) for contract, gid, certain in won}
    for contract in ("K0", "K1", "K9"):
        assert found[contract] == (f"company-{A}", False), contract
    assert found["K8"] == (f"company-{A}", True)
    assert found["K2"][0] not in (f"company-{B}", f"company-{C}"), "two registered names: neither is taken"
    assert found["K3"] == found["K4"] and found["K3"][1] is False, "one unknown name is one stub, but never certain"
    assert graph.totals.by_name == {"contracts.supplier_id": 3}
    assert graph.totals.name_only == {"contracts.supplier_id": 2}


def test_a_wrong_credit_code_is_not_joined_on(hand: Hand, tmp_path: Path) -> None:
    wrong = A[:-1] + ("1" if A[-1] != "1" else "2")
    hand.file("companies", [{"company_id": wrong, "name": "甲公司"}])
    hand.file(
        "contracts",
        [_contract("K1", supplier_id=wrong), _contract("K2", supplier_id=wrong, supplier_name="甲公司")],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    rows = graph.rows(
        "SELECT k.id, c.gid = 'company-' || ?, e.certain FROM e_WON__Company__Contract e "
        "JOIN n_Company c ON c.nid = e.src JOIN n_Contract k ON k.nid = e.dst ORDER BY 1",
        wrong,
    )
    assert rows == [("K1", False, False), ("K2", True, False)], "only its name leads to the firm"


def test_a_party_is_what_its_id_or_its_type_says(hand: Hand, tmp_path: Path) -> None:
    number = person_no(1)
    hand.file("persons", [{"person_id": "P1", "name": "甲"}, {"person_id": "Z1", "name": "乙"}])
    hand.file("units", [{"unit_id": "U1", "name": "财政局"}, {"unit_id": "Z1", "name": "水利局"}])
    hand.file("companies", [{"company_id": A, "name": "甲公司"}])
    holders: list[tuple[str | None, str | None, str | None]] = [
        ("P1", None, None),
        (number, "company", None),
        (A, None, None),
        (B, None, None),
        ("U1", None, None),
        ("Z1", "unit", None),
        ("Z1", None, None),
        ("N9", "company", None),
        (None, None, "财政局"),
        (None, "person", "王伟"),
    ]
    rows = [
        {"holder_id": ident, "holder_type": kind, "holder_name": name, "company_id": C, "share": 0.1, "row_key": str(n)}
        for n, (ident, kind, name) in enumerate(holders)
    ]
    hand.file("shareholdings", rows)
    graph = hand.graph(tmp_path / "g.duckdb")
    found = {table: graph.totals.edges for table in ("OWNS",)}
    assert found["OWNS"]["OWNS"] == len(holders) - 1, "an id of two kinds without a type gives no edge"
    people = [a for a, _ in graph.pairs("OWNS__Person__Company")]
    assert len(people) == 3 and "P1" in people
    assert graph.pairs("OWNS__Company__Company") == sorted([(A, C), (B, C), ("N9", C)])
    assert graph.pairs("OWNS__Unit__Company") == [("U1", C), ("U1", C), ("Z1", C)]
    notes = graph.rows("SELECT row, col, value FROM note")
    assert notes == [(8, "holder_id", "Z1")]


def test_a_name_that_names_nobody_is_shared_by_no_two_rows(hand: Hand, tmp_path: Path) -> None:
    names = ("Self Employed", "self employed", "ACME", "ACME")
    hand.file("gifts", [{"gift_id": str(n), "member_id": "77", "employer_name": x} for n, x in enumerate(names)])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT count(*), count(DISTINCT dst) FROM e_EMPLOYED_BY__Person__Company") == [(4, 3)]


def test_a_party_without_a_known_account_has_one_stub_account(hand: Hand, tmp_path: Path) -> None:
    row = {"member_id": "77", "giver_name": "D", "giver_type": "company", "amount": 100}
    hand.file("gifts", [{"gift_id": str(n), **row} for n in (1, 2)])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT count(*), bool_and(stub) FROM n_Account") == [(2, True)]
    paid = "SELECT count(*), count(DISTINCT src), bool_or(certain), min(currency) FROM e_PAID__Account__Account"
    assert graph.rows(paid) == [(2, 1, False, "CNY")], "parallel payments; a giver known by name only is not certain"
    held = "SELECT until, until_certain::VARCHAR, role, certain FROM e_HOLDS_ACCOUNT__Person__Account"
    assert [row[1:] for row in graph.rows(held)] == [("9999-12-31", "owner", True)]
    assert graph.totals.edges["HOLDS_ACCOUNT"] == 2
    missing = "SELECT count(*) FROM e_HOLDS_ACCOUNT__Company__Account ANTI JOIN edge_source USING (eid)"
    assert graph.rows(missing) == [(0,)]


def test_an_edge_that_the_model_does_not_know_is_noted(hand: Hand, tmp_path: Path) -> None:
    givers = {"P1": "person", "X:1": "company"}
    rows = [
        {"gift_id": ident, "member_id": "77", "giver_id": ident, "giver_type": kind, "employer_id": A}
        for ident, kind in givers.items()
    ]
    hand.file("gifts", rows)
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.pairs("HAS_ROLE__Person__Company") == [("P1", A)]
    ((row, col, reason),) = graph.rows("SELECT row, col, reason FROM note")
    assert (row, col) == (3, "giver") and "HAS_ROLE cannot join Company to Company" in reason
