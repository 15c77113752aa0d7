"""The graph as a sorted adjacency: memory-mapped arrays, of which a walk touches only the pages that it needs.

Per node its relations stand together, grouped by edge table: `node_start` leads to the node's groups, `group_start` to
their entries. An entry is the node at the other end and the number of the edge; an edge has one entry at either end,
one that leads back to its own node has one. Edges of dated tables come first; only they have dates.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Adjacency:
    """Days are int32 since 1970-01-01; `group_table` holds table numbers of the graph's layout."""

    node_start: Ints
    degree: NDArray[np.int32]
    group_table: NDArray[np.uint8]
    group_start: Ints
    target: NDArray[np.int32]
    edge: NDArray[np.int32]
    eid: Ints
    certain: Mask
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    since_certain: NDArray[np.int32]
    until_certain: NDArray[np.int32]

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.degree)

    @property
    def dated(self) -> int:
        """The first edge without dates."""
        return len(self.since)

    @classmethod
    def open(cls, folder: Path) -> Adjacency:
        """The arrays of this folder, mapped; nothing is read yet. Raises OSError or ValueError if one is missing."""
        return cls(**{name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in names()})


def names() -> tuple[str, ...]:
    """The arrays, each a file."""
    return tuple(field.name for field in fields(Adjacency))
