"""Severity and score: the rule's own step, then possible, watchlist and amount, clamped once; one table of weights."""

from __future__ import annotations

import pytest

from graphinv.rules.severity import Grounds, score, severity, strongest

BIG = 1_000_000_00


@pytest.mark.parametrize(
    ("base", "grounds", "expected"),
    [
        ("critical", Grounds(True), "critical"),
        ("critical", Grounds(False), "high"),
        ("medium", Grounds(True, step=-1), "low"),
        ("high", Grounds(True, watched=True), "critical"),
        ("high", Grounds(True, amount=BIG), "critical"),
        ("high", Grounds(True, amount=BIG - 1), "high"),
        ("high", Grounds(False, amount=BIG), "high"),
        ("high", Grounds(False, watched=True, amount=BIG), "critical"),
        # Clamped once, at the end: steps beyond the scale still count against each other.
        ("critical", Grounds(False, watched=True, amount=BIG), "critical"),
        ("critical", Grounds(False, step=-1, amount=BIG), "high"),
        ("low", Grounds(False, step=-1, amount=BIG), "low"),
        ("low", Grounds(False, step=-2, watched=True, amount=BIG), "low"),
        ("critical", Grounds(True, step=2), "critical"),
        ("critical", Grounds(True, cap="medium"), "medium"),
        ("low", Grounds(True, cap="medium"), "low"),
        ("critical", Grounds(False, cap="medium"), "medium"),
    ],
)
def test_severity(base: str, grounds: Grounds, expected: str) -> None:
    assert severity(base, grounds) == expected


@pytest.mark.parametrize(
    ("class_", "certain", "further", "expected"),
    [
        ("P", True, 0, 1.0),
        ("P", False, 0, 0.7),
        ("S", True, 0, 0.6),
        ("S", False, 0, 0.42),
        ("S", True, 2, 0.8),
        ("S", False, 2, 0.56),
        ("W", True, 0, 0.2),
        ("W", True, 9, 1.0),
        ("P", True, 3, 1.0),
        ("P", False, 3, 0.7),
    ],
)
def test_score(class_: str, certain: bool, further: int, expected: float) -> None:
    assert score(class_, certain, further) == expected


def test_the_strongest_class_wins() -> None:
    assert strongest({"W", "S"}) == "S"
    assert strongest({"W", "S", "P"}) == "P"
