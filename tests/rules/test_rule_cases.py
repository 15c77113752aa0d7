"""Every rule does what its cases say, and none of its conditions is idle: without it, one of its cases fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graphinv.content.case_spec import CaseSpec, load_cases
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.cypher import GraphText, parse_graph
from graphinv.rules.cases import fill, judge
from graphinv.rules.cases import test_rule as cases_of
from graphinv.rules.conditions import conditions, without
from graphinv.rules.lint import lint
from graphinv.stores.duckdb.store import DuckStore
from tests.rules.graphs import BODY, own_rule, rule_paths

Built = tuple[RuleSpec, list[tuple[CaseSpec, GraphText, DuckStore]]]


@pytest.fixture(scope="module", params=rule_paths(), ids=lambda path: path.stem)
def built(request: pytest.FixtureRequest) -> Iterator[Built]:
    """A rule with the graph of each of its cases in a store of its own."""
    rule, found = load_rule(request.param), []
    with ExitStack() as open_stores:
        for case in load_cases(rule):
            store = open_stores.enter_context(DuckStore.memory())
            graph = parse_graph(case.graph, as_of=case.as_of)
            fill(rule, graph, store)
            found.append((case, graph, store))
        yield rule, found


def test_header_and_text_agree(built: Built) -> None:
    assert lint(built[0]) == []


def test_all_cases_pass(built: Built) -> None:
    rule, cases = built
    results = [judge(rule, case, graph, store) for case, graph, store in cases]
    assert [result for result in results if not result.passed] == []


def test_each_condition_is_shown_by_a_case(built: Built) -> None:
    rule, cases = built
    found = conditions(rule)
    assert found
    for _, _, store in cases:
        store.con.execute("PRAGMA disable_optimizer")  # planning takes longer than running on so few rows
    for condition in found:
        # The likely ones first: near-misses, or what must be found where the rule finds less without the condition.
        likely = sorted(cases, key=lambda item: (item[0].kind == "match") is not condition.negated)
        assert any(not judge(condition.without, case, graph, store).passed for case, graph, store in likely), (
            f"no case fails without {condition}"
        )


def test_conditions_are_those_that_and_joins(tmp_path: Path) -> None:
    body = """MATCH (person:Person)-[role:HAS_ROLE]->(company:Company)
        WHERE role.role = 'head' AND (company.kind = 'soe' OR company.kind = 'coop')
          AND NOT EXISTS { MATCH (person)-[post:HOLDS_POST]->(:Unit) WHERE post.acting AND post.is_leader }
        RETURN person, role, company"""
    rule = own_rule(tmp_path, body)
    assert [condition.text for condition in conditions(rule)] == [
        "role.role = 'head'",
        "company.kind = 'soe' OR company.kind = 'coop'",
        "NOT EXISTS { MATCH (person)-[post:HOLDS_POST]->(:Unit) WHERE post.acting AND post.is_leader }",
        "post.acting",
        "post.is_leader",
    ]
    assert [condition.negated for condition in conditions(rule)] == [False, False, False, True, True]
    assert "role.role" not in without(rule, 0).cypher
    assert "post.acting" not in without(rule, 3).cypher
    assert "post.is_leader" in without(rule, 3).cypher


def test_two_conditions_that_read_alike_are_two(tmp_path: Path) -> None:
    body = BODY.replace(" RETURN", " WHERE role.role = 'head' RETURN")
    rule = own_rule(tmp_path, f"{body} UNION {body}")
    assert [without(rule, number).cypher.count("role.role") for number in (0, 1)] == [1, 1]
    assert without(rule, 0).cypher != without(rule, 1).cypher


@pytest.mark.parametrize(
    ("kind", "more", "passed", "detail"),
    [
        ("match", "  expect: [{person: p, company: c}]\n", True, ""),
        (
            "match",
            "  expect: [{person: p, company: c, certainty: possible}]\n",
            False,
            "expected possible, found certain",
        ),
        (
            "match",
            "  expect: [{person: c, company: c}]\n",
            False,
            "expected {person: c, company: c}, found {person: p, comp",
        ),
        ("gap", "  why: not yet\n", False, "this gap is closed"),
    ],
)
def test_a_case_says_what_differs(tmp_path: Path, kind: str, more: str, passed: bool, detail: str) -> None:
    rule = own_rule(tmp_path)
    first = "- match: fires\n  graph: (p:Person)-[:HAS_ROLE]->(c:Company)\n  expect: [{person: p, company: c}]\n"
    case = f"- {kind}: other\n  graph: (p:Person)-[:HAS_ROLE]->(c:Company)\n{more}"
    rule.cases_path.write_text(first + case, "utf-8")
    result = cases_of(rule)[-1]
    assert result.passed is passed
    assert detail in str(result.detail)


def test_a_graph_that_does_not_fit_the_model_fails_its_case(tmp_path: Path) -> None:
    rule = own_rule(tmp_path)
    text = "- match: fires\n  graph: (p:Person)-[:HAS_ROLL]->(c:Company)\n  expect: [{person: p, company: c}]\n"
    rule.cases_path.write_text(text, "utf-8")
    result = cases_of(rule)[-1]
    assert not result.passed
    assert "own_rule.cases.yaml:1: graph: line 1" in str(result.detail)
    assert "HAS_ROLE" in str(result.detail)


def test_a_rule_without_cases_or_with_a_wrong_text_does_not_pass(tmp_path: Path) -> None:
    (header, cases) = cases_of(own_rule(tmp_path))
    assert header.passed
    assert "has no cases" in str(cases.detail)
    (header,) = cases_of(own_rule(tmp_path, BODY.replace("HAS_ROLE", "HAS_ROLL")))
    assert "own_rule.cypher:13" in str(header.detail)
