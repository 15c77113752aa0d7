"""graphinv loaders: which layouts are known, one of them in full, a draft for a new one, and their samples."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import GLOBALS, FormatOption, Noun, OutOption, lang

app = Noun(no_args_is_help=True, help="List, show, draft and test the loaders.")


@app.command("list")
def listing(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List the loaders in force, built-in and the workspace's own."""
    from graphinv.cli.output import emit
    from graphinv.workspace import catalogue
    from graphinv.workspace.loader_rows import loader_rows

    rows = loader_rows(catalogue(GLOBALS.workspace))
    if fmt in ("table", "csv"):
        rows = [{**row, "title": row["title"][lang()], "files": ", ".join(row["files"])} for row in rows]
    emit(rows, ("loader", "title", "table", "format", "files", "origin") if fmt == "table" else (), fmt, out)


@app.command("show")
def show(
    loader: Annotated[str, typer.Argument(help="A loader's id.")],
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show the columns of a loader with their headers, and the nodes and edges that it makes."""
    from graphinv.cli.output import emit, emit_object
    from graphinv.workspace import catalogue
    from graphinv.workspace.loader_rows import described, lines, one_loader

    spec = one_loader(catalogue(GLOBALS.workspace), loader)
    rows = list(lines(spec))
    if fmt == "table":
        say("loader_is", title=spec.title[lang()], at=spec.at, files=", ".join(spec.files))
        emit(rows, ("kind", "column", "datatype", "req", "headers"), fmt, out)
    else:
        emit_object(described(spec), rows, fmt, out)


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(help="An export in a layout that no loader knows.")],
    out: Annotated[
        str,
        typer.Option("-o", "--out", help="Write the loader to this file; - is stdout; else loaders/ of the workspace."),
    ] = "",
    ident: Annotated[str, typer.Option("--id", help="The loader's id; else made from the file's name.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet of a workbook; else the one that fits best.")] = "",
    header_row: Annotated[
        int, typer.Option("--header-row", min=0, help="The row of the headers; else it is found.")
    ] = 0,
    sample: Annotated[
        bool, typer.Option("--sample", help="Write a sample, too: the first rows, invented anew, and what they give.")
    ] = False,
) -> None:
    """Draft a loader from a file's header and cells; every guess is marked, no cell of a person is written down."""
    from graphinv.cli.output import emit_text
    from graphinv.workspace.drafting import Wish, draft_file

    draft = draft_file(GLOBALS.workspace, file, Wish(ident, sheet, header_row, out, sample, lang()))
    if draft.path is None:
        emit_text(draft.text)
    say("drafted", path=draft.path or file.name, table=draft.table, known=draft.placed, all=draft.columns)
    for path in draft.samples:
        say("written", path=path)
    if draft.problems:
        say("draft_fails", problem=draft.problems)
    else:
        say("draft_gives", rows=draft.rows, loaded=draft.loaded, nodes=draft.nodes, edges=draft.edges)
    if draft.path is not None:
        say("next_check", file=shlex.quote(str(file)))


@app.command("test")
def test(
    loader: Annotated[
        str, typer.Argument(help="A loader's id, its file, or a folder of such files; without it, all in force.")
    ] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Run the loaders' samples and compare with the graph and refusals expected; exit code 1 if one fails."""
    from graphinv.cli.output import emit
    from graphinv.workspace import catalogue
    from graphinv.workspace.samples import test_loaders

    rows, bare = test_loaders(catalogue(GLOBALS.workspace), loader)
    emit(rows, ("loader", "sample", "passed", "detail"), fmt, out)
    failed = sum(not row["passed"] for row in rows)
    say("samples", passed=len(rows) - failed, failed=failed)
    if bare:
        say("no_sample", loaders=", ".join(bare))
    if failed:
        raise typer.Exit(1)
