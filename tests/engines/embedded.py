"""The embedded store with one drawn graph after the other in the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graphinv.errors import QueryFailed
from graphinv.stores.base import Params, Result
from graphinv.stores.duckdb.fill import fill
from graphinv.stores.duckdb.store import DuckStore
from tests.engines.pairs import Drawn


class Redrawn(DuckStore):
    """Nothing is ever committed: to draw another graph is to roll the last one back."""

    held: Drawn | None = None

    def redraw(self, graph: Drawn) -> None:
        """Hold this graph and no other."""
        self.held = graph
        self.con.rollback()
        self.con.begin()
        fill(self.con, self.layout, graph.nodes, graph.edges)

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result:
        """As ever; a query that fails takes the open transaction with it, so the graph is drawn again."""
        try:
            return super().run(text, params, certain=certain)
        except QueryFailed:
            if self.held is not None:
                self.redraw(self.held)
            raise


@contextmanager
def redrawn() -> Iterator[Redrawn]:
    """A store without a graph yet."""
    with Redrawn.memory() as made:
        made.con.begin()
        yield made
