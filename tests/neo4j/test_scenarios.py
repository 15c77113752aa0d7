"""The corpus of scenarios on Neo4j; what it says nothing about, the certain reading, is that of the embedded store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore
from tests.cypher.scenario import Scenario, drawn_store, graphs, hold, same_rows, scenarios, shown
from tests.neo4j.conftest import settings
from tests.neo4j.server import Server

SCENARIOS = scenarios()


@pytest.fixture(scope="module")
def stores(neo4j_server: Server) -> Iterator[Mapping[str, Neo4jStore]]:
    """Every graph once, each under a label of its own."""
    made: dict[str, Neo4jStore] = {}
    for name, graph in graphs().items():
        own, connection = drawn_store(graph), Connection(settings(neo4j_server, f"Scenario_{name}"))
        put(connection, own.con)
        made[name] = Neo4jStore(own, connection)
    yield made
    for store in made.values():
        store.server.alone(f"MATCH (n:{store.server.settings.label}) DETACH DELETE n")
        store.server.close()
        store.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_the_rows_are_those_of_the_scenario(stores: Mapping[str, Neo4jStore], scenario: Scenario) -> None:
    hold(stores[scenario.graph], scenario)


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.certain is None], ids=str)
def test_the_certain_reading_is_that_of_the_embedded_store(
    stores: Mapping[str, Neo4jStore], scenario: Scenario
) -> None:
    published = stores[scenario.graph]
    found, wanted = (
        shown(store, store.run(scenario.query, scenario.params, certain=True)) for store in (published, published.own)
    )
    assert same_rows(found, wanted, ordered=scenario.ordered), (found, wanted)
