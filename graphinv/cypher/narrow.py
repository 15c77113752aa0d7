"""Which labels a node and which tables a relationship of a pattern can have, given what joins what in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graphinv.cypher.schema import Model, Table
from graphinv.cypher.shape import Hop, Shape


class Choice(NamedTuple):
    """A table that a hop may use; `flipped` if the hop's left node is the end of the stored edge."""

    table: Table
    flipped: bool

    @property
    def left(self) -> str:
        return self.table.end if self.flipped else self.table.start

    @property
    def right(self) -> str:
        return self.table.start if self.flipped else self.table.end


@dataclass
class Narrowed:
    """Labels by node and tables by hop; `stuck` is the first part that nothing in the model satisfies."""

    labels: dict[str, frozenset[str]]
    choices: dict[str, tuple[Choice, ...]]
    stuck: Hop | str | None = None

    def tables(self, hop: str) -> frozenset[Table]:
        return frozenset(choice.table for choice in self.choices[hop])


def narrow(shape: Shape, model: Model, bound: Mapping[str, frozenset[str]]) -> Narrowed:
    """Labels and tables after each hop has restricted its ends until nothing changes; `bound`: labels known before."""
    found = Narrowed({}, {})
    for name, need in shape.nodes.items():
        found.labels[name] = bound.get(name, model.all_labels)
        for alternatives in need.labels:
            found.labels[name] &= model.concrete(alternatives)
        if not found.labels[name]:
            found.stuck = found.stuck or name
    for hop in shape.hops:
        found.choices[hop.name] = _choices(hop, model)
    while not found.stuck and _tighten(shape, found):
        pass
    return found


def _choices(hop: Hop, model: Model) -> tuple[Choice, ...]:
    ways = {"out": (False,), "in": (True,), "both": (False, True)}[hop.direction]
    return tuple(Choice(table, flipped) for table in model.of_types(hop.types) for flipped in ways)


def _tighten(shape: Shape, found: Narrowed) -> bool:
    """One round over the hops; whether it changed anything."""
    changed = False
    for hop in shape.hops:
        old = found.choices[hop.name]
        left, right = found.labels[hop.left], found.labels[hop.right]
        kept = tuple(choice for choice in old if choice.left in left and choice.right in right)
        if hop.left == hop.right:
            kept = tuple(choice for choice in kept if choice.left == choice.right)
        if not kept:
            found.stuck = hop
            return False
        found.choices[hop.name] = kept
        found.labels[hop.left] = left & frozenset(choice.left for choice in kept)
        found.labels[hop.right] &= frozenset(choice.right for choice in kept)
        changed |= kept != old or found.labels[hop.left] != left or found.labels[hop.right] != right
    return changed
