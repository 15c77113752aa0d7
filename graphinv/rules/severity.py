"""How severe a lead is and how it ranks: every starting value in one table.

None of these weights comes from a law; they are starting values, to be calibrated on leads that people have decided.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphinv.content.rule_spec import CLASSES, SEVERITIES


@dataclass(frozen=True)
class Weights:
    """The table. Money in fen; `big` raises severity by one step."""

    big: int = 1_000_000_00
    possible_step: int = -1
    watched_step: int = 1
    big_step: int = 1
    score_p: float = 1.0
    score_s: float = 0.6
    score_w: float = 0.2
    further_rule: float = 0.1
    possible_factor: float = 0.7

    def of_class(self, class_: str) -> float:
        return {"P": self.score_p, "S": self.score_s, "W": self.score_w}[class_]


WEIGHTS = Weights()


@dataclass(frozen=True)
class Grounds:
    """What decides a lead's severity beside its rule: the rule's own step and cap, and what all rules share."""

    certain: bool
    step: int = 0
    cap: str = ""
    watched: bool = False
    amount: int | None = None


def severity(base: str, grounds: Grounds, weights: Weights = WEIGHTS) -> str:
    """The rule's own step first, then possible, watchlist and amount; clamped to low … critical once, at the end."""
    level = SEVERITIES.index(base) + grounds.step
    level += 0 if grounds.certain else weights.possible_step
    level += weights.watched_step if grounds.watched else 0
    level += weights.big_step if (grounds.amount or 0) >= weights.big else 0
    if grounds.cap:
        level = min(level, SEVERITIES.index(grounds.cap))
    return SEVERITIES[max(0, min(level, len(SEVERITIES) - 1))]


def strongest(classes: set[str]) -> str:
    """The strongest of some classes: P before S before W."""
    return min(classes, key=CLASSES.index)


def score(class_: str, certain: bool, further_rules: int, weights: Weights = WEIGHTS) -> float:
    """0 to 1: the class, a little more for each further rule on the same pair, less when only possible."""
    raw = min(1.0, weights.of_class(class_) + weights.further_rule * further_rules)
    return round(raw if certain else raw * weights.possible_factor, 4)
