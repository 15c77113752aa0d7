"""Fifteen files of compiled releases: the graph holds what an independent count of their JSON finds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphinv.sources.columns import Names
from tests.data import DATA, absent
from tests.ocds.loaded import CATALOGUE, Loaded, load

FLAGS = DATA / "cardinal_flags"
FILES = sorted(FLAGS.glob("*.jsonl"))
Release = dict[str, Any]

pytestmark = pytest.mark.skipif(bool(absent(FLAGS)), reason=absent(FLAGS))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def releases(path: Path) -> list[Release]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def loaded(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    found = load(tmp_path_factory.mktemp("ocds") / "state", [path])
    yield found
    found.store.close()


def bids_of(releases: list[Release]) -> Iterator[tuple[str, Release]]:
    for release in releases:
        for bid in release.get("bids", {}).get("details", []):
            yield release["ocid"], bid


def awards_of(releases: list[Release]) -> Iterator[tuple[str, Release]]:
    for release in releases:
        for award in release.get("awards", []):
            yield release["ocid"], award


def test_there_are_fifteen_files_with_136_releases() -> None:
    assert len(FILES) == 15
    assert sum(1 for path in FILES for line in path.read_text("utf-8").splitlines() if line.strip()) == 136


def test_nothing_is_rejected_or_left_out(loaded: Loaded) -> None:
    assert loaded.rows("SELECT * FROM reject") == []
    assert not loaded.report.left_out
    assert all(file["rows"] == file["loaded"] > 0 for file in loaded.report.files)


def test_processes(loaded: Loaded, releases: list[Release]) -> None:
    ocids = sorted(release["ocid"] for release in releases)
    assert loaded.ask("MATCH (t:Tender) RETURN t.id ORDER BY t.id") == [(ocid,) for ocid in ocids]
    assert loaded.ask("MATCH (l:Lot)-[:LOT_OF]->(t:Tender) RETURN l.id ORDER BY l.id") == [(ocid,) for ocid in ocids]


def test_what_the_tenders_say(loaded: Loaded, releases: list[Release]) -> None:
    found = loaded.ask("MATCH (l:Lot) RETURN l.id, l.method, l.method_details, l.tenderers ORDER BY l.id")
    words = ("procurementMethod", "procurementMethodDetails", "numberOfTenderers")
    expected = sorted((one["ocid"], *(one.get("tender", {}).get(word) for word in words)) for one in releases)
    assert found == expected
    status = {one["ocid"]: one["tender"]["status"] for one in releases if one.get("tender", {}).get("status")}
    words_of_ours = {"active": "open", "unsuccessful": "failed"}
    found = loaded.ask("MATCH (l:Lot) WHERE l.status IS NOT NULL RETURN l.id, l.status")
    assert dict(found) == {ocid: words_of_ours.get(word, word) for ocid, word in status.items()}


def test_deadlines_that_cannot_be_read_are_warnings(loaded: Loaded, releases: list[Release]) -> None:
    ends = [one["tender"]["tenderPeriod"].get("endDate") for one in releases if "tenderPeriod" in one.get("tender", {})]
    good = [end for end in ends if end and end[0].isdigit()]
    assert loaded.ask("MATCH (l:Lot) WHERE l.deadline_at IS NOT NULL RETURN count(l)") == [(len(good),)]
    bad = len([end for end in ends if end]) - len(good)
    assert loaded.rows("SELECT count(*) FROM note WHERE col = 'tender.tenderPeriod.endDate'") == [(bad,)]


def test_tenderers(loaded: Loaded, releases: list[Release]) -> None:
    ids = {one["id"] for _, bid in bids_of(releases) for one in bid.get("tenderers", [])}
    found = loaded.rows(
        'SELECT DISTINCT c.id FROM "e_BID__Company__Lot" b JOIN "n_Company" c ON c.nid = b.src WHERE c.id ^@ \'X:\''
    )
    assert {ident for (ident,) in found} == {f"X:OCDS-{ident}" for ident in ids}


def test_bids(loaded: Loaded, releases: list[Release]) -> None:
    bids = list(bids_of(releases))
    assert loaded.rows('SELECT count(DISTINCT bid_id) FROM "e_BID__Company__Lot"') == [(len(bids),)]
    pairs = sum(max(1, len(bid.get("tenderers", []))) for _, bid in bids)
    assert loaded.rows('SELECT count(*) FROM "e_BID__Company__Lot"') == [(pairs,)]
    joint = sum(len(bid["tenderers"]) for _, bid in bids if len(bid.get("tenderers", [])) > 1)
    assert loaded.rows('SELECT count(consortium_id) FROM "e_BID__Company__Lot"') == [(joint,)]
    each = (
        "SELECT DISTINCT b.bid_id, l.id AS ocid, b.status, b.amount, b.currency "
        'FROM "e_BID__Company__Lot" b JOIN "n_Lot" l ON l.nid = b.dst'
    )
    by_bid = loaded.rows(f"SELECT * EXCLUDE (bid_id) FROM ({each})")
    assert Counter(by_bid) == Counter((ocid, bid.get("status"), *_value(bid)) for ocid, bid in bids)


def _value(of: Release) -> tuple[int | None, str | None]:
    value = of.get("value", {})
    amount = value.get("amount")
    return None if amount is None else round(amount * 100), value.get("currency")


def test_awards(loaded: Loaded, releases: list[Release]) -> None:
    awards = list(awards_of(releases))
    found = loaded.ask("MATCH (k:Contract)-[:FOR_LOT]->(l:Lot) RETURN l.id, k.status, k.category")
    expected = [
        (ocid, award.get("status"), ";".join(item["classification"]["id"] for item in award.get("items", [])) or None)
        for ocid, award in awards
    ]
    assert Counter(found) == Counter(expected)
    won = loaded.ask("MATCH (c:Company)-[:WON]->(k:Contract)-[:FOR_LOT]->(l:Lot) RETURN l.id, c.id")
    suppliers = [
        (ocid, f"X:OCDS-{supplier['id']}")
        for ocid, award in awards
        if award.get("status") == "active"
        for supplier in award.get("suppliers", [])
    ]
    assert Counter(won) == Counter(suppliers)


def test_buyers_and_procuring_entities(loaded: Loaded, releases: list[Release]) -> None:
    found = loaded.ask("MATCH (l:Lot)-[b:BUYER]->(u:Unit) RETURN l.id, b.role, u.id")
    expected = [(one["ocid"], "buyer", f"X:OCDS-{one['buyer']['id']}") for one in releases if "buyer" in one]
    for one in releases:
        if "procuringEntity" in one.get("tender", {}):
            expected.append((one["ocid"], "procuring_entity", f"X:OCDS-{one['tender']['procuringEntity']['id']}"))
    assert Counter(found) == Counter(expected)


def test_every_path_is_read(loaded: Loaded, releases: list[Release]) -> None:
    """What occurs is a column or ignored of a loader that read the file; nothing else is left."""
    names = [Names(CATALOGUE.loaders[file["loader"]]) for file in loaded.report.files]
    for path in {path for release in releases for path in _paths(release, "")}:
        assert any(one.match(0, path).column or one.ignores(path) for one in names), path
    assert loaded.unknown == set()


def _paths(value: object, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{at}.{key}" if at else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{at}[]")
    else:
        yield at


def test_single_bids_by_the_number_that_the_source_gives(tmp_path: Path) -> None:
    """R018: numberOfTenderers = 1 and method open or selective."""
    file = FLAGS / "R018.jsonl"
    found = load(tmp_path / "state", [file]).ask(
        "MATCH (l:Lot) WHERE l.tenderers = 1 AND l.method IN ['open', 'selective'] RETURN l.id ORDER BY l.id"
    )
    expected = json.loads(file.with_suffix(".expected").read_text("utf-8"))
    assert [ocid for (ocid,) in found] == sorted(expected["OCID"])
