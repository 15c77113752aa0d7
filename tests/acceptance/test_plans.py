"""No rule's plan on a loaded graph holds a join that grows with the product of its sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.cypher import compile_query
from tests.acceptance.county import GROUP, Counties, County

pytestmark = GROUP

FORBIDDEN = ("PIECEWISE_MERGE_JOIN", "IE_JOIN", "NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN", "CROSS_PRODUCT")


def operators(plan: list[dict[str, Any]]) -> Iterator[str]:
    for node in plan:
        yield str(node["name"]).strip().replace(" ", "_").upper()
        yield from operators(node.get("children", []))


def explained(county: County, sql: str, names: frozenset[str], values: dict[str, Any]) -> set[str]:
    bound = {name: values[name] for name in names}
    (row,) = county.workspace.store.con.execute(f"EXPLAIN (FORMAT JSON) {sql}", bound).fetchall()
    return set(operators(json.loads(row[1])))


@pytest.mark.parametrize("mode", ["possible", "certain"])
@pytest.mark.parametrize("ident", sorted(Catalogue().rules))
def test_rule_plan(counties: Counties, ident: str, mode: Any) -> None:
    rule = Catalogue().rules[ident]
    compiled = compile_query(rule.cypher, mode=mode)
    values = {name: spec.default for name, spec in rule.params.items()}
    found = explained(counties[1], compiled.sql, compiled.parameters, values)
    assert "HASH_JOIN" in found
    assert not found & set(FORBIDDEN)


def test_the_guard_sees_a_forbidden_join(counties: Counties) -> None:
    sql = "SELECT count(*) FROM n_Person a JOIN n_Person b ON a.nid < b.nid AND a.name <> b.name"
    assert explained(counties[1], sql, frozenset(), {}) & set(FORBIDDEN)
