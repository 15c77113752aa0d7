"""What every derivation declares, and the SQL that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphinv.model import EDGES
from graphinv.model.layout import EdgeTable, edge_columns, edge_tables, quoted

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Derivation:
    """One derived edge type or label; `build` replaces all edges or nodes of `writes` and counts them.

    `made_of` are the edge types that its evidence consists of, `reads` all that it looks at. `also` may stand in the
    evidence as well, but without `made_of` it leaves the question open.
    """

    writes: str
    made_of: tuple[str, ...]
    reads: tuple[str, ...]
    build: Callable[[duckdb.DuckDBPyConnection], int]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derived:
    """How a derivation went."""

    name: str
    rows: int
    seconds: float


def table(edge: str, start: str, end: str) -> EdgeTable:
    """The stored table of an edge type between two labels."""
    return edge_tables((edge,), start, end)[0]


def values(rows: Iterable[Sequence[object]]) -> str:
    """Constants of this package as the rows of VALUES."""
    return ", ".join("(" + ", ".join(map(_constant, row)) + ")" for row in rows)


def _constant(value: object) -> str:
    return str(value).upper() if isinstance(value, bool) else "'" + str(value).replace("'", "''") + "'"


def stable_eid(edge: str, *parts: str) -> str:
    """SQL for an edge's id: 60 bits of a hash of the type and these text expressions, the same on every run."""
    joined = " || '|' || ".join(("'" + edge + "'", *parts))
    return f"('0x' || substr(md5({joined}), 1, 15))::BIGINT"


def replace_edges(con: duckdb.DuckDBPyConnection, target: EdgeTable, source: str) -> int:
    """Fill the target from the temp table `source`: same column names, and `bases` [{t, e}] in the order of the path.

    Edges that are no longer derived go, with what they rested on. Returns the number of edges.
    """
    columns = ", ".join(quoted(name) for name in edge_columns(EDGES[target.type]))
    con.execute(f"DELETE FROM via WHERE eid IN (SELECT eid FROM {quoted(target.name)})")
    con.execute(f"DELETE FROM {quoted(target.name)}")
    con.execute(f"INSERT INTO {quoted(target.name)} ({columns}) SELECT {columns} FROM {source} ORDER BY src, dst, eid")
    con.execute(
        "INSERT INTO via (eid, step, base_table, base_eid) SELECT eid, step, base.t, base.e FROM "
        f"(SELECT eid, generate_subscripts(bases, 1) AS step, unnest(bases) AS base FROM {source}) ORDER BY eid, step"
    )
    rows = con.execute(f"SELECT count(*) FROM {source}").fetchall()
    con.execute(f"DROP TABLE {source}")
    return int(rows[0][0])


def replace_between(con: duckdb.DuckDBPyConnection, edge: str, source: str, *parts: str) -> int:
    """`replace_edges` for all tables of a type between parties from the one temp table `source`, which stays.

    `parts` are the text expressions over a row `f` that tell the edges between two parties apart.
    """
    count = 0
    for target in edge_tables((edge,)):
        ends = f"JOIN n_{target.start} AS a ON a.nid = f.src JOIN n_{target.end} AS b ON b.nid = f.dst"
        held = con.execute(f"SELECT 1 FROM {source} AS f {ends} UNION ALL SELECT 1 FROM {target.name} LIMIT 1")
        if held.fetchall():  # most of the nine tables are empty and stay so
            eid = stable_eid(edge, "a.gid", "b.gid", *parts)
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE between_edge AS SELECT {eid} AS eid, f.* FROM {source} AS f {ends}"
            )
            count += replace_edges(con, target, "between_edge")
    return count
