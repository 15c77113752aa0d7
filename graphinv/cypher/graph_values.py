"""Properties of a drawn graph as the store keeps them: two columns for a date, four for validity, fen for money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from graphinv.cypher.graph_scan import Value
from graphinv.cypher.lexer import fail
from graphinv.cypher.schema import nearest
from graphinv.message import msg
from graphinv.model import PropType
from graphinv.model.values import BadValue, moment, money, partial_date, share

_BLOOD = frozenset({"parent", "child", "sibling", "grandparent", "collateral"})
"""FAMILY of these types holds for ever, unless the drawing says otherwise."""

_UNKNOWN = "unknown"
_EXAMPLES = {
    PropType.INT: msg("a whole number"),
    PropType.FLOAT: msg("a number"),
    PropType.BOOL: msg("true or false"),
    PropType.DATE: msg("2019-01-01, 2019-05, 2019 or unknown"),
    PropType.DATETIME: msg("2019-01-01 09:30"),
    PropType.MONEY: msg("yuan, such as 1200000 or 12.50"),
    PropType.PRICE: msg("yuan, such as 12.5"),
    PropType.SHARE: msg("a share such as 0.05 or 5%"),
}


def _bool(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _moment(text: str) -> Any:
    return moment.parse(text).at


_PARSE: Mapping[PropType, Callable[[str], Any]] = {
    PropType.STRING: str,
    PropType.INT: int,
    PropType.FLOAT: float,
    PropType.BOOL: _bool,
    PropType.DATETIME: _moment,
    PropType.MONEY: money.fen,
    PropType.PRICE: money.price,
    PropType.SHARE: share.parse,
}


def stored(
    owner: str, declared: Mapping[str, PropType], values: tuple[Value, ...], *, interval: bool, as_of: date | None
) -> dict[str, Any]:
    """All columns of an element; dates that are not drawn are unknown. Raises CypherError at the value."""
    known = {**declared, **({"since": PropType.DATE, "until": PropType.DATE} if interval else {})}
    found: dict[str, Any] = {}
    for name, kind in known.items():
        if kind is PropType.DATE:
            found |= _bounds(name, (date.min, date.max), interval)
    for value in values:
        if value.key not in known:
            fail(value.at, "{owner} has no property {key}.", nearest(value.key, known), owner=owner, key=value.key)
        found |= _columns(value, known[value.key], interval)
    drawn = {value.key for value in values}
    if interval and as_of is not None and "until" not in drawn:
        found["until_certain"] = as_of + timedelta(days=1)
    if owner == "FAMILY" and found.get("type") in _BLOOD and not drawn & {"since", "until"}:
        found |= {"since_certain": date.min, "until_certain": date.max}
    return found


def _columns(value: Value, kind: PropType, interval: bool) -> dict[str, Any]:
    if kind is PropType.LIST:
        return {value.key: list(value.texts)}
    if len(value.texts) != 1:
        fail(
            value.at,
            "{key} is one value, not a list.",
            "Write {example}.",
            key=value.key,
            example=_EXAMPLES.get(kind, msg("one value")),
        )
    try:
        if kind is PropType.DATE:
            return _bounds(value.key, _days(value.key, value.texts[0]), interval)
        return {value.key: _PARSE[kind](value.texts[0])}
    except (ValueError, KeyError, BadValue):
        fail(
            value.at,
            "{text!r} is no {kind} for {key}.",
            "Write {example}.",
            text=value.texts[0],
            kind=kind,
            key=value.key,
            example=_EXAMPLES.get(kind, msg("a value")),
        )


def _days(name: str, text: str) -> tuple[date, date]:
    """First and last possible day; the sentinels themselves mean known to be without bound."""
    if text == _UNKNOWN:
        return date.min, date.max
    if text == date.min.isoformat():
        return date.min, date.min
    found = partial_date.parse(text)
    return (date.max, date.max) if found is None else (found.first, found.last)


def _bounds(name: str, days: tuple[date, date], interval: bool) -> dict[str, date]:
    first, last = days
    if interval and name == "since":
        return {"since": first, "since_certain": last}
    if interval and name == "until":
        return {"until": last, "until_certain": first}
    return {name: first, f"{name}_last": last}
