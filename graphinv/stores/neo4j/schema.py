"""Constraints and indexes that a workspace's graph needs on the server."""

from __future__ import annotations

from collections.abc import Iterable

from graphinv.stores.neo4j.elements import WORKSPACE, name
from graphinv.stores.neo4j.server import Server

PUBLICATION = "GraphinvPublication"
"""Label of the nodes that say what is published, one for each lane of a publication."""


def prepare(server: Server, workspace: str, types: Iterable[str]) -> None:
    """Unique ids of nodes within the workspace, and of edges within a workspace and type.

    And an index of the ids that sources give, by which rules and people look nodes up.
    """
    ours = name(workspace)
    wanted = {
        f"{workspace}_gid": ("CONSTRAINT", f"(n:{ours}) REQUIRE n.gid IS UNIQUE"),
        f"{workspace}_id": ("INDEX", f"(n:{ours}) ON (n.id)"),
        "graphinv_publication": ("CONSTRAINT", f"(n:{PUBLICATION}) REQUIRE (n.ws, n.lane) IS UNIQUE"),
        **{f"graphinv_{type_}_eid": ("CONSTRAINT", _edges(type_)) for type_ in types},
    }
    present = {row[0] for row in server.read("SHOW INDEXES YIELD name RETURN name").rows}
    for key, (kind, text) in wanted.items():
        if key not in present:
            server.alone(f"CREATE {kind} {name(key)} IF NOT EXISTS FOR {text}")


def _edges(type_: str) -> str:
    """With the workspace: other data of this server may have edges of the same type and number, or none."""
    return f"()-[r:{name(type_)}]-() REQUIRE (r.{WORKSPACE}, r.eid) IS UNIQUE"
