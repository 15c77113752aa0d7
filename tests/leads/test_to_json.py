"""The machine-readable lead: all keys and types of the contract, and nobody's name or number unless named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graphinv.leads.lead import CaseNode, Lead
from graphinv.leads.serial import dump, load
from graphinv.leads.to_json import RedactorFor, View, people, shown_id, to_json
from graphinv.leads.view import shown_nodes
from graphinv.render.redact import Mode, Redactor
from tests.rules.graphs import DAY, FAMILY_FIRM, built_in, draw, leads

EXAMPLE: dict[str, Any] = json.loads("""
{"key": "L-7f3a", "rule": "kin-wins-own-unit", "code": "A1", "rule_version": 1, "class": "P", "severity": "critical",
 "certainty": "certain", "status": "new", "first_seen": "2026-03-01", "last_seen": "2026-03-01", "as_of": "2026-02-28",
 "score": 0.93, "amount": "1285000.00",
 "title": {"zh": "…", "en": "…"}, "sentence": {"zh": "…", "en": "…"},
 "identity": {"official": {"label": "Person", "id": "P000123"}, "relative": {"label": "Person", "id": "P000124"},
              "company": {"label": "Company", "id": "91330100MA00000072"},
              "award": {"label": "Contract", "id": "HT-7"}},
 "ids": ["P000123", "P000124", "91330100MA00000072", "HT-7", "U-019"],
 "evidence": [{"n": 1, "type": "FAMILY", "from": "P000123", "to": "P000124", "since": null, "until": null,
               "certain": true, "props": {"type": "child"},
               "source": [{"table": "kinship", "file": "kinship.csv", "sheet": null, "row": 42}]}],
 "not_checked": ["declarations not loaded"]}
""")
"""The example of the contract, section 7."""

GRAPH = FAMILY_FIRM.replace("(o:Person {", "(o:Person {id: P000123, ").replace(
    "(p:Person {", "(p:Person {id: P000124, "
)
PSEUDONYM = re.compile(r"P-[0-9a-f]{16}")


def redactor_for(mode: Mode) -> RedactorFor:
    return lambda shown: Redactor(mode, shown)


def one_lead(graph: str = GRAPH, stem: str = "kin_wins_own_unit") -> Lead:
    with draw(graph, sources=True) as store:
        (lead,) = leads(store, built_in(stem))
    return lead


@pytest.fixture(scope="module")
def lead() -> Lead:
    return one_lead()


def named(lead: Lead) -> dict[str, Any]:
    return to_json(lead, named=True, redactor_for=redactor_for(Mode.NAMED))


def masked(lead: Lead) -> dict[str, Any]:
    return to_json(lead, named=False, redactor_for=redactor_for(Mode.MASK))


def assert_like(example: Any, found: Any, where: str = "lead") -> None:
    """Every key of the example is there with the same type; keys may be added."""
    if isinstance(example, dict):
        assert isinstance(found, dict), where
        for key, value in example.items():
            assert key in found, f"{where}.{key}"
            assert_like(value, found[key], f"{where}.{key}")
    elif isinstance(example, list):
        assert isinstance(found, list) and found, where
        for item in found:
            assert_like(example[0], item, where)
    elif example is not None:
        assert isinstance(found, type(example)), f"{where}: {found!r}"
    else:
        assert found is None or isinstance(found, str), where


@pytest.mark.parametrize("to", [named, masked])
def test_every_key_and_type_of_the_contract(lead: Lead, to: Any) -> None:
    found = json.loads(json.dumps(to(lead), ensure_ascii=False))
    example = EXAMPLE | {"evidence": [EXAMPLE["evidence"][0] | {"to": None, "props": {}}]}
    assert_like(example, found)
    assert list(found)[: len(EXAMPLE)] == list(EXAMPLE)
    assert list(found["evidence"][0])[:9] == list(EXAMPLE["evidence"][0])
    assert found["class"] in "PSW" and found["severity"] in ("low", "medium", "high", "critical")
    assert re.fullmatch(r"L-[0-9a-f]{16}", found["key"])
    for day in (found["as_of"], found["first_seen"], found["last_seen"]):
        assert date.fromisoformat(day)


def test_named_values_are_those_of_the_files(lead: Lead) -> None:
    found = named(lead)
    assert found["identity"] == EXAMPLE["identity"]
    assert found["ids"] == EXAMPLE["ids"]
    assert found["amount"] == EXAMPLE["amount"] and found["currency"] == "CNY"
    assert (found["certainty"], found["as_of"], found["score"]) == ("certain", DAY.isoformat(), 1.0)
    assert "王建国" in found["sentence"]["zh"] and "王小红" in found["sentence"]["en"]
    assert "chains of holdings" in found["not_checked"][0]
    assert found["not_checked_texts"][0]["zh"].startswith("间接持股最多穿透六层")


def test_evidence_is_base_facts_in_the_order_of_the_path_then_nodes(lead: Lead) -> None:
    found = named(lead)["evidence"]
    assert [fact["n"] for fact in found] == list(range(1, len(found) + 1))
    edges = [fact for fact in found if fact["to"] is not None]
    assert [fact["type"] for fact in edges] == ["HOLDS_POST", "FAMILY", "OWNS", "WON", "BUYER"]
    assert found[: len(edges)] == edges
    family, owns = edges[1], edges[2]
    assert (family["from"], family["to"], family["props"]) == ("P000123", "P000124", {"type": "child"})
    assert (family["since"], family["until"], family["certain"]) == (None, None, True)
    assert (owns["since"], owns["until"], owns["props"]) == ("2020-03-01", "2023-05-11", {"share": 0.6})
    assert owns["source"] == [{"table": "owns", "file": "owns.csv", "sheet": None, "row": 2}]
    nodes = {fact["type"]: fact for fact in found if fact["to"] is None}
    assert nodes.keys() == {"Person", "Unit", "Company", "Contract"}
    assert nodes["Contract"]["props"] == {
        "amount": "1285000.00",
        "awarded_on": "2022-06-30",
        "infl_from": "2022-03-01",
        "title": "维修",
    }


def test_masked_by_default_means_no_name_and_no_id(lead: Lead) -> None:
    text = json.dumps(masked(lead), ensure_ascii=False)
    for secret in ("王建国", "王小红", "P000123", "P000124", "建国", "小红"):
        assert secret not in text
    found = masked(lead)
    official = found["identity"]["official"]["id"]
    assert PSEUDONYM.fullmatch(official)
    assert official in found["ids"] and found["evidence"][0]["from"] == official
    assert "王**" in found["sentence"]["zh"]
    assert masked(lead) == masked(one_lead()), "stable"


def test_an_identity_card_number_never_shows() -> None:
    number = "110101199003071234"
    lead = one_lead(GRAPH.replace("id: P000123", f'id: "{number}"').replace("post: 局长", f'post: "局长 {number}"'))
    for found in (named(lead), masked(lead)):
        assert number not in json.dumps(found)
        assert PSEUDONYM.fullmatch(found["identity"]["official"]["id"])


@pytest.mark.parametrize(
    ("ident", "kept"), [("P1", True), ("110101900307123", False), ("11010119900307123X", False), ("12345", True)]
)
def test_ids_of_persons(ident: str, kept: bool) -> None:
    node = CaseNode("person-" + "a" * 32, "Person", ident, "")
    assert shown_id(node, named=True) == (ident if kept else "P-" + "a" * 16)
    assert shown_id(node, named=False) == "P-" + "a" * 16
    assert shown_id(replace(node, label="Unit"), named=False) == ident


def test_private_facts_of_persons_are_left_out_unless_named() -> None:
    more = "name: 王建国, born_on: 1970-02, former_names: [王大], household_id: H1, region_code: 330000"
    lead = one_lead(GRAPH.replace("name: 王建国", more))
    facts = {fact["from"]: fact["props"] for fact in named(lead)["evidence"] if fact["type"] == "Person"}
    assert facts["P000123"]["born_on"] == "1970-02-01" and facts["P000123"]["born_on_last"] == "1970-02-28"
    assert facts["P000123"]["former_names"] == ["王大"]
    hidden = masked(lead)["evidence"]
    (props,) = [fact["props"] for fact in hidden if fact["props"].get("region_code")]
    assert props == {"name": "王**①", "region_code": "330000"}


def test_keys_of_rows_are_among_the_ids() -> None:
    payment = "RECEIVED {payment_id: FF%s, amount: 780, paid_on: 2023-03-20, period: 2023-03}"
    graph = f"(p:Person {{id: P1}})-[:{payment % 1}]->(g:Programme {{id: BT01}}), (p)-[:{payment % 2}]->(g)"
    found = named(one_lead(graph, "subsidy_duplicate"))
    assert found["ids"] == ["P1", "BT01", "FF1", "FF2"]
    assert found["identity"]["other"] == {"label": "Programme", "id": "BT01"}
    assert found["reasons"][0]["en"] == "one programme paid more than once for one period"


def test_a_lead_without_amount_and_with_unknown_days() -> None:
    found = named(
        one_lead(GRAPH.replace("amount: 1285000, ", "").replace(", since: 2020-03-01, until: 2023-05-11", ""))
    )
    assert found["amount"] is None and found["certainty"] == "possible" and found["score"] == 0.7
    owns = next(fact for fact in found["evidence"] if fact["type"] == "OWNS")
    assert [owns[name] for name in ("since", "until", "since_certain", "until_certain")] == [None] * 4


def test_a_fact_without_a_source_row_is_none() -> None:
    """A node that no row describes is no fact, but it is still drawn and listed."""
    with draw(GRAPH) as store:
        (lead,) = leads(store, built_in("kin_wins_own_unit"))
    assert all(fact.end is not None for fact in lead.evidence)
    assert named(lead)["ids"] == EXAMPLE["ids"]


def test_nodes_of_the_drawing(lead: Lead) -> None:
    shown = {node.id: node for node in shown_nodes(View(lead, True, Redactor(Mode.NAMED, people(lead, True))))}
    assert shown.keys() == set(EXAMPLE["ids"])
    assert [(node.name, node.official) for node in shown.values() if node.label == "Person"] == [
        ("王建国", True),
        ("王小红", False),
    ]
    hidden = shown_nodes(View(lead, False, Redactor(Mode.MASK, people(lead, False))))
    assert [node.name for node in hidden if node.label == "Person"] == ["王**①", "王**②"]


def test_hostile_names_are_plain_text() -> None:
    hostile = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE x; --", "\u200fx", "字" * 10_000]
    for name in hostile:
        with draw(GRAPH, sources=True) as store:
            store.con.execute("UPDATE n_Company SET name = ?", [name])
            (lead,) = leads(store, built_in("kin_wins_own_unit"))
        found = json.loads(json.dumps(named(lead)))
        assert name in found["sentence"]["zh"]
        assert found["key"] == one_lead().key


def test_the_ledger_gives_back_the_same_lead(lead: Lead) -> None:
    assert load(dump(lead), lead.as_of) == lead
    assert dump(load(dump(lead), lead.as_of)) == dump(lead)
    assert dump(replace(lead, as_of=date(2030, 1, 1), status="gone")) == dump(lead)
