"""Who is who: persons join on valid id numbers only, everything else on its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.model.ids import person_gid, pseudonym
from tests.mapping.hand import KEY, Hand, credit_code, person_no


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_two_person_ids_with_one_valid_id_no_are_one_node(hand: Hand, tmp_path: Path) -> None:
    number = person_no(1)
    hand.file(
        "persons",
        [
            {"person_id": "P1", "id_no": number, "name": "王强", "region_code": "330100"},
            {"person_id": "P2", "id_no": number, "name": "王小强", "household_id": "H1"},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT gid, id, name, former_names, region_code, household_id, id_check FROM n_Person") == [
        (person_gid(KEY, "id_no", number), "P1", "王强", ["王小强"], "330100", "H1", "valid")
    ]
    assert graph.find("Person", "P1") == graph.find("Person", "P2")
    assert graph.totals.merged == 1


def test_both_keys_and_the_number_lead_to_the_same_person(hand: Hand, tmp_path: Path) -> None:
    number, child = person_no(1), person_no(2)
    hand.file(
        "persons",
        [{"person_id": "P1", "id_no": number, "name": "王强"}, {"person_id": "P2", "id_no": number, "name": "王强"}],
    )
    rows = [{"a_id": key, "b_id": child, "type": "child"} for key in ("P1", "P2", number)]
    hand.file("kinship", rows)
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT count(*), count(DISTINCT src), count(DISTINCT eid) FROM e_FAMILY__Person__Person") == [
        (3, 1, 3)
    ], "parallel rows stay parallel edges"
    assert graph.totals.stubs == {"kinship.b_id": 1}


def test_a_wrong_id_no_joins_nothing(hand: Hand, tmp_path: Path) -> None:
    wrong = person_no(1)[:-1] + ("0" if person_no(1)[-1] != "0" else "1")
    hand.file(
        "persons",
        [
            {"person_id": "P1", "id_no": wrong, "name": "甲"},
            {"person_id": "P2", "id_no": wrong, "name": "乙"},
            {"person_id": wrong, "id_no": wrong, "name": "丙"},
        ],
    )
    hand.file("kinship", [{"a_id": wrong, "b_id": "P1", "type": "spouse"}])
    graph = hand.graph(tmp_path / "g.duckdb")
    people = graph.rows("SELECT name, id_check FROM n_Person ORDER BY name NULLS LAST")
    assert people == [("丙", "invalid"), ("乙", "invalid"), ("甲", "invalid"), (None, "invalid")]
    assert graph.pairs("FAMILY__Person__Person")[0][1] == "P1"
    assert graph.rows("SELECT count(*) FROM alias WHERE label = 'Person'") == [(2,)], "the wrong number finds nobody"


def test_no_id_no_is_stored_anywhere(hand: Hand, tmp_path: Path) -> None:
    numbers = [person_no(seed) for seed in range(5)]
    wrong = person_no(9)[:-1] + ("0" if person_no(9)[-1] != "0" else "1")
    code = credit_code(1)
    hand.file("persons", [{"person_id": n, "id_no": n, "name": "某"} for n in (*numbers[:2], wrong)])
    hand.file("companies", [{"company_id": code, "name": "甲公司"}, {"company_id": numbers[4], "name": "个体户"}])
    hand.file("kinship", [{"a_id": numbers[0], "b_id": numbers[2], "type": "spouse"}])
    hand.file(
        "shareholdings",
        [{"holder_id": numbers[3], "company_id": code, "share": 0.5, "transferee_id": numbers[1]}],
    )
    target = tmp_path / "g.duckdb"
    graph = hand.graph(target)
    assert graph.ids("Person") == sorted(pseudonym(gid) for (gid,) in graph.rows("SELECT gid FROM n_Person")), (
        "the pseudonym is the id where the number is the only key"
    )
    assert graph.rows("SELECT transferee_id FROM e_OWNS__Person__Company") == [
        (pseudonym(person_gid(KEY, "id_no", numbers[1])),)
    ]
    for table in ("alias", "n_Person", "n_Company", "e_OWNS__Person__Company", "n_Account"):
        text = str(graph.rows(f'SELECT * FROM "{table}"'))
        assert not [number for number in (*numbers, wrong) if number in text], table
    assert graph.find("Person", person_gid(KEY, "id_no", numbers[0])) >= 0, "the number is found by its keyed hash"


def test_a_person_known_by_name_is_local_to_the_record(hand: Hand, tmp_path: Path) -> None:
    hand.file("persons", [{"person_id": "P1", "name": "王伟"}, {"person_id": "P2", "name": "李娜"}])
    hand.file(
        "kinship",
        [
            {"a_id": "P1", "b_id": None, "b_name": "王伟", "type": "sibling"},
            {"a_id": "P2", "b_id": "王伟", "type": "spouse"},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT id_check, count(*) FROM n_Person WHERE name = '王伟' GROUP BY 1 ORDER BY 1") == [
        ("name_only", 2),
        ("none", 1),
    ]
    key = "\x1f".join(("P1", "", "sibling", ""))
    gids = {gid for (gid,) in graph.rows("SELECT gid FROM n_Person WHERE id_check = 'name_only'")}
    assert person_gid(KEY, "record", "kinship", key, "b_id", "王伟") in gids
    assert graph.rows("SELECT bool_and(certain) FROM e_FAMILY__Person__Person") == [(True,)]
    assert graph.totals.name_only == {"kinship.b_id": 2}


def test_one_id_in_two_loaders_is_one_person(hand: Hand, tmp_path: Path) -> None:
    hand.file("gifts", [{"gift_id": "1", "member_id": "77", "member_name": "A"}])
    hand.file("more-gifts", [{"gift_id": "2", "member_id": "77", "member_name": "B"}])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT id, name, former_names FROM n_Person") == [("MEMBER/77", "A", ["B"])]
    assert graph.totals.conflicts == 1
    assert graph.rows("SELECT col, value FROM note") == [("name", "B")]


def test_a_unit_is_found_by_its_code_and_its_credit_code(hand: Hand, tmp_path: Path) -> None:
    code = credit_code(5)
    hand.file("units", [{"unit_id": "U1", "uscc": code, "name": "教育局", "uscc_ok": True}])
    hand.file(
        "positions",
        [
            {"person_id": "P1", "unit_id": "U1", "post": "局长", "since": "2015-01-01"},
            {"person_id": "P2", "unit_id": code, "post": "副局长", "since": "2015-01-01"},
        ],
    )
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.pairs("HOLDS_POST__Person__Unit") == [("P1", "U1"), ("P2", "U1")]
    assert graph.totals.stubs == {"positions.person_id": 2}
    assert graph.find("Unit", code) == graph.find("Unit", "U1")


def test_a_credit_code_that_two_units_claim_finds_neither(hand: Hand, tmp_path: Path) -> None:
    code = credit_code(5)
    hand.file("units", [{"unit_id": f"U{n}", "uscc": code, "name": f"局{n}", "uscc_ok": True} for n in (1, 2)])
    hand.file("positions", [{"person_id": "P1", "unit_id": code, "post": "局长", "since": "2015-01-01"}])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.ids("Unit") == sorted(["U1", "U2", code])
    assert len(graph.rows("SELECT 1 FROM note WHERE col = 'key'")) == 2


def test_a_body_that_is_unit_and_company_is_two_nodes(hand: Hand, tmp_path: Path) -> None:
    code = credit_code(5)
    hand.file("units", [{"unit_id": "U1", "uscc": code, "name": "城投", "uscc_ok": True}])
    hand.file("companies", [{"company_id": code, "name": "城投", "company_id_ok": True}])
    hand.file("shareholdings", [{"holder_id": code, "company_id": credit_code(6), "share": 1.0}])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.pairs("SAME_BODY__Unit__Company") == [("U1", code)]
    assert graph.pairs("OWNS__Company__Company") == [(code, credit_code(6))], "a holder is the company"
