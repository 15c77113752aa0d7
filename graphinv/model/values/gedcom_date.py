"""Dates as genealogies write them: `ABT 1819`, `BEF 9 JUL 1850`, `12 MAR 1637/38`, `BET 1801 AND 1803`.

FamilySearch GEDCOM 5.5.1, DATE_VALUE, and the calendars of 7.0. Blanks do not matter, months are English.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from graphinv.model.values.reasons import (
    GEDCOM_ABOUT,
    GEDCOM_CALENDAR,
    GEDCOM_DUAL_YEAR,
    GEDCOM_OPEN,
    GEDCOM_PHRASE,
    NO_SUCH_DAY,
    NOT_A_GEDCOM_DATE,
    BadValue,
    Reason,
)

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

ABOUT_YEAR, ABOUT_DAY = 10, 1
"""So many years either way is `about` a year, or about a month or day: the standard names no width."""

LAST_YEAR = 9998
_JULIAN = ("@#DJULIAN@", "JULIAN")
_GREGORIAN = ("@#DGREGORIAN@", "GREGORIAN")
_PLAIN = re.compile(
    r"(?:(?:([0-9]{1,2}) )?([A-Z]{3,9})\.? )?([0-9]{3,4})(?:/([0-9]{2}|[0-9]{4}))?(?: (?:A\.?D\.?|CE))?"
)
_NEAR = {"ABT", "ABT.", "ABOUT", "CAL", "EST", "CIRCA", "C."}
_RANGE = re.compile("BET(?:WEEN|[.])? (.+) AND (.+)|FROM (.+) TO (.+)")


class GedcomDate(NamedTuple):
    """First and last possible day, None where nothing bounds it, and what should be said about the reading."""

    first: date | None
    last: date | None
    note: Reason | None = None


def parse(text: str) -> GedcomDate:
    """The interval of days that the text leaves possible. Raises BadValue."""
    words = " ".join(text.upper().split())
    if found := _RANGE.fullmatch(words):
        return _between(_one(found[1] or found[3]), _one(found[2] or found[4]))
    head, _, rest = words.partition(" ")
    if head in _NEAR:
        return _about(rest)
    if head in ("BEF", "BEF.", "BEFORE"):
        return GedcomDate(None, _day_before(_one(rest)), GEDCOM_OPEN)
    if head in ("AFT", "AFT.", "AFTER"):
        return GedcomDate(_day_after(_one(rest)), None, GEDCOM_OPEN)
    if head == "FROM":
        return GedcomDate(_one(rest).first, None, GEDCOM_OPEN)
    if head == "TO":
        return GedcomDate(None, _one(rest).last, GEDCOM_OPEN)
    if head == "INT":
        return _one(rest.partition(" (")[0])._replace(note=GEDCOM_PHRASE)
    return _one(words)


def _one(text: str) -> GedcomDate:
    """A date without a word before it, in its calendar."""
    head, _, rest = text.partition(" ")
    julian = head in _JULIAN
    found = _PLAIN.fullmatch(rest if julian or head in _GREGORIAN else text)
    month = _month(found[2]) if found and found[2] else None
    if found is None or (found[2] and month is None):
        raise BadValue(NOT_A_GEDCOM_DATE)
    day, year = int(found[1]) if found[1] else None, int(found[3])
    last_year = _second_year(year, found[4])
    first, last = _days(year, month, day, julian=julian)[0], _days(last_year, month, day, julian=julian)[1]
    note = GEDCOM_DUAL_YEAR if last_year != year else GEDCOM_CALENDAR if julian else None
    return GedcomDate(first, last, note)


def _month(word: str) -> int | None:
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else None


def _second_year(year: int, text: str | None) -> int:
    """Of a double year, the later one: the year then began in March, and its first months belong to both."""
    if not text:
        return year
    later = int(text) if len(text) == 4 else year - year % 100 + int(text)
    later += 100 if len(text) == 2 and later < year else 0
    if not year <= later <= year + 1:
        raise BadValue(NOT_A_GEDCOM_DATE)
    return later


def _days(year: int, month: int | None, day: int | None, *, julian: bool) -> tuple[date, date]:
    """First and last day of a year, month or day."""
    first_month, last_month = (1, 12) if month is None else (month, month)
    if not 0 < year <= LAST_YEAR:
        raise BadValue(NO_SUCH_DAY)
    length = (28 + (year % 4 == 0)) if julian and last_month == 2 else monthrange(year, last_month)[1]
    if day is not None and not 0 < day <= length:
        raise BadValue(NO_SUCH_DAY)
    ends = (year, first_month, day or 1), (year, last_month, day or length)
    return (_from_julian(*ends[0]), _from_julian(*ends[1])) if julian else (date(*ends[0]), date(*ends[1]))


def _from_julian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day in the Julian calendar, by its Julian day number."""
    years, months = year + 4800 - (month < 3), (month + 9) % 12
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return date.fromordinal(max(number - 1721425, 1))


def _about(text: str) -> GedcomDate:
    found = _one(text)
    assert found.first and found.last
    width = ABOUT_YEAR if (found.last - found.first).days > 31 else ABOUT_DAY
    return GedcomDate(_shifted(found.first, -width), _shifted(found.last, width), GEDCOM_ABOUT)


def _shifted(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), LAST_YEAR)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _between(one: GedcomDate, other: GedcomDate) -> GedcomDate:
    assert one.first and other.last
    if other.last < one.first:
        raise BadValue(NOT_A_GEDCOM_DATE)
    return GedcomDate(one.first, other.last, one.note or other.note)


def _day_before(found: GedcomDate) -> date:
    assert found.first
    return max(found.first - timedelta(days=1), date.min)


def _day_after(found: GedcomDate) -> date:
    assert found.last
    return found.last + timedelta(days=1)
