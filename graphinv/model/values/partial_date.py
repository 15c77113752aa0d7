"""Dates of which perhaps only the year or the month is known: an interval of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from graphinv.model.values.reasons import NO_SUCH_DAY, NOT_A_DATE, BadValue

OPEN_WORDS = ("至今", "长期")
OPEN_YEAR = 9999
LIKELY_YEAR = 1800
"""Earlier years are loaded with a warning: 0204 is a slip, but whose and for what is not ours to guess."""

TIME = r"[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.][0-9]+)?)?"
DAY = (
    "([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|[.]([0-9]{1,2})[.]([0-9]{1,2})"
    "|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))"
)
MONTH = "([0-9]{4})(?:-([0-9]{1,2})|/([0-9]{1,2})|年([0-9]{1,2})月)"
YEAR = "([0-9]{4})年?"
DAY_FIRST = "([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
"""Only in columns whose loader says `format: dmy`."""


class PartialDate(NamedTuple):
    """First and last possible day; equal if the day is known."""

    first: date
    last: date


def parse(text: str, *, inclusive: bool = False, day_first: bool = False) -> PartialDate | None:
    """The interval of days; None for an open end (至今, 长期, any day of 9999). Raises BadValue.

    `inclusive`: the text is a last day, so the bound is the day after. A time of day is dropped.
    """
    if text in OPEN_WORDS:
        return None
    year, month, day = _parts(text, day_first)
    first = (year, 1 if month is None else month, 1 if day is None else day)
    if not _exists(*first):
        raise BadValue(NO_SUCH_DAY)
    if year == OPEN_YEAR:
        return None
    last_month = 12 if month is None else month
    last = date(year, last_month, monthrange(year, last_month)[1] if day is None else day)
    shift = timedelta(days=1 if inclusive else 0)
    return PartialDate(date(*first) + shift, last + shift)


def _parts(text: str, day_first: bool) -> tuple[int, int | None, int | None]:
    if found := re.fullmatch(f"{DAY}(?:{TIME})?", text):
        month, day = (int(part) for part in found.groups()[1:11] if part is not None)
        return int(found[1]), month, day
    if day_first and (found := re.fullmatch(f"{DAY_FIRST}(?:{TIME})?", text)):
        return int(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(MONTH, text):
        return int(found[1]), next(int(part) for part in found.groups()[1:] if part is not None), None
    if found := re.fullmatch(YEAR, text):
        return int(found[1]), None, None
    raise BadValue(NOT_A_DATE)


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
