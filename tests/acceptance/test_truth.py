"""The planted schemes are all found and no other lead is opened; and no condition of a rule is idle."""

from __future__ import annotations

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.rule_spec import RuleSpec
from graphinv.leads.build import leads_of
from graphinv.rules.conditions import Condition, conditions
from graphinv.rules.run import run_rule
from graphinv.workspace import DEMO_DAY
from tests.acceptance.county import SEEDS, County, identity_of, planted, same_person

RULES = sorted(Catalogue().rules)
PLANTED = [rule for rule in RULES if rule != "relative-lobbies"]
CONDITIONS = [condition for rule in PLANTED for condition in conditions(Catalogue().rules[rule])]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", PLANTED)
def test_all_that_was_planted_and_nothing_else(counties: dict[int, County], rule: str, seed: int) -> None:
    county = counties[seed]
    same = same_person(county.truth)
    found = {identity_of(lead, same): lead["certainty"] for lead in county.leads if lead["rule"] == rule}
    assert found == planted(county.truth, rule)
    assert found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_for_another_register_is_not_evaluable(counties: dict[int, County], seed: int) -> None:
    (answer,) = [rule for rule in counties[seed].sweep["rules"] if rule["rule"] == "relative-lobbies"]
    assert answer["result"] == "not_evaluable"
    assert answer["reason"]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_every_condition_is_needed(counties: dict[int, County], condition: Condition) -> None:
    """Without any one condition the leads of at least one county, or what they rest on, are no longer the same."""
    rule = Catalogue().rules[condition.without.id]
    for county in counties.values():
        if facts(county, condition.without) != facts(county, rule):
            return
    pytest.fail(f"{rule.id} finds the same leads without: {condition.text}")


def facts(county: County, rule: RuleSpec) -> set[tuple[str, str]]:
    """Key and hash of the facts of every lead that the rule raises."""
    store = county.workspace.store
    return {(lead.key, lead.facts_hash) for lead in leads_of([run_rule(store, rule)], store, DEMO_DAY)}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_fact_names_a_row_that_exists(counties: dict[int, County], seed: int) -> None:
    county = counties[seed]
    files = {path.name: path for path in (county.workspace.root / "exports").iterdir()}
    assert county.leads
    for lead in county.leads:
        assert lead["evidence"]
        for fact in lead["evidence"]:
            assert fact["source"], f"{lead['key']} E{fact['n']} {fact['type']} has no source row"
            for source in fact["source"]:
                assert source["file"] in files
                assert source["row"] >= 2


@pytest.mark.parametrize("rule", PLANTED)
def test_the_population_is_a_hundred_times_the_leads(counties: dict[int, County], rule: str) -> None:
    """At full size; the small counties of the tests hold the same schemes in fewer people."""
    (answer,) = [one for one in counties[1].sweep["rules"] if one["rule"] == rule]
    assert answer["population"] > answer["leads"] > 0
