"""Builds the adjacency of a graph file: edges table by table, then one sort of all their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphinv.explore.adjacency import Ints
from graphinv.model import EDGES, INTERVAL
from graphinv.model.layout import EDGE_TABLES, EdgeTable, quoted
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.duckdb.sent import as_number

_TABLE_BITS = 8
_ORDER = sorted(EDGE_TABLES, key=lambda table: (not EDGES[table.type].interval, table.tag))


@dataclass(frozen=True)
class _Ends:
    """The two nodes of every edge, in the order in which edges are numbered, and the table of each."""

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    table: NDArray[np.uint8]


def build(con: Connection, folder: Path) -> None:
    """Write the arrays of the graph on this connection into the folder; the same graph gives the same bytes."""
    nodes = con.execute("SELECT coalesce(max(hi), 0) FROM label_range").fetchall()[0][0]
    _index(_edges(con, folder), int(nodes), folder)


def _edges(con: Connection, folder: Path) -> _Ends:
    """Number the edges: tables with dates first, in each by eid. Writes eid, certain and the dates."""
    counts = [con.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()[0][0] for table in _ORDER]
    total, dated = sum(counts), sum(n for n, table in zip(counts, _ORDER, strict=True) if _dated(table))
    ends = _Ends(np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.uint8))
    eid, certain = np.empty(total, np.int64), np.empty(total, np.bool_)
    days = {name: np.empty(dated, np.int32) for name in INTERVAL}
    low = 0
    for table, count in zip(_ORDER, counts, strict=True):
        if count:
            found = con.execute(_query(table)).fetchnumpy()
            part = slice(low, low + count)
            ends.src[part], ends.dst[part], ends.table[part] = found["src"], found["dst"], table.tag
            eid[part], certain[part] = found["eid"], found["certain"]
            for name in INTERVAL if _dated(table) else ():
                days[name][part] = found[name]
            low += count
    for name, values in {"eid": eid, "certain": certain, **days}.items():
        np.save(folder / f"{name}.npy", values)
    return ends


def _dated(table: EdgeTable) -> bool:
    return EDGES[table.type].interval


def _query(table: EdgeTable) -> str:
    days = [f"{as_number(quoted(name))} AS {quoted(name)}" for name in INTERVAL if _dated(table)]
    columns = ["src::INTEGER AS src", "dst::INTEGER AS dst", "eid", "coalesce(certain, false) AS certain", *days]
    return f"SELECT {', '.join(columns)} FROM {quoted(table.name)} ORDER BY eid"


def _index(ends: _Ends, nodes: int, folder: Path) -> None:
    """Sort the entries by node and table; within these they stay in the order of edges."""
    back = np.flatnonzero(ends.src != ends.dst).astype(np.int32)
    edge = np.concatenate([np.arange(len(ends.src), dtype=np.int32), back])
    key = np.concatenate([ends.src, ends.dst[back]]).astype(np.int64) << _TABLE_BITS
    key |= ends.table[edge]
    order = np.argsort(key, kind="stable")
    target = np.concatenate([ends.dst, ends.src[back]])
    np.save(folder / "target.npy", target[order])
    np.save(folder / "edge.npy", edge[order])
    del edge, target
    key = key[order]
    del order
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, np.int64)
    owner = key[starts] >> _TABLE_BITS
    sizes = np.diff(starts, append=len(key))
    np.save(folder / "group_table.npy", (key[starts] & ((1 << _TABLE_BITS) - 1)).astype(np.uint8))
    np.save(folder / "group_start.npy", _offsets(sizes))
    np.save(folder / "node_start.npy", _offsets(np.bincount(owner, minlength=nodes)))
    np.save(folder / "degree.npy", np.bincount(owner, weights=sizes, minlength=nodes).astype(np.int32))


def _offsets(sizes: Sequence[int] | Ints) -> Ints:
    """Where each of consecutive parts begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
