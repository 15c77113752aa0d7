"""The engines of a workspace: its own graph in a file, and the graph published on a Neo4j server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphinv.content.catalogue import Catalogue
from graphinv.cypher.native import reads
from graphinv.cypher.parser import parse
from graphinv.derive import unfolds_to
from graphinv.errors import GraphinvError, StoreUnavailable, UsageError
from graphinv.message import NOTHING, Message, msg
from graphinv.model import EDGES
from graphinv.rules.form import form_of
from graphinv.stores.base import GraphStore
from graphinv.workspace.space import DUCKDB

if TYPE_CHECKING:
    from graphinv.stores.neo4j.publish import Published
    from graphinv.stores.neo4j.server import Server
    from graphinv.stores.neo4j.settings import Settings
    from graphinv.workspace.space import Workspace

NEO4J = "neo4j"
ENGINES = (DUCKDB, NEO4J)

LOCAL = "bolt://localhost:7687"
"""The server that is meant where files for one are written and none is named."""

ASKED_BY_ITSELF = frozenset({"Person", "Watched"})
"""What a sweep and the masking of answers look up besides the rules."""


def label_of(workspace: Workspace) -> str:
    """The label of all nodes of this workspace on a server."""
    return workspace.config.neo4j.label or f"GI_{blake2b(workspace.key, digest_size=4, person=b'label').hexdigest()}"


def settings_of(workspace: Workspace, uri: str = "", database: str = "") -> Settings:
    """How the server is reached; `uri` and `database` win over the settings. Raises UsageError if none is named."""
    from graphinv.stores.neo4j.settings import Settings, password

    config = workspace.config.neo4j
    if not (uri or config.uri):
        raise UsageError(
            "No Neo4j server is named.",
            hint="Set uri under [neo4j] in graphinv.toml, GRAPHINV_NEO4J_URI, or --to bolt://HOST:7687 of publish.",
        )
    return Settings(
        uri=uri or config.uri,
        label=label_of(workspace),
        database=database or config.database,
        user=config.user,
        password=password(os.environ),
        ca=(workspace.root / config.ca).absolute() if config.ca else None,
        seconds=config.timeout,
    )


@contextmanager
def server_of(workspace: Workspace, uri: str = "", database: str = "") -> Iterator[Server]:
    """The server, connected."""
    from graphinv.stores.neo4j.server import Server

    with Server(settings_of(workspace, uri, database)) as server:
        yield server


@contextmanager
def store_of(workspace: Workspace, engine: str) -> Iterator[GraphStore]:
    """The graph on this engine. Raises UsageError for an unknown one, StoreError if the graph there is another."""
    if engine not in ENGINES:
        raise UsageError("--engine {engine} is unknown.", hint="Known: {names}.", engine=engine, names=ENGINES)
    if engine == DUCKDB:
        yield workspace.store
        return
    from graphinv.stores.neo4j.store import Neo4jStore

    with server_of(workspace) as server:
        yield Neo4jStore.open(workspace.store, server)


def wanted(catalogue: Catalogue) -> frozenset[str]:
    """The labels and edge types that some rule in force reads, and the base edges behind derived ones."""
    found = set(ASKED_BY_ITSELF)
    for rule in catalogue.rules.values():
        found |= reads(form_of(rule).query) | reads(parse(rule.population))
    return frozenset(found.union(*(unfolds_to(name) for name in found if name in EDGES)))


@dataclass(frozen=True)
class Place:
    """Where to publish to; empty: as the settings say."""

    uri: str = ""
    database: str = ""


def publish(workspace: Workspace, place: Place = Place(), *, full: bool = False, everything: bool = False) -> Published:
    """Bring the server's graph to the state of the workspace's own. Raises StoreUnavailable, StoreError."""
    from graphinv.stores.neo4j.publish import EVERYTHING, Publication

    graph, meta = _current(workspace), workspace.store.meta()
    workspace.close()
    with server_of(workspace, place.uri, place.database) as server:
        publication = Publication(server, workspace.state, graph, meta["graph_hash"], workspace.progress)
        return publication.run(EVERYTHING if everything else wanted(workspace.catalogue), full=full)


def export_offline(workspace: Workspace, folder: Path, *, everything: bool = False) -> list[str]:
    """Files for Neo4j's offline importer; returns the words of its command. Raises StoreError."""
    from graphinv.stores.neo4j.offline import Offline
    from graphinv.stores.neo4j.publish import EVERYTHING

    graph, meta = _current(workspace), workspace.store.meta()
    workspace.close()
    settings = settings_of(workspace, workspace.config.neo4j.uri or LOCAL)
    offline = Offline(settings, workspace.state, graph, meta["graph_hash"])
    return offline.write(EVERYTHING if everything else wanted(workspace.catalogue), folder)


def _current(workspace: Workspace) -> Path:
    path = workspace.files.current()
    if path is None:
        raise StoreUnavailable("There is no graph here yet.", hint="Load files first: graphinv load FILES…")
    return path


def engines(workspace: Workspace) -> list[dict[str, Any]]:
    """One row per engine: where it is, whether it answers, its version, and whether its graph is the current one."""
    return [_embedded(workspace), _server(workspace)]


def _embedded(workspace: Workspace) -> dict[str, Any]:
    from graphinv.stores.duckdb.connect import VERSION

    path = workspace.files.current()
    state = msg("no graph yet: graphinv load") if path is None else msg("the graph in force")
    place = str(path.relative_to(workspace.root)) if path else ""
    return _row(DUCKDB, place, "ok" if path else "warn", VERSION, state)


def _server(workspace: Workspace) -> dict[str, Any]:
    if not workspace.config.neo4j.uri:
        return _row(NEO4J, "", "ok", "", msg("not configured: [neo4j] uri in graphinv.toml"))
    settings = settings_of(workspace)
    place = " ".join(filter(None, (settings.uri, settings.database, settings.label)))
    try:
        with server_of(workspace) as server:
            return _row(NEO4J, place, *_state(workspace, server))
    except GraphinvError as error:
        return _row(NEO4J, place, "bad", "", error.whole)


def _state(workspace: Workspace, server: Server) -> tuple[str, str, Message]:
    """ok or warn, the version, and how the published graph stands to the workspace's own."""
    from graphinv.stores.neo4j.store import on_server

    version, found = server.version(), on_server(server)
    if found is None:
        return "warn", version, msg("nothing published yet: graphinv publish")
    if found.graph is None:
        return "warn", version, msg("publishing was cut short: graphinv publish goes on")
    if workspace.files.current() is None or found.graph != workspace.store.meta().get("graph_hash"):
        return "warn", version, msg("another state than the graph in force: graphinv publish")
    counted = msg(
        "the graph in force: {labels} labels, {types} edge types", labels=len(found.labels), types=len(found.types)
    )
    return "ok", version, counted


def _row(engine: str, place: str, state: str, version: str, found: Message = NOTHING) -> dict[str, Any]:
    return {"engine": engine, "state": state, "version": version, "place": place, "found": found}
