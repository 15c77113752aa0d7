"""graphinv sweep: run every rule and say what is new since the last time."""

from __future__ import annotations

from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import AsOfOption, FormatOption, OutOption, day, lang, open_workspace
from graphinv.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Run all rules and compare with the last sweep.")

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
        fresh = [lead for lead in workspace.leads() if lead["status"] == "new"]
    body = result.to_json()
    if fmt == "table":
        rows = [row | {"reason": _words(row["reason"])} for row in body["rules"]]
        emit(rows, ("rule", "result", "leads", "population", "base_rate", "seconds", "reason"), fmt, out)
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


def _words(reason: object) -> str:
    return str(reason.get(lang(), "")) if isinstance(reason, dict) else str(reason or "")
