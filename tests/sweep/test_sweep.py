"""A sweep: each rule answers hit, clear or not evaluable; the second sweep says what is new, changed or gone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphinv import sweep
from graphinv.content.rule_spec import RuleSpec
from graphinv.ledger import Ledger
from graphinv.rules.needs import Producers
from graphinv.sweep import Request, SweepResult, recorded
from tests.rules.graphs import BODY, FAMILY_FIRM, built_in, draw, own_rule

TABLES = ("positions", "kinship", "shareholdings", "contracts")
MADE_BY = Producers(
    {
        "HOLDS_POST": frozenset({"positions"}),
        "FAMILY": frozenset({"kinship"}),
        "OWNS": frozenset({"shareholdings"}),
        "WON": frozenset({"contracts"}),
        "BUYER": frozenset({"contracts"}),
        "HAS_ROLE": frozenset({"company_roles"}),
    }
)
NOTHING = "(o:Person)-[:HOLDS_POST]->(u:Unit)"
SECOND = """(q:Person)-[:OWNS {share: 0.2, since: 2020-03-01, until: 2023-05-11}]->(c)
    (o)-[:FAMILY {type: sibling}]->(q)"""


def run(
    ledger: Ledger,
    graph: str,
    *rules: RuleSpec,
    as_of: date = date(2024, 12, 31),
    tables: Sequence[str] = TABLES,
) -> SweepResult:
    with draw(graph, sources=True) as store:
        store.con.execute("DELETE FROM source_file WHERE tbl NOT IN (SELECT unnest(?))", [["-"]])
        for number, table in enumerate(tables):
            store.con.execute(
                "INSERT INTO source_file (file, name, tbl, loader, rows, loaded) VALUES (?, ?, ?, ?, 0, 0)",
                [number, f"{table}.csv", table, table],
            )
        store.con.execute("DELETE FROM node_source")
        store.con.execute("UPDATE more_source SET file = 0")
        chosen = rules or (built_in("kin_wins_own_unit"),)
        return sweep.run(store, chosen, ledger, Request(as_of, MADE_BY, on=date(2025, 1, 2)))


EXAMPLE: dict[str, Any] = {
    "sweep": "S-1", "as_of": "2024-12-31", "engine": "duckdb",
    "rules": [{"rule": "a", "result": "hit", "reason": None, "leads": 3, "population": 1200, "seconds": 0.08}],
    "new": 3, "changed": 0, "gone": 0, "continuing": 0, "suppressed": 0,
}  # fmt: skip


def test_the_machine_readable_form() -> None:
    with Ledger() as ledger:
        body = json.loads(json.dumps(run(ledger, FAMILY_FIRM).to_json()))
    assert body.keys() >= EXAMPLE.keys()
    for key, value in EXAMPLE.items():
        assert type(body[key]) is type(value), key
    (rule,) = body["rules"]
    assert rule.keys() >= EXAMPLE["rules"][0].keys()
    assert body["sweep"].startswith("S-") and body["as_of"] == "2024-12-31"
    assert (rule["rule"], rule["result"], rule["reason"], rule["leads"]) == ("kin-wins-own-unit", "hit", None, 1)
    assert (rule["population"], rule["base_rate"], rule["unknown"]) == (1, 1.0, 0)
    assert isinstance(rule["seconds"], float)
    assert "fires on 100.0%" in rule["warning"]["en"]
    assert [body[name] for name in ("new", "changed", "gone", "continuing", "suppressed")] == [1, 0, 0, 0, 0]


def test_leads_carry_the_days_of_the_ledger() -> None:
    with Ledger() as ledger:
        (lead,) = run(ledger, FAMILY_FIRM).leads
        assert (lead.status, lead.first_seen, lead.as_of) == ("new", date(2025, 1, 2), date(2024, 12, 31))
        assert recorded(ledger) == [lead]


def counts(result: SweepResult) -> dict[str, int]:
    names = ("new", "changed", "gone", "continuing", "suppressed", "reopened")
    return {name: result.to_json()[name] for name in names if result.to_json()[name]}


def test_three_sweeps() -> None:
    with Ledger() as ledger:
        assert counts(run(ledger, FAMILY_FIRM)) == {"new": 1}
        assert counts(run(ledger, FAMILY_FIRM)) == {"continuing": 1}
        assert counts(run(ledger, FAMILY_FIRM + SECOND)) == {"continuing": 1, "new": 1}
        changed = run(ledger, FAMILY_FIRM.replace("0.6", "0.7"))
        assert counts(changed) == {"changed": 1, "gone": 1}
        assert [lead.status for lead in recorded(ledger)] == ["changed"]
        assert sorted(lead.status for lead in recorded(ledger, gone=True)) == ["changed", "gone"]
        assert counts(run(ledger, NOTHING)) == {"gone": 1}
        assert counts(run(ledger, NOTHING)) == {}
        assert counts(run(ledger, FAMILY_FIRM)) == {"changed": 1, "reopened": 1}
        assert len({record.id for record in ledger.sweeps()}) == 7


def test_a_cleared_lead_stays_quiet_until_its_facts_change() -> None:
    with Ledger() as ledger:
        (lead,) = run(ledger, FAMILY_FIRM).leads
        ledger.judge(lead.key, "cleared", date(2025, 1, 3), note="已回避")
        again = run(ledger, FAMILY_FIRM)
        assert counts(again) == {"suppressed": 1}
        assert again.leads[0].status == "cleared"
        changed = run(ledger, FAMILY_FIRM.replace("1285000", "1300000"))
        assert counts(changed) == {"changed": 1, "reopened": 1}
        assert changed.leads[0].status == "reopened"


def test_missing_data_is_not_clear_and_takes_no_lead_away() -> None:
    with Ledger() as ledger:
        run(ledger, FAMILY_FIRM)
        result = run(ledger, NOTHING, tables=("positions", "contracts"))
        (outcome,) = result.to_json()["rules"]
        assert outcome["result"] == "not_evaluable"
        assert outcome["reason"] == "not loaded: kinship, company_roles or shareholdings"
        assert outcome["reason_texts"]["zh"] == "未加载：kinship、company_roles 或 shareholdings"
        assert (outcome["population"], outcome["base_rate"]) == (None, None)
        assert counts(result) == {}
        assert [lead.status for lead in recorded(ledger)] == ["new"]


def test_clear_and_nobody_to_look_at() -> None:
    with Ledger() as ledger:
        (outcome,) = run(ledger, NOTHING).rules
        assert (outcome.result, outcome.reason, outcome.population, outcome.base_rate) == ("clear", None, 1, 0.0)
        (empty,) = run(ledger, "(c:Company)").rules
        assert empty.result == "clear"
        assert empty.reason is not None and "nobody" in empty.reason["en"]


@pytest.mark.parametrize(
    ("roles", "result", "unknown"),
    [(("", ""), "not_evaluable", 2), (("role: head", ""), "hit", 1), (("role: head", "role: head"), "hit", 0)],
)
def test_when_nobody_could_be_judged(tmp_path: Path, roles: tuple[str, str], result: str, unknown: int) -> None:
    rule = own_rule(
        tmp_path,
        f"{BODY}, CASE WHEN role.role IS NULL THEN 'no_role' END AS unknown",
        reasons="{no_role: {zh: 职务为空, en: the role is empty}}",
        population="MATCH (p:Person)-[:HAS_ROLE]->(:Company) RETURN count(DISTINCT p)",
    )
    graph = ", ".join(f"(p{n}:Person)-[:HAS_ROLE {{{role}}}]->(c:Company)" for n, role in enumerate(roles))
    with Ledger() as ledger:
        (outcome,) = run(ledger, graph, rule, tables=("company_roles",)).rules
    assert (outcome.result, outcome.unknown) == (result, unknown)
    if result == "not_evaluable":
        assert outcome.reason == {"zh": "职务为空", "en": "the role is empty"}


@pytest.mark.parametrize(("as_of", "result"), [(date(2019, 12, 31), "not_evaluable"), (date(2020, 1, 1), "hit")])
def test_a_rule_out_of_force_is_not_evaluable(tmp_path: Path, as_of: date, result: str) -> None:
    rule = own_rule(tmp_path, since="2020-01-01")
    with Ledger() as ledger:
        swept = run(ledger, "(p:Person)-[:HAS_ROLE]->(c:Company)", rule, as_of=as_of, tables=("company_roles",))
    assert swept.rules[0].result == result


def test_findings_of_weak_rules_open_no_lead_but_are_kept(tmp_path: Path) -> None:
    weak = own_rule(
        tmp_path,
        "MATCH (person:Person)-[own:OWNS]->(company:Company) RETURN person, own, company",
        explain="{zh: x, en: y}",
        needs="[OWNS]",
        class_="W",
    )
    with Ledger() as ledger:
        result = run(ledger, FAMILY_FIRM, built_in("kin_wins_own_unit"), weak)
        assert counts(result) == {"new": 1}
        assert {lead.code: lead.opens for lead in result.leads} == {"A1": True, "Z9": False}
        assert {lead.code: lead.score for lead in result.leads} == {"A1": 1.0, "Z9": 0.3}
        assert [lead.code for lead in recorded(ledger)] == ["A1"]
        assert [lead.code for lead in recorded(ledger, findings=True)] == ["A1", "Z9"]
        assert counts(run(ledger, NOTHING, built_in("kin_wins_own_unit"), weak)) == {"gone": 1}


def test_the_watchlist_raises_severity(tmp_path: Path) -> None:
    rule = own_rule(tmp_path)
    graph = """(p:Person)-[:HAS_ROLE]->(c:Company {id: C1})
        (w:Watched {subject_id: C1, since: 2020-01-01, until: 2021-01-01})"""
    with Ledger() as ledger:
        severities = [
            run(ledger, graph, rule, as_of=day, tables=("company_roles",)).leads[0].severity
            for day in (date(2020, 6, 1), date(2021, 1, 1))
        ]
    assert severities == ["high", "medium"]


def test_the_same_history_gives_the_same_bytes() -> None:
    bodies = []
    for _ in range(2):
        with Ledger() as ledger:
            results = [run(ledger, graph) for graph in (FAMILY_FIRM, FAMILY_FIRM + SECOND)]
            body = [result.to_json() for result in results]
            for rule in (rule for one in body for rule in one["rules"]):
                del rule["seconds"]
            bodies.append((body, ledger.kept()))
    assert bodies[0] == bodies[1]


def test_rules_run_in_the_order_of_their_codes(tmp_path: Path) -> None:
    with Ledger() as ledger:
        result = run(
            ledger, FAMILY_FIRM, own_rule(tmp_path), built_in("subsidy_duplicate"), built_in("kin_wins_own_unit")
        )
    assert [outcome.rule.code for outcome in result.rules] == ["A1", "D3", "Z9"]


@pytest.mark.parametrize(
    ("where", "slow", "said"),
    [("", 0.0, True), ("", 60.0, False), ("WHERE company.name = person.name", 0.0, False)],
    ids=["slow", "quick enough", "joined by a name"],
)
def test_a_slow_rule_whose_plan_joins_all_with_all_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, slow: float, said: bool
) -> None:
    monkeypatch.setattr(sweep, "SLOW", slow)
    pairs = f"MATCH (person:Person)-[role:HAS_ROLE]->(:Company), (company:Company) {where} RETURN person, role, company"
    graph = "(:Person {name: 甲})-[:HAS_ROLE]->(:Company {name: 甲})" + ", (:Person)" * 40
    with Ledger() as ledger:
        (outcome,) = run(ledger, graph, own_rule(tmp_path, pairs), tables=("company_roles",)).rules
    assert outcome.result == "hit"
    warning = outcome.warning or {"zh": "", "en": ""}
    assert ("Cartesian product" in warning["en"], "笛卡尔积" in warning["zh"]) == (said, said)
