"""graphinv publish: the graph of the workspace to a Neo4j server; graphinv engines: how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import FormatOption, OutOption, open_workspace
from graphinv.errors import NO_STORE

if TYPE_CHECKING:
    from graphinv.stores.neo4j.publish import Published

AllOption = Annotated[
    bool, typer.Option("--all", help="Publish every label and edge type, not only those that some rule reads.")
]

COLUMNS = ("element", "created", "updated", "deleted")


def publish(  # one for each option
    to: Annotated[
        str, typer.Option("--to", help="Address of the server, e.g. bolt://HOST:7687; else [neo4j] uri.")
    ] = "",
    database: Annotated[str, typer.Option("--database", help="Database on the server; else [neo4j] database.")] = "",
    full: Annotated[
        bool, typer.Option("--full", help="Remove this workspace's graph from the server and publish all of it again.")
    ] = False,
    everything: AllOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Bring the graph on a Neo4j server up to date: all of it at first, then what has changed."""
    from graphinv.cli.output import emit
    from graphinv.workspace.engines import Place

    with open_workspace() as workspace:
        done = workspace.publish(Place(to, database), full=full, everything=everything)
    tell(done)
    rows = [
        {
            "element": name,
            "created": row.get("create", 0),
            "updated": row.get("update", 0),
            "deleted": row.get("delete", 0),
        }
        for name, row in done.changes.items()
    ]
    if rows or fmt != "table":
        emit(rows, COLUMNS, fmt, out)


def tell(done: Published) -> None:
    """Say on stderr what a publication changed."""
    if not done.changes:
        say("published_same")
        return
    say("published", created=done.total("create"), updated=done.total("update"), deleted=done.total("delete"))


def engines(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """Show the engines: what is configured, whether it answers, its version, and whether its graph is up to date."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        rows = workspace.engines()
    emit(rows, ("engine", "state", "version", "place", "found"), fmt, out)
    if any(row["state"] == "bad" for row in rows):
        raise typer.Exit(NO_STORE)
