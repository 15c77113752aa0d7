"""Days as whole numbers for arithmetic, and as stamps for the files.

A day counts from 1970-01-01; a stamp reads 20210203, with 00 for an unknown day or month (20210200, 20210000) and 0
for no date at all.
"""

from datetime import date

import numpy as np

from graphinv.demo.arrays import Ints, Texts, rendered

NEVER = -999_999
"""The day of something that has not happened."""


def day(text: str) -> int:
    """The day number of an ISO date."""
    return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()


FIRST = day("2022-01-01")
LAST = day("2024-12-31")
AS_OF = day("2025-01-10")
"""What happens in the county's files happens from FIRST to LAST; the registers were drawn on AS_OF."""

YEARS = (2022, 2023, 2024)


def stamps(days: Ints) -> Ints:
    """Stamps of full dates; NEVER becomes 0."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day_of_month = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return np.where(days == NEVER, 0, year * 10_000 + month * 100 + day_of_month)


def stamp(of: int) -> int:
    """The stamp of one day."""
    return int(stamps(np.array([of], dtype=np.int64))[0])


def month_only(full: Ints | int) -> Ints:
    """The stamps without their day: 20210203 becomes 20210200."""
    return np.asarray(full, dtype=np.int64) // 100 * 100


def year_only(full: Ints | int) -> Ints:
    """The stamps without month and day: 20210203 becomes 20210000."""
    return np.asarray(full, dtype=np.int64) // 10_000 * 10_000


def month_start(month: Ints) -> Ints:
    """The first day of month 0, 1, 2 … counted from January of the first year."""
    base = np.datetime64(f"{YEARS[0]}-01", "M")
    return np.asarray((base + month).astype("datetime64[D]").astype(np.int64))


def year_of(days: Ints) -> Ints:
    """The calendar year of each day."""
    return np.asarray(days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970)


STYLES = {
    "iso": "{y:04d}-{m:02d}-{d:02d}",
    "slash": "{y}/{m}/{d}",
    "compact": "{y:04d}{m:02d}{d:02d}",
    "zh": "{y}年{m}月{d}日",
}


def date_text(values: Ints, style: str) -> Texts:
    """Stamps as one of the accepted date forms; partial dates are always written 2021-02 or 2021."""

    def write(value: int) -> str:
        y, m, d = value // 10_000, value // 100 % 100, value % 100
        if not value:
            return ""
        if not m:
            return f"{y:04d}"
        return STYLES[style].format(y=y, m=m, d=d) if d else f"{y:04d}-{m:02d}"

    return rendered(values, write)


def moment_text(values: Ints) -> Texts:
    """Stamps followed by hour and minute (202102030930) as `2021-02-03 09:30:00`."""

    def write(value: int) -> str:
        s, hour, minute = value // 10_000, value // 100 % 100, value % 100
        if not value:
            return ""
        return f"{s // 10_000:04d}-{s // 100 % 100:02d}-{s % 100:02d} {hour:02d}:{minute:02d}:00"

    return rendered(values, write)


def second_text(seconds: Ints) -> Texts:
    """Seconds since 1970 as `2021-02-03 09:30:17`."""
    of_day = rendered(seconds % 86_400, lambda of: f" {of // 3600:02d}:{of // 60 % 60:02d}:{of % 60:02d}")
    return np.asarray(date_text(stamps(seconds // 86_400), "iso") + of_day)
