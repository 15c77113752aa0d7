"""Printing rows and objects in the format that was asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from graphinv.cli.messages import say, text
from graphinv.cli.options import checked_format, lang
from graphinv.cli.words import heading, word
from graphinv.errors import UsageError
from graphinv.render.tables import Column, encodable, write_rows
from graphinv.render.visible import visible

_RIGHT = ("rows", "loaded", "warned", "rejected", "seconds", "leads", "population", "amount", "version", "row")
_CODED = ("severity", "certainty", "status", "result", "state", "class", "kind")
_WHOLE = ("key", "rule", "code", "file")


def target(out: str) -> TextIO | Path:
    """Where -o points to."""
    return sys.stdout if out == "-" else Path(out)


def emit(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], fmt: str, out: str, *, literal: bool = False
) -> None:
    """Print rows: tables with words in the language of this run, everything else as scripts expect it.

    `literal` columns and their values are the user's own: they are shown as they are.
    """
    checked_format(fmt)
    shown = list(rows)
    if literal:
        made = [Column(name, name) for name in columns]
    else:
        if fmt == "table":
            shown = [{name: _shown(name, row.get(name)) for name in columns} for row in shown]
        made = [_column(name, fmt) for name in columns or _keys(shown)]
    write_rows(shown, made, fmt, target(out))
    if out != "-":
        say("written", path=out)


def _keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _column(name: str, fmt: str) -> Column:
    return Column(name, heading(name) if fmt == "table" else name, right=name in _RIGHT, whole=name in _WHOLE)


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.4f}" if name == "base_rate" else f"{value:.2f}"
    if isinstance(value, bool):
        return word("yes" if value else "no")
    return word(value) if name in _CODED and isinstance(value, str) else value


def emit_object(body: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], fmt: str, out: str) -> None:
    """Print one object as JSON; jsonl and csv, which hold rows, get its rows."""
    checked_format(fmt)
    if fmt != "json":
        emit(rows, (), fmt, out)
        return
    stream = target(out)
    if isinstance(stream, Path):
        stream.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return
    narrow = (stream.encoding or "utf-8").lower().replace("-", "") != "utf8"
    stream.write(json.dumps(body, ensure_ascii=narrow, indent=2) + "\n")


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
    sys.stdout.write(encodable("".join(f"{visible(line)}\n" for line in lines), sys.stdout))
    emit(facts, ("n", "fact", "source"), fmt, out)
    for words in lead["not_checked_texts"]:
        sys.stdout.write(encodable(text("not_checked", text=words[tongue]) + "\n", sys.stdout))
