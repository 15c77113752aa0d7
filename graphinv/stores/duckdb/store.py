"""The embedded store: one DuckDB file, read by Cypher that is compiled to SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import duckdb

from graphinv.cypher import Compiled, compile_query
from graphinv.cypher.schema import Model, declared_model
from graphinv.errors import QueryFailed, StoreUnavailable
from graphinv.model.layout import BUILT, Layout
from graphinv.model.values.place import shown
from graphinv.stopping import interruptible
from graphinv.stores.base import (
    NO_LIMITS,
    ColumnInfo,
    Edge,
    EdgeRef,
    Limits,
    Node,
    Params,
    Result,
    SourceFile,
    SourceRow,
)
from graphinv.stores.columns import info
from graphinv.stores.duckdb import read
from graphinv.stores.duckdb.connect import Connection, connect
from graphinv.stores.duckdb.limited import fetched
from graphinv.stores.params import bound


@lru_cache(maxsize=512)
def compiled(text: str, certain: bool, model: Model) -> Compiled:
    """A text in one of its two readings; a process compiles it once."""
    return compile_query(text, model, mode="certain" if certain else "possible")


class DuckStore:
    """A graph in one DuckDB file or in memory, of graphinv's own model if no other is given; implements GraphStore."""

    engine = "duckdb"

    def __init__(self, con: Connection, limits: Limits = NO_LIMITS, model: Model | None = None) -> None:
        self.con, self.limits = con, limits
        self.model = model or declared_model()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The finished graph file, for reading. Raises StoreUnavailable or StoreBusy."""
        if not path.exists():
            raise StoreUnavailable(
                "{name} is gone.", hint="graphinv load builds it again from the sources.", name=path.name
            )
        return cls(connect(path, read_only=True))

    @classmethod
    def memory(cls, model: Model | None = None) -> Self:
        """An empty graph in memory, to be filled by `small.write_small`.

        So small that more threads only cost time, and that planning takes longer than running: with the rewriting of
        delim joins that is good for large graphs a query of five NOT EXISTS is planned in 120 ms, without in 45.
        """
        store = cls(duckdb.connect(config={"threads": 1, "delim_join_as_cte": "false"}), model=model)
        store.con.execute(";".join(store.layout.ddl()))
        return store

    @property
    def layout(self) -> Layout:
        """The tables of its model."""
        return self.model.layout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result:
        """The rows of a Cypher text. Raises CypherError for the text, QueryFailed if it cannot be run."""
        made = compiled(text, certain, self.model)
        given = bound(params, made.parameters)
        try:
            rows, cut = fetched(self.con, made.sql, given, self.limits)
        except duckdb.Error as error:
            raise QueryFailed(
                "The query failed: {error}\n{query}", error=str(error).splitlines()[0], query=text.strip()
            ) from None
        columns = tuple(map(info, made.columns))
        return Result(columns, [tuple(map(_value, columns, row)) for row in rows], cut)

    def nodes(self, nids: Iterable[int]) -> dict[int, Node]:
        """The nodes with these numbers."""
        return read.nodes(self.con, self.layout, nids)

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        """The edges with these references."""
        return read.edges(self.con, self.layout, refs)

    def base_edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[EdgeRef, ...]]:
        """For each derived edge the base edges below it, in order; base edges map to themselves."""
        return read.base_edges(self.con, self.layout, refs)

    def edge_sources(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, tuple[SourceRow, ...]]:
        """The source rows of base edges, sorted by table, file and row."""
        return read.edge_sources(self.con, self.layout, refs)

    def node_sources(self, nids: Iterable[int]) -> dict[int, tuple[SourceRow, ...]]:
        """The source rows of nodes, sorted by table, file and row."""
        return read.node_sources(self.con, nids)

    def loaded(self) -> dict[str, int]:
        """Rows loaded per source table."""
        found = self.con.execute("SELECT tbl, sum(loaded)::BIGINT FROM source_file GROUP BY tbl ORDER BY tbl")
        return dict(found.fetchall())

    def filed(self) -> dict[str, date]:
        """For each table with filings the day of which its last one speaks."""
        found = "SELECT tbl, max(as_of) FROM source_file WHERE as_of IS NOT NULL GROUP BY tbl ORDER BY tbl"
        return dict(self.con.execute(found).fetchall())

    def rejects(self) -> list[tuple[str, int | str, str, str | None, str, str, str | None]]:
        """File, row, column, value, reason (English, Chinese) and sheet of every row that was left out."""
        columns = "f.name, r.row, r.col, r.value, r.reason, coalesce(r.reason_zh, r.reason), f.sheet"
        query = f"SELECT {columns} FROM reject r JOIN source_file f USING (file)"
        found = self.con.execute(f"{query} ORDER BY f.name, f.sheet, r.row, r.col").fetchall()
        return [(name, shown(sheet, row), *cells, sheet) for name, row, *cells, sheet in found]

    def source_files(self) -> list[SourceFile]:
        """The files whose rows are in the graph, where they lay when they were loaded."""
        columns = "name, sheet, tbl, loader, sha256, path"
        return [
            SourceFile(*row) for row in self.con.execute(f"SELECT {columns} FROM source_file ORDER BY file").fetchall()
        ]

    def coverage(self) -> list[tuple[str, int, int, int]]:
        """Table, files, rows and rejected rows of everything that is loaded."""
        columns = "tbl, count(*)::BIGINT, sum(rows)::BIGINT, sum(rejected)::BIGINT"
        return self.con.execute(f"SELECT {columns} FROM source_file GROUP BY tbl ORDER BY tbl").fetchall()

    def built(self) -> frozenset[str] | None:
        """The derived relations that were built with the graph; None for one that was not loaded from files."""
        listed = self.meta().get(BUILT)
        return None if listed is None else frozenset(json.loads(listed))

    def filled(self, element: str, prop: str) -> int:
        """How many nodes or edges of this label or type have the property; with an empty one, how many there are."""
        return read.filled(self.con, self.layout, element, prop)

    def meta(self) -> Mapping[str, str]:
        """What the build wrote about itself: format, graph_hash, the hash of each table."""
        return dict(self.con.execute("SELECT key, value FROM meta ORDER BY key").fetchall())

    def find(self, label: str, key: str) -> int | None:
        """The number of the node that this source key finds."""
        row = self.con.execute("SELECT nid FROM alias WHERE label = ? AND key = ?", [label, key]).fetchone()
        return int(row[0]) if row else None

    def by_gid(self, gids: Iterable[str]) -> dict[str, int]:
        """The numbers of the nodes with these stable ids."""
        return read.by_gid(self.con, self.layout, gids)

    def by_eid(self, eids: Mapping[str, Iterable[int]]) -> dict[int, EdgeRef]:
        """The references of the edges with these stable ids, given by edge type."""
        return read.by_eid(self.con, self.layout, eids)

    def joins_all(self, text: str, params: Params | None = None) -> bool:
        """Whether the plan holds a Cartesian product."""
        made = compiled(text, False, self.model)
        plan = self.con.execute(f"EXPLAIN (FORMAT JSON) {made.sql}", bound(params, made.parameters)).fetchall()
        return "CROSS_PRODUCT" in str(plan)

    def limited(self, limits: Limits) -> DuckStore:
        """The same graph, of which queries take no more than this."""
        return DuckStore(self.con, limits, self.model)

    def beside(self) -> DuckStore:
        """The same graph for another thread, to be closed by it."""
        return DuckStore(interruptible(self.con.cursor()), self.limits, self.model)

    def close(self) -> None:
        """Release the file."""
        self.con.close()


def _value(column: ColumnInfo, value: Any) -> Any:
    """Structs {t, e} as EdgeRef, also inside of lists, paths and maps."""
    if column.type == "date" and isinstance(value, str):
        raise QueryFailed("A day before the year 1 or after 9999 cannot be shown.")
    if value is None or column.kind in ("scalar", "node"):
        return value
    if column.kind == "relationship":
        return EdgeRef(value["t"], value["e"])
    if column.kind == "map":
        return {part.name: _value(part, value[part.name]) for part in column.parts}
    element = column.element
    return [_value(element, item) for item in value]
