"""What is published of each table of the embedded graph: its rows in SQL, and the statements that write them.

Labels, types and names of properties come from the model, never from data; values are bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from graphinv.model import EdgeType, Label
from graphinv.model.layout import DECLARED, EDGE_KEYS, NODE_KEYS, EdgeTable, Layout, edge_columns, node_table
from graphinv.model.layout import quoted as sql_name
from graphinv.model.values.place import PER_LINE
from graphinv.stores.duckdb.sent import EPOCH, as_number, as_text

WORKSPACE = "ws"
"""Property of every edge: the label of its workspace, so that the ids of edges are unique among those of one."""


@dataclass(frozen=True)
class Element:
    """One table. `stored` is SQL for its rows: key (gid or eid), then the values of `columns`, of which `types` has the
    SQL types.

    `kind` is the label or edge type, `tag` the number of an edge table; labels have the negative numbers from -1 on.
    The statements take `$rows`, with days as places in the list `$days`: the driver takes 4 microseconds for each date
    that it sends.
    """

    tag: int
    name: str
    kind: str
    stored: str
    types: Mapping[str, str]
    create: str
    update: str
    delete: str

    @property
    def is_edge(self) -> bool:
        return self.tag >= 0

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What a row holds after its key: of an edge first the gids of its ends."""
        return ("start_gid", "end_gid", *self.types) if self.is_edge else tuple(self.types)

    @cached_property
    def dates(self) -> tuple[int, ...]:
        """The places of the days in a row."""
        return tuple(place for place, name in enumerate(self.columns, 1) if self.types.get(name) == "DATE")

    def listed(self, of: str = "") -> str:
        """The columns as SQL, each after this prefix."""
        return ", ".join(f"{of}{sql_name(column)}" for column in self.columns)

    @property
    def rows(self) -> str:
        """SQL for the rows as they are sent: days as numbers, moments as text."""
        made = {"DATE": as_number, "TIMESTAMP": as_text}
        changed = {name: made[kind] for name, kind in self.types.items() if kind in made}
        sent = (f"{how(sql_name(name))} AS {sql_name(name)}" for name, how in changed.items())
        return f"SELECT * REPLACE ({', '.join(sent)}) FROM ({self.stored})" if changed else self.stored

    @property
    def table(self) -> str:
        """The table of the embedded graph."""
        return self.name if self.is_edge else node_table(self.name)

    def params(self, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """The parameters of `create` and `update` for rows of key and columns; days come as days since 1970."""
        places: dict[int, int] = {}
        made = [list(row) for row in rows]
        for row in made:
            for place in self.dates:
                if row[place] is not None:
                    row[place] = places.setdefault(row[place], len(places))
        return {"rows": made, "days": [EPOCH + timedelta(days) for days in places]}


def name(word: str) -> str:
    """A label, type or property in Cypher; ours need no back-ticks, one that somebody configured may."""
    return f"`{word.replace('`', '``')}`"


def elements(workspace: str, wanted: frozenset[str], graph: str = "", layout: Layout = DECLARED) -> tuple[Element, ...]:
    """The tables of these labels and edge types, nodes first; `graph` is the prefix of the tables in SQL."""
    tables = [table for table in layout.tables if table.type in wanted]
    ends = {end for table in tables for end in (table.start, table.end)}
    labels = [label for label in layout.labels.values() if label.name in wanted | ends]
    numbers = {label: -1 - place for place, label in enumerate(layout.labels)}
    return (
        *(_node(label, numbers[label.name], layout.node_columns(label.name), workspace, graph) for label in labels),
        *(_edge(table, layout.edges[table.type], workspace, graph) for table in tables),
    )


def _node(label: Label, tag: int, known: Mapping[str, str], workspace: str, graph: str) -> Element:
    types = {"id": "VARCHAR", **{key: kind for key, kind in known.items() if key not in NODE_KEYS}}
    columns = {**types, "src": "VARCHAR[]"}
    values = ", ".join(f"n.{sql_name(column)}" for column in types)
    place = name(workspace)
    labels = ":".join((*map(name, (label.name, *label.supertypes)), place))
    return Element(
        tag,
        label.name,
        label.name,
        f"SELECT n.gid AS key, {values}, s.src FROM {graph}{sql_name(node_table(label.name))} AS n "
        f"LEFT JOIN ({_node_places(label.name, graph)}) AS s ON s.nid = n.nid",
        columns,
        f"UNWIND $rows AS row CREATE (n:{labels} {{gid: row[0], {_values(columns, 1)}}})",
        f"UNWIND $rows AS row MATCH (n:{place} {{gid: row[0]}}) SET n = {{gid: row[0], {_values(columns, 1)}}}",
        f"UNWIND $rows AS row MATCH (n:{place} {{gid: row}}) DETACH DELETE n",
    )


def _edge(table: EdgeTable, kind: EdgeType, workspace: str, graph: str) -> Element:
    below = "via" if kind.derived else "src"
    types = {key: sql for key, sql in edge_columns(kind).items() if key not in EDGE_KEYS}
    columns = {**types, below: "VARCHAR[]"}
    values = ", ".join(f"e.{sql_name(column)}" for column in types)
    source = _via(table, graph) if kind.derived else _edge_places(table, graph)
    key = f"{{{WORKSPACE}: $ws, eid: row[0]}}"
    kept = f"{{{WORKSPACE}: $ws, eid: row[0], {_values(columns, 3)}}}"
    place, type_ = name(workspace), name(table.type)
    return Element(
        table.tag,
        table.name,
        table.type,
        f"SELECT e.eid AS key, a.gid AS start_gid, b.gid AS end_gid, {values}, s.{below} "
        f"FROM {graph}{sql_name(table.name)} AS e "
        f"JOIN {graph}{sql_name(node_table(table.start))} AS a ON a.nid = e.src "
        f"JOIN {graph}{sql_name(node_table(table.end))} AS b ON b.nid = e.dst "
        f"LEFT JOIN ({source}) AS s ON s.eid = e.eid",
        columns,
        f"UNWIND $rows AS row MATCH (a:{place} {{gid: row[1]}}) MATCH (b:{place} {{gid: row[2]}}) "
        f"CREATE (a)-[:{type_} {kept}]->(b)",
        f"UNWIND $rows AS row MATCH ()-[r:{type_} {key}]->() SET r = {kept}",
        f"UNWIND $rows AS row MATCH ()-[r:{type_} {{{WORKSPACE}: $ws, eid: row}}]->() DELETE r",
    )


def _values(columns: Mapping[str, str], start: int) -> str:
    """The properties of a row that is a list; one that is null is not set."""
    read = {"DATE": "$days[row[{}]]", "TIMESTAMP": "localdatetime(row[{}])"}
    made = (
        (column, read.get(kind, "row[{}]").format(place)) for place, (column, kind) in enumerate(columns.items(), start)
    )
    return ", ".join(f"{name(column)}: {value}" for column, value in made)


def _node_places(label: str, graph: str) -> str:
    mine = f"FROM {graph}node_source SEMI JOIN {graph}{sql_name(node_table(label))} USING (nid)"
    return _places(graph, f"({mine})", "nid")


def _edge_places(table: EdgeTable, graph: str) -> str:
    own = f"SELECT eid, file, row FROM {graph}{sql_name(table.name)} WHERE file IS NOT NULL"
    more = f"SELECT eid, file, row FROM {graph}more_source SEMI JOIN {graph}{sql_name(table.name)} USING (eid)"
    return _places(graph, f"({own} UNION ALL {more})", "eid")


def _places(graph: str, sources: str, key: str) -> str:
    """For each element where it was read: `file#row`, `file/sheet#row`; a row as evidence shows it."""
    part = "contains(coalesce(f.sheet, ''), '[]') AND x.row >= " + str(PER_LINE)
    row = f"CASE WHEN {part} THEN (x.row // {PER_LINE}) || '.' || (x.row % {PER_LINE}) ELSE x.row::VARCHAR END"
    place = f"f.name || coalesce('/' || f.sheet, '') || '#' || {row}"
    return (
        f"SELECT x.{key}, list(DISTINCT {place} ORDER BY {place}) AS src FROM {sources} AS x "
        f"JOIN {graph}source_file AS f USING (file) GROUP BY x.{key}"
    )


def _via(table: EdgeTable, graph: str) -> str:
    mine = f"{graph}via SEMI JOIN {graph}{sql_name(table.name)} USING (eid)"
    return f"SELECT eid, list(base_eid::VARCHAR ORDER BY step) AS via FROM {mine} GROUP BY eid"


def types_of(found: Iterable[Element]) -> Mapping[str, tuple[str, ...]]:
    """The labels and the edge types among them."""
    some = tuple(found)
    edges = dict.fromkeys(element.kind for element in some if element.is_edge)
    return {"labels": tuple(element.kind for element in some if not element.is_edge), "types": tuple(edges)}
