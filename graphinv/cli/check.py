"""graphinv check: everything that load would say, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphinv.cli.load import LINE, tell
from graphinv.cli.messages import say
from graphinv.cli.options import GLOBALS, FormatOption, OutOption, lang

if TYPE_CHECKING:
    from graphinv.workspace.checking import CheckReport


def check(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or the URL of a database, as for load.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on unknown files and columns, and on every rejected row.")
    ] = False,
    loader: Annotated[str, typer.Option("--loader", help="Take this loader instead of finding one.")] = "",
    batch: Annotated[str, typer.Option("--batch", help="The batch that a load would name.")] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Say what a load of these files would do; exit code 1 if it would fail. Works without a workspace, too."""
    from graphinv.cli.bars import progress
    from graphinv.cli.output import emit, emit_object
    from graphinv.workspace.checking import check_files
    from graphinv.workspace.loading import LoadRequest

    bars = progress()
    try:
        done = check_files(GLOBALS.workspace, LoadRequest(paths, strict, loader, batch), bars)
    finally:
        bars.done()
    tell(done.load)
    rows = list(_lines(done))
    if fmt == "table":
        emit(rows, LINE, fmt, out)
    else:
        emit_object(done.to_json(), rows, fmt, out)
    say("would_load", **done.load.totals())
    if not done.passed:
        say("check_failed" if done.problems else "check_strict")
        raise typer.Exit(1)
    say("checked")


def _lines(done: CheckReport) -> Iterator[dict[str, Any]]:
    """What is wrong, then what is known of each batch, then what the graph would hold."""
    from graphinv.workspace.batch_lines import lines

    for _, problem in done.problems:
        yield {"kind": "problem", "column": "", "count": None, "detail": problem}
    for report in done.batches:
        yield from lines(report, lang())
    if done.load.graph:
        for kind, counts in (("node", done.load.graph.nodes), ("edge", done.load.graph.edges)):
            for name, count in counts.items():
                yield {"kind": kind, "column": name, "count": count, "detail": ""}
