"""Which rules look at nothing but what hangs together, and that their cases end the same side by side and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.rule_spec import load_rule
from graphinv.cypher import parse_graph
from graphinv.rules.cases import run_case, run_cases
from graphinv.rules.local import holds_lists, is_local
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import built_in, own_rule

LINK = "(person:Person)-[role:HAS_ROLE]->(company:Company)"
END = "RETURN person, role, company"


@pytest.mark.parametrize(
    ("body", "local"),
    [
        (f"MATCH {LINK} {END}", True),
        (f"MATCH {LINK}, (company)-[won:WON]->(lot:Lot) RETURN person, role, company, won, lot", True),
        (f"MATCH {LINK} MATCH (other:Company {{region_code: company.region_code}}) {END}, other", False),
        (f"MATCH {LINK} OPTIONAL MATCH (other:Person {{id: person.id}}) {END}, other", True),
        (f"MATCH {LINK} OPTIONAL MATCH (w:Whitelisted {{value: company.id}}) {END}, w", True),
        (f"MATCH {LINK} MATCH (s:PeerStat {{category: company.industry}}) {END}, s", False),
        (f"MATCH {LINK} WHERE NOT EXISTS {{ MATCH (company)-[won:WON]->(:Lot) }} {END}", True),
        (f"MATCH {LINK} WHERE NOT EXISTS {{ MATCH (o:Company) WHERE o.name = company.name }} {END}", False),
        (f"MATCH {LINK} WITH company, collect(person) AS people, collect(role) AS r RETURN company, people, r", True),
        (f"MATCH {LINK} WITH role.role AS kind, collect(person) AS p, collect(role) AS r RETURN kind, p, r", False),
        (f"MATCH {LINK} WITH DISTINCT role.role AS kind RETURN kind", False),
        (f"MATCH {LINK} WITH person, role, company ORDER BY company.id LIMIT 5 {END}", False),
        (
            f"MATCH {LINK} CALL (company) {{ MATCH (company)-[won:WON]->(:Lot) RETURN count(won) AS n }} {END}, n",
            True,
        ),
        (f"MATCH {LINK} CALL (person) {{ MATCH (c:Company) RETURN count(c) AS n }} {END}, n", False),
        (f"CALL () {{ MATCH {LINK} {END} UNION ALL MATCH {LINK} {END} }} {END}", True),
        (f"MATCH {LINK} {END} UNION MATCH {LINK} MATCH (x:Tender) {END}", False),
        (f"MATCH {LINK}, (x:Tender) {END}, x", False),
    ],
)
def test_what_is_local(tmp_path: Path, body: str, local: bool) -> None:
    assert is_local(own_rule(tmp_path, body)) is local


def test_lists_are_looked_up_from_anywhere() -> None:
    assert holds_lists(parse_graph("(w:Whitelisted {value: x})"))
    assert holds_lists(parse_graph("(k:Contract)-[:LIMITED_BY]->(l:Limit)"))
    assert not holds_lists(parse_graph("(o:Person)-[:HOLDS_POST]->(u:Unit)"))


@pytest.mark.parametrize("stem", ["kin_wins_own_unit", "nominee_shared_contact", "split_below_threshold"])
def test_side_by_side_is_as_alone(stem: str) -> None:
    rule = built_in(stem)
    cases = load_cases(rule)
    with DuckStore.memory() as store:
        alone = [run_case(rule, case, store) for case in cases]
        assert run_cases(rule, cases, store) == alone


def test_a_case_that_fails_fails_side_by_side_as_well(tmp_path: Path) -> None:
    rule = own_rule(tmp_path)
    text = "- match: one\n  graph: (p:Person)-[:HAS_ROLE]->(c:Company)\n  expect: [{person: p, company: c}]\n"
    text += text.replace("one", "two").replace("person: p", "person: c")
    text += "- clean: three\n  graph: (p:Person)-[:HAS_ROLE]->(c:Company)\n"
    rule.cases_path.write_text(text, "utf-8")
    with DuckStore.memory() as store:
        assert [result.passed for result in run_cases(rule, load_cases(rule), store)] == [True, False, False]


def test_market_rules_are_run_alone() -> None:
    assert not is_local(load_rule(Path("queries/procurement/low_competition.cypher").resolve()))
