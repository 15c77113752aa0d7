"""A tiny graph on the server without a plan: the cases of rules, and tests."""

from __future__ import annotations

from functools import lru_cache

from neo4j import ManagedTransaction

from graphinv.model.layout import DECLARED, Layout, quoted
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.neo4j.elements import Element, elements, name
from graphinv.stores.neo4j.server import Server


@lru_cache
def _everything(label: str, layout: Layout) -> tuple[Element, ...]:
    return elements(label, frozenset((*layout.labels, *layout.edges)), layout=layout)


def put(server: Server, con: Connection, layout: Layout = DECLARED) -> None:
    """Replace everything under the server's label by the graph on this connection, in one transaction."""
    label = server.settings.label
    filled = []
    for element in _everything(label, layout):
        if not con.execute(f"SELECT 1 FROM {quoted(element.table)} LIMIT 1").fetchone():
            continue
        rows = con.execute(f"SELECT key::VARCHAR, {element.listed()} FROM ({element.rows}) ORDER BY key").fetchall()
        filled.append((element.create, element.params(rows)))

    def work(transaction: ManagedTransaction) -> None:
        transaction.run(f"MATCH (n:{name(label)}) DETACH DELETE n").consume()
        for text, params in filled:
            transaction.run(text, {**params, "ws": label}).consume()

    server.write(work)
