"""One hash over everything the graph says, independent of the order of files and rows and of where they were read."""

from __future__ import annotations

import hashlib

from graphinv.mapping.sql import Connection, literal, names
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import EDGE_TABLES, edge_columns, node_columns, node_table, quoted


def table_hashes(con: Connection) -> dict[str, str]:
    """Per node and base edge table: rows and the sum of their hashes; node numbers follow the sorted gids."""
    tables = {node_table(label): node_columns(label) for label in LABELS}
    tables |= {table.name: edge_columns(EDGES[table.type]) for table in EDGE_TABLES if not EDGES[table.type].derived}
    found = {}
    for name in filled_tables(con):
        columns = tables.get(name, {})
        if not columns:
            continue
        query = f"SELECT count(*), coalesce(sum(hash({names(columns)})::HUGEINT), 0) FROM {quoted(name)}"
        rows, total = con.execute(query).fetchone()
        found[name] = f"{rows}:{total:x}"
    return found


def filled_tables(con: Connection) -> dict[str, int]:
    """The node and edge tables that have rows, with how many."""
    names = [*map(node_table, LABELS), *(table.name for table in EDGE_TABLES)]
    counts = " UNION ALL ".join(f"SELECT {literal(name)}, count(*) AS n FROM {quoted(name)}" for name in names)
    return dict(con.execute(f"SELECT * FROM ({counts}) WHERE n > 0").fetchall())


def graph_hash(hashes: dict[str, str]) -> str:
    """The hash of the whole graph from those of its tables."""
    text = "\n".join(f"{name} {value}" for name, value in sorted(hashes.items()))
    return hashlib.sha256(text.encode()).hexdigest()
