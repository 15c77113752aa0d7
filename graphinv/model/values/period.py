"""Periods that payments and prices belong to: a month, a quarter or a year."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from graphinv.model.values.partial_date import LIKELY_YEAR, OPEN_YEAR
from graphinv.model.values.reasons import NOT_A_PERIOD, BadValue

MONTH = "([0-9]{4})(?:-([0-9]{1,2})|/([0-9]{1,2})|年([0-9]{1,2})月|([0-9]{2}))"
QUARTER = "([0-9]{4})(?:-?[Qq]([1-4])|年第?([1-4])季度|年第?([一二三四])季度)"
YEAR = "([0-9]{4})年?"
HAN = "一二三四"


class Period(NamedTuple):
    """The period as it is written down (2021-02, 2021Q1, 2021) and its half-open interval of days."""

    text: str
    since: date
    until: date


def parse(text: str) -> Period:
    """The period that the text names. Raises BadValue."""
    if found := re.fullmatch(MONTH, text):
        year, month = int(found[1]), next(int(part) for part in found.groups()[1:] if part)
        return _period(f"{year:04}-{month:02}", year, month, 1)
    if found := re.fullmatch(QUARTER, text):
        number = next(part for part in found.groups()[1:] if part)
        quarter = HAN.index(number) + 1 if number in HAN else int(number)
        return _period(f"{found[1]}Q{quarter}", int(found[1]), quarter * 3 - 2, 3)
    if found := re.fullmatch(YEAR, text):
        return _period(found[1], int(found[1]), 1, 12)
    raise BadValue(NOT_A_PERIOD)


def _period(text: str, year: int, month: int, months: int) -> Period:
    if not (LIKELY_YEAR <= year < OPEN_YEAR and 1 <= month <= 12):
        raise BadValue(NOT_A_PERIOD)
    over, last = divmod(month - 1 + months, 12)
    return Period(text, date(year, month, 1), date(year + over, last + 1, 1))
