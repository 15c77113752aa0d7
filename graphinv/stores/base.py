"""What every graph store answers: rows of a query, and the nodes, edges and source rows behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

Scalar = str | int | float | bool | date | datetime | None
Params = Mapping[str, Any]


@dataclass(frozen=True, order=True)
class EdgeRef:
    """One edge of the graph: the number of its table and its stable id."""

    table: int
    eid: int


@dataclass(frozen=True)
class Node:
    """A node with its stored properties: money in fen, dates as `x` and `x_last`, validity as four dates."""

    nid: int
    gid: str
    label: str
    id: str
    props: Mapping[str, Any]


@dataclass(frozen=True)
class Edge:
    """An edge with its stored properties; `src` and `dst` are node numbers of this store only."""

    ref: EdgeRef
    type: str
    src: int
    dst: int
    certain: bool
    props: Mapping[str, Any]


@dataclass(frozen=True)
class SourceRow:
    """Where a fact was read: row as a spreadsheet shows it (the header is row 1)."""

    table: str
    file: str
    sheet: str | None
    row: int


@dataclass(frozen=True)
class SourceFile:
    """A file that was loaded: what it was read as, its content's hash, and where it lay."""

    name: str
    sheet: str | None
    table: str
    loader: str
    sha256: str
    path: str


@dataclass(frozen=True)
class ColumnInfo:
    """A result column: kind is node, relationship, path, list, map or scalar; `type` the scalar's property type.

    A list's `type` is that of its elements: node, relationship, path, list, map or a property type. `parts` are the
    values of a map by their keys, and the elements of a list of lists or maps as one column without a name.
    """

    name: str
    kind: str
    type: str | None = None
    parts: tuple[ColumnInfo, ...] = ()

    @property
    def element(self) -> ColumnInfo:
        """The elements of a list or path as a column of their own."""
        if self.parts:
            return self.parts[0]
        graph = self.type in ("node", "relationship", "path")
        return ColumnInfo("", str(self.type), "relationship") if graph else ColumnInfo("", "scalar", self.type)


@dataclass(frozen=True)
class Result:
    """Rows of a query; nodes as node numbers, relationships as EdgeRef, lists and maps (dicts) of these.

    `cut` if there were more rows than were asked for.
    """

    columns: tuple[ColumnInfo, ...]
    rows: Sequence[tuple[Any, ...]]
    cut: bool = False


@dataclass(frozen=True)
class Limits:
    """What a query may take: so many rows (None: all), so many seconds (0: as the engine is set up)."""

    rows: int | None = None
    seconds: float = 0


NO_LIMITS = Limits()


@dataclass(frozen=True)
class NodeText:
    """A node to be written by hand (rule cases, tests): `key` names it within one write."""

    key: str
    label: str
    id: str
    props: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EdgeText:
    """An edge to be written by hand between two NodeText keys."""

    type: str
    src: str
    dst: str
    props: Mapping[str, Any] = field(default_factory=dict)


class GraphStore(Protocol):
    """A graph that can be read by rules and queries."""

    engine: str

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result:
        """The rows of a Cypher text; `certain` takes the inner bounds and certain edges only."""
        ...

    def nodes(self, nids: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        ...

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        ...

    def base_edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[EdgeRef, ...]]:
        """For each derived edge the base edges that it was derived from, in order; base edges map to themselves."""
        ...

    def edge_sources(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[SourceRow, ...]]:
        """The source rows of base edges, sorted by table, file and row."""
        ...

    def node_sources(self, nids: Iterable[int]) -> dict[int, tuple[SourceRow, ...]]:
        """The source rows of nodes, sorted by table, file and row."""
        ...

    def loaded(self) -> dict[str, int]:
        """Rows loaded per source table (0 counts as loaded)."""
        ...

    def built(self) -> frozenset[str] | None:
        """The derived relations that were built with the graph; None for one that was not loaded from files."""
        ...

    def filled(self, element: str, prop: str) -> int:
        """How many nodes or edges of this label or type have the property filled."""
        ...

    def joins_all(self, text: str, params: Params | None = None) -> bool:
        """Whether the plan of a query joins each row of one part with each of another (a Cartesian product)."""
        ...

    def limited(self, limits: Limits) -> GraphStore:
        """The same graph, of which queries take no more than this."""
        ...

    def beside(self) -> GraphStore:
        """The same graph for another thread, to be closed by it."""
        ...

    def close(self) -> None:
        """Release the store's file or connection."""
        ...
