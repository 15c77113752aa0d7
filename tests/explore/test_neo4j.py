"""The same questions on a real Neo4j: every answer must be the embedded one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graphinv.errors import QueryFailed
from graphinv.explore.base import Scope
from graphinv.explore.embedded import EmbeddedExplorer
from graphinv.explore.neo4j import Neo4jExplorer
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.server import Server
from graphinv.stores.neo4j.settings import Settings
from graphinv.stores.neo4j.small import put
from graphinv.workspace import Workspace
from graphinv.workspace.exploring import Ask
from tests.explore.graphs import explored, random_graph
from tests.explore.test_embedded import SCOPES
from tests.neo4j.server import PASSWORD
from tests.neo4j.server import Server as Process

SEEDS = range(1)
Pair = tuple[EmbeddedExplorer, Neo4jExplorer]


@pytest.fixture(scope="module")
def pairs(neo4j_server: Process, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Pair]]:
    """Random graphs on both engines, each under a label of its own on the server."""
    folder = tmp_path_factory.mktemp("neo4j_explorers")
    with ExitStack() as stack:
        yield [
            _both(stack, stack.enter_context(explored(*random_graph(seed), folder / str(seed))), neo4j_server, seed)
            for seed in SEEDS
        ]


def _both(stack: ExitStack, embedded: EmbeddedExplorer, process: Process, seed: int) -> Pair:
    settings = Settings(process.uri, f"GI_walk_{seed}", password=PASSWORD)
    server = stack.enter_context(Server(settings))
    assert isinstance(embedded.store, DuckStore)
    put(server, embedded.store.con)
    return embedded, Neo4jExplorer(embedded.store, lambda text, params: server.read(text, params).rows, settings.label)


@pytest.mark.parametrize("name", SCOPES)
def test_paths_are_the_same(pairs: list[Pair], name: str) -> None:
    lengths = set()
    for embedded, server in pairs:
        nodes = embedded.nodes(range(embedded.graph.nodes))
        for start, end in ((a, b) for a in range(0, 31, 5) for b in range(2, 31, 6)):
            one, other = (e.shortest(nodes[start], nodes[end], SCOPES[name], 5, 3) for e in (embedded, server))
            assert one == other
            lengths.add(one.length)
    assert len(lengths) > 2


@pytest.mark.parametrize("name", SCOPES)
def test_expansion_is_the_same(pairs: list[Pair], name: str) -> None:
    for embedded, server in pairs:
        nodes = embedded.nodes(range(embedded.graph.nodes))
        for start, hops, limit in ((0, 1, 100), (3, 2, 100), (16, 2, 5), (24, 2, 1), (29, 3, 100), (12, 2, 100)):
            one, other = (e.around(nodes[start], SCOPES[name], hops, limit) for e in (embedded, server))
            assert one == other


def test_a_loop_counts_once(pairs: list[Pair]) -> None:
    embedded, server = pairs[0]
    loops = [nid for nid in range(embedded.graph.nodes) if nid in _targets(embedded, nid)]
    assert loops
    scope = Scope(SCOPES["base"].types, hub=1)
    for node in embedded.nodes(loops).values():
        assert embedded.around(node, scope, 1, 100) == server.around(node, scope, 1, 100)


def _targets(embedded: EmbeddedExplorer, nid: int) -> set[int]:
    graph = embedded.graph
    low, high = (graph.group_start[graph.node_start[nid + side]] for side in (0, 1))
    return set(graph.target[low:high].tolist())


def test_a_published_workspace_gives_the_same_answers(
    neo4j_server: Process, cut_county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHINV_NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("GRAPHINV_NEO4J_PASSWORD", PASSWORD)
    with Workspace.open(Path(shutil.copytree(cut_county, tmp_path / "county"))) as workspace:
        home = tmp_path / "assets.csv"  # no rule asks for one
        home.write_text("asset_id,kind,owner_id,since\nZ1,property,91330100MA00000Z72,2020-01-01\n", "utf-8")
        workspace.load([home])
        workspace.publish()
        with pytest.raises(QueryFailed, match="publish --all"):
            workspace.expand("BT20", Ask(engine="neo4j"))
        workspace.publish(everything=True)
        wanted = [workspace.path("BT20", "BT01", Ask(through_hubs=through, limit=3)) for through in (False, True)]
        wanted.append(workspace.expand("BT20", Ask(hops=2, limit=5, types="base,lists")))
        found = [
            workspace.path("BT20", "BT01", Ask(through_hubs=through, limit=3, engine="neo4j"))
            for through in (False, True)
        ]
        found.append(workspace.expand("BT20", Ask(hops=2, limit=5, types="base,lists", engine="neo4j")))
    for one, other in zip(wanted, found, strict=True):
        assert one.rows == other.rows and one.lines == other.lines and one.said == other.said
        assert {**one.body, "searched": None} == {**other.body, "searched": None}
