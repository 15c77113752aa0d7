"""The graph on a Neo4j server: publishing it, a small change, every rule on both engines, paths and expansion on both.

`python -m benchmarks.neo4j FOLDER` works on the county in FOLDER, which is made and loaded if it is not there, and on a
server of its own on this machine (see tests/neo4j/server.py). Prints Markdown tables as in docs/performance.md.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.__main__ import table, table_lines
from benchmarks.walk import LISTED, SHOWN
from graphinv.cypher.compile import compile_query
from graphinv.errors import QueryFailed
from graphinv.explore.base import HOPS, Scope
from graphinv.explore.embedded import EmbeddedExplorer
from graphinv.explore.files import adjacency
from graphinv.explore.neo4j import Neo4jExplorer
from graphinv.explore.types import BASE
from graphinv.rules.run import Ran, run_rule
from graphinv.stores.base import Limits, Node
from graphinv.stores.neo4j.publish import EVERYTHING, Publication, Published
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings
from graphinv.stores.neo4j.store import Neo4jStore
from graphinv.workspace import Workspace, demo_workspace
from graphinv.workspace.engines import wanted
from tests.neo4j.server import PASSWORD, Server

PART = 100
"""One row of so many is changed."""
MINUTES = 2
"""After so long a rule is given up."""


def county(folder: Path, scale: float) -> None:
    """A county of this scale, loaded."""
    if not (folder / "graphinv.toml").is_file():
        with demo_workspace(folder, scale=scale, seed=1) as workspace:
            workspace.load([folder / "exports"])


def publish(folder: Path, to: Connection, elements: frozenset[str]) -> tuple[float, Published]:
    """Seconds, and what changed on the server."""
    with Workspace.open(folder) as workspace:
        graph, graph_hash = workspace.files.current(), workspace.store.meta()["graph_hash"]
    assert graph
    start = time.perf_counter()
    done = Publication(to, folder / ".graphinv", graph, graph_hash).run(elements)
    return time.perf_counter() - start, done


def change(folder: Path) -> None:
    """Every hundredth payment and benefit has another amount."""
    for name, column in (("transfers_2023.csv", "交易金额(元)"), ("subsidy_payments_2023.csv", "发放金额(元)")):
        path = folder / "exports" / name
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        place = head.index(column)
        for row in rows[:: PART // 3]:
            row[place] = "77.77"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    with Workspace.open(folder) as workspace:
        workspace.load([folder / "exports"])


def publications(folder: Path, to: Connection, elements: frozenset[str]) -> Iterator[tuple[object, ...]]:
    """A row per publication: the whole, nothing new, one row in a hundred changed."""
    first, done = publish(folder, to, elements)
    sent = sum(map(done.total, ("create", "update", "delete")))
    yield "first", sent, first, int(sent / first), 1.0
    again, done = publish(folder, to, elements)
    yield "nothing has changed", sum(map(done.total, ("create", "update", "delete"))), again, "", again / first
    change(folder)
    some, done = publish(folder, to, elements)
    sent = sum(map(done.total, ("create", "update", "delete")))
    yield "after a small change", sent, some, int(sent / some), some / first


def rules(folder: Path, to: Connection) -> Iterator[tuple[object, ...]]:
    """A row per rule: whether both find the same, seconds embedded, on the server for the first and for the second time
    (which has its plan), and the ratio of the second to the embedded one.
    """
    with Workspace.open(folder) as workspace:
        own = workspace.store
        theirs = Neo4jStore.open(own, to, Limits(seconds=60 * MINUTES))
        totals = np.zeros(3)
        for rule in workspace.catalogue.rules.values():
            mine = [run_rule(own, rule) for _ in range(3)]
            quickest = min(ran.seconds for ran in mine)
            try:
                first, again = (run_rule(theirs, rule) for _ in range(2))
            except QueryFailed:  # too slow there: said in the table
                yield rule.id, "", quickest, f"more than {60 * MINUTES}", "", ""
                continue
            totals += (quickest, first.seconds, again.seconds)
            same = _keys(mine[0]) == _keys(first) == _keys(again)
            yield rule.id, same, quickest, first.seconds, again.seconds, again.seconds / quickest
        yield "all", "", *map(float, totals), float(totals[2] / totals[0])


def _keys(ran: Ran) -> list[str]:
    return [finding.key for finding in ran.findings]


def walks(folder: Path, to: Connection, times: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """Milliseconds of paths and expansion on both engines, for the same entities."""
    rnd, scope = random.Random(seed), Scope(BASE)
    with Workspace.open(folder) as workspace, tempfile.TemporaryDirectory() as state:
        store, graph = workspace.store, workspace.files.current()
        assert graph
        embedded = EmbeddedExplorer(store, adjacency(store.con, Path(state), graph.name))
        server = Neo4jExplorer(store, lambda text, params: to.read(text, params).rows, to.settings.label)
        hubs = np.flatnonzero(embedded.graph.degree > scope.hub).tolist()
        some = store.nodes(rnd.sample(range(embedded.graph.nodes), 2 * times))
        nodes, busy = list(some.values()), list(store.nodes(rnd.choices(hubs, k=times)).values())
        pairs = list(zip(nodes[:times], nodes[times:], strict=True))

        def around(explorer: Any) -> Callable[[Node], Any]:
            return lambda node: explorer.around(node, scope, 1, LISTED)

        def path(explorer: Any) -> Callable[[tuple[Node, Node]], Any]:
            return lambda pair: explorer.shortest(*pair, scope, HOPS, SHOWN)

        for name, ask, asked in (
            ("one step around any node", around, nodes[:times]),
            ("one step around a hub", around, busy),
            ("path between any two", path, pairs),
        ):
            for engine, explorer in (("embedded", embedded), ("Neo4j", server)):
                taken = [_milliseconds(ask(explorer), one) for one in asked]
                yield name, engine, *(float(np.percentile(taken, part)) for part in (50, 95, 100))


def _milliseconds(ask: Callable[[Any], Any], asked: Any) -> float:
    start = time.perf_counter()
    ask(asked)
    return (time.perf_counter() - start) * 1000


def compiling(folder: Path) -> tuple[float, float]:
    """Milliseconds to compile the rule in the middle, and the one that takes longest: medians of several times."""
    with Workspace.open(folder) as workspace:
        texts = [rule.cypher for rule in workspace.catalogue.rules.values()]
    taken = [statistics.median(_milliseconds(compile_query, text) for _ in range(7)) for text in texts]
    return statistics.median(taken), max(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the county; it is changed")
    parser.add_argument("--scale", type=float, default=1.3, help="of the county, if it has to be made")
    parser.add_argument("--heap", default="2g", help="memory of the server")
    parser.add_argument("--times", type=int, default=100, help="questions of each kind")
    parser.add_argument("--all", action="store_true", help="publish everything, not only what rules read")
    given = parser.parse_args()
    county(given.folder, given.scale)
    home = Path(tempfile.mkdtemp(prefix="graphinv-neo4j-"))
    more = {"db.tx_log.rotation.size": "256m", "server.memory.pagecache.size": "1g"}
    try:
        with Server(home, settings=more, heap=given.heap, quick=False) as server:
            settings = Settings(server.uri, "Bench", password=PASSWORD, seconds=60 * MINUTES)
            with Workspace.open(given.folder) as workspace:
                elements = EVERYTHING if given.all else wanted(workspace.catalogue)
            with Connection(settings) as to:
                heads = ("publication", "rows", "seconds", "rows a second", "of the first")
                print(table(heads, publications(given.folder, to, elements)), end="\n\n", flush=True)
                heads = ("milliseconds", "engine", "median", "p95", "most")
                print(table(heads, walks(given.folder, to, given.times)), end="\n\n", flush=True)
                heads = ("rule", "the same", "embedded", "Neo4j, first", "again", "ratio")
                for line in table_lines(heads, rules(given.folder, to)):
                    print(line, flush=True)
        print("compiling a rule: {:.1f} ms in the median, {:.1f} ms at most".format(*compiling(given.folder)))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
