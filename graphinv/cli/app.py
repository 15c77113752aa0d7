"""The root command: global options, and one sub-application per noun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphinv import __version__
from graphinv.cli import (
    check,
    config,
    demo,
    doctor,
    explore,
    export,
    init,
    leads,
    load,
    loaders,
    publish,
    query,
    report,
    rules,
    sweep,
)
from graphinv.cli.log import LOG
from graphinv.cli.options import GLOBALS, Noun, checked_lang

app = Noun(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # tracebacks with local variables would show personal data
    help="Graph-based relationship investigation: conflicts of interest as leads, each with its source rows.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"graphinv {__version__}")
        raise typer.Exit


@app.callback()
def options(  # noqa: PLR0913  # one for each option
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="Folder with graphinv.toml; else the nearest one upward.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="zh or en; else GRAPHINV_LANG, the workspace, the locale.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No messages and no bars on stderr.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say the seconds of each stage.")] = False,
    log_file: Annotated[
        Path | None, typer.Option("--log-file", help="Append messages, stages and errors to this file as JSON lines.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
    GLOBALS.workspace, GLOBALS.lang, GLOBALS.debug = workspace, checked_lang(lang), debug
    GLOBALS.quiet, GLOBALS.verbose = quiet, verbose and not quiet
    if log_file:
        LOG.open(log_file)
        LOG.line("info", "start", version=__version__)


app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("check")(check.check)
app.command("query")(query.query)
app.command("path")(explore.path)
app.command("expand")(explore.expand)
app.command("publish")(publish.publish)
app.command("engines")(publish.engines)
app.command("doctor")(doctor.doctor)
app.add_typer(load.app, name="load")
app.add_typer(loaders.app, name="loaders")
app.add_typer(rules.app, name="rules")
app.add_typer(sweep.app, name="sweep")
app.add_typer(leads.app, name="leads")
app.add_typer(report.app, name="report")
app.add_typer(export.app, name="export")
app.add_typer(config.app, name="config")
