"""graphinv leads: what the last sweep found."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graphinv.cli.options import FormatOption, NamedOption, OutOption, lang, open_workspace

app = typer.Typer(no_args_is_help=True, help="List, show and export leads.")


@app.command("list")
def listing(named: NamedOption = False, fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List the leads of the last sweep, highest score first."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        leads = workspace.leads(named=named)
    emit([summary(lead) for lead in leads], COLUMNS, fmt, out)


COLUMNS = ("key", "code", "severity", "certainty", "status", "amount", "sentence")


def summary(lead: dict[str, Any]) -> dict[str, Any]:
    """The row of a lead in a list: its sentence in the language of this run."""
    return lead | {"sentence": lead["sentence"][lang()], "title": lead["title"][lang()]}


@app.command("show")
def show(
    key: Annotated[str, typer.Argument(help="The lead's key, or its first characters.")],
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Show one lead with its numbered evidence and the source row of each fact."""
    from graphinv.cli.output import emit_lead

    with open_workspace() as workspace:
        lead = workspace.lead(key, named=named)
    emit_lead(lead, lang(), fmt, out)


@app.command("export")
def export(
    named: NamedOption = False,
    findings: Annotated[bool, typer.Option("--findings", help="Export the findings of weak rules as well.")] = False,
    fmt: FormatOption = "jsonl",
    out: OutOption = "-",
) -> None:
    """Export the leads in the machine-readable form, sorted by key: the same leads give the same bytes."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        leads = workspace.leads(named=named, findings=findings)
    emit(sorted(leads, key=lambda lead: str(lead["key"])), (), fmt, out)
