"""The small words of SQL text that mapping is written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from graphinv.model.layout import quoted


class Connection(Protocol):
    """What mapping needs of a DuckDB connection."""

    def execute(self, query: str, parameters: object = ..., /) -> Any: ...

    def cursor(self) -> Any: ...


def literal(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def column(name: str) -> str:
    """A column of the staged row, by its name in the loader; four names are taken and carry an underscore there."""
    return f"s.{quoted(f'{name}_' if name in TAKEN else name)}"


TAKEN = ("file", "row", "extras", "row_key")


RID = "m_place(s.file, s.row)"
"""The staged row `s` as one number."""


def names(columns: Iterable[str], of: str = "") -> str:
    """Quoted column names, comma separated, with the table alias `of` before each."""
    before = f"{of}." if of else ""
    return ", ".join(before + quoted(name) for name in columns)


def select_list(expressions: Mapping[str, str]) -> str:
    """`expression AS "name"` for each."""
    return ", ".join(f"{expression} AS {quoted(name)}" for name, expression in expressions.items())


def all_of(conditions: Iterable[str]) -> str:
    """The conditions joined by AND; none of them is true."""
    return " AND ".join(f"({condition})" for condition in conditions) or "true"


def unknown(name: str, kind: str) -> str:
    """The stored form of "not known": the outer interval is everything, the inner one is empty, a date is any day."""
    if kind != "DATE":
        return f"NULL::{kind}"
    first = name in ("since", "until_certain") or not (name in ("until", "since_certain") or name.endswith("_last"))
    return FIRST if first else LAST


FIRST, LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
