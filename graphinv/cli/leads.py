"""graphinv leads: what the last sweep found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from graphinv.cli.options import FormatOption, NamedOption, Noun, OutOption, lang, open_workspace
from graphinv.cli.words import word

app = Noun(no_args_is_help=True, help="List, show and export leads.")


@app.command("list")
def listing(
    case: Annotated[str, typer.Option("--case", metavar="KEY", help="Only the leads of this case.")] = "",
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """List the leads of the last sweep, highest score first."""
    with open_workspace() as workspace:
        leads = workspace.leads(named=named)
    emit_leads([lead for lead in leads if str((lead["case"] or {}).get("key", "")).startswith(case)], fmt, out)


@app.command("cases")
def cases(named: NamedOption = False, fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List the leads by the family or firm that they are on: one line for each case, the gravest first."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        found = workspace.cases(named=named)
    if fmt == "table":
        shown = [
            {**one, "group": one["case"], "around": one["around"]["name"], "codes": " ".join(one["codes"])}
            for one in found
        ]
        emit(shown, ("group", "around", "severity", "leads", "new", "codes"), fmt, out)
        return
    emit(found, ("case", "around", "severity", "leads", "new", "codes", "keys"), fmt, out)


def emit_leads(leads: Sequence[Mapping[str, Any]], fmt: str, out: str) -> None:
    """Print leads: in a table one line or two each, in csv with the sentence in the language of this run."""
    from graphinv.cli.output import emit

    if fmt == "table":
        emit([_line(lead) for lead in leads], ("key", "code", "severity", "status", "amount", "parties"), fmt, out)
        return
    if fmt == "csv":
        leads = [{**lead, "sentence": lead["sentence"][lang()], "title": lead["title"][lang()]} for lead in leads]
    columns = (
        "key",
        "rule",
        "code",
        "class",
        "severity",
        "certainty",
        "status",
        "score",
        "amount",
        "title",
        "sentence",
    )
    emit(leads, columns, fmt, out)


def _line(lead: Mapping[str, Any]) -> dict[str, Any]:
    """A lead at a glance: who and what it joins, and whether it is only possible."""
    possible = "" if lead["certainty"] == "certain" else f" ({word('possible')})"
    parties = {str(lead["identity"][role]): name for role, name in lead["parties"].items()}
    return {**lead, "severity": word(lead["severity"]) + possible, "parties": " → ".join(parties.values())}


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
        facts = workspace.lead_facts(key, named=named) if fmt == "table" else []
    emit_lead(lead, facts, fmt, out)


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
