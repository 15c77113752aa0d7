"""What tests of several folders share: one real Neo4j for all that need one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.neo4j.server import Server, missing


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is there for this process; tests keep to labels of their own. In CI it must run."""
    reason = missing()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with Server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server
