"""graphinv init: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say


def init(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Make a workspace: graphinv.toml, folders for own loaders and rules, and a secret key for persons' ids."""
    from graphinv.workspace import Workspace

    Workspace.create(folder)
    say("workspace_made", folder=folder)
