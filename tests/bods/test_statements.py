"""Statements of ownership: shares and ranges, interests that are no share, chains, and owners whom nobody names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bods.statements import entity, holding, holdings, loaded, person, relation, roles, statement

pytestmark = pytest.mark.xdist_group("bods")
FIRM, OWNER = entity("e-1"), person("p-1")
E1 = "X:BODS-e-1"


@pytest.mark.parametrize(
    ("share", "found"),
    [
        ({"exact": 40}, (0.4, None, None, None, None)),
        ({"exact": 33.333}, (0.33333, None, None, None, None)),
        ({"minimum": 25, "maximum": 50}, (0.25, 0.25, 0.5, None, None)),
        ({"exclusiveMinimum": 25, "exclusiveMaximum": 50}, (0.250000001, 0.25, 0.5, True, True)),
        ({"exclusiveMinimum": 50, "maximum": 75}, (0.500000001, 0.5, 0.75, True, None)),
        ({"maximum": 25}, (None, None, 0.25, None, None)),
        ({}, (None, None, None, None, None)),
        ({"exact": 120}, (None, None, None, None, None)),
        ({"exact": "half"}, (None, None, None, None, None)),
        ({"exact": -1}, (None, None, None, None, None)),
        ("half", (None, None, None, None, None)),
        (["half"], (None, None, None, None, None)),
    ],
)
def test_a_share_is_the_least_that_is_declared(tmp_path: Path, share: Any, found: tuple[Any, ...]) -> None:
    done = loaded(tmp_path, [FIRM, OWNER, relation("r-1", "p-1", holding(share))])
    columns = "share, share_min, share_max, share_min_open, share_max_open"
    assert holdings(done, columns) == [("p-1", E1, "equity", *found)]
    wrong = isinstance(share, dict) and share.get("exact") in (120, "half", -1)
    assert bool(done.rows("SELECT * FROM note WHERE col LIKE '%share%'")) == wrong
    assert not done.rows("SELECT * FROM reject")


INTERESTS = {
    "votingRights": "votes",
    "otherInfluenceOrControl": "agreement",
    "appointmentOfBoard": "agreement",
    "rightsGrantedByContract": "agreement",
    "nominator": "agreement",
    "beneficiaryOfLegalArrangement": "benefit",
    "rightsToProfitOrIncome": "benefit",
    "nominee": "nominee",
    "unknownInterest": "unknown",
    "somethingNew": "unknown",
}


def test_interests_that_are_no_share(tmp_path: Path) -> None:
    """Their bounds are kept, but `share` is for shares alone, so that nothing is added up that is not the same."""
    said = [{"type": word, "directOrIndirect": "direct", "share": {"exact": 30}} for word in INTERESTS]
    found = loaded(tmp_path, [FIRM, OWNER, relation("r-1", "p-1", *said)])
    assert {row[3]: row[2] for row in holdings(found, "interest")} == INTERESTS
    assert {row[3:] for row in holdings(found, "share, share_min, share_max")} == {(None, 0.3, 0.3)}


def test_offices(tmp_path: Path) -> None:
    said = [{"type": word, "beneficialOwnershipOrControl": True} for word in OFFICES]
    found = loaded(
        tmp_path,
        [FIRM, entity("e-2"), OWNER, relation("r-1", "p-1", *said), relation("r-2", "e-2", {"type": "trustee"})],
    )
    assert sorted(role for _, _, role, _ in roles(found)) == sorted(OFFICES.values())
    assert holdings(found, "interest") == [("X:BODS-e-2", E1, "agreement", "trustee")]


OFFICES = {
    "boardMember": "director",
    "boardChair": "director",
    "seniorManagingOfficial": "senior",
    "settlor": "settlor",
    "trustee": "trustee",
    "protector": "protector",
}


def test_an_interest_that_nothing_is_said_of(tmp_path: Path) -> None:
    bare = statement("s-r", "relationship", "r-2", {"subject": "e-1", "interestedParty": "p-1"})
    found = loaded(tmp_path, [FIRM, OWNER, relation("r-1", "p-1", {"directOrIndirect": "unknown"}), bare])
    assert holdings(found, "share, interest") == [("p-1", E1, "unknown", None, None)] * 2


def test_a_chain_counts_once(tmp_path: Path) -> None:
    """The total of a chain whose steps all say their shares is left to them; else it is an edge of its own."""
    steps = [
        relation("r-1", "p-1", holding({"exact": 50}), subject="e-2"),
        relation("r-2", "e-2", holding({"exact": 60})),
    ]
    total = relation("r-3", "p-1", holding({"exact": 30}, direct="indirect"), components=["e-2", "r-1", "r-2"])
    full = loaded(tmp_path / "full", [FIRM, entity("e-2"), OWNER, *steps, total])
    assert [row[2:] for row in holdings(full)] == [("equity", 0.6), ("equity", 0.5)]
    assert [row[0] for row in full.rows("SELECT left(reason, 16) FROM note")] == ["a total of a cha"]
    steps[0] = relation("r-1", "p-1", {"directOrIndirect": "unknown"}, subject="e-2")
    part = loaded(tmp_path / "part", [FIRM, entity("e-2"), OWNER, *steps, total])
    assert [row[2:] for row in holdings(part)] == [("equity", 0.6), ("indirect", 0.3), ("unknown", None)]
    alone = loaded(tmp_path / "alone", [FIRM, entity("e-2"), OWNER, {**total}])
    assert [row[2:] for row in holdings(alone)] == [("indirect", 0.3)]


def test_owners_whom_nobody_names(tmp_path: Path) -> None:
    """No person is invented; the statement is counted with the reason. An anonymous person is one all the same."""
    nobody = person("p-2", None, personType="unknownPerson", unspecifiedPersonDetails={"reason": "noBeneficialOwners"})
    hidden = person(
        "p-3", None, personType="anonymousPerson", unspecifiedPersonDetails={"reason": "interestedPartyExempt"}
    )
    found = loaded(
        tmp_path,
        [
            FIRM,
            nobody,
            hidden,
            entity("e-9", "unknownEntity"),
            relation("r-1", {"reason": "informationUnknown"}),
            relation("r-2", "p-2", holding({"exact": 10})),
            relation("r-3", "p-3", holding({"exact": 20})),
            relation("r-4", "e-9", holding({"exact": 30})),
        ],
    )
    assert found.rows("SELECT id, name FROM n_Person") == [("p-3", None)]
    assert found.rows("SELECT id FROM n_Company") == [(E1,)]
    assert holdings(found) == [("p-3", E1, "equity", 0.2)]
    noted = found.rows("SELECT value FROM note WHERE col = 'undisclosed' ORDER BY 1")
    assert noted == [("informationUnknown",), ("noBeneficialOwners",), ("unknown",)]


def test_states_and_their_bodies_are_units(tmp_path: Path) -> None:
    state, body = entity("e-3", "state"), entity("e-2", "stateBody")
    control = {"type": "otherInfluenceOrControl", "directOrIndirect": "direct"}
    found = loaded(
        tmp_path,
        [
            FIRM,
            state,
            body,
            OWNER,
            relation("r-1", "e-2", holding({"exact": 100})),
            relation("r-2", "e-3", control, subject="e-2"),
            relation("r-3", "p-1", control, subject="e-2"),
        ],
    )
    assert holdings(found) == [("X:BODS-e-2", E1, "equity", 1.0)]
    part = "MATCH (b:Unit)-[:PART_OF]->(s:Unit) RETURN b.id, s.id"
    assert found.ask(part) == [("X:BODS-e-2", "X:BODS-e-3")]
    assert [row[0] for row in found.rows("SELECT left(reason, 19) FROM note")] == ["a body of the state"]


def test_parties_are_known_by_their_registers(tmp_path: Path) -> None:
    one = entity("e-1", identifiers=[{"schemeName": "none"}, {"scheme": "GB-COH", "id": "1234567"}])
    two = entity("e-2", identifiers=[{"scheme": "XI-LEI", "id": "L1"}, {"scheme": "GB-COH", "id": "9"}])
    found = loaded(tmp_path, [one, two, relation("r-1", "e-2", holding({"exact": 5}))])
    assert holdings(found) == [("X:XI-LEI-L1", "X:GB-COH-01234567", "equity", 0.05)]
    assert found.store.find("Company", "e-1") == found.store.find("Company", "X:GB-COH-01234567") is not None
    assert found.store.find("Company", "X:GB-COH-9") == found.store.find("Company", "X:XI-LEI-L1")


def test_what_is_said_of_persons_and_companies(tmp_path: Path) -> None:
    owner = person("p-1", birthDate="1970-05", deathDate="2021", politicalExposure={"status": "isPep"})
    owner["recordDetails"]["names"].append({"fullName": "A. Example", "type": "alternative"})
    plain = person("p-2", "Beta", politicalExposure={"status": "isNotPep"})
    firm = entity(
        "e-1", publicListing={"hasPublicListing": True}, alternateNames=["Firm"], dissolutionDate="2022-02-03"
    )
    trust = entity("e-2", "arrangement")
    found = loaded(tmp_path, [owner, plain, firm, trust])
    days = "born_on::VARCHAR, born_on_last::VARCHAR, died_on_last::VARCHAR"
    assert found.rows(f"SELECT id, name, former_names, pep, {days} FROM n_Person ORDER BY id") == [
        ("p-1", "Alpha Example", ["A. Example"], True, "1970-05-01", "1970-05-31", "2021-12-31"),
        ("p-2", "Beta", None, False, "0001-01-01", "9999-12-31", "9999-12-31"),
    ]
    companies = "SELECT id, kind, former_names, closed_on::VARCHAR FROM n_Company ORDER BY id"
    assert found.rows(companies) == [
        (E1, "listed", ["Firm"], "2022-02-03"),
        ("X:BODS-e-2", "arrangement", None, "0001-01-01"),
    ]
