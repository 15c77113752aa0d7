"""Days and moments as SQL gives them to what is no database: numbers that count days, and texts."""

from __future__ import annotations

from datetime import date

EPOCH = date(1970, 1, 1)
"""The day that days are counted from."""


def as_number(column: str) -> str:
    """SQL for a day as the number of days since `EPOCH`."""
    return f"({column} - DATE '{EPOCH}')::INTEGER"


def as_text(column: str) -> str:
    """SQL for a moment as ISO text, seconds included."""
    return f"strftime({column}, '%Y-%m-%dT%H:%M:%S')"
