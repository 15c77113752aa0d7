"""What is planted is found, and nothing else, by rules written a second time without the product's code."""

from collections.abc import Callable

import pytest

from graphinv.demo import Truth
from tests.demo import brute
from tests.demo.brute import NONE, County, Hits
from tests.demo.conftest import Made

Rule = Callable[[County, frozenset[str]], Hits]

RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "kin-wins-own-unit": (brute.kin_wins_own_unit, ("official", "relative", "company", "award")),
    "paid-after-death": (brute.paid_after_death, ("payee", "programme")),
    "subsidy-duplicate": (brute.subsidy_duplicate, ("payee", "programme", "other")),
    "common-control-bidders": (brute.common_control_bidders, ("lot", "bidder_a", "bidder_b")),
}

# rule → condition → the near-misses that open a lead without it; "name": people are told apart by name only.
CONDITIONS: dict[str, dict[str, set[str]]] = {
    "kin-wins-own-unit": {
        "near": {
            "cousin", "brother-in-law", "acquaintance", "wife's brother", "wife's mother", "brother's wife", "nephew",
            "the daughter's parents-in-law",
        },
        "kin time": {"divorced wife", "bride", "former son-in-law"},
        "interest time": {
            "late buyer", "early seller", "former director", "later director", "direct purchase, sold in time",
        },
        "post time": {"left before the planning", "came later"},
        "tenure": {"left in time"},
        "own unit": {"other bureau"},
        "share": {"small holder"},
        "role": {"contact"},
        "listed": {"listed"},
        "won": {"loser"},
        "self": {"the official's own firm"},
        "name": {"namesake"},
    },
    "paid-after-death": {
        "kind": {"funeral grant"},
        "net": {"paid and sent back"},
        "after": {
            "paid 59 days after the death", "paid 60 days after the death", "paid until the death",
            "only the month of death is known",
        },
        "name": {"a namesake died"},
    },
    "subsidy-duplicate": {
        "net": {
            "paid twice, one sent back", "excluding programmes, the first sent back",
            "excluding programmes, the second sent back",
        },
        "zero": {"a second entry of 0.00"},
        "period": {
            "one programme in two months", "two payments on one day", "programmes that exclude each other, in turn",
            "a monthly and a yearly benefit that exclude each other", "two counties",
            "excluding programmes, the first sent back", "excluding programmes, the second sent back",
        },
        "list": {
            "a pair repealed in 2022, drawn in 2023", "a pair in force from 2025, drawn in 2023",
            "two programmes in one month",
        },
        "list time": {"a pair repealed in 2022, drawn in 2023", "a pair in force from 2025, drawn in 2023"},
        "name": {"two people of one name"},
    },
    "common-control-bidders": {
        "lot": {"two lots of one tender"},
        "time": {
            "former legal representative", "later legal representative", "former head", "sold", "bought later",
            "sold the other", "bought the other later",
        },
        "role": {"common supervisor", "common director", "common contact"},
        "consortium": {"partners"},
        "withdrawn": {"withdrawn"},
        "half": {"half of one", "half of the other"},
        "share": {"half of one", "half of the other", "a fifth of one"},
        "state": {"state body"},
        "name": {"namesakes"},
    },
}  # fmt: skip


def expected(truth: Truth, rule: str, county: County) -> Hits:
    roles = RULES[rule][1]
    return {
        tuple(county.who(positive.identity[role]) for role in roles): positive.certainty
        for positive in truth.rules[rule].positives
    }


@pytest.mark.parametrize("rule", RULES)
def test_planted_schemes_are_found_and_nothing_else(small: Made, rule: str) -> None:
    county = County(small.tables)
    assert RULES[rule][0](county, NONE) == expected(small.truth, rule, county)


@pytest.mark.parametrize(("rule", "condition"), [(rule, name) for rule, names in CONDITIONS.items() for name in names])
def test_without_a_condition_its_near_misses_open_leads(small: Made, rule: str, condition: str) -> None:
    by_name = condition == "name"
    county = County(small.tables, by_name=by_name)
    hits = RULES[rule][0](county, NONE if by_name else frozenset([condition]))
    more = [set(hit) for hit in set(hits) - set(expected(small.truth, rule, county))]
    opened = set()
    for near_miss in small.truth.rules[rule].near_misses:
        nodes = {county.who(key) for key in near_miss.ids}
        if any(hit <= nodes for hit in more):
            opened.add(near_miss.shape)
    assert opened == CONDITIONS[rule][condition]


def test_each_near_miss_rests_on_a_condition(small: Made) -> None:
    # Husband and wife are two people whatever a rule leaves out.
    two_people = {"the widowed spouse is paid", "a couple under excluding programmes"}
    for rule, planted in small.truth.rules.items():
        covered = set.union(*CONDITIONS[rule].values())
        assert {near_miss.shape for near_miss in planted.near_misses} - covered <= two_people, rule


def test_money_sent_back_counts_for_its_own_period_only(small: Made) -> None:
    county = County(small.tables)
    found = brute.subsidy_duplicate(county, frozenset(["back period"]))
    lost = {
        positive.shape
        for positive in small.truth.rules["subsidy-duplicate"].positives
        if tuple(county.who(positive.identity[role]) for role in RULES["subsidy-duplicate"][1]) not in found
    }
    assert lost == {
        f"excluding programmes, the {which} sent back for the month before" for which in ("first", "second")
    }


def test_the_days_of_grace_are_sixty(small: Made) -> None:
    county = County(small.tables)
    counts = [len(brute.paid_after_death(county, NONE, grace)) for grace in (59, 60, 61)]
    assert counts[0] > counts[1] > counts[2]


def test_background_comes_close(large: Made) -> None:
    """At scale 1 each rule would open many leads if it lost one of its conditions."""
    county = County(large.tables)
    for rule, condition, at_least in (
        ("kin-wins-own-unit", "near", 200),
        ("kin-wins-own-unit", "own unit", 500),
        ("kin-wins-own-unit", "won", 50),
        ("paid-after-death", "after", 300),
        ("paid-after-death", "kind", 300),
        ("common-control-bidders", "lot", 50),
        ("common-control-bidders", "consortium", 50),
        ("common-control-bidders", "role", 50),
    ):
        assert len(RULES[rule][0](county, frozenset([condition]))) > at_least, (rule, condition)
