"""Packages of releases and records with lots, contracts, parties: what becomes of each part of the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ocds.loaded import Loaded, load

pytestmark = pytest.mark.xdist_group("packages")

RELEASE: dict[str, Any] = {
    "ocid": "ocds-x-1",
    "id": "r1",
    "date": "2021-03-01T00:00:00Z",
    "tag": ["award"],
    "initiationType": "tender",
    "language": "en",
    "parties": [
        {
            "id": "GB-COH-01234567",
            "name": "Alpha",
            "roles": ["tenderer", "supplier"],
            "identifier": {"scheme": "GB-COH", "id": "01234567"},
            "address": {"region": "North"},
        },
        {"id": "unit 1", "name": "Road office", "roles": ["buyer", "procuringEntity"]},
    ],
    "buyer": {"id": "unit 1", "name": "Road office"},
    "planning": {"budget": {"id": "B1", "projectID": "P1"}, "rationale": "why"},
    "tender": {
        "id": "t",
        "title": "Roads",
        "status": "complete",
        "procurementMethod": "limited",
        "mainProcurementCategory": "works",
        "value": {"amount": 3e5, "currency": "JPY"},
        "procuringEntity": {"id": "unit 1"},
        "tenderPeriod": {"startDate": "2021-01-01T00:00:00Z", "endDate": "2021-02-01T04:00:00Z"},
        "lots": [
            {"id": "1", "title": "North", "status": "active", "value": {"amount": 100000.5, "currency": "JPY"}},
            {"id": "2", "title": "South", "status": "cancelled"},
        ],
    },
    "bids": {
        "details": [
            {
                "id": "b1",
                "status": "valid",
                "tenderers": [{"id": "GB-COH-01234567", "name": "Alpha"}],
                "relatedLots": ["1", "2"],
                "value": {"amount": 90000, "currency": "JPY"},
            },
            {"id": "b2", "status": "withdrawn", "tenderers": [{"id": "beta"}, {"id": "gamma"}], "relatedLots": ["1"]},
        ]
    },
    "awards": [
        {
            "id": "a1",
            "status": "active",
            "date": "2021-02-10T00:00:00Z",
            "suppliers": [{"id": "GB-COH-01234567"}],
            "relatedLots": ["1"],
            "value": {"amount": 90000, "currency": "JPY"},
        },
        {"id": "a2", "status": "cancelled", "suppliers": [{"id": "beta"}]},
    ],
    "contracts": [
        {
            "id": "c1",
            "awardID": "a1",
            "dateSigned": "2021-02-20T00:00:00Z",
            "period": {"startDate": "2021-03-01T00:00:00Z", "endDate": "2021-12-31T00:00:00Z"},
            "value": {"amount": 90000, "currency": "JPY"},
        }
    ],
}
PACKAGES = {
    "releases.json": {"uri": "u", "publisher": {"name": "n"}, "releases": [RELEASE]},
    "records.json": {
        "uri": "u",
        "records": [{"ocid": "ocds-x-1", "compiledRelease": RELEASE, "releases": [{"url": "https://example.org/1"}]}],
    },
    "lines.jsonl": RELEASE,
}


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, indent=None if path.suffix == ".jsonl" else 1), "utf-8")
    return path


@pytest.fixture(scope="module", params=PACKAGES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("package")
    return load(folder / "state", [write(folder / request.param, PACKAGES[request.param])])


def test_lots_are_the_lots_of_their_process(loaded: Loaded) -> None:
    query = (
        "MATCH (l:Lot)-[:LOT_OF]->(t:Tender) "
        "RETURN l.id, l.title, l.status, l.estimate, l.currency, t.id, t.project_id ORDER BY l.id"
    )
    assert loaded.ask(query) == [
        ("ocds-x-1/1", "North", "open", 10_000_050, "JPY", "ocds-x-1", "P1"),
        ("ocds-x-1/2", "South", "cancelled", None, None, "ocds-x-1", "P1"),
    ]


def test_words_of_the_standard_stay_where_there_is_none_of_ours(loaded: Loaded) -> None:
    assert loaded.ask("MATCH (l:Lot) RETURN DISTINCT l.method, l.category") == [("limited", "works")]


def test_bids_go_to_their_lots(loaded: Loaded) -> None:
    query = (
        "MATCH (c:Company)-[b:BID]->(l:Lot) "
        "RETURN b.bid_id, c.id, l.id, b.status, b.amount, b.currency, b.consortium_id ORDER BY b.bid_id, c.id, l.id"
    )
    one, two = "ocds-x-1/b1", "ocds-x-1/b2"
    assert loaded.ask(query) == [
        (one, "X:GB-COH-01234567", "ocds-x-1/1", "valid", 9_000_000, "JPY", None),
        (one, "X:GB-COH-01234567", "ocds-x-1/2", "valid", 9_000_000, "JPY", None),
        (two, "X:OCDS-beta", "ocds-x-1/1", "withdrawn", None, None, two),
        (two, "X:OCDS-gamma", "ocds-x-1/1", "withdrawn", None, None, two),
    ]


def test_a_contract_adds_to_its_award(loaded: Loaded) -> None:
    columns = "id, status, amount, currency, awarded_on, signed_on, since_certain, until_certain"
    one, two = loaded.rows(f'SELECT {columns} FROM "n_Contract" ORDER BY id')
    assert one[:4] == ("ocds-x-1/a1", "active", 9_000_000, "JPY")
    assert [str(day) for day in one[4:]] == ["2021-02-10", "2021-02-20", "2021-03-01", "2021-12-31"]
    assert two[:4] == ("ocds-x-1/a2", "cancelled", None, None)
    assert loaded.ask("MATCH (k:Contract)-[:FOR_LOT]->(l:Lot) RETURN k.id, l.id") == [("ocds-x-1/a1", "ocds-x-1/1")]
    won = "MATCH (c:Company)-[:WON]->(k:Contract) RETURN c.id, c.name, k.id"
    assert loaded.ask(won) == [("X:GB-COH-01234567", "Alpha", "ocds-x-1/a1")]


def test_parties_are_companies_and_bodies_by_their_roles(loaded: Loaded) -> None:
    assert loaded.ask("MATCH (u:Unit) RETURN u.id, u.name") == [("X:OCDS-unit 1", "Road office")]
    found = loaded.ask("MATCH (c:Company) RETURN c.id, c.name ORDER BY c.id")
    assert found == [("X:GB-COH-01234567", "Alpha"), ("X:OCDS-beta", None), ("X:OCDS-gamma", None)]
    roles = loaded.ask("MATCH (l:Lot)-[b:BUYER]->(u:Unit) RETURN l.id, b.role ORDER BY l.id, b.role")
    assert roles == [(f"ocds-x-1/{lot}", role) for lot in (1, 2) for role in ("buyer", "procuring_entity")]


def test_what_nobody_reads_is_listed(loaded: Loaded) -> None:
    assert loaded.unknown == {"planning.rationale", "parties[].address.region"}


def test_each_fact_has_its_row(loaded: Loaded) -> None:
    query = (
        'SELECT DISTINCT f.sheet, s.row FROM "e_BID__Company__Lot" b JOIN edge_source s USING (eid) '
        "JOIN source_file f ON f.file = s.file ORDER BY ALL"
    )
    assert loaded.rows(query) == [("bids.details[].tenderers[]", 100_000 + nth) for nth in (1, 2, 3, 4)]


def test_several_releases_of_one_process(tmp_path: Path) -> None:
    """The award's release says nothing of the tender; the tender's release nothing of the award."""
    first = {"ocid": "o", "id": "1", "date": "2021-01-01", "tender": {"title": "T", "status": "active"}}
    later = {"ocid": "o", "id": "2", "date": "2021-02-01", "tender": {"status": "complete"}, "awards": [{"id": "a"}]}
    found = load(tmp_path / "state", [write(tmp_path / "x.json", {"releases": [later, first]})])
    assert found.ask("MATCH (l:Lot) RETURN l.id, l.title, l.status") == [("o", "T", "complete")]
    assert found.ask("MATCH (k:Contract) RETURN k.id") == [("o/a",)]
    assert found.rows("SELECT * FROM reject") == []


def test_tenderers_without_bids(tmp_path: Path) -> None:
    listed = {"ocid": "o", "tender": {"tenderers": [{"id": "A"}, {"id": "B"}]}}
    both = {"ocid": "p", "tender": {"tenderers": [{"id": "A"}]}, "bids": {"details": [{"tenderers": [{"id": "A"}]}]}}
    path = tmp_path / "x.jsonl"
    path.write_text(f"{json.dumps(listed)}\n{json.dumps(both)}\n", "utf-8")
    found = load(tmp_path / "state", [path]).ask(
        "MATCH (c:Company)-[b:BID]->(l:Lot) RETURN l.id, c.id ORDER BY l.id, c.id"
    )
    assert found == [("o", "X:OCDS-A"), ("o", "X:OCDS-B"), ("p", "X:OCDS-A")]


def test_hostile_lines_are_rejected_one_by_one(tmp_path: Path) -> None:
    lines = [
        json.dumps({"ocid": "o", "tender": {"title": "<script>alert(1)</script>"}}),
        "{",
        json.dumps({"releases": [{"ocid": "p"}]}),
        json.dumps({"tender": {"title": "no ocid"}}),
        json.dumps({"ocid": "q", "tender": {"value": {"amount": "a lot", "currency": "X"}}}),
        json.dumps({"ocid": "r\u0000", "tender": "text", "bids": [], "awards": [[{"id": 1}]]}),
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    found = load(tmp_path / "state", [path])
    rejects = [(row, column, reason.split(":")[0]) for _, row, column, _, reason, _, _ in found.store.rejects()]
    assert rejects == [
        (2, "", "not JSON"),
        (3, "", "the line holds a whole package"),
        ("4.1", "ocid", "required cell is empty"),
        ("5.1", "tender.value.amount", "not an amount; write 1234.56"),
    ]
    assert found.ask("MATCH (t:Tender) RETURN t.id ORDER BY t.id") == [("o",), ("r",)]
    assert {"tender", "awards[][].id"} <= found.unknown
