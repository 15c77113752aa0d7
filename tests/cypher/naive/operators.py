"""Properties, arithmetic, and the comparisons that turn the reading."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

from graphinv.cypher import ast
from graphinv.model import FIRST_DAY, OPEN_END
from tests.cypher.naive.values import Days

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def read(base: Any, name: str) -> Any:
    """A property, or a part of a date or duration. A date reads as its first day (until: its last), null if unknown."""
    if base is None:
        return None
    if isinstance(base, Days):
        return int(base)
    if isinstance(base, date):
        return getattr(base, name)
    found = base.props.get(name)
    if base.is_date(name) and found == date.fromisoformat(OPEN_END if name == "until" else FIRST_DAY):
        return None
    return found


def counts_down(expr: ast.Compare) -> bool:
    """COUNT { } compared by <, <= or = 0 (also written the other way round) turns the reading."""
    left, op, right = expr.left, expr.op, expr.right
    if isinstance(right, ast.CountRows):
        left, op, right = right, _TURNED.get(op, op), left
    return isinstance(left, ast.CountRows) and (op in ("<", "<=") or (op == "=" and right == ast.Literal(0)))


def arithmetic(op: str, left: Any, right: Any) -> Any:
    """`left op right`; whole numbers divide to whole numbers, towards nought."""
    if isinstance(left, list) and op == "+":
        return None if right is None else left + (right if isinstance(right, list) else [right])
    if left is None or right is None:
        return None
    if isinstance(right, Days):
        return left + timedelta(right) if op == "+" else left - timedelta(right)
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
