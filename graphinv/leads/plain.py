"""Stored properties as JSON shows them: money in yuan as decimal text, dates ISO, unknown bounds left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graphinv.model import FIRST_DAY, INTERVAL, OPEN_END, PropType

_SENTINELS = (date.fromisoformat(FIRST_DAY), date.fromisoformat(OPEN_END))


def day(value: date | None) -> str | None:
    """ISO, or None for an unknown or open bound."""
    return None if value is None or value in _SENTINELS else value.isoformat()


def money(fen: int) -> str:
    """Yuan with two decimals."""
    return f"{Decimal(fen) / 100:.2f}"


def price(parts: int) -> str:
    """Yuan with four decimals, from 1/10,000 yuan."""
    return f"{Decimal(parts) / 10_000:.4f}"


def plain(types: Mapping[str, PropType], props: Mapping[str, Any]) -> dict[str, Any]:
    """The filled properties of an element without its validity; a date known only in part also has `x_last`."""
    found: dict[str, Any] = {}
    for name, kind in types.items():
        if name in INTERVAL or props.get(name) is None:
            continue
        if kind is PropType.DATE:
            found |= _days(name, props[name], props.get(f"{name}_last"))
        else:
            found[name] = _value(kind, props[name])
    return found


def _days(name: str, first: date, last: date | None) -> dict[str, str]:
    if day(first) is None and day(last) is None:
        return {}
    found = {name: day(first)}
    if last is not None and last != first:
        found[f"{name}_last"] = day(last)
    return {key: text for key, text in found.items() if text is not None}


def _value(kind: PropType, value: Any) -> Any:
    match kind:
        case PropType.MONEY:
            return money(int(value))
        case PropType.PRICE:
            return price(int(value))
        case PropType.FLOAT | PropType.SHARE:
            return round(float(value), 9)
        case PropType.DATETIME:
            return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
        case PropType.LIST:
            return [str(item) for item in value]
        case _:
            return value
