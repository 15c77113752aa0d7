"""Paths and expansion in a workspace: who is meant, which engine looks, and what the answer says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphinv.errors import QueryFailed
from graphinv.explore.base import HOPS, HUB, Around, Explorer, Paths, Scope, Step
from graphinv.explore.types import chosen
from graphinv.message import Message
from graphinv.stores.base import GraphStore
from graphinv.workspace import explored_words as say
from graphinv.workspace.engines import NEO4J, store_of
from graphinv.workspace.entities import entity
from graphinv.workspace.explored import Shown, draw

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace


@dataclass(frozen=True)
class Ask:
    """What somebody wants to know; `types` as typed, `limit` the most paths or nodes, `report` where to draw it."""

    types: str = ""
    on: date | None = None
    certain: bool = False
    hub: int = HUB
    through_hubs: bool = False
    hops: int = HOPS
    limit: int = 10
    engine: str = "duckdb"
    named: bool = False
    report: Path | None = None

    def scope(self) -> Scope:
        """The relations that count. Raises UsageError for an unknown type."""
        return Scope(chosen(self.types), self.on, self.certain, self.hub, self.through_hubs)

    def to_json(self) -> dict[str, Any]:
        """What was searched, as scripts read it."""
        scope = self.scope()
        return {
            "engine": self.engine,
            "max_hops": self.hops,
            "types": list(scope.types),
            "on": scope.on.isoformat() if scope.on else None,
            "certain": scope.certain,
            "hub": scope.hub,
            "through_hubs": scope.through_hubs,
        }


@dataclass(frozen=True)
class Explored:
    """An answer: as one object, as rows for scripts, as lines in words, and the sentences above them."""

    body: Mapping[str, Any]
    rows: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    said: list[Message]


@contextmanager
def explorer(workspace: Workspace, ask: Ask) -> Iterator[Explorer]:
    """The graph in force as this engine walks it. Raises UsageError for an unknown engine, QueryFailed if the server
    lacks relations that are asked for."""
    with store_of(workspace, ask.engine) as store:
        yield _on_server(store, ask) if ask.engine == NEO4J else _embedded(workspace)


def _embedded(workspace: Workspace) -> Explorer:
    from graphinv.explore.embedded import EmbeddedExplorer
    from graphinv.explore.files import adjacency

    store, graph = workspace.store, workspace.files.current()
    name = graph.name if graph else ""
    return EmbeddedExplorer(store, adjacency(store.con, workspace.state, name, workspace.progress))


def _on_server(store: GraphStore, ask: Ask) -> Explorer:
    from graphinv.explore.neo4j import Neo4jExplorer
    from graphinv.stores.neo4j.store import Neo4jStore

    assert isinstance(store, Neo4jStore)
    here = store.published
    absent = [] if here is None else [name for name in ask.scope().types if name not in here and store.filled(name, "")]
    if absent:
        raise QueryFailed(
            "Not on the server: {names}.", hint="Run graphinv publish --all to have everything there.", names=absent
        )
    server = store.server
    return Neo4jExplorer(store.own, lambda text, params: server.read(text, params).rows, server.settings.label)


def path(workspace: Workspace, start: str, end: str, ask: Ask) -> Explored:
    """The shortest paths between two entities; that there is none is an answer, too. Raises UsageError."""
    scope = ask.scope()
    one, other = (entity(workspace.store, text, named=ask.named) for text in (start, end))
    with explorer(workspace, ask) as walker:
        found = walker.shortest(one, other, scope, ask.hops, ask.limit)
        through = None
        if found.length is None and not scope.through_hubs:
            # Always in the own graph: through hubs a server would send millions of rows for a mere hint.
            unbounded = replace(scope, through_hubs=True)
            through = _embedded(workspace).shortest(one, other, unbounded, ask.hops, 1).length
        on_paths = [node for nodes in found.paths for node in nodes]
        numbers = on_paths or [walker.number(node) for node in (one, other)]
        shown = Shown(workspace, walker, dict.fromkeys(numbers), list(found.steps.values()), ask)
    names = [shown.name(node) for node in (one, other)]
    if ask.report:
        draw(ask.report, shown, {}, " → ".join(names))
    body = {
        "from": shown.node(one),
        "to": shown.node(other),
        "length": found.length,
        "total": found.total,
        "paths": [_path_json(nodes, found, shown) for nodes in found.paths],
        "evidence": shown.evidence(),
        "through_hubs_length": through,
        "searched": ask.to_json(),
    }
    rows, lines = (list(_path_rows(found, shown, words=words)) for words in (False, True))
    return Explored(body, rows, lines, say.paths(found, names, ask.hops, scope, through))


def _path_json(nodes: tuple[int, ...], found: Paths, shown: Shown) -> dict[str, Any]:
    steps = [found.steps[pair] for pair in pairwise(nodes)]
    return {"nodes": [shown.node(shown.nodes[node]) for node in nodes], "steps": [shown.step(step) for step in steps]}


def _path_rows(found: Paths, shown: Shown, *, words: bool) -> Iterable[dict[str, Any]]:
    for number, nodes in enumerate(found.paths, 1):
        for place, pair in enumerate(pairwise(nodes), 1):
            for row in shown.rows(found.steps[pair], words=words):
                yield {"path": number, "step": place, **row}


def expand(workspace: Workspace, text: str, ask: Ask) -> Explored:
    """What surrounds an entity. Raises UsageError."""
    scope = ask.scope()
    start = entity(workspace.store, text, named=ask.named)
    with explorer(workspace, ask) as walker:
        found = walker.around(start, scope, ask.hops, ask.limit)
        hop = {node: number for number, nodes in enumerate(found.hops) for node in nodes}
        shown = Shown(workspace, walker, hop, found.steps, ask)
    name = shown.name(start)
    if ask.report:
        draw(ask.report, shown, found.hubs, name)
    body = {
        "start": shown.node(start),
        "nodes": [
            {**shown.node(shown.nodes[node]), "hop": number, "hub": found.hubs.get(node)}
            for node, number in hop.items()
        ],
        "left_out": {str(number): count for number, count in found.left_out.items()},
        "steps": [shown.step(step) for step in found.steps],
        "evidence": shown.evidence(),
        "searched": ask.to_json(),
    }
    rows = [{"hop": hop[step.end], **row} for step in found.steps for row in shown.rows(step, words=False)]
    return Explored(body, rows, list(_lines(found, hop, shown)), say.around(found, name, ask.hops, scope))


def _lines(found: Around, hop: Mapping[int, int], shown: Shown) -> Iterable[dict[str, Any]]:
    """The relations by hop, and after those of a hub how many it has."""
    by_end: dict[int, list[Step]] = {}
    for step in found.steps:
        by_end.setdefault(step.end, []).append(step)
    for node, number in hop.items():
        for step in by_end.get(node, ()):
            yield from ({"hop": number, **row} for row in shown.rows(step, words=True))
        if node in found.hubs:
            yield {"hop": number, "fact": say.hub(shown.name(shown.nodes[node]), found.hubs[node], shown.words)}
