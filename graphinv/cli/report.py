"""graphinv report: pages that can be handed on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import NamedOption, Noun, open_workspace

app = Noun(no_args_is_help=True, help="Write HTML reports.")

FolderOption = Annotated[
    Path | None, typer.Option("-o", "--out", help="Where to write; else report/ in the workspace.")
]


@app.command("sweep")
def sweep(out: FolderOption = None, named: NamedOption = False) -> None:
    """Write index.html and one self-contained page per lead of the last sweep."""
    with open_workspace() as workspace:
        index = workspace.report_sweep(out, named=named)
    say("report_at", path=index)


@app.command("case")
def case(
    key: Annotated[str, typer.Argument(help="The lead's key, or its first characters.")],
    out: FolderOption = None,
    named: NamedOption = False,
) -> None:
    """Write the page of one lead."""
    with open_workspace() as workspace:
        path = workspace.report_case(key, out, named=named)
    say("report_at", path=path)


@app.command("graph")
def graph(out: FolderOption = None, named: NamedOption = False) -> None:
    """Write an interactive graph of all leads of the last sweep."""
    with open_workspace() as workspace:
        path = workspace.report_graph(out, named=named)
    say("report_at", path=path)
