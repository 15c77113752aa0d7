"""graphinv rules: what can be asked, how it is asked, and the cases that prove it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import GLOBALS, FormatOption, Noun, OutOption, lang
from graphinv.errors import UsageError

app = Noun(no_args_is_help=True, help="List, show and test the rules.")

RuleArgument = Annotated[str, typer.Argument(help="A rule's id or code, e.g. A1.")]


@app.command("list")
def listing(fmt: FormatOption = "table", out: OutOption = "-") -> None:
    """List the rules in force, built-in and the workspace's own."""
    from graphinv.cli.output import emit
    from graphinv.workspace import catalogue

    rules = catalogue(GLOBALS.workspace).rules.values()
    rows = [
        {
            "code": rule.code,
            "rule": rule.id,
            "version": rule.version,
            "class": rule.class_,
            "severity": rule.severity,
            "title": rule.title[lang()],
        }
        for rule in sorted(rules, key=lambda rule: rule.code)
    ]
    emit(rows, ("code", "rule", "version", "class", "severity", "title"), fmt, out)


@app.command("show")
def show(
    rule: RuleArgument,
    sql: Annotated[bool, typer.Option("--sql", help="Show the SQL of the embedded store.")] = False,
    cypher: Annotated[bool, typer.Option("--cypher", help="Show the Cypher for Neo4j, ready to paste.")] = False,
) -> None:
    """Show a rule as it is written; --sql shows what runs on the embedded store, --cypher what runs on Neo4j."""
    from graphinv.cli.output import emit_text
    from graphinv.workspace import catalogue, rule_cypher, rule_sql

    if sql and cypher:
        raise UsageError("--sql and --cypher exclude each other.")
    found = catalogue(GLOBALS.workspace).rule(rule)
    if cypher:
        emit_text(rule_cypher(GLOBALS.workspace, found))
    else:
        emit_text(rule_sql(found) if sql else found.at.read_text("utf-8"))


@app.command("test")
def test(
    rule: Annotated[str, typer.Argument(help="A rule's id or code; without it, all.")] = "",
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Run the rules' own cases; exit code 1 if one fails."""
    from graphinv.cli.bars import progress
    from graphinv.cli.output import emit
    from graphinv.workspace import rule_cases

    rows = rule_cases(GLOBALS.workspace, rule, progress())
    emit(rows, ("rule", "kind", "case", "passed", "detail"), fmt, out)
    failed = sum(not row["passed"] for row in rows)
    say("cases", passed=len(rows) - failed, failed=failed)
    if failed:
        raise typer.Exit(1)


@app.command("docs")
def docs(folder: Annotated[Path, typer.Argument(help="The folder of the pages.")] = Path("docs")) -> None:
    """Write the reference pages from the rules, the loaders and the model."""
    from graphinv.workspace import write_pages

    for path in write_pages(GLOBALS.workspace, folder):
        say("written", path=path)
