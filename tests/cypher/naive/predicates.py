"""The named time predicates over days as plain numbers, written from the table in docs/cypher.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from tests.cypher.naive.values import Truth, both, compared

ROLES = {
    "valid_at": "ed",
    "overlaps": "edd",
    "before": "dd",
    "within_days": "ddnn",
    "started_within": "edd",
    "ended_within": "edd",
}
"""Arguments: e = an element with since and until, d = a date, n = a number of days or null."""


class Span(NamedTuple):
    """First and last possible day as ordinals; None where there is no element or no such property."""

    first: int | None
    last: int | None

    def moved(self, days: int | None) -> Span:
        return Span(_plus(self.first, days), _plus(self.last, days))


def span_of(element: Any, name: str) -> Span:
    """The days in which a date of an element lies."""
    if element is None:
        return Span(None, None)
    columns = (name, f"{name}_last")
    if element.interval and name in ("since", "until"):
        columns = ("since", "since_certain") if name == "since" else ("until_certain", "until")
    return Span(*(ordinal(element.props.get(column)) for column in columns))


def ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def holds(name: str, sure: bool, args: list[Any]) -> Truth:
    """A predicate on spans, elements and numbers of days; `sure` asks for every choice of days, else for some."""
    forms: dict[str, Callable[..., Truth]] = {
        "valid_at": _valid_at,
        "overlaps": _overlaps,
        "before": _before,
        "within_days": _within_days,
        "started_within": _started_within,
        "ended_within": _ended_within,
    }
    return forms[name](sure, *args)


def _valid_at(sure: bool, e: Any, d: Span) -> Truth:
    since, until = span_of(e, "since"), span_of(e, "until")
    if sure:
        return both([_le(since.last, d.first), _lt(d.last, until.first)])
    return both([_le(since.first, d.last), _lt(d.first, until.last)])


def _overlaps(sure: bool, e: Any, a: Span, b: Span) -> Truth:
    since, until = span_of(e, "since"), span_of(e, "until")
    if sure:
        return both([_lt(since.last, until.first), _le(since.last, b.first), _lt(a.last, until.first)])
    return both([_le(since.first, b.last), _lt(a.first, until.last)])


def _before(sure: bool, d1: Span, d2: Span) -> Truth:
    return _lt(d1.last, d2.first) if sure else _lt(d1.first, d2.last)


def _within_days(sure: bool, d1: Span, d2: Span, low: int | None, high: int | None) -> Truth:
    tests: list[Truth] = []
    if low is not None:
        tests.append(_le(_plus(d1.last if sure else d1.first, low), d2.first if sure else d2.last))
    if high is not None:
        tests.append(_le(d2.last if sure else d2.first, _plus(d1.first if sure else d1.last, high)))
    return both(tests)


def _started_within(sure: bool, e: Any, a: Span, b: Span) -> Truth:
    return _lies_in(sure, span_of(e, "since"), a, b)


def _ended_within(sure: bool, e: Any, a: Span, b: Span) -> Truth:
    return _lies_in(sure, span_of(e, "until"), a, b)


def _lies_in(sure: bool, x: Span, a: Span, b: Span) -> Truth:
    if sure:
        return both([_le(a.last, x.first), _le(x.last, b.first)])
    return both([_le(x.first, b.last), _le(a.first, x.last)])


def _plus(day: int | None, days: int | None) -> int | None:
    return None if day is None or days is None else day + days


def _le(left: int | None, right: int | None) -> Truth:
    return compared("<=", left, right)


def _lt(left: int | None, right: int | None) -> Truth:
    return compared("<", left, right)
