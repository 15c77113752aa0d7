"""graphinv doctor: is this machine and this workspace ready, and if not, what to do."""

from __future__ import annotations

import typer

from graphinv.cli.options import GLOBALS, FormatOption, OutOption


def doctor(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """Check Python, the store, memory, disk, encoding, fonts and the workspace; each line ends with the fix."""
    from graphinv.cli.output import emit
    from graphinv.workspace.health import checks

    rows = [check.to_json() for check in checks(GLOBALS.workspace)]
    emit(rows, ("check", "state", "found", "fix"), fmt, out)
    if any(row["state"] == "bad" for row in rows):
        raise typer.Exit(1)
