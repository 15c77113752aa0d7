"""graphinv query: a question of one's own, in Cypher."""

from __future__ import annotations

from typing import Annotated

import typer

from graphinv.cli.messages import say
from graphinv.cli.options import EngineOption, FormatOption, NamedOption, OutOption, open_workspace
from graphinv.errors import UsageError


def query(  # noqa: PLR0913  # one for each option
    text: Annotated[str, typer.Argument(help="A Cypher text, e.g. 'MATCH (c:Company) RETURN c LIMIT 5'.")],
    param: Annotated[list[str], typer.Option("--param", help="A parameter of the text, as name=value.")] = [],  # noqa: B006
    engine: EngineOption = "duckdb",
    most: Annotated[int, typer.Option("--max-rows", min=1, help="Show so many rows at most, and say so.")] = 10_000,
    seconds: Annotated[float, typer.Option("--timeout", min=0.001, help="End the query after so many seconds.")] = 600,
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Ask the graph a question of your own; values are bound, never pasted into the text."""
    from graphinv.cli.output import emit
    from graphinv.stores.base import Limits
    from graphinv.workspace.answers import Question

    asked = Question(text, dict(map(_pair, param)), engine, Limits(most, seconds))
    with open_workspace() as workspace:
        found = workspace.query(asked, named=named)
    emit(found.rows, found.columns, fmt, out, literal=True)
    if found.cut:
        say("rows_cut", rows=most)
    if found.product:
        say("product")
    if found.not_derived:
        say("not_derived", names=", ".join(found.not_derived))


def _pair(word: str) -> tuple[str, object]:
    name, equals, value = word.partition("=")
    if not equals or not name:
        raise UsageError("--param {word} is not of the form name=value.", word=word)
    for kind in (int, float):
        try:
            return name, kind(value)
        except ValueError:
            continue
    return name, value
