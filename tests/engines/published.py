"""The embedded store and a server beside it, both with the same drawn graph."""

from __future__ import annotations

from graphinv.stores.neo4j.server import Server
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore
from tests.engines.embedded import Redrawn
from tests.engines.pairs import drawn


class Published:
    """Two engines, one graph."""

    def __init__(self, own: Redrawn, connection: Server) -> None:
        self.own, self.connection = own, connection
        self.server = Neo4jStore(own, connection)

    def draw(self, graph: str) -> None:
        """Hold this graph and no other."""
        self.own.redraw(drawn(graph))
        put(self.connection, self.own.con)
