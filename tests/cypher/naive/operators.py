"""Properties, arithmetic, and the comparisons that turn the reading."""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from typing import Any

from graphinv.cypher import ast
from graphinv.model import FIRST_DAY, OPEN_END
from tests.cypher.naive.values import Duration

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def read(base: Any, name: str) -> Any:
    """A property, or a part of a date or duration. A date reads as its first day (until: its last), null if unknown."""
    if base is None:
        return None
    if isinstance(base, dict):
        return base[name]
    if isinstance(base, Duration):
        return _of_duration(base, name)
    if isinstance(base, date):
        return _of_day(base, name)
    found = base.props.get(name)
    if base.is_date(name) and found == date.fromisoformat(OPEN_END if name == "until" else FIRST_DAY):
        return None
    return found


def _of_day(day: date, name: str) -> int:
    year, week, weekday = day.isocalendar()
    parts = {"quarter": (day.month + 2) // 3, "week": week, "weekYear": year, "ordinalDay": day.timetuple().tm_yday}
    parts |= {"dayOfWeek": weekday, "weekDay": weekday}
    return parts[name] if name in parts else int(getattr(day, name))


def _of_duration(span: Duration, name: str) -> int:
    parts = {"months": span.months, "days": span.days, "years": math.trunc(span.months / 12)}
    parts |= {"weeks": math.trunc(span.days / 7), "monthsOfYear": int(math.fmod(span.months, 12))}
    return parts[name]


def later(day: date, months: int) -> date:
    """So many months later, at the latest on the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counts_down(expr: ast.Compare) -> bool:
    """COUNT { } compared by <, <= or = 0 (also written the other way round) turns the reading."""
    left, op, right = expr.left, expr.op, expr.right
    if isinstance(right, ast.CountRows):
        left, op, right = right, _TURNED.get(op, op), left
    return isinstance(left, ast.CountRows) and (op in ("<", "<=") or (op == "=" and right == ast.Literal(0)))


def arithmetic(op: str, left: Any, right: Any) -> Any:
    """`left op right`; whole numbers divide to whole numbers, towards nought."""
    if left is None or right is None:
        return None
    if isinstance(left, list) or isinstance(right, list):
        return (left if isinstance(left, list) else [left]) + (right if isinstance(right, list) else [right])
    if isinstance(right, Duration):
        sign = 1 if op == "+" else -1
        return later(left, sign * right.months) + timedelta(sign * right.days)
    whole = isinstance(left, int) and isinstance(right, int)
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return math.trunc(left / right) if whole else left / right
        case "%":
            return int(math.fmod(left, right)) if whole else math.fmod(left, right)
        case _:
            return float(left) ** right
