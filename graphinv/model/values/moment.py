"""Points in time to the second, in the time of Asia/Shanghai."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from graphinv.model.values import partial_date
from graphinv.model.values.reasons import NO_SUCH_DAY, NOT_A_MOMENT, BadValue

OFFSET = "(Z|[+-][0-9]{2}:?[0-9]{2})"
SHANGHAI_MINUTES = 8 * 60


class Moment(NamedTuple):
    """A time; `day_only` if just the day is known (then midnight)."""

    at: datetime
    day_only: bool


def parse(text: str) -> Moment:
    """The moment; an offset from UTC is turned into Shanghai time, fractions of a second are cut. Raises BadValue."""
    found = re.fullmatch(f"(.*?)(?:{partial_date.TIME} ?{OFFSET}?)?", text, re.DOTALL)
    if found is None or not re.fullmatch(partial_date.DAY, found[1]):
        raise BadValue(NOT_A_MOMENT)
    days = partial_date.parse(found[1])
    if days is None:  # the year that stands for an open end
        raise BadValue(NO_SUCH_DAY)
    if found[2] is None:
        return Moment(datetime(days.first.year, days.first.month, days.first.day), True)
    try:
        clock = datetime(*days.first.timetuple()[:3], int(found[2]), int(found[3]), int(found[4] or 0))
        at = clock + timedelta(minutes=_shift(found[5]))
    except (ValueError, OverflowError):
        raise BadValue(NO_SUCH_DAY) from None
    if at.year == partial_date.OPEN_YEAR:
        raise BadValue(NO_SUCH_DAY)
    return Moment(at, False)


def _shift(offset: str | None) -> int:
    if offset is None:
        return 0
    if offset == "Z":
        return SHANGHAI_MINUTES
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return SHANGHAI_MINUTES - (minutes if offset[0] == "+" else -minutes)
