"""The rules on purchases beyond their cases: what cannot be judged, base rates, reasons, and a published calculator."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.rules.identity import Member
from graphinv.rules.needs import producers, unmet
from graphinv.rules.run import Ran, run_rule
from graphinv.stores.duckdb.store import DuckStore
from tests.data import DATA, absent
from tests.rules.graphs import built_in, draw

CARDINAL = DATA / "cardinal_flags"
LIMIT = "(t:Limit {name: open_tender_limit, value: 500000, since: 2019-01-01, until: 9999-12-31})\n"
COMPUTER = "method: direct, category: A0201"
VEHICLE = "method: direct, category: A0301, amount: 300000"
SPLIT = f"""{LIMIT}
    (a:Company)-[:WON]->(k:Contract {{{COMPUTER}, amount: 300000, awarded_on: 2022-05-10}})-[:BUYER]->(u:Unit)
    (a)-[:WON]->(m:Contract {{{COMPUTER}, amount: 200000, awarded_on: 2022-06-10}})-[:BUYER]->(u)
    (n:Contract {{{VEHICLE}}})-[:BUYER]->(u), (o:Contract {{{VEHICLE}}})-[:BUYER]->(u)
    (p:Contract {{{VEHICLE}, awarded_on: 2022-06-10}})-[:BUYER]->(v:Unit)
"""
BOTH = ("contracts", "thresholds")
DIRECT = """
    (a:Company)-[:WON]->(k:Contract {method: direct, awarded_on: 2022-01-01})-[:BUYER]->(u:Unit)
    (a)-[:WON]->(m:Contract {method: direct, awarded_on: 2022-02-01})-[:BUYER]->(u)
    (a)-[:WON]->(n:Contract {method: direct, awarded_on: 2022-03-01})-[:BUYER]->(u)
"""


def ran(stem: str, graph: str, **given: str) -> Ran:
    with draw(graph) as store:
        return run_rule(store, built_in(stem), given)


def modes(found: Ran) -> set[str]:
    return {mode for finding in found.findings for mode in finding.modes}


def test_undated_purchases_are_counted_as_not_to_be_judged() -> None:
    found = ran("split_below_threshold", SPLIT)
    (finding,) = found.findings
    assert finding.reasons == ("law", "one_supplier")
    assert finding.modes == ("law",)
    assert {reason: len(who) for reason, who in found.collected.unknown.items()} == {"no_date": 1}
    assert (found.population, found.base_rate) == (2, 0.5)


@pytest.mark.parametrize(
    ("third", "reasons"),
    [
        ("category: A0201, amount: 480000, awarded_on: 2022-06-01", ("law", "near")),
        ("category: A0201, amount: 480000, awarded_on: 2022-06-10", ("law",)),
        ("category: A0201, amount: 449999.99, awarded_on: 2022-06-01", ("law",)),
    ],
)
def test_purchases_near_the_limit_are_said_to_be_so(third: str, reasons: tuple[str, ...]) -> None:
    graph = (
        LIMIT
        + f"""
        (k:Contract {{method: direct, category: A0201, amount: 480000, awarded_on: 2022-05-10}})-[:BUYER]->(u:Unit)
        (m:Contract {{method: direct, category: A0201, amount: 480000, awarded_on: 2022-05-20}})-[:BUYER]->(u)
        (n:Contract {{method: direct, {third}}})-[:BUYER]->(u)"""
    )
    (finding,) = ran("split_below_threshold", graph).findings
    assert finding.reasons == reasons


def test_lots_without_bids_are_counted_as_not_to_be_judged() -> None:
    lots = "(l:Lot {method: open, tenderers: 1}), (m:Lot {method: open}), (n:Lot {method: open, tenderers: 3}), (o:Lot)"
    found = ran("low_competition", lots)
    assert found.unknown == 1
    assert (found.population, found.base_rate) == (3, round(1 / 3, 9))


def test_a_finding_on_a_pair_is_no_subject_of_the_base_rate() -> None:
    found = ran(
        "low_competition", DIRECT + "(l:Lot {method: open, tenderers: 2}), (s:Lot {method: open, tenderers: 4})"
    )
    assert modes(found) == {"repeated_direct"}
    assert found.findings[0].roles["lot"] == Member()
    assert (found.population, found.base_rate) == (2, 0.0)


def test_low_competition_alone_opens_no_lead() -> None:
    found = ran("low_competition", DIRECT + "(l:Lot {method: open, tenderers: 1})")
    assert modes(found) == {"repeated_direct", "single_bid"}
    assert {finding.class_ for finding in found.findings} == {"W"}


def test_the_reasons_of_a_ban_add_up() -> None:
    graph = """(c:Company)<-[:BANNED {field: 医疗器械, region_code: "33", since: 2022, until: 2024}]-(i:Unit)
        (c)-[:BID {status: disqualified}]->(l:Lot {awarded_on: 2023-05-10})"""
    (finding,) = ran("blacklist_active_or_reborn", graph).findings
    assert finding.reasons == ("field_open", "no_deadline", "region_open", "rejected")
    assert (finding.certain, finding.severity) == (False, "low")


def loaded(store: DuckStore, *tables: str) -> None:
    for number, table in enumerate(tables):
        store.con.execute(
            "INSERT INTO source_file (file, name, tbl, loader, rows, loaded) VALUES (?, ?, ?, ?, 0, 0)",
            [number, f"{table}.csv", table, table],
        )


@pytest.mark.parametrize(
    ("stem", "graph", "tables", "reason"),
    [
        ("split_below_threshold", SPLIT, BOTH, None),
        ("split_below_threshold", SPLIT, ("contracts",), "not loaded: thresholds"),
        ("split_below_threshold", SPLIT, ("thresholds",), "not loaded: "),
        ("split_below_threshold", DIRECT + LIMIT, BOTH, "Award.category is never filled"),
        ("split_below_threshold", SPLIT.replace(LIMIT, ""), BOTH, "LIMITED_BY.value is never filled"),
        ("split_below_threshold", SPLIT.replace("method: direct, ", ""), BOTH, "Award.method is never filled"),
        ("low_competition", DIRECT, ("contracts",), None),
        ("low_competition", DIRECT.replace("method: direct, ", ""), ("contracts",), "Award.method is never filled"),
        ("blacklist_active_or_reborn", DIRECT, ("contracts", "blacklist"), None),
        ("blacklist_active_or_reborn", DIRECT, ("contracts",), "not loaded: blacklist"),
        ("blacklist_active_or_reborn", DIRECT, ("blacklist",), "not loaded: "),
    ],
)  # fmt: skip
def test_what_was_not_loaded_is_never_clear(stem: str, graph: str, tables: tuple[str, ...], reason: str | None) -> None:
    with draw(graph) as store:
        loaded(store, *tables)
        found = unmet(built_in(stem), store, producers(Catalogue().loaders.values()))
    assert (found is None) if reason is None else (found is not None and found["en"].startswith(reason)), found


def as_lot(line: str) -> str:
    """A compiled release as a lot, as far as the number of tenderers goes."""
    release: Mapping[str, Mapping[str, object]] = json.loads(line)
    tender = release["tender"]
    props = {
        "id": release["ocid"],
        "tenderers": tender.get("numberOfTenderers"),
        "method": tender.get("procurementMethod"),
        "method_details": tender.get("procurementMethodDetails"),
    }
    return "(:Lot {" + ", ".join(f"{name}: {value}" for name, value in props.items() if value is not None) + "})"


@pytest.mark.skipif(bool(absent(CARDINAL)), reason=absent(CARDINAL))
def test_single_bids_are_those_of_a_published_calculator() -> None:
    lines = (CARDINAL / "R018.jsonl").read_text("utf-8").splitlines()
    expected = json.loads((CARDINAL / "R018.expected").read_text("utf-8"))["OCID"]
    found = ran("low_competition", "\n".join(as_lot(line) for line in lines), excluded="EXC")
    lots = {node.gid: node.id for node in found.elements.nodes.values()}
    roles = [finding.roles["lot"] for finding in found.findings]
    assert {lots[role.gid] for role in roles if isinstance(role, Member)} == expected.keys()
    assert len(roles) == len(expected) == 2
