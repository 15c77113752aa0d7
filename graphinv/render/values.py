"""Writes values out for readers: money in full and in 万元, shares in per cent, days that are known only in part."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from graphinv.model import FIRST_DAY, OPEN_END, PropType
from graphinv.render.visible import isolate
from graphinv.render.words import Words

_WAN = Decimal(10_000)
_YI = Decimal(100_000_000)


def number(value: object) -> Decimal | None:
    """A decimal from JSON's text or number; None when it is no number."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def money(value: object, words: Words, currency: str | None = None) -> str:
    """The full amount: 1,285,000.00 元 or CNY 1,285,000.00."""
    amount = number(value)
    return isolate(str(value)) if amount is None else _with_unit(f"{amount:,.2f}", words, currency)


def money_short(value: object, words: Words, currency: str | None = None) -> str:
    """The amount as one says it, never rounded: 128.5 万元 or CNY 1,285,000."""
    amount = number(value)
    if amount is None:
        return isolate(str(value))
    if words.lang == "zh" and currency in (None, "CNY") and abs(amount) >= _WAN:
        unit, name = (_YI, "亿元") if abs(amount) >= _YI else (_WAN, "万元")
        return f"{_trim(amount / unit)} {name}"
    return _with_unit(f"{amount:,.2f}".removesuffix(".00"), words, currency)


def _with_unit(digits: str, words: Words, currency: str | None) -> str:
    unit = words.word("currency", currency or "CNY")
    return f"{digits} {isolate(unit)}" if words.lang == "zh" else f"{isolate(unit)} {digits}"


def _trim(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: object) -> str:
    """A share of 0 to 1 in per cent, as exact as it is known."""
    part = number(value)
    return isolate(str(value)) if part is None else f"{_trim(round(part * 100, 4))}%"


def plain(value: object, words: Words) -> str:
    """Any value that has no unit."""
    if isinstance(value, bool):
        return words("value.yes" if value else "value.no")
    if isinstance(value, (list, tuple)):
        return words("value.comma").join(isolate(str(item)) for item in value)
    if isinstance(value, float) and value.is_integer():
        return isolate(f"{value:.0f}")
    return isolate(str(value))


def day(first: object, last: object = None) -> str | None:
    """A day, or the month, year or range that is all one knows; None when nothing is known."""
    start, end = _known(first), _known(last)
    if start is None:
        return None
    if end is None or end == start or len(start) < 10 or len(end) < 10:
        return start
    if start[:10] == end[:10]:
        return start
    return _calendar_unit(start, end) or f"{start}/{end}"


def _known(value: object) -> str | None:
    text = isolate(str(value)) if value else ""
    return None if not text or text.startswith((FIRST_DAY, OPEN_END)) else text


def _calendar_unit(start: str, end: str) -> str | None:
    """2019-05 for its first to its last day, 2019 for the year."""
    try:
        first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return None
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1] or first.year != last.year:
        return None
    if first.month == last.month:
        return start[:7]
    return start[:4] if (first.month, last.month) == (1, 12) else None


def bounds(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """When a fact began and ended, each None if unknown; `*_certain` beside a bound tells that it is partial."""
    return day(item.get("since"), item.get("since_certain")), day(
        *_ordered(item.get("until_certain"), item.get("until"))
    )


def _ordered(first: object, last: object) -> tuple[object, object]:
    """The bounds of `until`; without the inner one, or when it is not over yet, only the outer counts."""
    return (first, last) if _known(first) and _known(last) else (last, None)


def period(item: Mapping[str, Any], words: Words, style: str = "time") -> str | None:
    """Since when until when, in words (`style` time) or short (`style` span); None when both are unknown."""
    since, until = bounds(item)
    if since and until:
        return words(f"{style}.both", since=since, until=until)
    if since:
        running = not until and _known(item.get("until_certain"))
        return words(f"{style}.running" if running else f"{style}.since", since=since)
    return words(f"{style}.until", until=until) if until else None


def shown(name: str, kind: PropType | None, props: Mapping[str, Any], words: Words, short: bool = False) -> str | None:
    """One property as text, by its type in the model; None when it is empty or unknown.

    Where an element has the words for it (`term_zh` beside `term`), those are shown.
    """
    value = props.get(f"{name}_{words.lang}") or props.get(name)
    if value is None or value == "" or value == []:
        return None
    if kind in (PropType.MONEY, PropType.PRICE):
        return (money_short if short else money)(value, words, props.get("currency"))
    if kind is PropType.SHARE:
        return share(value)
    if kind is PropType.DATE:
        return day(value, props.get(f"{name}_last"))
    if kind is PropType.DATETIME:
        return (_known(value) or "").replace("T", " ")[: 10 if short else 19] or None
    translated = words.find(f"enums.{name}.{value}") if isinstance(value, str) else None
    return translated or plain(value, words)
