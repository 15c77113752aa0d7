"""Every rule does what its cases say, and none of its conditions is idle: without it, one of its cases fails."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from graphinv.content.case_spec import load_cases
from graphinv.content.rule_spec import load_rule
from graphinv.rules.cases import test_rule as cases_of
from graphinv.rules.conditions import conditions, without
from tests.cli.running import rows
from tests.rules.graphs import BODY, own_rule, rule_paths
from tests.rules.together import Cases


def test_all_cases_pass_where_the_command_runs_them() -> None:
    """Each rule's header and text agree, and each of its cases does what it says."""
    found = rows("rules", "test")
    rules = [load_rule(path) for path in rule_paths()]
    wanted = [(rule.id, "lint", "header and text agree") for rule in rules]
    wanted += [(rule.id, case.kind, case.name) for rule in rules for case in load_cases(rule)]
    assert sorted((row["rule"], row["kind"], row["case"]) for row in found) == sorted(wanted)
    assert [row for row in found if not row["passed"]] == []


@pytest.mark.parametrize("path", rule_paths(), ids=lambda path: path.stem)
def test_each_condition_is_shown_by_a_case(path: Path) -> None:
    whole = load_rule(path)
    found = conditions(whole)
    assert found
    with ExitStack() as stores:
        cases = Cases(whole, stores)
        for condition in found:
            rule = condition.without
            shown = cases.fails(rule) or any(not cases.passes(number, rule) for number in cases.likely(condition))
            assert shown, f"no case fails without {condition}"


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
