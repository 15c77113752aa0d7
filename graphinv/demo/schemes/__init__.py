"""The planted schemes: one module for each rule, with what must be found and what must stay silent."""

from collections.abc import Callable

from graphinv.demo.book import Book
from graphinv.demo.schemes import (
    blacklist_active,
    common_control_bidders,
    ineligible_register,
    kin_wins_own_unit,
    low_competition,
    paid_after_death,
    shared_identifiers,
    split_below_threshold,
    subsidy_duplicate,
    supplier_pays_family,
)
from graphinv.demo.truth import RuleTruth

SCHEMES: dict[str, Callable[[Book], RuleTruth]] = {
    "kin-wins-own-unit": kin_wins_own_unit.plant,
    "paid-after-death": paid_after_death.plant,
    "subsidy-duplicate": subsidy_duplicate.plant,
    "common-control-bidders": common_control_bidders.plant,
    "blacklist-active-or-reborn": blacklist_active.plant,
    "subsidy-ineligible-register": ineligible_register.plant,
    "bidders-shared-identifiers": shared_identifiers.plant,
    "supplier-pays-family": supplier_pays_family.plant,
    "split-below-threshold": split_below_threshold.plant,
    "low-competition": low_competition.plant,
}
"""For each rule the function that plants its schemes into a book. Their order is part of what a seed means."""
