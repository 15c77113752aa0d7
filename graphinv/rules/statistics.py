"""The statistical tests of rules, vectorised with numpy: each gives one p per row, nan where the row says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SEED = 20_160_329
"""Fixed, so that the same facts give the same p on every run; each row draws for itself, whatever stands beside it."""

MOST = 10**9
"""numpy deals out fewer edges than this."""

_lgamma = np.frompyfunc(lgamma, 1, 1)


def fisher_greater(tables: Ints) -> Floats:
    """One-sided p of Fisher's exact test for tables of shape (n, 4): a, b in the group and c, d outside of it.

    The chance of at least `a` hits in the group if hits fell on everybody alike, with all four sums as they are
    (R. A. Fisher, 1935): the upper tail of the hypergeometric distribution, here through log-gamma. nan where a cell
    is negative.
    """
    a, b, c, d = (tables[:, place].astype(np.int64) for place in range(4))
    found = np.full(len(tables), np.nan)
    valid = (tables >= 0).all(axis=1)
    most = np.minimum(b, c)  # a can still grow by so much
    terms = np.where(valid, most + 1, 0)
    row = np.repeat(np.arange(len(tables)), terms)
    more = np.arange(len(row)) - np.repeat(np.cumsum(terms) - terms, terms)
    cells = (a[row] + more, b[row] - more, c[row] - more, d[row] + more)
    log_p = _of_sums(a, b, c, d)[row] - sum(_log_factorial(cell) for cell in cells)
    tail = np.zeros(len(tables))
    np.add.at(tail, row, np.exp(log_p))
    found[valid] = np.minimum(tail[valid], 1.0)
    return found


def _of_sums(a: Ints, b: Ints, c: Ints, d: Ints) -> Floats:
    """log of the factorials of the four sums over that of all, 0 for tables that are none."""
    return sum(_log_factorial(total) for total in (a + b, c + d, a + c, b + d)) - _log_factorial(a + b + c + d)


def _log_factorial(n: Ints) -> Floats:
    return np.asarray(_lgamma(np.maximum(n, 0) + 1.0), dtype=np.float64)


def shuffle_p(given: Sequence[int], received: Sequence[int], edges: int, draws: int) -> float:
    """How often a ring comes about by chance when the ends of all edges are shuffled.

    Edge i of the ring starts at one who gave `given[i]` edges and ends at one who received `received[i]`; there are
    `edges` in all. Each draw deals all ends out anew, so that everybody gives and receives as many as before, and asks
    whether every edge of the ring is there again. p = (1 + hits) / (1 + draws), which is never 0 (Phipson and Smyth,
    2010). nan for counts that no graph has.
    """
    size = len(given)
    counts = (*given, *received)
    possible = size == len(received) and size > 1 and min(counts) > 0
    if not possible or draws < 1 or not max(sum(given), sum(received)) <= edges < MOST:
        return float("nan")
    generator = np.random.default_rng([SEED, edges, draws, *counts])
    left = np.tile(np.asarray(received, dtype=np.int64), (draws, 1))  # ends not yet dealt, by receiver
    others = np.full(draws, edges - sum(received), dtype=np.int64)  # ends of everybody outside of the ring
    every = np.ones(draws, dtype=bool)
    for giver in range(size):
        hand = np.full(draws, given[giver], dtype=np.int64)  # ends that this giver has still to get
        for taker in range(size):
            rest = others + left[:, taker + 1 :].sum(axis=1)
            dealt = generator.hypergeometric(left[:, taker], rest, hand)
            if taker == giver:
                every &= dealt > 0
            left[:, taker] -= dealt
            hand -= dealt
        others -= hand
    return (1 + int(every.sum())) / (1 + draws)
