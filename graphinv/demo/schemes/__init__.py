"""The planted schemes: one module for each rule, with what must be found and what must stay silent."""

from collections.abc import Callable

from graphinv.demo.book import Book
from graphinv.demo.schemes import common_control_bidders, kin_wins_own_unit, paid_after_death, subsidy_duplicate
from graphinv.demo.truth import RuleTruth

SCHEMES: dict[str, Callable[[Book], RuleTruth]] = {
    "kin-wins-own-unit": kin_wins_own_unit.plant,
    "paid-after-death": paid_after_death.plant,
    "subsidy-duplicate": subsidy_duplicate.plant,
    "common-control-bidders": common_control_bidders.plant,
}
"""For each rule the function that plants its schemes into a book. Their order is part of what a seed means."""
