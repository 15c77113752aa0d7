"""Rows of one identity become one finding: certain wins, the highest severity, and each amount counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.rules.amounts import amount_sources
from graphinv.rules.findings import Finding
from graphinv.rules.form import form_of
from graphinv.rules.identity import Member
from graphinv.rules.run import Ran, run_rule
from tests.rules.graphs import BODY, FAMILY_FIRM, built_in, draw, own_rule

PAY = "MATCH (person:Person)-[pay:RECEIVED]->(company:Programme)"
TWO_SUMS = """(p:Person)-[:RECEIVED {payment_id: 1, amount: 100, period: 2023-01}]->(g:Programme)
    (p)-[:RECEIVED {payment_id: 2, amount: 250, period: 2023-02}]->(g)"""


def run(folder: Path, body: str, graph: str, **changes: str) -> Ran:
    rule = own_rule(folder, body, **{"needs": "[RECEIVED]", "explain": "{zh: x, en: y}", **changes})
    with draw(graph) as store:
        return run_rule(store, rule)


def one(ran: Ran) -> Finding:
    (finding,) = ran.findings
    return finding


def test_rows_of_one_identity_are_one_finding(tmp_path: Path) -> None:
    ran = run(tmp_path, f"{PAY} RETURN person, pay, company, pay.amount AS amount", TWO_SUMS)
    assert len(one(ran).rows) == 2
    assert one(ran).amount == 35_000
    assert ran.base_rate is None  # no Company: the population is empty


@pytest.mark.parametrize(
    ("body", "amount"),
    [
        (f"{PAY} RETURN person, pay, company, pay.amount AS amount", 350),
        # The same payment in two rows counts once.
        (f"{PAY}, (person)-[post:HOLDS_POST]->(u:Unit) RETURN person, pay, company, post, pay.amount AS amount", 350),
        # Every pair of payments: 100 and 250 stand in two rows each.
        (
            f"{PAY}, (person)-[more:RECEIVED]->(company) "
            "RETURN person, pay, more, company, pay.amount + more.amount AS amount",
            350,
        ),
        (
            f"{PAY} WITH person, company, collect(pay) AS pays, sum(pay.amount) AS net "
            "RETURN person, pays, company, net AS amount",
            350,
        ),
        (f"{PAY} RETURN person, [pay] AS pays, company, pay.amount AS amount", 350),
        # Not traceable: one amount for each set of edges.
        (f"{PAY} RETURN person, pay, company, pay.amount * 2 AS amount", 700),
        (f"{PAY} RETURN person, pay, company, null AS amount", None),
        (f"{PAY} RETURN person, pay, company", None),
        (
            f"{PAY} RETURN person, pay, company, pay.amount AS amount UNION {PAY} "
            "RETURN person, pay, company, null AS amount",
            350,
        ),
    ],
)
def test_amounts_count_each_element_once(tmp_path: Path, body: str, amount: int | None) -> None:
    graph = f"{TWO_SUMS}\n(p)-[:HOLDS_POST {{post: a}}]->(u:Unit), (p)-[:HOLDS_POST {{post: b}}]->(u)"
    assert one(run(tmp_path, body, graph)).amount == (None if amount is None else amount * 100)


def test_where_an_amount_comes_from() -> None:
    expected = {
        "kin_wins_own_unit": "award",
        "common_control_bidders": "lot",
        "paid_after_death": "payments",
        "relative_lobbies": "payment",
    }
    for stem, column in expected.items():
        assert amount_sources(form_of(built_in(stem)).query) == ((column, "amount"),), stem
    excess = amount_sources(form_of(built_in("subsidy_duplicate")).query)
    assert excess is None, "what was too much is no sum of payments: it counts once for each set of them"


def test_amounts_in_two_currencies_are_not_added(tmp_path: Path) -> None:
    body = """MATCH (person:Account)-[pay:PAID]->(company:Account)
        RETURN person, pay, company, pay.amount AS amount"""
    graph = "(p:Account)-[:PAID {tx_id: 1, amount: 5, currency: GBP}]->(c:Account), (p)-[:PAID {tx_id: 2, amount: 5"
    assert (one(run(tmp_path, body, graph + ", currency: GBP}]->(c)")).amount) == 1000
    assert one(run(tmp_path, body, graph + ", currency: GBP}]->(c)")).currency == "GBP"
    assert one(run(tmp_path, body, graph + "}]->(c)")).amount is None


def test_foreign_money_does_not_raise_severity(tmp_path: Path) -> None:
    body = "MATCH (person:Account)-[pay:PAID]->(company:Account) RETURN person, pay, company, pay.amount AS amount"
    graph = "(p:Account)-[:PAID {amount: 2000000, currency: %s}]->(c:Account)"
    assert one(run(tmp_path, body, graph % "GBP")).severity == "medium"
    assert one(run(tmp_path, body, graph % "CNY")).severity == "high"


def test_certain_wins_and_the_highest_severity(tmp_path: Path) -> None:
    body = """MATCH (person:Person)-[role:HAS_ROLE]->(company:Company) WHERE valid_at(role, date('2022-01-01'))
        RETURN person, role, company, CASE WHEN role.role = 'director' THEN -1 ELSE 0 END AS step"""
    possible = "(p:Person)-[:HAS_ROLE {role: head}]->(c:Company)"
    certain = "(p)-[:HAS_ROLE {role: director, since: 2020-01-01, until: 2023-01-01}]->(c)"
    assert (one(run(tmp_path, body, possible)).certain, one(run(tmp_path, body, possible)).severity) == (False, "low")
    both = one(run(tmp_path, body, f"{possible}, {certain}"))
    assert (both.certain, both.severity) == (True, "medium")
    assert sorted(both.sure) == [False, True]


def test_reserved_columns(tmp_path: Path) -> None:
    body = f"""{BODY}, role.role AS mode,
        CASE WHEN role.role = 'head' THEN 'P' ELSE 'W' END AS class,
        CASE WHEN role.role = 'head' THEN 'medium' END AS cap, ['named'] AS reasons, 1 AS step"""
    reasons = "{named: {zh: 名, en: named}}"
    graph = "(p:Person)-[:HAS_ROLE {role: head}]->(c:Company), (p)-[:HAS_ROLE {role: director}]->(c)"
    found = one(run(tmp_path, body, graph, severity="high", reasons=reasons))
    assert (found.class_, found.severity) == ("P", "critical")
    assert (found.modes, found.reasons) == (("director", "head"), ("named",))
    alone = one(
        run(tmp_path, body, "(p:Person)-[:HAS_ROLE {role: head}]->(c:Company)", severity="high", reasons=reasons)
    )
    assert alone.severity == "medium"


def test_unknown_rows_are_counted_and_no_findings(tmp_path: Path) -> None:
    body = f"{BODY}, CASE WHEN role.role IS NULL THEN 'no_role' END AS unknown"
    graph = """(p:Person)-[:HAS_ROLE]->(c:Company), (p)-[:HAS_ROLE]->(d:Company), (r:Person)-[:HAS_ROLE]->(d)
        (q:Person)-[:HAS_ROLE {role: head}]->(c)"""
    ran = run(tmp_path, body, graph, reasons="{no_role: {zh: 无, en: none}}")
    assert len(ran.findings) == 1
    assert ran.unknown == 2
    assert ran.collected.unknown.keys() == {"no_role"}


def test_scalars_and_sets_may_be_identity(tmp_path: Path) -> None:
    body = """MATCH (person:Person)-[role:HAS_ROLE]->(company:Company)
        WITH company, collect(person) AS people, collect(role) AS roles, count(*) AS n
        RETURN company, people, roles, n"""
    graph = "(p:Person)-[:HAS_ROLE]->(c:Company), (q:Person)-[:HAS_ROLE]->(c)"
    ran = run(tmp_path, body, graph, identity="[people, company, n]")
    roles = one(ran).roles
    people = roles["people"]
    assert isinstance(people, tuple) and list(people) == sorted(people) and len(people) == 2
    assert roles["n"] == Member(value="2")


def test_the_watchlist_raises_by_one_step(tmp_path: Path) -> None:
    rule = own_rule(tmp_path)
    with draw("(p:Person)-[:HAS_ROLE]->(c:Company {id: C9})") as store:
        assert one(run_rule(store, rule)).severity == "medium"
        assert one(run_rule(store, rule, watched=frozenset({"C9"}))).severity == "high"
        assert one(run_rule(store, rule, watched=frozenset({"C8"}))).severity == "medium"


def test_base_rate_counts_subjects(tmp_path: Path) -> None:
    graph = "(p:Person)-[:HAS_ROLE]->(c:Company), (p)-[:HAS_ROLE]->(d:Company), (e:Company), (f:Company)"
    ran = run(tmp_path, BODY, graph)
    assert (len(ran.findings), ran.population, ran.base_rate) == (2, 4, 0.25)


def test_the_same_input_gives_the_same_order(tmp_path: Path) -> None:
    graph = " ".join(f"(p{n}:Person)-[:HAS_ROLE]->(c:Company)" for n in range(20))
    first, second = (run(tmp_path, BODY, graph) for _ in range(2))
    assert [finding.key for finding in first.findings] == sorted(finding.key for finding in second.findings)


def test_thresholds_amounts_and_names_do_not_enter_the_key() -> None:
    rule = built_in("kin_wins_own_unit")
    changed = (
        FAMILY_FIRM.replace("王小红", "赵钱孙").replace("1285000", "99").replace("0.6", "0.7").replace("维修", "新建")
    )
    keys = []
    for graph, params in ((FAMILY_FIRM, {}), (changed, {}), (FAMILY_FIRM, {"min_share": "0.5", "margin": "30"})):
        with draw(graph) as store:
            keys.append(one(run_rule(store, rule, params)).key)
    assert len(set(keys)) == 1
    assert keys[0].startswith("L-") and len(keys[0]) == 18


def test_another_role_is_another_key() -> None:
    rule = built_in("kin_wins_own_unit")
    keys = set()
    for graph in (FAMILY_FIRM, FAMILY_FIRM.replace("HT-7", "HT-8"), FAMILY_FIRM.replace("U-019", "U-020")):
        with draw(graph) as store:
            keys.add(one(run_rule(store, rule)).key)
    assert len(keys) == 2  # the contract is part of the identity, the unit is not
