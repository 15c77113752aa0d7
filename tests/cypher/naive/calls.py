"""Functions and aggregates over plain values."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.cypher.naive.values import Days, identity


def _skips_null(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: None if any(arg is None for arg in args) else make(*args)


def _to_float(value: Any) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _to_integer(value: Any) -> int | None:
    number = _to_float(value)
    return None if number is None or not math.isfinite(number) else math.trunc(number)


def _to_string(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _round(value: float, digits: int | None = None) -> float:
    if digits is None:
        return float(math.floor(value + 0.5))
    return math.copysign(math.floor(abs(value) * 10**digits + 0.5) / 10**digits, value)


def _substring(text: str, start: int, length: int | None = None) -> str:
    return text[start:] if length is None else text[start : start + length]


def _date(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, dict):
        parts = [value["year"], value.get("month", 1), value.get("day", 1)]
        return None if None in parts else date(*parts)
    return value.date() if isinstance(value, datetime) else value


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "coalesce": lambda *args: next((arg for arg in args if arg is not None), None),
    "size": _skips_null(len),
    "abs": _skips_null(abs),
    "round": _skips_null(_round),
    "tointeger": _skips_null(_to_integer),
    "tofloat": _skips_null(_to_float),
    "tostring": _skips_null(_to_string),
    "tolower": _skips_null(str.lower),
    "toupper": _skips_null(str.upper),
    "trim": _skips_null(lambda text: text.strip(" ")),
    "substring": _skips_null(_substring),
    "split": _skips_null(lambda text, separator: text.split(separator)),
    "labels": _skips_null(lambda node: node.labels),
    "type": _skips_null(lambda rel: rel.type),
    "nodes": _skips_null(lambda path: list(path.nodes)),
    "relationships": _skips_null(lambda path: list(path.rels)),
    "length": _skips_null(lambda path: len(path.rels)),
    "date": _skips_null(_date),
    "duration": lambda days: None if days["days"] is None else Days(days["days"]),
    "duration.indays": _skips_null(lambda start, end: Days((end - start).days)),
}


def _percentile(values: list[Any], part: float) -> float | None:
    if not values:
        return None
    place = part * (len(values) - 1)
    low, high = sorted(values)[math.floor(place)], sorted(values)[math.ceil(place)]
    return float(low + (high - low) * (place - math.floor(place)))


AGGREGATES: dict[str, Callable[..., Any]] = {
    "count": len,
    "sum": sum,
    "avg": lambda values: sum(values) / len(values) if values else None,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
    "collect": list,
    "stdev": lambda values: statistics.stdev(values) if len(values) > 1 else 0.0,
    "percentilecont": _percentile,
}


def aggregate(name: str, values: list[Any], distinct: bool, *more: Any) -> Any:
    """An aggregate over the values of a group; null is skipped."""
    present = [value for value in values if value is not None]
    if distinct:
        present = list({identity(value): value for value in present}.values())
    return AGGREGATES[name.lower()](present, *more)
