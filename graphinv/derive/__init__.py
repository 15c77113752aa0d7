"""Derived relations: each edge type has one module that owns it and names the base edges behind each."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from graphinv.derive import act, family_party, favours, interest, kin, linked, oversees
from graphinv.derive.base import Derivation, Derived
from graphinv.model import EDGES
from graphinv.progress import SILENT, Progress

if TYPE_CHECKING:
    import duckdb

DERIVATIONS: tuple[Derivation, ...] = tuple(
    module.DERIVATION for module in (kin, interest, oversees, linked, family_party, act, favours)
)
"""In the order in which they are built: a relation may read those before it."""

ALWAYS = frozenset({"KIN", "INTEREST_IN"})
"""What every graph has; the others are built where some rule needs them."""

__all__ = ["ALWAYS", "DERIVATIONS", "Derivation", "Derived", "made_of", "run"]


def run(
    con: duckdb.DuckDBPyConnection, wanted: Collection[str] | None = None, progress: Progress = SILENT
) -> list[Derived]:
    """Build the derived relations of the graph on this connection anew; safe to repeat.

    `wanted` names edge types: only those and what they are made from are built. None builds all.
    """
    done = []
    derivations = list(_in_use(wanted))
    progress.stage("derive", len(derivations))
    for derivation in derivations:
        progress.step(derivation.writes)
        start = time.perf_counter()
        rows = derivation.build(con)
        done.append(Derived(derivation.writes, rows, time.perf_counter() - start))
    return done


def _in_use(wanted: Collection[str] | None) -> Iterator[Derivation]:
    needed = set(EDGES if wanted is None else wanted)
    for derivation in reversed(DERIVATIONS):
        if derivation.writes in needed:
            needed.update(derivation.reads)
    return (derivation for derivation in DERIVATIONS if derivation.writes in needed)


def made_of(edge: str) -> tuple[str, ...]:
    """The base edge types behind an edge type; none for a derived type without a builder."""
    if not EDGES[edge].derived:
        return (edge,)
    return next((derivation.made_of for derivation in DERIVATIONS if derivation.writes == edge), ())
