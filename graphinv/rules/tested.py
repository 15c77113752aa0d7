"""Runs the tests of a rule's header on the rows that an engine returned; the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import Any

import numpy as np

from graphinv.content.param_spec import Bound
from graphinv.content.rule_spec import SEVERITIES, RuleSpec
from graphinv.content.stat_spec import Outcome, StatSpec
from graphinv.rules.elements import Row
from graphinv.rules.statistics import fisher_greater, shuffle_p

DIGITS = 6
"""p is kept to so many significant digits, so that all machines agree on it."""


def after_tests(rule: RuleSpec, rows: Sequence[Row], params: Mapping[str, Bound]) -> list[Row]:
    """The rows that stand, each with the p of every test as a column of the test's name (None where it is unknown)."""
    standing = list(rows)
    for stat in rule.tests:
        found = _P[stat.method](stat, standing, params)
        judged = (_judged(stat, row, p, params) for row, p in zip(standing, found, strict=True))
        standing = [row for row in judged if row is not None]
    return standing


def _judged(stat: StatSpec, row: Row, p: float, params: Mapping[str, Bound]) -> Row | None:
    """The row after one test, or None where it does not stand."""
    known = None if isnan(p) else float(f"{p:.{DIGITS}g}")
    held = {**row, stat.name: known}
    limit = params[stat.below]
    if known is not None and isinstance(limit, int | float) and known < limit:
        return _marked(held, stat.passed)
    if stat.unless and row[stat.unless]:
        return held
    return None if stat.failed is None else _marked(held, stat.failed)


def _marked(row: Row, outcome: Outcome) -> Row:
    """The row with what a test adds to its severity and its reasons."""
    changed: dict[str, Any] = dict(row)
    if outcome.step:
        changed["step"] = int(row.get("step") or 0) + outcome.step
    if outcome.cap:
        changed["cap"] = min(outcome.cap, str(row.get("cap") or SEVERITIES[-1]), key=SEVERITIES.index)
    if outcome.reason:
        changed["reasons"] = [*(row.get("reasons") or ()), outcome.reason]
    return changed


def _fisher(stat: StatSpec, rows: Sequence[Row], params: Mapping[str, Bound]) -> list[float]:
    cells = [[-1 if row[name] is None else int(row[name]) for name in stat.of] for row in rows]
    return [float(p) for p in fisher_greater(np.array(cells, dtype=np.int64).reshape(len(cells), 4))]


def _shuffle(stat: StatSpec, rows: Sequence[Row], params: Mapping[str, Bound]) -> list[float]:
    draws = params[stat.draws]
    return [_ring_p([row[name] for name in stat.of], int(draws) if isinstance(draws, int) else 0) for row in rows]


def _ring_p(values: Sequence[Any], draws: int) -> float:
    given, received, edges = values
    if given is None or received is None or edges is None or None in (*given, *received):
        return float("nan")
    return shuffle_p([int(one) for one in given], [int(one) for one in received], int(edges), draws)


_P: Mapping[str, Callable[[StatSpec, Sequence[Row], Mapping[str, Bound]], list[float]]] = {
    "fisher_greater": _fisher,
    "shuffle_p": _shuffle,
}
"""The registry: one entry for each of METHODS."""
