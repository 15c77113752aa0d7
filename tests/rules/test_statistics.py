"""The statistical tests against exact fractions, published values and brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import comb, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphinv.rules.statistics import fisher_greater, shuffle_p

CELL = st.integers(0, 40)


def exact(a: int, b: int, c: int, d: int) -> Fraction:
    """The upper tail of the hypergeometric distribution, in whole numbers."""
    hits, group, everybody = a + c, a + b, a + b + c + d
    ways = sum(comb(hits, k) * comb(everybody - hits, group - k) for k in range(a, min(hits, group) + 1))
    return Fraction(ways, comb(everybody, group))


def one(*cells: int) -> float:
    return float(fisher_greater(np.array([cells]))[0])


def test_the_lady_tasting_tea() -> None:
    """Fisher's own example: 4 of 4 cups right is 1 in 70, 3 of 4 is 17 in 70."""
    assert one(4, 0, 0, 4) == pytest.approx(1 / 70, rel=1e-12)
    assert one(3, 1, 1, 3) == pytest.approx(17 / 70, rel=1e-12)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_table_has_its_exact_p(tables: list[tuple[int, int, int, int]]) -> None:
    found = fisher_greater(np.array(tables))
    assert found == pytest.approx([float(exact(*table)) for table in tables], rel=1e-9)


def test_a_large_table() -> None:
    assert one(9, 91, 40, 999_860) == pytest.approx(float(exact(9, 91, 40, 999_860)), rel=1e-6)


def test_tables_that_are_none() -> None:
    assert isnan(one(-1, 2, 3, 4)) and one(0, 0, 0, 0) == 1.0
    assert len(fisher_greater(np.zeros((0, 4), dtype=np.int64))) == 0


def ring_chance(ends: list[str], givers: list[str], ring: list[tuple[str, str]]) -> float:
    """The part of all ways to deal out the ends that hold every edge of the ring."""
    deals = list(permutations(ends))
    whole = [set(ring) <= set(zip(givers, deal, strict=True)) for deal in deals]
    return sum(whole) / len(deals)


@pytest.mark.parametrize("rest", [0, 1, 3])
def test_shuffles_tend_to_the_chance_of_all_permutations(rest: int) -> None:
    """a gives 2 and receives 1, b gives 1 and receives 2; the others give and receive the rest."""
    givers = ["a", "a", "b", *["x"] * rest]
    ends = ["b", "b", "a", *["y"] * rest]
    chance = ring_chance(ends, givers, [("a", "b"), ("b", "a")])
    draws = 40_000
    p = shuffle_p([2, 1], [2, 1], len(ends), draws)
    assert p == pytest.approx(chance, abs=0.01)


def test_three_in_a_ring() -> None:
    ends = ["b", "c", "a", "y", "y", "y"]
    chance = ring_chance(ends, ["a", "b", "c", "x", "x", "x"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert shuffle_p([1, 1, 1], [1, 1, 1], 6, 60_000) == pytest.approx(chance, abs=0.003)


def test_a_rare_ring_and_one_that_hubs_explain() -> None:
    assert shuffle_p([1, 1], [1, 1], 5_000, 200) == pytest.approx(1 / 201)
    assert shuffle_p([80, 90], [90, 80], 200, 200) > 0.9


def test_the_same_counts_give_the_same_p() -> None:
    assert len({shuffle_p([3, 2], [2, 3], 40, 200) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("gave", "received", "edges", "draws"),
    [
        ([1], [1], 5, 200),
        ([1, 1], [1], 5, 200),
        ([0, 1], [1, 1], 5, 200),
        ([3, 3], [1, 1], 5, 200),
        ([1, 1], [1, 1], 5, 0),
        ([1, 1], [1, 1], 10**9, 200),
    ],
)
def test_counts_that_no_graph_has(gave: list[int], received: list[int], edges: int, draws: int) -> None:
    assert isnan(shuffle_p(gave, received, edges, draws))
