"""Relations gathered into steps: two nodes next to each other and all that joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphinv.explore.base import Step
from graphinv.stores.base import EdgeRef


def steps_among(relations: Iterable[tuple[int, int, EdgeRef]], hop: Mapping[int, int]) -> tuple[Step, ...]:
    """Each relation once, under the two nodes that it joins, the one of the lower hop first; in the order of hops."""
    found: dict[tuple[int, int], set[EdgeRef]] = {}
    for one, other, ref in relations:
        pair = (one, other) if (hop[one], one) <= (hop[other], other) else (other, one)
        found.setdefault(pair, set()).add(ref)
    order = sorted(found, key=lambda pair: (hop[pair[1]], pair[1], hop[pair[0]], pair[0]))
    return tuple(Step(*pair, tuple(sorted(found[pair]))) for pair in order)
