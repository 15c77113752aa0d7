"""Functions and aggregates over plain values."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tests.cypher.naive.operators import later
from tests.cypher.naive.values import Duration, identity


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
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _round(value: float, digits: int | None = None) -> float:
    if not digits:
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


def _duration(parts: dict[str, int | None]) -> Duration | None:
    if None in parts.values():
        return None
    whole: dict[str, int] = {"years": 0, "months": 0, "weeks": 0, "days": 0, **{k: v or 0 for k, v in parts.items()}}
    return Duration(whole["years"] * 12 + whole["months"], whole["weeks"] * 7 + whole["days"])


def _months_between(start: date, end: date) -> int:
    """Whole months, counted one by one."""
    if end < start:
        return -_months_between(end, start)
    months = 0
    while (start.year * 12 + start.month + months + 1, start.day) <= (end.year * 12 + end.month, end.day):
        months += 1
    return months


def _between(start: date, end: date) -> Duration:
    months = _months_between(start, end)
    return Duration(months, (end - later(start, months)).days)


def _truncated(unit: str, day: date) -> date:
    firsts = {
        "year": date(day.year, 1, 1),
        "quarter": date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        "month": day.replace(day=1),
        "week": day - timedelta(day.weekday()),
        "day": day,
    }
    return firsts[unit.lower()]


def _range(start: int, stop: int, step: int = 1) -> list[int]:
    return list(range(start, stop + (1 if step > 0 else -1), step))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


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
    "trim": _skips_null(str.strip),
    "ltrim": _skips_null(str.lstrip),
    "rtrim": _skips_null(str.rstrip),
    "left": _skips_null(lambda text, count: text[:count]),
    "right": _skips_null(lambda text, count: text[max(len(text) - count, 0) :]),
    "replace": _skips_null(str.replace),
    "isempty": _skips_null(lambda value: len(value) == 0),
    "head": _skips_null(lambda items: items[0] if items else None),
    "last": _skips_null(lambda items: items[-1] if items else None),
    "tail": _skips_null(lambda items: items[1:]),
    "reverse": _skips_null(lambda value: value[::-1]),
    "range": _skips_null(_range),
    "sign": _skips_null(_sign),
    "ceil": _skips_null(lambda value: float(math.ceil(value))),
    "floor": _skips_null(lambda value: float(math.floor(value))),
    "sqrt": _skips_null(math.sqrt),
    "startnode": _skips_null(lambda rel: rel.start),
    "endnode": _skips_null(lambda rel: rel.end),
    "substring": _skips_null(_substring),
    "split": _skips_null(lambda text, separator: text.split(separator)),
    "labels": _skips_null(lambda node: node.labels),
    "type": _skips_null(lambda rel: rel.type),
    "nodes": _skips_null(lambda path: list(path.nodes)),
    "relationships": _skips_null(lambda path: list(path.rels)),
    "length": _skips_null(lambda path: len(path.rels)),
    "date": _skips_null(_date),
    "date.truncate": _skips_null(_truncated),
    "duration": _skips_null(_duration),
    "duration.indays": _skips_null(lambda start, end: Duration(days=(end - start).days)),
    "duration.inmonths": _skips_null(lambda start, end: Duration(months=_months_between(start, end))),
    "duration.between": _skips_null(_between),
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
    "stdev": lambda values: statistics.stdev(values) if len(values) > 1 else 0.0 if values else None,
    "stdevp": lambda values: statistics.pstdev(values) if values else None,
    "percentilecont": _percentile,
    "percentiledisc": lambda values, part: (
        sorted(values)[max(math.ceil(part * len(values)) - 1, 0)] if values else None
    ),
}


def aggregate(name: str, values: list[Any], distinct: bool, *more: Any) -> Any:
    """An aggregate over the values of a group; null is skipped."""
    present = [value for value in values if value is not None]
    if distinct:
        present = list({identity(value): value for value in present}.values())
    return AGGREGATES[name.lower()](present, *more)
