"""The planted schemes are all found and no other lead is opened; and no condition of a rule is idle."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.rule_spec import RuleSpec
from graphinv.demo.schemes import SCHEMES
from graphinv.leads.build import leads_of
from graphinv.rules.conditions import Condition, conditions
from graphinv.rules.run import run_rule
from graphinv.workspace import DEMO_DAY
from tests.acceptance.county import GROUP, SEEDS, Counties, County, identity_of, near_misses, planted, same_person

pytestmark = GROUP

Facts = set[tuple[str, str]]
Whole = Callable[[int, str], Facts]

RULES = sorted(Catalogue().rules)
PLANTED = sorted(SCHEMES)
WEAK = [rule for rule in PLANTED if Catalogue().rules[rule].class_ == "W"]
STRONG = [rule for rule in PLANTED if rule not in WEAK]
NOT_IN_TABLES = ("currency", "method_details, ''", "buys.role", "other.region_code", "size(parts) >= $n")
"""What these ask for the county's tables cannot hold, or (the last) it follows from another condition unless a
parameter is changed. That none of them is idle is shown by the cases of their rules."""
NOT_PLANTED = (
    "overlaps(shared, ban.since",
    "had.role = 'legal_rep'",
    "has.role = 'legal_rep'",
    "overlaps(had, ban.since",
    "overlaps(has, ban.since",
    "score >= $score_min",
    "company.founded_on, -$lead",
    "earlier.awarded_on, ban.since",
)
"""No county holds a banned supplier that was born again under another name yet."""
EVERY = [condition for rule in PLANTED for condition in conditions(Catalogue().rules[rule])]
LEFT_OUT = (*NOT_IN_TABLES, *NOT_PLANTED)
CONDITIONS = [condition for condition in EVERY if not any(words in condition.text for words in LEFT_OUT)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", STRONG)
def test_all_that_was_planted_and_nothing_else(counties: Counties, rule: str, seed: int) -> None:
    county = counties[seed]
    same = same_person(county.truth)
    found = {identity_of(lead, same): lead["certainty"] for lead in county.leads if lead["rule"] == rule}
    assert found == planted(county.truth, rule)
    assert found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_families_of_the_county_can_be_true(counties: Counties, seed: int) -> None:
    """No father is too young, nobody has two mothers: else kinship of the county would be left aside unnoticed."""
    assert counties[seed].workspace.contradictions() == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", WEAK)
def test_a_weak_rule_shows_all_that_was_planted_as_findings(counties: Counties, rule: str, seed: int) -> None:
    """It opens no lead; what else it shows is the background's, and never one of the near-misses."""
    county = counties[seed]
    assert county.truth["rules"][rule]["weak"]
    assert not [lead for lead in county.leads if lead["rule"] == rule]
    every = county.workspace.leads(named=True, findings=True)
    findings = [lead for lead in every if lead["rule"] == rule]
    same = same_person(county.truth)
    found = {identity_of(lead, same): lead["certainty"] for lead in findings}
    wanted = planted(county.truth, rule)
    assert wanted and {identity: found.get(identity) for identity in wanted} == wanted
    shown = [{key for _, keys in identity for key in keys.split(";") if key} for identity in set(found) - set(wanted)]
    for shape, ids in near_misses(county.truth, rule).items():
        assert not any(keys <= ids for keys in shown), shape


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_for_another_register_is_not_evaluable(counties: Counties, seed: int) -> None:
    (answer,) = [rule for rule in counties[seed].sweep["rules"] if rule["rule"] == "relative-lobbies"]
    assert answer["result"] == "not_evaluable"
    assert answer["reason"]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_every_condition_is_needed(counties: Counties, whole: Whole, condition: Condition) -> None:
    """Without any one condition the leads of at least one county, or what they rest on, are no longer the same."""
    rule = Catalogue().rules[condition.without.id]
    for seed, county in counties.items():
        if facts(county, condition.without) != whole(seed, rule.id):
            return
    pytest.fail(f"{rule.id} finds the same leads without: {condition.text}")


@pytest.mark.parametrize("words", LEFT_OUT)
def test_what_is_left_out_is_a_condition_of_some_rule(words: str) -> None:
    assert any(words in condition.text for condition in EVERY)


@pytest.fixture(scope="module")
def whole(counties: Counties) -> Whole:
    """The facts of a county under a rule with all its conditions, asked once."""
    return cache(lambda seed, rule: facts(counties[seed], Catalogue().rules[rule]))


def facts(county: County, rule: RuleSpec) -> Facts:
    """Key and hash of the facts of every lead that the rule raises."""
    store = county.workspace.store
    return {(lead.key, lead.facts_hash) for lead in leads_of([run_rule(store, rule)], store, DEMO_DAY)}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_fact_names_a_row_that_exists(counties: Counties, seed: int) -> None:
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
def test_the_population_is_a_hundred_times_the_leads(counties: Counties, rule: str) -> None:
    """At full size; the small counties of the tests hold the same schemes in fewer people."""
    (answer,) = [one for one in counties[1].sweep["rules"] if one["rule"] == rule]
    assert answer["population"] > answer["leads"] > 0
