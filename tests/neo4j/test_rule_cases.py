"""Every case of every rule gives the same leads on Neo4j; no case can name an engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.case_spec import CaseSpec, load_cases
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.rules.cases import run_case
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore

QUERIES = Path(__file__).resolve().parents[2] / "queries"
RULES = [load_rule(path) for path in sorted(QUERIES.rglob("*.cypher"))]
CASES = [(rule, case) for rule in RULES for case in load_cases(rule)]


@pytest.fixture(scope="module")
def store() -> DuckStore:
    return DuckStore.memory()


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.code}-{case.name}" for rule, case in CASES])
def test_case(rule: RuleSpec, case: CaseSpec, store: DuckStore, cases_connection: Connection) -> None:
    def published(own: DuckStore) -> Neo4jStore:
        put(cases_connection, own.con)
        return Neo4jStore(own, cases_connection)

    result = run_case(rule, case, store, published)
    assert result.passed, str(result.detail)


def test_no_case_names_an_engine() -> None:
    assert len(CASES) > 350
    words = ("neo4j", "duckdb", "engine", "store")
    texts = [path.read_text("utf-8").lower() for path in sorted(QUERIES.rglob("*.cases.yaml"))]
    assert [word for word in words for text in texts if word in text] == []
