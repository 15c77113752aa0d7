"""Writes single values for sentences: money in full, shares in per cent, days that are known only in part."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graphinv.model import FIRST_DAY, OPEN_END, PropType
from graphinv.rules.terms import currency, word

_UNKNOWN = (date.fromisoformat(FIRST_DAY), date.fromisoformat(OPEN_END))


SMALLEST_P = 0.0001
"""Below this a p is written as less than it; from here on numbers are written without an exponent."""


def known(day: date | None) -> date | None:
    """The day, or None for the sentinels that stand for an unknown or open bound."""
    return None if day in _UNKNOWN else day


def days(first: date | None, last: date | None) -> str | None:
    """A day, the month or year that is all one knows, or a range; None when nothing is known."""
    start, end = known(first), known(last)
    if start is None or end is None or start == end:
        found = start or end
        return found.isoformat() if found else None
    if start.day == 1 and start.year == end.year and end.day == calendar.monthrange(end.year, end.month)[1]:
        if start.month == end.month:
            return start.isoformat()[:7]
        if (start.month, end.month) == (1, 12):
            return start.isoformat()[:4]
    return f"{start.isoformat()}/{end.isoformat()}"


def period(props: Mapping[str, Any], lang: str) -> str | None:
    """Since when and until when (the first day on which it no longer holds); None when both are unknown."""
    since = days(props.get("since"), known(props.get("since_certain")) or props.get("since"))
    until = days(known(props.get("until_certain")) or props.get("until"), props.get("until"))
    if known(props.get("until")) is None:
        until = None
    if since and until:
        return f"{since}至{until}" if lang == "zh" else f"from {since} until {until}"
    if since:
        return f"{since}起" if lang == "zh" else f"since {since}"
    if until:
        return f"截至{until}" if lang == "zh" else f"until {until}"
    return None


def span(first: str, last: str, lang: str) -> str:
    """From the first to the last of some values, or the only one there is."""
    if lang == "zh":
        return first if first == last else f"{first}至{last}"
    return f"on {first}" if first == last else f"from {first} to {last}"


def money(fen: int, lang: str, code: str = "CNY") -> str:
    """1,285,000.00 元 or CNY 1,285,000.00."""
    digits = f"{Decimal(fen) / 100:,.2f}"
    return f"{digits} {currency(code, lang)}" if lang == "zh" else f"{currency(code, lang)} {digits}"


def share(part: float) -> str:
    """A share of 0 to 1 in per cent, as exact as it is known."""
    text = f"{round(Decimal(str(part)) * 100, 4):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def probability(p: float, lang: str) -> str:
    """A p of a test with two significant digits; what is too small to mean more is only said to be so."""
    if p < SMALLEST_P:
        return f"小于 {SMALLEST_P}" if lang == "zh" else f"less than {SMALLEST_P}"
    return f"{float(f'{p:.2g}')}"


def written(name: str, kind: PropType | None, props: Mapping[str, Any], lang: str) -> str | None:
    """One property as text, by its type in the model; None when it is empty or unknown.

    Where an element has the words for it (`term_zh` beside `term`), those are said.
    """
    value = props.get(f"{name}_{lang}") or props.get(name)
    if value is None or value in ("", []):
        return None
    match kind:
        case PropType.MONEY:
            return money(int(value), lang, str(props.get("currency") or "CNY"))
        case PropType.SHARE:
            return share(value)
        case PropType.DATE:
            return days(value, props.get(f"{name}_last", value))
        case _:
            return plain(name, value, lang)


def plain(name: str, value: object, lang: str) -> str:
    """Any other value; coded words are translated."""
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(plain(name, item, lang) for item in value)
    return word(name, str(value), lang)
