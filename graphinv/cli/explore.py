"""graphinv path and expand: how two entities are connected, and what surrounds one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphinv.cli.options import EngineOption, FormatOption, NamedOption, OutOption, checked_format, day, open_workspace
from graphinv.explore.base import HOPS, HUB

if TYPE_CHECKING:
    from graphinv.workspace.exploring import Ask, Explored

_ENTITY = "A key of the sources, a name, a masked person's id (P-…), or Label:key."
TypesOption = Annotated[
    str, typer.Option("--types", help="Edge types with commas; base, lists and derived stand for all of these.")
]
OnOption = Annotated[str, typer.Option("--on", help="A day on which every relation must hold, YYYY-MM-DD.")]
CertainOption = Annotated[
    bool, typer.Option("--certain", help="Certain relations only, and with --on only those that certainly held.")
]
HubOption = Annotated[
    int, typer.Option("--hub", min=1, help="Relations beyond which a node is a hub, which nothing leads through.")
]
ThroughOption = Annotated[bool, typer.Option("--through-hubs", help="Let paths and expansion lead through hubs, too.")]
ReportOption = Annotated[Path | None, typer.Option("--report", help="Draw it as an interactive page in this file.")]


def path(  # noqa: PLR0913  # one for each option
    start: Annotated[str, typer.Argument(metavar="A", help=_ENTITY)],
    end: Annotated[str, typer.Argument(metavar="B", help=_ENTITY)],
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=30, help="The most steps of a path.")] = HOPS,
    types: TypesOption = "base",
    on: OnOption = "",
    certain: CertainOption = False,
    hub: HubOption = HUB,
    through_hubs: ThroughOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The most paths to show.")] = 10,
    report: ReportOption = None,
    engine: EngineOption = "duckdb",
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show the shortest paths between two entities, each relation with its dates and source rows."""
    from graphinv.workspace.exploring import Ask

    checked_format(fmt)
    ask = Ask(types, day(on, "--on"), certain, hub, through_hubs, max_hops, limit, engine, named, report)
    with open_workspace() as workspace:
        found = workspace.path(start, end, ask)
    _print(found, ask, ("path", "step", "fact", "certainty", "source"), fmt, out)


def expand(  # noqa: PLR0913  # one for each option
    entity: Annotated[str, typer.Argument(metavar="ID", help=_ENTITY)],
    hops: Annotated[int, typer.Option("--hops", min=1, max=30, help="How many steps away.")] = 1,
    types: TypesOption = "base,lists",
    on: OnOption = "",
    certain: CertainOption = False,
    hub: HubOption = HUB,
    through_hubs: ThroughOption = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The most nodes to list.")] = 200,
    report: ReportOption = None,
    engine: EngineOption = "duckdb",
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show what surrounds an entity; of a hub only how many relations it has."""
    from graphinv.workspace.exploring import Ask

    checked_format(fmt)
    ask = Ask(types, day(on, "--on"), certain, hub, through_hubs, hops, limit, engine, named, report)
    with open_workspace() as workspace:
        found = workspace.expand(entity, ask)
    _print(found, ask, ("hop", "fact", "certainty", "source"), fmt, out)


def _print(found: Explored, ask: Ask, columns: tuple[str, ...], fmt: str, out: str) -> None:
    """The answer in sentences, in the terminal above the table, else on stderr; then the relations."""
    from graphinv.cli.messages import say, translate
    from graphinv.cli.output import emit, emit_object, emit_said

    if fmt == "table" and out == "-":
        emit_said(found.said)
    else:
        for message in found.said:
            say("said", text=message.text(translate()))
    if fmt != "table":
        emit_object(found.body, found.rows, fmt, out)
    elif found.lines or out != "-":
        emit(found.lines, columns, fmt, out)
    if ask.report:
        say("report_at", path=ask.report)
