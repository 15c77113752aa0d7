"""What is published of each table of the embedded graph: its rows in SQL, and the statements that write them.

Labels, types and names of properties come from the model, never from data; values are bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphinv.model import EDGES, LABELS, Label
from graphinv.model.layout import EDGE_KEYS, EDGE_TABLES, NODE_KEYS, EdgeTable, edge_columns, node_columns, node_table
from graphinv.model.layout import quoted as sql_name
from graphinv.model.values.place import PER_LINE

WORKSPACE = "ws"
"""Property of every edge: the label of its workspace, so that the ids of edges are unique among those of one."""


@dataclass(frozen=True)
class Element:
    """One table. `rows` is SQL for its rows: key (gid or eid), then the values of `columns`.

    `tag` is the number of an edge table; labels have the negative numbers from -1 on.
    """

    tag: int
    name: str
    rows: str
    columns: tuple[str, ...]
    create: str
    update: str
    delete: str

    @property
    def is_edge(self) -> bool:
        return self.tag >= 0


def name(word: str) -> str:
    """A label, type or property in Cypher; ours need no back-ticks, one that somebody configured may."""
    return f"`{word.replace('`', '``')}`"


def elements(workspace: str, wanted: frozenset[str], graph: str = "") -> tuple[Element, ...]:
    """The tables of these labels and edge types, nodes first; `graph` is the prefix of the tables in SQL."""
    tables = [table for table in EDGE_TABLES if table.type in wanted]
    ends = {end for table in tables for end in (table.start, table.end)}
    labels = [label for label in LABELS.values() if label.name in wanted | ends]
    numbers = {label: -1 - place for place, label in enumerate(LABELS)}
    return (
        *(_node(label, numbers[label.name], workspace, graph) for label in labels),
        *(_edge(table, workspace, graph) for table in tables),
    )


def _node(label: Label, tag: int, workspace: str, graph: str) -> Element:
    stored = [column for column in node_columns(label.name) if column not in NODE_KEYS]
    columns = ("id", *stored, "src")
    values = ", ".join(f"n.{sql_name(column)}" for column in columns[:-1])
    place = name(workspace)
    labels = ":".join((*map(name, (label.name, *label.supertypes)), place))
    return Element(
        tag,
        label.name,
        f"SELECT n.gid AS key, {values}, s.src FROM {graph}{sql_name(node_table(label.name))} AS n "
        f"LEFT JOIN ({_places(graph, f'{graph}node_source', 'nid')}) AS s ON s.nid = n.nid",
        columns,
        f"UNWIND $rows AS row CREATE (n:{labels} {{gid: row[0], {_values(columns, 1)}}})",
        f"UNWIND $rows AS row MATCH (n:{place} {{gid: row[0]}}) SET n = {{gid: row[0], {_values(columns, 1)}}}",
        f"UNWIND $rows AS row MATCH (n:{place} {{gid: row}}) DETACH DELETE n",
    )


def _edge(table: EdgeTable, workspace: str, graph: str) -> Element:
    kind = EDGES[table.type]
    stored = [column for column in edge_columns(kind) if column not in EDGE_KEYS]
    below = "via" if kind.derived else "src"
    columns = (*stored, below)
    values = ", ".join(f"e.{sql_name(column)}" for column in stored)
    source = _via(graph) if kind.derived else _edge_places(table, graph)
    key = f"{{{WORKSPACE}: $ws, eid: row[0]}}"
    kept = f"{{{WORKSPACE}: $ws, eid: row[0], {_values(columns, 3)}}}"
    place, type_ = name(workspace), name(table.type)
    return Element(
        table.tag,
        table.name,
        f"SELECT e.eid AS key, a.gid AS start_gid, b.gid AS end_gid, {values}, s.{below} "
        f"FROM {graph}{sql_name(table.name)} AS e "
        f"JOIN {graph}{sql_name(node_table(table.start))} AS a ON a.nid = e.src "
        f"JOIN {graph}{sql_name(node_table(table.end))} AS b ON b.nid = e.dst "
        f"LEFT JOIN ({source}) AS s ON s.eid = e.eid",
        ("start_gid", "end_gid", *columns),
        f"UNWIND $rows AS row MATCH (a:{place} {{gid: row[1]}}) MATCH (b:{place} {{gid: row[2]}}) "
        f"CREATE (a)-[:{type_} {kept}]->(b)",
        f"UNWIND $rows AS row MATCH ()-[r:{type_} {key}]->() SET r = {kept}",
        f"UNWIND $rows AS row MATCH ()-[r:{type_} {{{WORKSPACE}: $ws, eid: row}}]->() DELETE r",
    )


def _values(columns: Iterable[str], start: int) -> str:
    """The properties of a row that is a list; one that is null is not set."""
    return ", ".join(f"{name(column)}: row[{place}]" for place, column in enumerate(columns, start))


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


def _via(graph: str) -> str:
    return f"SELECT eid, list(base_eid::VARCHAR ORDER BY step) AS via FROM {graph}via GROUP BY eid"


def types_of(found: Iterable[Element]) -> Mapping[str, tuple[str, ...]]:
    """The labels and the edge types among them."""
    some = tuple(found)
    edges = dict.fromkeys(EDGE_TABLES[element.tag].type for element in some if element.is_edge)
    return {"labels": tuple(element.name for element in some if not element.is_edge), "types": tuple(edges)}
