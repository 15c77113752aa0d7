"""Printing rows and objects in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from graphinv.cli.messages import say, text, translate
from graphinv.cli.options import GLOBALS, checked_format, lang
from graphinv.cli.words import heading, word
from graphinv.errors import UsageError
from graphinv.message import Language, Message, english
from graphinv.render.tables import Column, print_text, write_object, write_rows
from graphinv.render.terminal import wrapped
from graphinv.render.visible import visible

_RIGHT = (
    *("rows", "loaded", "warned", "rejected", "seconds", "leads", "population", "amount", "version", "row"),
    *("count", "unknown_ids", "first", "last", "new"),
)
_CODED = ("severity", "certainty", "status", "result", "state", "class", "kind")
_WHOLE = ("key", "rule", "code", "file", "loader", "setting", "batch", "group")


def target(out: str) -> TextIO | Path:
    """Where -o points to."""
    return sys.stdout if out == "-" else Path(out)


def emit(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], fmt: str, out: str, *, literal: bool = False
) -> None:
    """Print rows: tables with words in the language of this run, everything else as scripts expect it.

    `literal` columns and their values are the user's own: they are shown as they are. Messages among the values are
    told in the language of this run in tables, in English everywhere else.
    """
    checked_format(fmt)
    shown = [_told(row, translate() if fmt == "table" else english) for row in rows]
    if literal:
        made = [Column(name, name) for name in columns]
    else:
        if fmt == "table":
            shown = [{name: _shown(name, row.get(name)) for name in columns} for row in shown]
        made = [_column(name, fmt) for name in columns or _keys(shown)]
    write_rows(shown, made, fmt, target(out), GLOBALS.encoding)
    if out != "-":
        say("written", path=out)


def _keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _column(name: str, fmt: str) -> Column:
    return Column(name, heading(name) if fmt == "table" else name, right=name in _RIGHT, whole=name in _WHOLE)


def _told(value: Any, language: Language) -> Any:
    """The value with every message in it as text."""
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, Mapping):
        return {key: _told(inner, language) for key, inner in value.items()}
    return [_told(inner, language) for inner in value] if isinstance(value, list | tuple) else value


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.4f}" if name == "base_rate" else f"{value:.2f}"
    if isinstance(value, bool):
        return word("yes" if value else "no")
    return word(value) if name in _CODED and isinstance(value, str) else value


def emit_object(body: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], fmt: str, out: str) -> None:
    """Print one object as JSON; jsonl, csv and xlsx, which hold rows, get its rows."""
    checked_format(fmt)
    if fmt != "json":
        emit(rows, (), fmt, out)
        return
    write_object(_told(body, english), target(out))
    if out != "-":
        say("written", path=out)


def emit_text(body: str, out: str = "-") -> None:
    """Print a text as it stands, such as a rule; what the terminal cannot show is replaced."""
    print_text(body, target(out))


def emit_said(sentences: Sequence[Message]) -> None:
    """Print an answer in words, one sentence a line, as wide as the terminal."""
    lines = [visible(sentence.text(translate())) for sentence in sentences]
    print_text(wrapped("\n".join(lines), sys.stdout), sys.stdout)


def emit_lead(lead: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], fmt: str, out: str) -> None:
    """Print one lead: its sentence, then its facts in words with the source row of each, then what was not checked."""
    checked_format(fmt)
    if fmt != "table":
        emit_object(lead, [lead], fmt, out)
        return
    if out != "-":
        raise UsageError("A lead as text goes to the terminal.", hint="Write a file with --format json -o FILE.")
    tongue = lang()
    amount = f"  {lead['amount']}" if lead["amount"] else ""
    lines = [
        f"{lead['key']}  {lead['code']} {lead['title'][tongue]}",
        "  ".join(word(lead[name]) for name in ("severity", "certainty", "status")) + amount,
        lead["sentence"][tongue],
        *(f"- {reason[tongue]}" for reason in lead["reasons"]),
    ]
    print_text(wrapped("\n".join(map(visible, lines)), sys.stdout), sys.stdout)
    emit(facts, ("n", "fact", "source"), fmt, out)
    for words in lead["not_checked_texts"]:
        print_text(wrapped(visible(text("not_checked", text=words[tongue])), sys.stdout), sys.stdout)
