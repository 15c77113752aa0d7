"""The graph on the server as a store: it finds, and the workspace's own graph says what was found and where it stands.

Both must be the same graph; the marker on the server says of which one it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from neo4j.graph import Node as DriverNode
from neo4j.graph import Path as DriverPath
from neo4j.graph import Relationship
from neo4j.time import Date, DateTime

from graphinv.cypher.native import Native, native
from graphinv.cypher.schema import Model
from graphinv.errors import QueryFailed, StoreError
from graphinv.stores.base import NO_LIMITS, Edge, EdgeRef, Limits, Node, Params, Result, SourceRow
from graphinv.stores.columns import info
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.schema import PUBLICATION
from graphinv.stores.neo4j.server import Server
from graphinv.stores.params import bound

_BROKEN = "BrokenHydrationObject"
"""What the driver puts inside of a map or list where it cannot read a value, without a word; no public name has it."""


@lru_cache(maxsize=512)
def _native(text: str, label: str, certain: bool, model: Model) -> Native:
    return native(text, label, "certain" if certain else "possible", model)


@dataclass(frozen=True)
class OnServer:
    """What the marker says: the hash of the graph (None while it is being published), its labels and edge types."""

    graph: str | None
    labels: frozenset[str]
    types: frozenset[str]


def on_server(server: Server) -> OnServer | None:
    """What is published under the workspace's label; None if nothing is."""
    text = f"MATCH (m:{PUBLICATION} {{ws: $ws, lane: 0}}) RETURN m.graph, m.labels, m.types"
    rows = server.read(text, {"ws": server.settings.label}).rows
    return OnServer(rows[0][0], frozenset(rows[0][1] or ()), frozenset(rows[0][2] or ())) if rows else None


class Neo4jStore:
    """Implements GraphStore; `published` are the labels and edge types on the server, None if all of them are."""

    engine = "neo4j"

    def __init__(
        self, own: DuckStore, server: Server, published: frozenset[str] | None = None, limits: Limits = NO_LIMITS
    ) -> None:
        self.own, self.server, self.published, self.limits = own, server, published, limits

    @classmethod
    def open(cls, own: DuckStore, server: Server, limits: Limits = NO_LIMITS) -> Neo4jStore:
        """The published graph, if it is the same as the workspace's own. Raises StoreError if it is not."""
        server.version()
        found = on_server(server)
        at = server.settings.uri
        if found is None:
            raise StoreError("Nothing of this workspace is on the server.", at=at, hint="Run graphinv publish.")
        if found.graph != own.meta().get("graph_hash"):
            raise StoreError(
                "The server holds another state of this workspace's graph."
                if found.graph
                else "Publishing was cut short: the server holds a part of the graph.",
                at=at,
                hint="Run graphinv publish.",
            )
        return cls(own, server, found.labels | found.types, limits)

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result:
        """The rows of a Cypher text. Raises CypherError for the text, QueryFailed if it cannot be run."""
        from graphinv.cypher.compile import described

        query = self.native(text, certain=certain)
        given = bound(params, query.parameters)
        found = self.server.read(query.text, given, most=self.limits.rows, seconds=self.limits.seconds)
        columns = tuple(info(described(name, kind)) for name, kind in query.columns.items())
        return Result(columns, _Numbers(self.own, found.rows).rows(), found.cut)

    def native(self, text: str, *, certain: bool = False) -> Native:
        """The text that the server runs. Raises QueryFailed if it reads what is not published."""
        query = _native(text, self.server.settings.label, certain, self.own.model)
        absent = sorted(query.reads - self.published) if self.published is not None else []
        if absent:
            raise QueryFailed(
                "Not on the server: {names}.", hint="Run graphinv publish --all to have everything there.", names=absent
            )
        return query

    def joins_all(self, text: str, params: Params | None = None) -> bool:
        """Whether the plan holds a Cartesian product: each row of one part with each of another."""
        query = self.native(text)
        return "CartesianProduct" in self.server.plan(query.text, bound(params, query.parameters))

    def nodes(self, nids: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        return self.own.nodes(nids)

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        return self.own.edges(refs)

    def base_edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[EdgeRef, ...]]:
        """For each derived edge the base edges below it, in order; base edges map to themselves."""
        return self.own.base_edges(refs)

    def edge_sources(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[SourceRow, ...]]:
        """The source rows of base edges, sorted by table, file and row."""
        return self.own.edge_sources(refs)

    def node_sources(self, nids: Iterable[int]) -> dict[int, tuple[SourceRow, ...]]:
        """The source rows of nodes, sorted by table, file and row."""
        return self.own.node_sources(nids)

    def loaded(self) -> dict[str, int]:
        """Rows loaded per source table."""
        return self.own.loaded()

    def built(self) -> frozenset[str] | None:
        """The derived relations of the workspace's graph."""
        return self.own.built()

    def filled(self, element: str, prop: str) -> int:
        """How many nodes or edges have the property; with an empty one, how many there are."""
        return self.own.filled(element, prop)

    def beside(self) -> Neo4jStore:
        """The same graph for another thread, to be closed by it; the server's connections are shared."""
        return Neo4jStore(self.own.beside(), self.server, self.published, self.limits)

    def limited(self, limits: Limits) -> Neo4jStore:
        """The same graph, of which queries take no more than this."""
        return Neo4jStore(self.own, self.server, self.published, limits)

    def close(self) -> None:
        """Release the workspace's own graph; the server is closed by whoever opened it."""
        self.own.close()


class _Numbers:
    """Nodes and relationships of the driver as the numbers of the workspace's own graph."""

    def __init__(self, own: DuckStore, found: Iterable[tuple[Any, ...]]) -> None:
        self.found = list(found)
        gids: set[str] = set()
        eids: dict[str, set[int]] = {}
        for row in self.found:
            for value in row:
                _gather(value, gids, eids)
        self.nodes = own.by_gid(gids)
        self.edges = own.by_eid(eids)

    def rows(self) -> list[tuple[Any, ...]]:
        return [tuple(map(self._value, row)) for row in self.found]

    def _value(self, value: Any) -> Any:
        match value:
            case DriverNode():
                return self._known(self.nodes, value["gid"])
            case Relationship():
                return self._known(self.edges, int(value["eid"]))
            case DriverPath():
                return [self._value(edge) for edge in value.relationships]
            case list():
                return [self._value(item) for item in value]
            case dict():
                return {key: self._value(item) for key, item in value.items()}
            case Date() | DateTime():
                return value.to_native()
            case _ if type(value).__name__ == _BROKEN:
                raise QueryFailed("A day before the year 1 or after 9999 cannot be shown.")
            case _:
                return value

    @staticmethod
    def _known(numbers: Mapping[Any, Any], key: Any) -> Any:
        if key not in numbers:
            raise StoreError("The server holds what this workspace's graph does not.", hint="Run graphinv publish.")
        return numbers[key]


def _gather(value: Any, gids: set[str], eids: dict[str, set[int]]) -> None:
    match value:
        case DriverNode():
            gids.add(value["gid"])
        case Relationship():
            eids.setdefault(value.type, set()).add(int(value["eid"]))
        case DriverPath():
            for edge in value.relationships:
                _gather(edge, gids, eids)
        case list():
            for item in value:
                _gather(item, gids, eids)
        case dict():
            for item in value.values():
                _gather(item, gids, eids)
