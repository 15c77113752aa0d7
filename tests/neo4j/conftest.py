"""A connection to the real server under a label of its own; all of these tests run in one process, with one server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from graphinv.stores.neo4j.server import Server as Connection
from graphinv.stores.neo4j.settings import Settings
from tests.neo4j.server import PASSWORD, Server

_numbers = count(1)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("neo4j"))


def settings(server: Server, label: str, **more: object) -> Settings:
    """How to reach the server of the tests; it gives up soon."""
    return Settings(server.uri, label, password=PASSWORD, **{"patience": 5, **more})  # type: ignore[arg-type]


@pytest.fixture
def connection(neo4j_server: Server) -> Iterator[Connection]:
    """A connection under a label that no other test has."""
    with Connection(settings(neo4j_server, f"Test_{next(_numbers)}")) as made:
        yield made
        made.alone(f"MATCH (n:{made.settings.label}) DETACH DELETE n")


@pytest.fixture(scope="session")
def cases_connection(neo4j_server: Server) -> Iterator[Connection]:
    """One label for all tiny graphs, which are put there one after the other: so the server keeps its plans."""
    with Connection(settings(neo4j_server, "Test_cases")) as made:
        yield made
