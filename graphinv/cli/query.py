"""graphinv query: a question of one's own, in Cypher."""

from __future__ import annotations

from typing import Annotated

import typer

from graphinv.cli.options import FormatOption, NamedOption, OutOption, open_workspace
from graphinv.errors import UsageError


def query(
    text: Annotated[str, typer.Argument(help="A Cypher text, e.g. 'MATCH (c:Company) RETURN c LIMIT 5'.")],
    param: Annotated[list[str], typer.Option("--param", help="A parameter of the text, as name=value.")] = [],  # noqa: B006
    named: NamedOption = False,
    fmt: FormatOption = "table",
    out: OutOption = "-",
) -> None:
    """Ask the graph a question of your own; values are bound, never pasted into the text."""
    from graphinv.cli.output import emit

    with open_workspace() as workspace:
        columns, rows = workspace.query(text, dict(map(_pair, param)), named=named)
    emit(rows, columns, fmt, out, literal=True)


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
