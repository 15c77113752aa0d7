"""graphinv export: the graph as files for other programs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import Noun, open_workspace
from graphinv.cli.publish import AllOption

app = Noun(no_args_is_help=True, help="Write the graph as files for other programs.")


@app.callback()
def options() -> None:
    """Write the graph as files for other programs."""


@app.command("neo4j-admin")
def neo4j_admin(
    folder: Annotated[Path, typer.Argument(help="An empty folder, which is made if it is not there.")],
    everything: AllOption = False,
) -> None:
    """Write CSV files and the command for Neo4j's offline importer: the fast way for a first, large load."""
    from graphinv.cli.output import emit_text

    with open_workspace() as workspace:
        words = workspace.export_offline(folder, everything=everything)
    emit_text(shlex.join(words) + "\n")
    say("exported_offline", path=folder / "import.sh")
