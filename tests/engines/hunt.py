"""Random queries on a real Neo4j and on the embedded store, by hand and by the thousand: prints what differs, goes on.

`python -m tests.engines.hunt FIRST LAST` takes the seeds from FIRST to before LAST, each a graph with QUERIES queries,
and starts a server of its own. What it prints can be pasted into a scenario.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings
from tests.cypher.naive.engine import Naive
from tests.cypher.naive.graph import lists_of
from tests.engines.compare import Engine, answered
from tests.engines.embedded import redrawn
from tests.engines.pairs import PARAMS, Example, example_of
from tests.engines.published import Published
from tests.neo4j.server import PASSWORD, Server

QUERIES = 4


def differences(both: Published, example: Example) -> Iterator[str]:
    """What two engines and the interpreter say, where the engines do not say the same."""
    both.draw(example.graph)
    for text in example.texts:
        for certain in (False, True):
            ours, theirs = (said(engine, text, certain) for engine in (both.own, both.server))
            if ours != theirs:
                naive = said(Naive(lists_of(example.graph)), text, certain)
                words = [f"interpreter agrees with: {[name for name, one in (('embedded', ours), ('server', theirs)) if one == naive]}"]
                words += [f"embedded only: {row}" for row in (Counter(ours) - Counter(theirs))][:4]
                words += [f"server only:   {row}" for row in (Counter(theirs) - Counter(ours))][:4]
                printed = both.server.native(text, certain=certain).text
                yield "\n\n".join((f"certain: {certain}", example.graph, text, printed, "\n".join(words)))
                break


def said(engine: Engine, text: str, certain: bool) -> list[str]:
    """The rows, or the error."""
    try:
        return list(map(str, answered(engine, text, PARAMS, certain=certain)))
    except Exception as error:
        return [f"{type(error).__name__} {error}"]


def main(first: int, last: int) -> None:
    start, done, differ = time.monotonic(), 0, 0
    with TemporaryDirectory() as home, Server(Path(home)) as server, redrawn() as own:
        with Connection(Settings(server.uri, "Hunt", password=PASSWORD)) as connection:
            both = Published(own, connection)
            for seed in range(first, last):
                example = example_of(seed, QUERIES)
                for difference in differences(both, example):
                    differ += 1
                    print(f"--- seed {seed}\n{difference}\n", flush=True)  # noqa: T201
                done += len(example.texts)
                if seed % 50 == 49:
                    spent = time.monotonic() - start
                    print(f"{seed}: {done} queries, {differ} differ, {spent:.0f} s", file=sys.stderr, flush=True)  # noqa: T201
    print(f"seeds {first} to {last - 1}: {done} queries in both readings, {differ} differ")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
