"""graphinv sweep: run every rule and say what is new since the last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import AsOfOption, FormatOption, OutOption, day, lang, open_workspace
from graphinv.errors import UsageError

if TYPE_CHECKING:
    from graphinv.content.rule_spec import RuleSpec

app = typer.Typer(no_args_is_help=True, help="Run all rules and compare with the last sweep.")

COLUMNS = ("code", "title", "result", "leads", "population", "base_rate", "reason")
NEW_LEADS = 10
LEVELS = ("low", "medium", "high", "critical")


@app.command("run")
def run(
    as_of: AsOfOption = "",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="new, or new:LEVEL: exit code 10 if such leads are new.")
    ] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Run all rules: each answers hit, clear, or not evaluable with the reason."""
    from graphinv.cli.output import emit, emit_object

    level = _level(fail_on)
    with open_workspace() as workspace:
        result = workspace.sweep(day(as_of, "--as-of"))
        rules = workspace.catalogue.rules
        fresh = [lead for lead in workspace.leads() if lead["status"] == "new"]
    body = result.to_json()
    if fmt == "table":
        emit([_line(row, rules) for row in body["rules"]], COLUMNS, fmt, out)
    else:
        emit_object(body, body["rules"], fmt, out)
    say("swept", **{name: body[name] for name in ("sweep", "new", "changed", "continuing", "gone")})
    if level is not None and any(LEVELS.index(lead["severity"]) >= level for lead in fresh):
        raise typer.Exit(NEW_LEADS)


def _level(word: str) -> int | None:
    if not word:
        return None
    kind, _, level = word.partition(":")
    if kind != "new" or (level and level not in LEVELS):
        raise UsageError(
            f"--fail-on {word} is unknown.", hint=f"Write new or new:LEVEL with one of {', '.join(LEVELS)}."
        )
    return LEVELS.index(level) if level else 0


def _line(row: Mapping[str, Any], rules: Mapping[str, RuleSpec]) -> dict[str, Any]:
    """A rule's answer in words; a suspicious base rate stands where a reason would."""
    reason = row["reason_texts"] or row["warning"] or {}
    return {**row, "title": rules[row["rule"]].title[lang()], "reason": reason.get(lang(), "")}
