"""Derived relations and statistics: each edge type or label has one module that owns it and names what is behind it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from graphinv.derive import (
    act,
    exited,
    family_party,
    favours,
    interest,
    kin,
    linked,
    money_path,
    oversees,
    pass_through,
    peer_stats,
    tied,
)
from graphinv.derive.base import Derivation, Derived
from graphinv.model import EDGES, LABELS
from graphinv.progress import SILENT, Progress

if TYPE_CHECKING:
    import duckdb

DERIVATIONS: tuple[Derivation, ...] = (
    kin.DERIVATION,
    interest.DERIVATION,
    oversees.DERIVATION,
    linked.DERIVATION,
    family_party.DERIVATION,
    act.DERIVATION,
    favours.DERIVATION,
    exited.DERIVATION,
    tied.DERIVATION,
    money_path.DERIVATION,
    pass_through.DERIVATION,
    peer_stats.DERIVATION,
)
"""In the order in which they are built: a relation may read those before it."""

ALWAYS = frozenset({"KIN", "INTEREST_IN"})
"""What every graph has; the others are built where some rule needs them."""

DERIVED = frozenset(
    [edge.name for edge in EDGES.values() if edge.derived] + [label.name for label in LABELS.values() if label.derived]
)
"""Edge types and labels that are made from others, not read."""

__all__ = ["ALWAYS", "DERIVATIONS", "DERIVED", "Derivation", "Derived", "made_of", "run", "unfolds_to"]


def run(
    con: duckdb.DuckDBPyConnection, wanted: Collection[str] | None = None, progress: Progress = SILENT
) -> list[Derived]:
    """Build the derived relations of the graph on this connection anew; safe to repeat.

    `wanted` names edge types and labels: only those and what they are made from are built. None builds all.
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
    needed = set(DERIVED if wanted is None else wanted)
    for derivation in reversed(DERIVATIONS):
        if derivation.writes in needed:
            needed.update(derivation.reads)
    return (derivation for derivation in DERIVATIONS if derivation.writes in needed)


def made_of(name: str) -> tuple[str, ...]:
    """The base edge types behind an edge type or a derived label; none for a derived one without a builder."""
    if name not in DERIVED:
        return (name,)
    return next((derivation.made_of for derivation in DERIVATIONS if derivation.writes == name), ())


def unfolds_to(edge: str) -> tuple[str, ...]:
    """The base edge types that can stand in the evidence of an edge type."""
    return made_of(edge) + next((derivation.also for derivation in DERIVATIONS if derivation.writes == edge), ())
