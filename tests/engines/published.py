"""The embedded store and a server beside it, both with the same drawn graph."""

from __future__ import annotations

from graphinv.stores.neo4j.server import Server
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore
from tests.engines.compare import Engine, Row, answered
from tests.engines.embedded import Redrawn
from tests.engines.pairs import PARAMS, drawn


class Published:
    """Two engines, one graph."""

    def __init__(self, own: Redrawn, connection: Server) -> None:
        self.own, self.connection = own, connection
        self.server = Neo4jStore(own, connection)

    def draw(self, graph: str) -> None:
        """Hold this graph and no other."""
        self.own.redraw(drawn(graph))
        put(self.connection, self.own.con)

    def readings(self, text: str) -> tuple[bool, ...]:
        """False, and True where the certain reading is another text: it is not of a query without relationships."""
        possible, certain = (self.server.native(text, certain=sure).text for sure in (False, True))
        return (False,) if possible == certain else (False, True)


def said(engine: Engine, text: str, certain: bool) -> list[Row] | str:
    """The rows, or why there are none."""
    try:
        return answered(engine, text, PARAMS, certain=certain)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
