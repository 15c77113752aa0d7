"""The tables of the embedded graph: one per label, one per edge type and label pair; all of them always exist.

A label is a contiguous range of dense node numbers, a supertype a view over its members. Tables are numbered in the
order of the model, and a relationship in a result is (table number, eid).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphinv.model.edges import EDGES
from graphinv.model.labels import LABELS, SUPERTYPES
from graphinv.model.side_tables import SIDE_TABLES
from graphinv.model.types import INTERVAL, EdgeType, Label, PropType

FORMAT = "4"
"""Version of the layout, kept in a file's `meta`; a file of another version is rebuilt from its sources."""

BUILT = "derived"
"""Key of `meta` under which the derived relations that the file holds are listed, as JSON."""

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


def node_table(label: str) -> str:
    """The table of a label, or the view of a supertype."""
    return f"n_{label}"


def prop_columns(props: Mapping[str, PropType], *, interval: bool) -> dict[str, str]:
    """Stored column to SQL type: a date takes two columns, an interval four."""
    columns = dict.fromkeys(INTERVAL, "DATE") if interval else {}
    for name, kind in props.items():
        columns[name] = SQL_TYPE[kind]
        if kind is PropType.DATE:
            columns[f"{name}_last"] = "DATE"
    return columns


def edge_columns(edge: EdgeType) -> dict[str, str]:
    """All columns of an edge type's tables."""
    return {**EDGE_KEYS, **prop_columns(edge.props, interval=edge.interval), "certain": "BOOLEAN"}


def quoted(name: str) -> str:
    """An identifier as SQL text; identifiers are always quoted (`at` is a reserved word)."""
    return '"' + name.replace('"', '""') + '"'


def _create(name: str, columns: Mapping[str, str]) -> str:
    body = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
    return f"CREATE TABLE {quoted(name)} ({body})"


def source_rows(table: str) -> str:
    """SQL for (eid, file, row) of all source rows of the base edges in this table, given as SQL text."""
    return f"({_own_rows(table)} UNION ALL FROM more_source)"


def _own_rows(table: str) -> str:
    return f"SELECT eid, file, row FROM {table} WHERE file IS NOT NULL"


@dataclass(frozen=True, eq=False)
class Layout:
    """The tables of a model: its labels, its supertypes with their members, and its edge types."""

    labels: Mapping[str, Label]
    supertypes: Mapping[str, tuple[str, ...]]
    edges: Mapping[str, EdgeType]

    @cached_property
    def tables(self) -> tuple[EdgeTable, ...]:
        """All edge tables; a table's place is its tag."""
        pairs = ((edge, pair) for edge in self.edges.values() for pair in edge.pairs)
        return tuple(EdgeTable(tag, edge.name, start, end) for tag, (edge, (start, end)) in enumerate(pairs))

    def concrete(self, label: str) -> tuple[str, ...]:
        """The stored labels that a label or supertype stands for."""
        return self.supertypes.get(label, (label,))

    def label_props(self, label: str) -> dict[str, PropType]:
        """The properties of a label; of a supertype, those that all of its members share."""
        first, *others = [self.labels[name].props for name in self.concrete(label)]
        return {name: kind for name, kind in first.items() if all(other.get(name) == kind for other in others)}

    def has_interval(self, label: str) -> bool:
        """Whether nodes of this label carry since and until."""
        return all(self.labels[name].interval for name in self.concrete(label))

    @cached_property
    def derived(self) -> frozenset[int]:
        """The tags of tables whose edges are made of others instead of being read."""
        return frozenset(table.tag for table in self.tables if self.edges[table.type].derived)

    def edge_tables(
        self, types: tuple[str, ...] = (), start: str | None = None, end: str | None = None
    ) -> tuple[EdgeTable, ...]:
        """The tables that can hold an edge of one of these types (none given: all) between these labels."""
        starts = set(self.concrete(start)) if start else None
        ends = set(self.concrete(end)) if end else None
        return tuple(
            table
            for table in self.tables
            if (not types or table.type in types)
            and (starts is None or table.start in starts)
            and (ends is None or table.end in ends)
        )

    def node_columns(self, label: str) -> dict[str, str]:
        """All columns of a label's table or a supertype's view."""
        return {**NODE_KEYS, **prop_columns(self.label_props(label), interval=self.has_interval(label))}

    def ddl(self) -> Iterator[str]:
        """The statements that create an empty graph."""
        for label in self.labels:
            yield _create(node_table(label), self.node_columns(label))
        for table in self.tables:
            columns = edge_columns(self.edges[table.type])
            yield _create(table.name, columns if table.tag in self.derived else columns | SOURCE)
        for name in self.supertypes:
            yield self._supertype_view(name)
        for name, body in SIDE_TABLES.items():
            yield f"CREATE TABLE {quoted(name)} ({body})"
        own = [_own_rows(quoted(table.name)) for table in self.tables if table.tag not in self.derived]
        yield f"CREATE VIEW edge_source AS {' UNION ALL '.join([*own, 'FROM more_source'])}"

    def _supertype_view(self, label: str) -> str:
        columns = ", ".join(map(quoted, self.node_columns(label)))
        tables = (quoted(node_table(name)) for name in self.supertypes[label])
        members = " UNION ALL ".join(f"SELECT {columns} FROM {table}" for table in tables)
        return f"CREATE VIEW {quoted(node_table(label))} AS {members}"


DECLARED = Layout(LABELS, SUPERTYPES, EDGES)
"""The layout of graphinv's own model; the names below are its parts."""

EDGE_TABLES = DECLARED.tables
edge_tables, node_columns, ddl = DECLARED.edge_tables, DECLARED.node_columns, DECLARED.ddl

LABEL_ORDER: tuple[Label, ...] = tuple(LABELS.values())
"""The order in which labels take their ranges of node numbers."""
