"""The tables of the embedded graph, declared in `graphinv.model.layout` because mapping and cypher read them too."""

from graphinv.model.layout import (
    EDGE_KEYS,
    EDGE_TABLES,
    LABEL_ORDER,
    NODE_KEYS,
    SIDE_TABLES,
    SQL_TYPE,
    EdgeTable,
    ddl,
    edge_columns,
    edge_tables,
    node_columns,
    node_table,
    prop_columns,
    quoted,
    side_columns,
)

__all__ = [
    "EDGE_KEYS",
    "EDGE_TABLES",
    "LABEL_ORDER",
    "NODE_KEYS",
    "SIDE_TABLES",
    "SQL_TYPE",
    "EdgeTable",
    "ddl",
    "edge_columns",
    "edge_tables",
    "node_columns",
    "node_table",
    "prop_columns",
    "quoted",
    "side_columns",
]
