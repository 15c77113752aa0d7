"""graphinv demo: the whole way on an invented county."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say, text
from graphinv.cli.options import GLOBALS

_SCALE = "1 is about 50,000 people with 15 rows and 15 edges each; 13 makes 10 million edges."


def demo(
    folder: Annotated[Path, typer.Argument(help="The workspace to make.")],
    scale: Annotated[float, typer.Option("--scale", min=0.01, help=_SCALE)] = 1.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another number, another county.")] = 1,
) -> None:
    """Invent a county, load it, sweep it, write the report; ends with the leads and where the report lies."""
    from graphinv.cli.bars import progress
    from graphinv.cli.leads import emit_leads
    from graphinv.cli.output import emit_text
    from graphinv.workspace import DEMO_DAY, demo_workspace

    start = time.perf_counter()
    with demo_workspace(folder, scale=scale, seed=seed, lang=GLOBALS.lang, progress=progress()) as workspace:
        exports = folder / "exports"
        say("county_written", files=len(list(exports.iterdir())), seconds=time.perf_counter() - start, folder=exports)
        say("loaded", **workspace.load([exports]).totals())
        body = workspace.sweep(DEMO_DAY).to_json()
        index = workspace.report_sweep(None, named=False)
        emit_leads(workspace.leads(), "table", "-")
    say("swept", **{name: body[name] for name in ("sweep", "new", "changed", "continuing", "gone")})
    emit_text(text("report_at", path=index) + "\n")
