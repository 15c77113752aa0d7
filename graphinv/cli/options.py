"""Options that several commands share, and what the global ones were set to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphinv.content.messages import LANGS, language
from graphinv.errors import UsageError

if TYPE_CHECKING:
    from graphinv.workspace import Workspace

FORMATS = ("table", "json", "jsonl", "csv", "xlsx")
ENCODINGS = ("utf-8-sig", "utf-8", "gb18030", "gbk")

FormatOption = Annotated[str, typer.Option("--format", help="table, json, jsonl, csv or xlsx.")]
OutOption = Annotated[str, typer.Option("-o", "--out", help="Write to this file instead of the terminal; - is stdout.")]
EncodingOption = Annotated[
    str, typer.Option("--encoding", help="Encoding of csv: utf-8-sig, utf-8, gb18030 or gbk; else utf-8-sig.")
]
NamedOption = Annotated[
    bool, typer.Option("--named", help="Show names and ids of persons; without it they are masked.")
]
AsOfOption = Annotated[str, typer.Option("--as-of", help="The day that the sweep speaks of, YYYY-MM-DD; else today.")]
EngineOption = Annotated[
    str, typer.Option("--engine", help="duckdb, the workspace's own graph, or neo4j, the published one.")
]


Command = Callable[..., None]


@dataclass
class Globals:
    """The options before the command, and the encoding of csv files; `configured` is the workspace's language."""

    workspace: Path | None = None
    lang: str | None = None
    configured: str = ""
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    encoding: str = ""


GLOBALS = Globals()


class Noun(typer.Typer):
    """A group of commands; each that takes --format takes --encoding, too."""

    def command(  # type: ignore[override]
        self, name: str | None = None, **more: Any
    ) -> Callable[[Command], Command]:
        register = super().command(name, **more)

        def add(function: Command) -> Command:
            register(_with_encoding(function))
            return function

        return add


def _with_encoding(function: Command) -> Command:
    """The command with one option more, whose value is noted for the writer of csv files."""
    signature = inspect.signature(function, eval_str=True)
    if "fmt" not in signature.parameters:
        return function

    @wraps(function)
    def command(*, encoding: str = "", **values: object) -> None:
        GLOBALS.encoding = _checked_encoding(encoding)
        function(**values)

    kept = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in signature.parameters.values()]
    more = inspect.Parameter("encoding", inspect.Parameter.KEYWORD_ONLY, default="", annotation=EncodingOption)
    command.__signature__ = signature.replace(parameters=[*kept, more])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in (*kept, more)}
    return command


def _checked_encoding(value: str) -> str:
    if value and value.lower() not in ENCODINGS:
        raise UsageError("--encoding {value} is unknown.", hint="Known: {names}.", value=value, names=ENCODINGS)
    return value.lower()


def open_workspace() -> Workspace:
    """The workspace named by -w, else the nearest folder upward with a graphinv.toml; long work in it shows bars."""
    from graphinv.cli.bars import progress
    from graphinv.workspace import Workspace

    workspace = Workspace.find(GLOBALS.workspace, GLOBALS.lang, progress())
    GLOBALS.configured = workspace.config.lang
    return workspace


def lang() -> str:
    """The language of this run: the flag, else GRAPHINV_LANG, the workspace opened, the locale."""
    return language(GLOBALS.lang, GLOBALS.configured)


def checked_lang(value: str | None) -> str | None:
    """The language if it is one of ours. Raises UsageError."""
    if value and value not in LANGS:
        raise UsageError("--lang {value} is unknown.", hint="Known: {names}.", value=value, names=LANGS)
    return value


def checked_format(value: str) -> str:
    """The format if it is known. Raises UsageError."""
    if value not in FORMATS:
        raise UsageError("--format {value} is unknown.", hint="Known: {names}.", value=value, names=FORMATS)
    return value


def day(text: str, option: str) -> date | None:
    """The day, or None if the option was not given. Raises UsageError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(
            "{option} {text} is no day.", hint="Write it as 2024-06-30.", option=option, text=text
        ) from None
