"""Every case of every rule gives the same leads on Neo4j; no case can name an engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.rules.cases import run_cases
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore

QUERIES = Path(__file__).resolve().parents[2] / "queries"
RULES = [load_rule(path) for path in sorted(QUERIES.rglob("*.cypher"))]


@pytest.fixture(scope="module")
def store() -> DuckStore:
    return DuckStore.memory()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_cases(rule: RuleSpec, store: DuckStore, cases_connection: Connection) -> None:
    def published(own: DuckStore) -> Neo4jStore:
        put(cases_connection, own.con)
        return Neo4jStore(own, cases_connection)

    results = run_cases(rule, load_cases(rule), store, published)
    assert [(result.case, str(result.detail)) for result in results if not result.passed] == []


def test_no_case_names_an_engine() -> None:
    assert sum(len(load_cases(rule)) for rule in RULES) > 350
    words = ("neo4j", "duckdb", "engine", "store")
    texts = [path.read_text("utf-8").lower() for path in sorted(QUERIES.rglob("*.cases.yaml"))]
    assert [word for word in words for text in texts if word in text] == []
