"""A tiny graph on the server without a plan: the cases of rules, and tests."""

from __future__ import annotations

from neo4j import ManagedTransaction

from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.neo4j.elements import elements, name
from graphinv.stores.neo4j.publish import EVERYTHING
from graphinv.stores.neo4j.server import Server


def put(server: Server, con: Connection) -> None:
    """Replace everything under the server's label by the graph on this connection, in one transaction."""
    label = server.settings.label
    filled = []
    for element in elements(label, EVERYTHING):
        listed = ", ".join(f'"{column}"' for column in element.columns)
        rows = con.execute(f"SELECT key::VARCHAR, {listed} FROM ({element.rows}) ORDER BY key").fetchall()
        if rows:
            filled.append((element.create, [list(row) for row in rows]))

    def work(transaction: ManagedTransaction) -> None:
        transaction.run(f"MATCH (n:{name(label)}) DETACH DELETE n").consume()
        for text, rows in filled:
            transaction.run(text, {"rows": rows, "ws": label}).consume()

    server.write(work)
