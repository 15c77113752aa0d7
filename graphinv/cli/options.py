"""Options that several commands share, and what the global ones were set to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphinv.errors import UsageError

if TYPE_CHECKING:
    from graphinv.workspace import Workspace

FORMATS = ("table", "json", "jsonl", "csv")

FormatOption = Annotated[str, typer.Option("--format", help="table, json, jsonl or csv.")]
OutOption = Annotated[str, typer.Option("-o", "--out", help="Write to this file instead of the terminal; - is stdout.")]
NamedOption = Annotated[
    bool, typer.Option("--named", help="Show names and ids of persons; without it they are masked.")
]
AsOfOption = Annotated[str, typer.Option("--as-of", help="The day that the sweep speaks of, YYYY-MM-DD; else today.")]


@dataclass
class Globals:
    """The options before the command."""

    workspace: Path | None = None
    lang: str | None = None
    quiet: bool = False


GLOBALS = Globals()


def open_workspace() -> Workspace:
    """The workspace named by -w, else the nearest folder upward with a graphinv.toml."""
    from graphinv.workspace import Workspace

    return Workspace.find(GLOBALS.workspace, GLOBALS.lang)


def lang() -> str:
    """Language of messages where no workspace is open yet."""
    from graphinv.workspace.config import language

    return language(GLOBALS.lang)


def checked_format(value: str) -> str:
    """The format if it is known. Raises UsageError."""
    if value not in FORMATS:
        raise UsageError(f"--format {value} is unknown.", hint=f"Known: {', '.join(FORMATS)}.")
    return value


def day(text: str, option: str) -> date | None:
    """The day, or None if the option was not given. Raises UsageError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{option} {text} is no day.", hint="Write it as 2024-06-30.") from None
