"""Random queries on a real Neo4j and on the embedded store, by hand and by the thousand: prints what differs, goes on.

`python -m tests.engines.hunt FIRST LAST [WORKERS]` takes the seeds from FIRST to before LAST, each a graph with QUERIES
queries, and starts a server of its own, sooner with TMPDIR=/dev/shm. What it prints can be pasted into a scenario.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings
from tests.cypher.naive.engine import Naive
from tests.cypher.naive.graph import lists_of
from tests.engines.compare import Row
from tests.engines.embedded import redrawn
from tests.engines.pairs import Example, example_of
from tests.engines.published import Published, said
from tests.neo4j.server import PASSWORD, Server

QUERIES, SHARE = 4, 25
"""Queries of a seed, seeds that a worker takes at once."""


def hunted(uri: str, seeds: range) -> tuple[int, list[str]]:
    """How many queries these seeds have, and what differs."""
    told, done = list[str](), 0
    label = f"Hunt_{os.getpid()}"  # one for a worker: the server keeps its plans of what puts a graph there
    with redrawn() as own, Connection(Settings(uri, label, password=PASSWORD)) as connection:
        both = Published(own, connection)
        for seed in seeds:
            example = example_of(seed, QUERIES)
            told += (f"--- seed {seed}\n{found}\n" for found in differences(both, example))
            done += len(example.texts)
        connection.alone(f"MATCH (n:{label}) DETACH DELETE n")
    return done, told


def differences(both: Published, example: Example) -> Iterator[str]:
    """Graph, query, its text on the server and the rows that only one has; the interpreter says whose it has too."""
    both.draw(example.graph)
    for text in example.texts:
        for certain in both.readings(text):
            ours, theirs = (_rows(said(engine, text, certain)) for engine in (both.own, both.server))
            if ours == theirs:
                continue
            third = _rows(said(Naive(lists_of(example.graph)), text, certain))
            words = [f"certain: {certain}; interpreter as embedded: {third == ours}, as server: {third == theirs}"]
            words += [f"embedded only: {row}" for row in Counter(ours) - Counter(theirs)][:4]
            words += [f"server only:   {row}" for row in Counter(theirs) - Counter(ours)][:4]
            yield "\n\n".join((example.graph, text, both.server.native(text, certain=certain).text, "\n".join(words)))
            break


def _rows(found: list[Row] | str) -> list[str]:
    return [found] if isinstance(found, str) else list(map(str, found))


def main(first: int, last: int, workers: int = 2) -> None:
    start, done, differ = time.monotonic(), 0, 0
    shares = [range(low, min(low + SHARE, last)) for low in range(first, last, SHARE)]
    with (
        TemporaryDirectory() as home,
        Server(Path(home), heap="1g", quick=False) as server,
        get_context("spawn").Pool(workers) as pool,
    ):
        for queries, told in pool.imap_unordered(partial(hunted, server.uri), shares):
            done, differ = done + queries, differ + len(told)
            print("\n".join(told), f"{done} queries in both readings, {differ} differ", sep="\n", flush=True)  # noqa: T201
            print(f"{done} queries, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
