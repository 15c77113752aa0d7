"""Statements that are none, that lack what they need, or that point at nothing: each says so, none stops the load."""

from __future__ import annotations

from pathlib import Path

from tests.bods.statements import entity, holding, holdings, loaded, person, relation, statement

FIRM, OWNER = entity("e-1"), person("p-1")


def rejects(folder: Path, *statements: object) -> set[tuple[object, str, str]]:
    found = loaded(folder, [FIRM, OWNER, *statements], suffix=".jsonl")
    return {(row, column, reason.split(":")[0]) for _, row, column, _, reason, *_ in found.store.rejects()}


def test_statements_that_lack_something(tmp_path: Path) -> None:
    nameless = relation("r-1", "p-1", holding({"exact": 5}))
    del nameless["recordId"]
    unsaid = relation("r-2", "p-1", holding({"exact": 5}))
    del unsaid["recordDetails"]["subject"]
    untyped = relation("r-3", "p-1")
    del untyped["recordType"]
    earlier = {"statementID": "x", "statementType": "ownershipOrControlStatement", "interests": []}
    vessel = statement("s", "vessel", "v-1", {})
    empty = statement("s-e", "relationship", "r-4", {})
    found = rejects(tmp_path, nameless, unsaid, untyped, earlier, vessel, "{", '"text"', empty)
    required = "required cell is empty"
    assert found == {
        ("3.1", "relationship[].recordId", required),
        ("4.1", "relationship[].recordDetails.subject", required),
        (5, "", "not a statement of BODS 0.4"),
        (6, "", "not a statement of BODS 0.4"),
        (7, "", "not a statement of BODS 0.4"),
        (8, "", "not JSON"),
        (9, "", "not a JSON object"),
        ("10.1", "relationship[].recordDetails.subject", required),
    }


def test_values_of_a_wrong_kind(tmp_path: Path) -> None:
    odd = relation("r-1", ["p-1"], subject="e-1")
    odd["recordDetails"] |= {"componentRecords": "x", "interests": [None, "x", {"share": {"exact": {"a": 1}}}]}
    person_ = statement("s-7", "person", "p-7", {"names": "Seven", "birthDate": "the spring", "politicalExposure": []})
    lists = {**statement("s-8", "entity", "e-8", {}), "recordDetails": ["x"], "statementDate": None}
    found = loaded(tmp_path, [FIRM, OWNER, odd, person_, lists, relation("r-2", "p-1", holding({"exact": 5}, "soon"))])
    assert holdings(found, "share, since") == [("p-1", "X:BODS-e-1", "equity", 0.05, "0001-01-01")]
    assert not found.store.rejects()
    assert "relationship[].recordDetails.interestedParty[]" in found.unknown


def test_parties_without_a_statement(tmp_path: Path) -> None:
    """An id that no statement in the file explains may be explained by another file; else it is a stub and counted."""
    one = [relation("r-1", "p-1", holding({"exact": 5})), relation("r-2", "p-9", holding({"exact": 6}), subject="e-9")]
    found = loaded(tmp_path / "two", [FIRM, OWNER], one)
    assert ("p-1", "X:BODS-e-1", "equity", 0.05) in holdings(found)
    assert found.report.stubs == {"bods.relationships.party_id": 1, "bods.relationships.subject_id": 1}


def test_a_person_and_an_entity_of_one_record(tmp_path: Path) -> None:
    """The later statement says what the record is; two answers of one day are no reason to stop."""
    found = loaded(tmp_path, [FIRM, OWNER, {**person("e-1", "Twin"), "statementDate": "2021-01-01"}])
    assert len(found.rows("SELECT * FROM n_Person")) == 2
