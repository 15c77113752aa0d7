"""What a header promises, the text keeps: each way to break it is found before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.cypher.parser import parse
from graphinv.rules.amounts import amount_sources
from graphinv.rules.lint import lint
from tests.rules.graphs import BODY, own_rule

NEEDS = "[HAS_ROLE, 'config:whitelist']"


def test_a_good_rule_has_no_problems(tmp_path: Path) -> None:
    assert lint(own_rule(tmp_path, needs=NEEDS), {"whitelist"}) == []


@pytest.mark.parametrize(
    ("body", "changes", "problem"),
    [
        (BODY.replace("HAS_ROLE", "HAS_ROLL"), {}, "own_rule.cypher:13:22: Unknown relationship type HAS_ROLL"),
        (BODY, {"identity": "[persn, company]"}, "`identity: persn` is not returned. Did you mean `person`?"),
        (BODY, {"params": "{n: {type: int, default: 1, basis: b}}"}, "the parameter `n` is never used"),
        (f"{BODY} , $m AS m", {}, "Unknown parameter $m"),
        (BODY, {"explain": "{zh: '{persn}', en: x}"}, "`explain.zh`: `{persn}` is no column. Did you mean `person`?"),
        (BODY, {"explain": "{zh: x, en: '{role.rol}'}"}, "`{role.rol}` has no such property. Did you mean `role`?"),
        (BODY, {"explain": "{zh: x, en: '{role}'}"}, "`{role}` is no node: name one of its properties"),
        (BODY, {"explain": "{zh: x, en: '{company:period}'}"}, "`{company:period}` has no since and until"),
        (BODY, {"explain": "{zh: x, en: '{role.role:sum}'}"}, "`{role.role:sum}` adds up money"),
        (BODY, {"explain": "{zh: x, en: '{company:sum}'}"}, "`{company:sum}` adds up money"),
        (BODY, {"explain": "{zh: x, en: '[{person}'}"}, "`explain.en`: `[` is never closed"),
        (f"{BODY}, 1 AS n", {"explain": "{zh: x, en: '{n.x}'}"}, "is a value and has no properties"),
        (f"{BODY}, 'a' AS step", {}, "the column `step` must be a int, not a string"),
        (f"{BODY}, 5 AS amount, 'x' AS reasons", {}, "the column `reasons` must be a list of string, not a string"),
        (f"{BODY}, {{who: person}} AS m", {}, "the column `m` is a map: return what it holds"),
        (f"{BODY}, [{{who: person}}] AS m", {}, "the column `m` is a map: return what it holds"),
        (f"{BODY}, ['late'] AS reasons", {}, "the reason `late` has no words under `reasons`"),
        (BODY, {"reasons": "{late: {zh: 迟, en: late}}"}, "the reason `late` is never returned"),
        (BODY, {"population": "MATCH (c:Compny) RETURN count(c)"}, "`population`: line 1, column 7: Unknown label"),
        (BODY, {"population": "MATCH (c:Company) RETURN c"}, "`population` must return one number"),
        (BODY.replace("[role:", "[:").replace(", role", ""), {}, "13:22: name this relationship and return it"),
        (BODY.replace(", role", ""), {}, "13:22: `role` is not returned: it is part of the evidence"),
        (
            "MATCH (person:Person)-[kin:KIN]-(company:Person) RETURN person, kin, company",
            {"explain": "{zh: x, en: y}"},
            "KIN is stored in both directions",
        ),
        (
            "MATCH (person:Person)-[o:OWNS]->(company:Company) WITH person, company, sum(o.share) AS s "
            "RETURN person, company",
            {},
            "return collect(o): it is what this sum adds up",
        ),
        (
            "MATCH (person:Person)-[o:OWNS]->(company:Company) WITH person, company, SUM(o.share) AS s "
            "RETURN person, company",
            {},
            "return collect(o): it is what this sum adds up",
        ),
        ("MATCH (c:Company) RETURN c.id AS person, c.name AS company", {}, "a lead would have no evidence"),
        (BODY, {"needs": "['config:whitelst']"}, "there is no such list. Did you mean `whitelist`?"),
    ],
)
def test_problems(tmp_path: Path, body: str, changes: dict[str, str], problem: str) -> None:
    found = [str(one) for one in lint(own_rule(tmp_path, body, **{"needs": NEEDS, **changes}), {"whitelist"})]
    assert any(problem in one for one in found), found
    assert all(str(tmp_path) in one for one in found)


def test_what_a_sum_adds_up_may_be_collected(tmp_path: Path) -> None:
    for total, gathered in (("sum", "collect"), ("Sum", "COLLECT")):
        body = f"""MATCH (person:Person)-[o:OWNS]->(company:Company)
            WITH person, company, {total}(o.paid_in) AS total, {gathered}(o) AS holdings
            RETURN person, company, holdings, total AS amount"""
        rule = own_rule(tmp_path, body, needs="[OWNS]")
        assert lint(rule) == []
        assert amount_sources(parse(rule.cypher)) == (("holdings", "paid_in"),)


def test_all_problems_at_once(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, identity="[a, b]", explain="{zh: '{x}', en: '{y}'}", population="RETURN 'a' AS n")
    assert len(lint(rule)) == 5
