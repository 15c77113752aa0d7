"""graphinv config: the settings in force, and where each one comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from graphinv.cli.options import GLOBALS, FormatOption, Noun, OutOption

app = Noun(no_args_is_help=True, help="Show the settings.")


@app.callback()
def options() -> None:
    """Show the settings."""


@app.command("show")
def show(
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show every setting in force: flags win over GRAPHINV_*, these over graphinv.toml, that over the user's file."""
    from graphinv.cli.output import emit
    from graphinv.cli.words import word
    from graphinv.workspace.config import settings
    from graphinv.workspace.content import root_of

    values = settings(root_of(GLOBALS.workspace), GLOBALS.lang)
    rows = [{"setting": value.key, "value": value.value, "origin": value.origin} for value in values]
    if fmt == "table":
        rows = [{**row, "origin": word(row["origin"])} for row in rows]
    emit(rows, ("setting", "value", "origin") if origin else ("setting", "value"), fmt, out)
