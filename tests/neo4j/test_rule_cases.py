"""Every case of every rule gives the same leads on Neo4j; no case can name an engine.

The cases of a rule stand side by side in one graph, which is sent and asked once. A case to which the others make a
difference there, such as one with a list entry that means all places, is run alone as well.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.cypher import parse_graph
from graphinv.rules.cases import compare, fill, run_case
from graphinv.rules.run import run_rule
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore
from tests.rules.side_by_side import apart, joined, nothing

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

    cases = dict(enumerate(load_cases(rule)))
    graphs = {number: parse_graph(case.graph, as_of=case.as_of) for number, case in cases.items()}
    together = {number: graph for number, graph in graphs.items() if not cases[number].params}
    store.con.execute("BEGIN")
    fill(rule, joined(together), store)
    ran = run_rule(published(store), rule)
    store.con.execute("ROLLBACK")
    own = apart(ran)
    alone = [
        case
        for number, case in cases.items()
        if number not in together or not compare(case, graphs[number], own.get(number, nothing(ran))).passed
    ]
    failed = [result for case in alone if not (result := run_case(rule, case, store, published)).passed]
    assert [(result.case, str(result.detail)) for result in failed] == []


def test_no_case_names_an_engine() -> None:
    assert sum(len(load_cases(rule)) for rule in RULES) > 350
    words = ("neo4j", "duckdb", "engine", "store")
    texts = [path.read_text("utf-8").lower() for path in sorted(QUERIES.rglob("*.cases.yaml"))]
    assert [word for word in words for text in texts if word in text] == []
