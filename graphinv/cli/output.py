"""Printing rows and objects in the format that was asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from graphinv.cli.messages import say
from graphinv.cli.options import checked_format
from graphinv.cli.words import heading, word
from graphinv.render.tables import Column, encodable, write_rows

_RIGHT = ("rows", "loaded", "warned", "rejected", "seconds", "leads", "population", "amount", "version", "row")
_CODED = ("severity", "certainty", "status", "result", "state", "class", "kind")
_WHOLE = ("key", "rule", "code", "file")


def target(out: str) -> TextIO | Path:
    """Where -o points to."""
    return sys.stdout if out == "-" else Path(out)


def emit(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], fmt: str, out: str) -> None:
    """Print rows: tables with words in the language of this run, everything else as scripts expect it."""
    checked_format(fmt)
    shown = list(rows)
    if fmt == "table":
        shown = [{name: _shown(name, row.get(name)) for name in columns} for row in shown]
    write_rows(shown, [_column(name, fmt) for name in columns or _keys(shown)], fmt, target(out))
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


def emit_lead(lead: Mapping[str, Any], lang: str, fmt: str, out: str) -> None:
    """Print one lead: its sentence, then its evidence with the source row of each fact."""
    checked_format(fmt)
    if fmt != "table":
        emit_object(lead, [lead], fmt, out)
        return
    stream = target(out)
    head = [
        f"{lead['key']}  {lead['code']} {lead['title'][lang]}",
        "  ".join(word(lead[name]) for name in ("severity", "certainty", "status"))
        + (f"  {lead['amount']}" if lead["amount"] else ""),
        lead["sentence"][lang],
        *(f"- {reason[lang]}" for reason in lead.get("reasons", ())),
        "",
    ]
    if isinstance(stream, Path):
        stream.write_text("\n".join(head), "utf-8")
    else:
        stream.write(encodable("\n".join(head) + "\n", stream))
    emit([_fact(fact) for fact in lead["evidence"]], ("n", "type", "from", "to", "since", "until", "source"), fmt, "-")
    for text in lead.get("not_checked_texts", ()):
        say("not_checked", text=text[lang])


def _fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    places = (f"{row['file']}{'/' + row['sheet'] if row['sheet'] else ''}:{row['row']}" for row in fact["source"])
    return {**fact, "n": f"E{fact['n']}", "source": ", ".join(places)}
