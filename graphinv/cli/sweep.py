"""graphinv sweep: run every rule and say what is new since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import AsOfOption, EngineOption, FormatOption, Noun, OutOption, day, lang, open_workspace
from graphinv.errors import NEW_LEADS, STALE_DATA, UsageError

if TYPE_CHECKING:
    from graphinv.content.rule_spec import RuleSpec

app = Noun(no_args_is_help=True, help="Run all rules and compare with the last sweep.")

COLUMNS = ("code", "title", "result", "leads", "population", "base_rate", "reason")
LEVELS = ("low", "medium", "high", "critical")


@app.command("run")
def run(
    as_of: AsOfOption = "",
    fail_on: Annotated[
        list[str],
        typer.Option("--fail-on", help="new or new:LEVEL: exit code 10 if such leads are new; stale: 11 if data is."),
    ] = [],  # noqa: B006
    engine: EngineOption = "duckdb",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Run all rules: each answers hit, clear, or not evaluable with the reason."""
    from graphinv.cli.output import emit, emit_object

    wanted = _wanted(fail_on)
    with open_workspace() as workspace:
        result = workspace.sweep(day(as_of, "--as-of"), engine)
        rules = workspace.catalogue.rules
        fresh = [lead for lead in workspace.leads() if lead["status"] == "new"]
        stale = workspace.stale()
    body = result.to_json() | {"stale": stale}
    if fmt == "table":
        emit([_line(row, rules) for row in body["rules"]], COLUMNS, fmt, out)
    else:
        emit_object(body, body["rules"], fmt, out)
    say("swept", **{name: body[name] for name in ("sweep", "new", "changed", "continuing", "gone")})
    for problem in stale:
        say("stale", text=problem)
    _exit(wanted, {lead["severity"] for lead in fresh}, bool(stale))


def _exit(wanted: Wanted, severities: set[str], stale: bool) -> None:
    """New leads are told before stale data: at the next sweep they would be new no longer."""
    if wanted.level is not None and any(LEVELS.index(severity) >= wanted.level for severity in severities):
        raise typer.Exit(NEW_LEADS)
    if wanted.stale and stale:
        raise typer.Exit(STALE_DATA)


class Wanted(NamedTuple):
    """What --fail-on asked for: new leads from this level on (None: none), and stale data."""

    level: int | None
    stale: bool


def _wanted(words: Sequence[str]) -> Wanted:
    """What --fail-on asks for. Raises UsageError."""
    levels = {"new": 0, **{f"new:{level}": place for place, level in enumerate(LEVELS)}}
    for word in words:
        if word not in (*levels, "stale"):
            raise UsageError(
                "--fail-on {word} is unknown.", hint="Write one of {known}.", word=word, known=(*levels, "stale")
            )
    return Wanted(min((levels[word] for word in words if word in levels), default=None), "stale" in words)


def _line(row: Mapping[str, Any], rules: Mapping[str, RuleSpec]) -> dict[str, Any]:
    """A rule's answer in words; a suspicious base rate stands where a reason would."""
    reason = row["reason_texts"] or row["warning"] or {}
    return {**row, "title": rules[row["rule"]].title[lang()], "reason": reason.get(lang(), "")}
