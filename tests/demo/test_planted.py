"""What is planted is found, and nothing else, by rules written a second time without the product's code."""

from collections.abc import Callable

import pytest

from graphinv.demo import Truth
from tests.demo import brute, brute_buying, brute_contacts, brute_money, brute_registers
from tests.demo.brute import NONE, County, Hits
from tests.demo.conftest import Made

pytestmark = pytest.mark.xdist_group("written")

Rule = Callable[[County, frozenset[str]], Hits]

RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "kin-wins-own-unit": (brute.kin_wins_own_unit, ("official", "relative", "company", "award")),
    "paid-after-death": (brute.paid_after_death, ("payee", "programme")),
    "subsidy-duplicate": (brute.subsidy_duplicate, ("payee", "programme", "other")),
    "common-control-bidders": (brute.common_control_bidders, ("lot", "bidder_a", "bidder_b")),
    "blacklist-active-or-reborn": (brute_buying.banned_bidders, ("company", "purchase")),
    "subsidy-ineligible-register": (brute_registers.excluded_recipients, ("payee", "programme", "register")),
    "bidders-shared-identifiers": (brute_contacts.shared_contacts, ("lot", "bidder_a", "bidder_b")),
    "supplier-pays-family": (brute_money.paid_families, ("official", "payee", "company")),
    "split-below-threshold": (brute_buying.split_purchases, ("unit", "category", "year")),
    "low-competition": (brute_buying.low_competition, ("lot", "unit", "suppliers")),
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
    "blacklist-active-or-reborn": {
        "time": {"ended ban", "later ban", "ended before the purchase"},
        "region": {"ban of another province", "ban of the next county"},
        "field": {"ban from goods"},
        "withdrawn": {"withdrawn"},
        "subject": {"owner"},
        "same name": {"namesake"},
    },
    "subsidy-ineligible-register": {
        "time": {"left in time", "came later", "back payment"},
        "limit": {"income at the limit", "income unknown"},
        "net": {"sent back"},
        "programme": {
            "another programme", "repealed", "not yet in force", "exclusion of the first half of the year",
        },
        "register": {"income at the limit", "income unknown", "another register"},
        "list time": {"repealed", "not yet in force", "exclusion of the first half of the year"},
        "together": {"exclusion of the first half of the year"},
        "household": {"wife"},
        "name": {"namesake"},
    },
    "bidders-shared-identifiers": {
        "lot": {"two lots of one tender"},
        "time": {"given up by the first", "given up by the second", "later"},
        "df": {"a number of three users", "an agency's contacts"},
        "list": {"a listed agency"},
        "consortium": {"partners"},
        "withdrawn": {"the first withdrew", "the second withdrew"},
        "score": {"one room", "a number of three users"},
        "common day": {"one after the other", "the other one first"},
    },
    "supplier-pays-family": {
        "near": {"cousin", "cousin's firm"},
        "payee time": {"divorced", "sold"},
        "sum": {"a yuan less"},
        "window": {"too early", "too late"},
        "account time": {"card given back", "account given up"},
        "own unit": {"other bureau"},
        "won": {"loser"},
        "post time": {"came later"},
        "tenure": {"left in time"},
        "wage": {"wages"},
        "back": {"returned"},
        "list": {"listed payer", "listed payee", "listed pair", "listed pair, in turn"},
        "ground": {"no ground for the transfer", "no ground for the payer", "no ground for the payee"},
        "own firm": {"own firm"},
        "share": {"small share"},
        "owner": {"owner"},
        "itself": {"own accounts"},
    },
    "split-below-threshold": {
        "method": {"open tenders", "one open tender", "framework call-offs"},
        "status": {"a cancelled lot", "the contract of a cancelled lot"},
        "reason": {"an approved exception", "an emergency"},
        "unit": {"two buyers"},
        "year": {
            "three purchases over two years", "two years", "two just below the limit around New Year", "one a year",
        },
        "digits": {"two kinds"},
        "supplier": {"similar codes from two suppliers", "similar codes that reach the limit together only"},
        "below": {"one at the limit"},
        "lot": {"a lot and its contract", "one open tender", "the contract of a cancelled lot", "an emergency"},
        "sum": {
            "three purchases over two years", "a yuan less", "selective tenders", "the limit of the first county",
            "the limit of a collective decision", "similar codes that reach the limit together only",
        },
        "window": {"one a year"},
        "three": {"two just below the limit around New Year"},
        "region": {"three purchases over two years", "a yuan less", "the limit of the first county"},
        "selective": {"selective tenders"},
        "name of limit": {"the limit of a collective decision"},
    },
    "low-competition": {
        "open": {"consultation"},
        "failed": {"failed", "still open"},
        "two": {"two bidders", "a market with one bidder"},
        "market": {"a market with one bidder"},
        "three": {"two direct purchases", "a day too late"},
        "window": {"a day too late"},
        "method": {"inquiries"},
        "status": {"cancelled lots", "contracts of cancelled lots"},
        "supplier": {"three suppliers"},
        "专利": {"patent"},
        "添购": {"add-ons", "add-ons with contracts"},
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
    found, planted = RULES[rule][0](county, NONE), expected(small.truth, rule, county)
    if small.truth.rules[rule].weak:
        assert found.items() > planted.items()
    else:
        assert found == planted


@pytest.mark.parametrize(("rule", "condition"), [(rule, name) for rule, names in CONDITIONS.items() for name in names])
def test_without_a_condition_its_near_misses_open_leads(first: Made, rule: str, condition: str) -> None:
    by_name = condition == "name"
    county = County(first.tables, by_name=by_name)
    hits = RULES[rule][0](county, NONE if by_name else frozenset([condition]))
    more = [records(hit) for hit in set(hits) - set(expected(first.truth, rule, county))]
    opened = set()
    for near_miss in first.truth.rules[rule].near_misses:
        nodes = {county.who(key) for key in near_miss.ids}
        if any(hit <= nodes for hit in more):
            opened.add(near_miss.shape)
    assert opened == CONDITIONS[rule][condition]


def records(hit: tuple[str, ...]) -> set[str]:
    """The records of a hit; a category and a year are none."""
    keys = {key for role in hit for key in role.split(";")}
    return {key for key in keys if len(key) > 5 or key.startswith("BT")}


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
