"""graphinv load: files into the graph; graphinv load rejects: what was left out and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graphinv.cli.messages import say
from graphinv.cli.options import GLOBALS, FormatOption, OutOption, open_workspace


class FilesOrCommand(TyperGroup):
    """`load FILES…` and `load rejects` side by side: a first word that is no sub-command is a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args.insert(0, "files")
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=FilesOrCommand,
    no_args_is_help=True,
    help="Load files or folders into the graph: graphinv load FILES_OR_FOLDER…",
)


@app.command("files")
def files(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders whose csv, xlsx and parquet files are taken.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse files that no loader fits, and unknown columns.")
    ] = False,
    loader: Annotated[str, typer.Option("--loader", help="Take this loader instead of finding one.")] = "",
    batch: Annotated[
        str, typer.Option("--batch", help="Name of the batch; a later load of the same batch replaces it.")
    ] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Load files or folders; says which loader took which file and why. A failed load leaves the old graph."""
    from graphinv.cli.output import emit, emit_object

    with open_workspace() as workspace:
        done = workspace.load(paths, strict=strict, loader=loader, batch=batch)
    for file in done.files:
        say("took", file=file["file"], loader=file["loader"], why=file["why"])
        if file["unknown_columns"]:
            say("unknown_columns", file=file["file"], columns="、".join(file["unknown_columns"]))
    for path, why in done.left_out:
        say("left_out", file=path, why=why)
    for path, of in ((path, of) for path, of in done.copies if Path(path).name != of):
        say("copy", file=path, of=of)
    for column, count in done.stubs.items():
        say("stubs", column=column, count=count)
    say("loaded" if done.changed else "unchanged", **done.totals())
    if fmt == "table":
        emit(done.files, ("file", "loader", "rows", "loaded", "warned", "rejected", "seconds"), fmt, out)
    else:
        emit_object(done.to_json(), done.files, fmt, out)


@app.command("rejects")
def rejects(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List every row that was left out: file, row, column, value and reason."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        rows = workspace.rejects()
        if fmt == "table" and workspace.lang == "zh":
            rows = [{**row, "reason": row["reason_zh"]} for row in rows]
    columns = ("file", "row", "column", "value", "reason")
    emit(rows, columns if fmt == "table" else (*columns, "reason_zh"), fmt, out)
    if not rows and not GLOBALS.quiet and fmt == "table":
        say("none")
