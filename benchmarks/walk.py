"""Shortest paths and expansion inside one process: milliseconds for random entities, hubs among them.

`python -m benchmarks.walk FOLDER` prints a Markdown table; the adjacency lies in a temporary folder unless `--state`
names one. The graph of the workspace is only read.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from graphinv.explore.base import HOPS, Around, Paths, Scope
from graphinv.explore.embedded import EmbeddedExplorer
from graphinv.explore.files import adjacency
from graphinv.explore.types import BASE, chosen
from graphinv.stores.base import Node
from graphinv.stores.duckdb.files import GraphFiles

Found = dict[str, Any]

DAY = date(2023, 6, 1)
SCOPE = Scope(BASE)
LISTED, SHOWN = 200, 10


def walked(folder: Path, state: Path, times: int = 300, seed: int = 1) -> Found:
    """What the workspace's graph takes to index and to walk; `state` is where the adjacency lies or is put."""
    files = GraphFiles(folder / ".graphinv")
    graph = files.current()
    assert graph, f"{folder} has no graph"
    with files.open() as store:
        start = time.perf_counter()
        arrays = adjacency(store.con, state, graph.name)
        built = time.perf_counter() - start
        size = sum(path.stat().st_size for path in state.rglob("*.npy"))
        explorer = EmbeddedExplorer(store, arrays)
        runs = dict(_runs(explorer, times, random.Random(seed)))
    return {"nodes": arrays.nodes, "edges": len(arrays.eid), "build": built, "bytes": size, "runs": runs}


def _runs(explorer: EmbeddedExplorer, times: int, rnd: random.Random) -> Iterable[tuple[str, Found]]:
    low, high = _parties(explorer)
    hubs = np.flatnonzero(explorer.graph.degree > SCOPE.hub).tolist()
    some = [rnd.randrange(explorer.graph.nodes) for _ in range(times)]
    pairs = [(rnd.randrange(low, high), rnd.randrange(low, high)) for _ in range(times)]
    near = [(one, _walk(explorer, one, rnd)) for one, _ in pairs]
    with_hubs = [(rnd.choice(hubs), other) for _, other in pairs]
    certain = replace(SCOPE, on=DAY, certain=True)
    family = replace(SCOPE, types=chosen("FAMILY,OWNS,HAS_ROLE,HOLDS_POST,WON,BUYER"))
    through = replace(SCOPE, through_hubs=True)
    yield "one step around any node", _around(explorer, some, SCOPE, 1)
    yield "one step around a hub", _around(explorer, rnd.choices(hubs, k=times), SCOPE, 1)
    yield "two steps around any node", _around(explorer, some, SCOPE, 2)
    yield "one step, with names and relations read", _around(explorer, some[:100], SCOPE, 1, read=True)
    yield "path between parties", _paths(explorer, pairs, SCOPE)
    yield "path between parties a few steps apart", _paths(explorer, near, SCOPE)
    yield "path from a hub to a party", _paths(explorer, with_hubs, SCOPE)
    yield "path certain on a day", _paths(explorer, near, certain)
    yield "path over six types", _paths(explorer, near, family)
    yield "path through hubs, too", _paths(explorer, pairs[:60], through)


def _parties(explorer: EmbeddedExplorer) -> tuple[int, int]:
    rows = explorer.store.con.execute("SELECT lo, hi FROM label_range WHERE label = 'Party'")  # type: ignore[attr-defined]
    low, high = rows.fetchall()[0]
    return int(low), int(high)


def _walk(explorer: EmbeddedExplorer, start: int, rnd: random.Random) -> int:
    """Where three random steps lead."""
    at = start
    for _ in range(3):
        hops = explorer.around(_node(at), SCOPE, 1, LISTED).hops
        at = rnd.choice(hops[1]) if len(hops) > 1 else at
    return at


def _node(number: int) -> Node:
    return Node(number, "", "", "", {})


def _around(explorer: EmbeddedExplorer, starts: Iterable[int], scope: Scope, hops: int, *, read: bool = False) -> Found:
    def ask(start: int) -> Around:
        found = explorer.around(_node(start), scope, hops, LISTED)
        if read:
            explorer.nodes(node for some in found.hops for node in some)
            explorer.edges(ref for step in found.steps for ref in step.edges)
        return found

    return _timed(ask, [(start,) for start in starts], lambda found: len(found.hops) > 1)


def _paths(explorer: EmbeddedExplorer, pairs: Iterable[tuple[int, int]], scope: Scope) -> Found:
    def ask(start: int, end: int) -> Paths:
        return explorer.shortest(_node(start), _node(end), scope, HOPS, SHOWN)

    return _timed(ask, list(pairs), lambda found: found.length is not None)


def _timed(ask: Callable[..., Any], asked: list[tuple[int, ...]], is_found: Callable[[Any], bool]) -> Found:
    """Milliseconds: median, 95th of 100, the most; and how many of the answers are not empty."""
    taken, hits = [], 0
    for words in asked:
        start = time.perf_counter()
        found = ask(*words)
        taken.append((time.perf_counter() - start) * 1000)
        hits += is_found(found)
    p50, p95, most = (float(np.percentile(taken, part)) for part in (50, 95, 100))
    return {"p50": p50, "p95": p95, "max": most, "asked": len(asked), "found": hits}


def lines(found: Found) -> tuple[str, list[tuple[object, ...]]]:
    """What it took to index the graph in words, and a row per kind of question."""
    size = f"{found['nodes']:,} nodes, {found['edges']:,} edges"
    columns = ("asked", "found", "p50", "p95", "max")
    rows = [(name, *(run[column] for column in columns)) for name, run in found["runs"].items()]
    return f"{size}: {found['build']:.1f} s, {found['bytes'] / 1e6:,.0f} MB", rows


HEADS = ("milliseconds", "asked", "found", "median", "p95", "most")


def main() -> None:
    from benchmarks.__main__ import table

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a workspace with a graph")
    parser.add_argument("--state", type=Path, default=None, help="where the adjacency is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graphinv-walk-") as aside:
        size, rows = lines(walked(given.folder, given.state or Path(aside)))
    print(f"{size}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()
