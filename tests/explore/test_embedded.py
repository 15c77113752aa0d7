"""The adjacency and the search over it against networkx, on random graphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from graphinv.explore.base import Scope
from graphinv.explore.embedded import EmbeddedExplorer
from graphinv.explore.types import BASE, chosen
from graphinv.model import INTERVAL
from graphinv.model.layout import EDGE_TABLES
from tests.explore.graphs import Oracle, explored, random_graph

DAY = date(2021, 6, 1)
SCOPES = {
    "base": Scope(BASE),
    "some": Scope(chosen("owns, Has_Role,FAMILY,won")),
    "derived": Scope(chosen("base,lists,KIN")),
    "day": Scope(BASE, on=DAY),
    "certain": Scope(BASE, certain=True),
    "certain day": Scope(BASE, on=DAY, certain=True),
    "hubs": Scope(BASE, hub=6),
    "hubs on a day": Scope(BASE, on=DAY, hub=5),
    "through hubs": Scope(BASE, hub=4, through_hubs=True),
}
SEEDS = range(3)


@pytest.fixture(scope="module")
def explorers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[EmbeddedExplorer]]:
    """Several random graphs."""
    folder = tmp_path_factory.mktemp("explorers")
    with ExitStack() as stack:
        yield [stack.enter_context(explored(*random_graph(seed), folder / str(seed))) for seed in SEEDS]


@pytest.mark.parametrize("name", SCOPES)
def test_all_shortest_paths(name: str, explorers: list[EmbeddedExplorer]) -> None:
    scope, found, none = SCOPES[name], 0, 0
    for explorer in explorers:
        oracle = Oracle.of(explorer, scope)
        nodes = explorer.nodes(range(explorer.graph.nodes))
        for start, end in ((a, b) for a in range(0, 31, 3) for b in range(1, 31, 4) if a != b):
            wanted = oracle.shortest(start, end, scope, 5)
            paths = explorer.shortest(nodes[start], nodes[end], scope, 5, 1000)
            assert set(paths.paths) == wanted
            assert paths.total == len(wanted)
            assert list(paths.paths) == sorted(wanted)
            assert paths.length == (len(paths.paths[0]) - 1 if wanted else None)
            for pair, step in paths.steps.items():
                assert set(step.edges) == set(oracle.graph[pair[0]][pair[1]])
            found, none = found + bool(wanted), none + (not wanted)
    assert found > 20 and none > 5


@pytest.mark.parametrize("name", SCOPES)
def test_expansion(name: str, explorers: list[EmbeddedExplorer]) -> None:
    scope = SCOPES[name]
    for explorer in explorers:
        oracle = Oracle.of(explorer, scope)
        nodes = explorer.nodes(range(explorer.graph.nodes))
        for start in range(0, 31, 4):
            wanted = oracle.around(start, scope, 2)
            around = explorer.around(nodes[start], scope, 2, 1000)
            assert {node: hop for hop, some in enumerate(around.hops) for node in some} == wanted
            assert around.left_out == {}
            hubs = {node: sum(types.values()) for node, types in around.hubs.items()}
            assert hubs == {node: oracle.degree[node] for node in wanted if node in oracle.hubs}
            expanded = {
                node
                for node, hop in wanted.items()
                if hop == 0 or (hop == 1 and (scope.through_hubs or node not in oracle.hubs))
            }
            edges = {
                key for a, b, key in oracle.graph.edges(keys=True) if {a, b} & expanded and {a, b} <= wanted.keys()
            }
            assert {ref for step in around.steps for ref in step.edges} == edges


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    nodes, edges = random_graph(1)
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        with explored(nodes, edges, folder):
            pass
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == other
    assert {f"{name}.npy" for name in INTERVAL} < one.keys()


def test_limits_cut_in_a_fixed_order(explorers: list[EmbeddedExplorer]) -> None:
    explorer, scope = explorers[0], Scope(BASE)
    nodes = explorer.nodes(range(explorer.graph.nodes))
    every = explorer.around(nodes[0], scope, 1, 1000)
    some = explorer.around(nodes[0], scope, 1, 3)
    assert some.hops == ((0,), every.hops[1][:3])
    assert some.left_out == {1: len(every.hops[1]) - 3}
    assert {node for step in some.steps for node in (step.start, step.end)} <= {0, *some.hops[1]}
    pairs = [(a, b) for a in range(14) for b in range(31) if a != b]
    found = {pair: explorer.shortest(nodes[pair[0]], nodes[pair[1]], scope, 6, 100) for pair in pairs}
    (start, end), every_path = next((pair, paths) for pair, paths in found.items() if paths.total > 2)
    first = explorer.shortest(nodes[start], nodes[end], scope, 6, 2)
    assert (first.paths, first.total) == (every_path.paths[:2], every_path.total)


def test_a_node_is_no_step_away_from_itself(tmp_path: Path) -> None:
    with explored(*random_graph(1), tmp_path) as explorer:
        node = explorer.nodes([0])[0]
        assert explorer.shortest(node, node, Scope(BASE), 3, 5).paths == ((0,),)


def test_an_empty_graph(tmp_path: Path) -> None:
    with explored([], [], tmp_path) as explorer:
        assert explorer.graph.nodes == 0


def test_numbers_of_tables_fit_into_a_byte() -> None:
    assert max(table.tag for table in EDGE_TABLES) < 256
