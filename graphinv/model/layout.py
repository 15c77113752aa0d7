"""The tables of the embedded graph: one per label, one per edge type and label pair; all of them always exist.

A label is a contiguous range of dense node numbers, a supertype a view over its members. Tables are numbered in the
order of the model, and a relationship in a result is (table number, eid).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphinv.model import (
    EDGES,
    INTERVAL,
    LABELS,
    SUPERTYPES,
    EdgeType,
    Label,
    PropType,
    concrete,
    has_interval,
    label_props,
)

SQL_TYPE: Mapping[PropType, str] = {
    PropType.STRING: "VARCHAR",
    PropType.INT: "BIGINT",
    PropType.FLOAT: "DOUBLE",
    PropType.BOOL: "BOOLEAN",
    PropType.DATE: "DATE",
    PropType.DATETIME: "TIMESTAMP",
    PropType.MONEY: "BIGINT",
    PropType.PRICE: "BIGINT",
    PropType.SHARE: "DOUBLE",
    PropType.LIST: "VARCHAR[]",
}

NODE_KEYS = {"nid": "BIGINT", "gid": "VARCHAR", "id": "VARCHAR"}
EDGE_KEYS = {"eid": "BIGINT", "src": "BIGINT", "dst": "BIGINT"}

SOURCE = {"file": "INTEGER", "row": "BIGINT"}
"""The row that a base edge was read from; NULL if it was not read from one but made, as WON is from a winning bid."""

SIDE_TABLES = {
    "label_range": "label VARCHAR, lo BIGINT, hi BIGINT",
    "alias": "label VARCHAR, key VARCHAR, nid BIGINT",
    "node_source": "nid BIGINT, file INTEGER, row BIGINT",
    "more_source": "eid BIGINT, file INTEGER, row BIGINT",
    "source_file": "file INTEGER, name VARCHAR, sheet VARCHAR, tbl VARCHAR, loader VARCHAR, batch VARCHAR, "
    "sha256 VARCHAR, path VARCHAR, as_of DATE, encoding VARCHAR, reader VARCHAR, why VARCHAR, rows BIGINT, "
    "loaded BIGINT, warned BIGINT, rejected BIGINT, fit VARCHAR, covers_from DATE, covers_until DATE, "
    "columns_unknown VARCHAR",
    "load_tally": "file INTEGER, what VARCHAR, col VARCHAR, n BIGINT",
    "load_dates": "file INTEGER, col VARCHAR, filled BIGINT, first DATE, last DATE",
    "reject": "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR",
    "note": "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR",
    "via": "eid BIGINT, step INTEGER, base_table INTEGER, base_eid BIGINT",
    "meta": "key VARCHAR, value VARCHAR",
}
"""`more_source` holds the source rows of a base edge besides the one in its own table; the view `edge_source` has all.

`reject` holds what was left out, `note` what was accepted with a warning; `via` the base edges of derived ones.

`load_tally` counts per file and column what the references of its rows found (see mapping/tally.py), `load_dates` says
how far its dates reach.
"""


@dataclass(frozen=True)
class EdgeTable:
    """One stored edge table; `tag` is its number in results and in `via`."""

    tag: int
    type: str
    start: str
    end: str

    @property
    def name(self) -> str:
        return f"e_{self.type}__{self.start}__{self.end}"


EDGE_TABLES: tuple[EdgeTable, ...] = tuple(
    EdgeTable(tag, edge.name, start, end)
    for tag, (edge, (start, end)) in enumerate((edge, pair) for edge in EDGES.values() for pair in edge.pairs)
)


def node_table(label: str) -> str:
    """The table of a label, or the view of a supertype."""
    return f"n_{label}"


def edge_tables(types: tuple[str, ...] = (), start: str | None = None, end: str | None = None) -> tuple[EdgeTable, ...]:
    """The tables that can hold an edge of one of these types (none given: all) between these labels."""
    starts = set(concrete(start)) if start else None
    ends = set(concrete(end)) if end else None
    return tuple(
        table
        for table in EDGE_TABLES
        if (not types or table.type in types)
        and (starts is None or table.start in starts)
        and (ends is None or table.end in ends)
    )


def prop_columns(props: Mapping[str, PropType], *, interval: bool) -> dict[str, str]:
    """Stored column to SQL type: a date takes two columns, an interval four."""
    columns = dict.fromkeys(INTERVAL, "DATE") if interval else {}
    for name, kind in props.items():
        columns[name] = SQL_TYPE[kind]
        if kind is PropType.DATE:
            columns[f"{name}_last"] = "DATE"
    return columns


def node_columns(label: str) -> dict[str, str]:
    """All columns of a label's table or a supertype's view."""
    return {**NODE_KEYS, **prop_columns(label_props(label), interval=has_interval(label))}


def edge_columns(edge: EdgeType) -> dict[str, str]:
    """All columns of an edge type's tables."""
    return {**EDGE_KEYS, **prop_columns(edge.props, interval=edge.interval), "certain": "BOOLEAN"}


def source_rows(table: str) -> str:
    """SQL for (eid, file, row) of all source rows of the base edges in this table, given as SQL text."""
    return f"({_own_rows(table)} UNION ALL FROM more_source)"


def _own_rows(table: str) -> str:
    return f"SELECT eid, file, row FROM {table} WHERE file IS NOT NULL"


def side_columns(name: str) -> tuple[str, ...]:
    """The columns of a side table."""
    return tuple(part.split()[0] for part in SIDE_TABLES[name].split(", "))


def quoted(name: str) -> str:
    """An identifier as SQL text; identifiers are always quoted (`at` is a reserved word)."""
    return '"' + name.replace('"', '""') + '"'


def _create(name: str, columns: Mapping[str, str]) -> str:
    body = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
    return f"CREATE TABLE {quoted(name)} ({body})"


def _supertype_view(label: str) -> str:
    columns = ", ".join(map(quoted, node_columns(label)))
    members = " UNION ALL ".join(f"SELECT {columns} FROM {quoted(node_table(name))}" for name in SUPERTYPES[label])
    return f"CREATE VIEW {quoted(node_table(label))} AS {members}"


def ddl() -> Iterator[str]:
    """The statements that create an empty graph."""
    for label in LABELS:
        yield _create(node_table(label), node_columns(label))
    for table in EDGE_TABLES:
        columns = edge_columns(EDGES[table.type])
        yield _create(table.name, columns if EDGES[table.type].derived else columns | SOURCE)
    for name in SUPERTYPES:
        yield _supertype_view(name)
    for name, body in SIDE_TABLES.items():
        yield f"CREATE TABLE {quoted(name)} ({body})"
    own = [_own_rows(quoted(table.name)) for table in EDGE_TABLES if not EDGES[table.type].derived]
    yield f"CREATE VIEW edge_source AS {' UNION ALL '.join(own)} UNION ALL FROM more_source"


LABEL_ORDER: tuple[Label, ...] = tuple(LABELS.values())
"""The order in which labels take their ranges of node numbers."""
