"""graphinv load: files into the graph; graphinv load rejects: what was left out and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graphinv.cli import publish
from graphinv.cli.messages import say
from graphinv.cli.options import GLOBALS, FormatOption, Noun, OutOption, lang, open_workspace

if TYPE_CHECKING:
    from graphinv.workspace.loading import LoadReport

LINE = ("kind", "column", "count", "detail")
SUMMARY = ("batch", "rows", "loaded", "warned", "rejected", "unknown_ids", "first", "last")


class FilesOrCommand(TyperGroup):
    """`load FILES…` and `load rejects` side by side: a first word that is no sub-command is a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args.insert(0, "files")
        return super().parse_args(ctx, args)


app = Noun(
    cls=FilesOrCommand,
    no_args_is_help=True,
    help="Load files or folders into the graph: graphinv load FILES_OR_FOLDER…",
)


@app.command("files")
def files(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders whose tables are taken, or the URL of a database.")
    ],
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
        tell(done)
        say("loaded" if done.changed else "unchanged", **done.totals())
        if workspace.config.neo4j.publish_after_load:
            publish.tell(workspace.publish())
    if fmt == "table":
        emit(done.files, ("file", "loader", "rows", "loaded", "warned", "rejected", "seconds"), fmt, out)
    else:
        emit_object(done.to_json(), done.files, fmt, out)


def tell(done: LoadReport) -> None:
    """Say on stderr which loader took which file and why, and what nobody should overlook."""
    from graphinv.workspace.batch_lines import percent

    names = [file["file"] for file in done.files]
    for file in done.files:
        several = names.count(file["file"]) > 1 and file["sheet"]
        where = f"{file['file']}/{file['sheet']}" if several else file["file"]
        say("took", file=where, loader=file["loader"], why=file["why"])
        if file["unknown_columns"]:
            columns = "、".join(f"{column} ({percent(part)})" for column, part in file["unknown_columns"].items())
            say("unknown_columns", file=where, columns=columns)
    for path, why in done.left_out:
        say("left_out", file=path, why=why)
    for path, of in ((path, of) for path, of in done.copies if Path(path).name != of):
        say("copy", file=path, of=of)
    for column, count in done.stubs.items():
        say("stubs", column=column, count=count)
    if done.contradictions:
        say("contradictions", count=done.contradictions)
    for warning in done.warnings:
        say("over", said=warning)


@app.command("show")
def show(
    batch: Annotated[str, typer.Argument(help="A batch, or a file that is loaded; without it, all.")] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show what each live batch came to: rows and reasons, references, coverage in time, columns that nobody uses."""
    from graphinv.cli.output import emit
    from graphinv.workspace.batch_lines import lines, summary

    with open_workspace() as workspace:
        reports = workspace.batches(batch)
    if fmt in ("json", "jsonl"):
        emit(reports, (), fmt, out)
    elif batch:
        emit([line for report in reports for line in lines(report, lang())], LINE, fmt, out)
    else:
        rows = [summary(report) for report in reports]
        if fmt == "table":  # a batch that nobody has named is called like its file
            rows = [{**row, "batch": row["batch"].removeprefix(f"{row['loader']}/")} for row in rows]
        emit(rows, SUMMARY if fmt == "table" else (), fmt, out)


@app.command("rejects")
def rejects(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List every row that was left out: file, row, column, value and reason."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        rows = workspace.rejects()
        if fmt == "table" and workspace.lang == "zh":
            rows = [{**row, "reason": row["reason_zh"]} for row in rows]
    sheet = ("sheet",) if any(row["sheet"] for row in rows) else ()
    columns = ("file", *sheet, "row", "column", "value", "reason")
    emit(rows, columns if fmt == "table" else (*columns, "reason_zh"), fmt, out)
    if not rows and not GLOBALS.quiet and fmt == "table":
        say("none")


@app.command("contradictions")
def contradictions(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List declared kinship that cannot be true: row, person, what contradicts, and whether it is used all the same."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        rows = workspace.contradictions()
        if fmt == "table" and workspace.lang == "zh":
            rows = [{**row, "reason": row["reason_zh"]} for row in rows]
    columns = ("file", "row", "person", "reason", "used")
    emit(rows, columns if fmt == "table" else ("sheet", "kind", *columns, "reason_zh"), fmt, out)
    if not rows and not GLOBALS.quiet and fmt == "table":
        say("none")
