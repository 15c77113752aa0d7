"""Connections to the real server of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphinv.stores.neo4j.schema import PUBLICATION
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings
from tests.neo4j.server import PASSWORD, Server

LABEL = "Test"
"""Of what tests publish. The same for all: the server plans a text once, and all anew after a new constraint."""


def settings(server: Server, label: str, **more: object) -> Settings:
    """How to reach the server of the tests; it gives up soon."""
    return Settings(server.uri, label, password=PASSWORD, **{"patience": 5, **more})  # type: ignore[arg-type]


@pytest.fixture
def connection(neo4j_server: Server) -> Iterator[Connection]:
    """A connection to where nothing is published."""
    with Connection(settings(neo4j_server, LABEL)) as made:
        yield made
        made.alone(f"MATCH (m:{PUBLICATION} {{ws: '{LABEL}'}}) DELETE m")
        made.alone(f"MATCH (n:{LABEL}) DETACH DELETE n")


@pytest.fixture(scope="session")
def cases_connection(neo4j_server: Server) -> Iterator[Connection]:
    """One label for all tiny graphs, which are put there one after the other: so the server keeps its plans."""
    with Connection(settings(neo4j_server, "Test_cases")) as made:
        yield made
