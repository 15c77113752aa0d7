"""Columns of tables, and a value as one cell of text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column: the key in the rows and in JSON, and what a reader sees above it.

    `whole` keeps ids in one piece (they fold only if nothing else helps); `right` is for numbers.
    """

    key: str
    heading: str = ""
    right: bool = False
    whole: bool = False


def plain_text(value: Any) -> str:
    """A value as one cell of text: nothing for null, ISO for dates, compact JSON for what is nested."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple, set, frozenset)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=simple)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def simple(value: object) -> Any:
    """What JSON does not know as something that it knows."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)
