"""Dates of genealogies: what each form leaves possible, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from graphinv.model.values import gedcom_date
from graphinv.model.values.reasons import (
    GEDCOM_ABOUT,
    GEDCOM_CALENDAR,
    GEDCOM_DUAL_YEAR,
    GEDCOM_OPEN,
    GEDCOM_PHRASE,
    BadValue,
    Reason,
)

Case = tuple[str, str | None, str | None, Reason | None]

CASES: list[Case] = [
    ("24 MAY 1819", "1819-05-24", "1819-05-24", None),
    ("  4  may   1819 ", "1819-05-04", "1819-05-04", None),
    ("       1819", "1819-01-01", "1819-12-31", None),
    ("    FEB 1820", "1820-02-01", "1820-02-29", None),
    ("742", "0742-01-01", "0742-12-31", None),
    ("February 1821", "1821-02-01", "1821-02-28", None),
    ("@#DGREGORIAN@ 1 JAN 1900", "1900-01-01", "1900-01-01", None),
    ("12 MAR 1637/1638", "1637-03-12", "1638-03-12", GEDCOM_DUAL_YEAR),
    ("12 MAR 1637/38", "1637-03-12", "1638-03-12", GEDCOM_DUAL_YEAR),
    ("FEB 1699/00", "1699-02-01", "1700-02-28", GEDCOM_DUAL_YEAR),
    ("1815/1816", "1815-01-01", "1816-12-31", GEDCOM_DUAL_YEAR),
    ("ABT 1819", "1809-01-01", "1829-12-31", GEDCOM_ABOUT),
    ("EST MAR 1819", "1818-03-01", "1820-03-31", GEDCOM_ABOUT),
    ("CAL 29 FEB 1820", "1819-02-28", "1821-02-28", GEDCOM_ABOUT),
    ("BEF 9 JUL 1850", None, "1850-07-08", GEDCOM_OPEN),
    ("BEF    1461", None, "1460-12-31", GEDCOM_OPEN),
    ("AFT FEB 1850", "1850-03-01", None, GEDCOM_OPEN),
    ("FROM 1900", "1900-01-01", None, GEDCOM_OPEN),
    ("TO MAR 1900", None, "1900-03-31", GEDCOM_OPEN),
    ("BET 1801 AND 3 APR 1803", "1801-01-01", "1803-04-03", None),
    ("FROM 1900 TO 1901", "1900-01-01", "1901-12-31", None),
    ("INT 1819 (so the family says)", "1819-01-01", "1819-12-31", GEDCOM_PHRASE),
    ("@#DJULIAN@ 25 DEC 1600", "1601-01-04", "1601-01-04", GEDCOM_CALENDAR),
    ("JULIAN 29 FEB 1700", "1700-03-11", "1700-03-11", GEDCOM_CALENDAR),
    ("5 OCT 1582", "1582-10-05", "1582-10-05", None),
]


@pytest.mark.parametrize(("text", "first", "last", "note"), CASES)
def test_what_a_date_leaves_possible(text: str, first: str | None, last: str | None, note: Reason | None) -> None:
    def day(iso: str | None) -> date | None:
        return date.fromisoformat(iso) if iso else None

    assert gedcom_date.parse(text) == (day(first), day(last), note)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "10 JAN",
            "ABT 5",
            "some spring",
            "(about the war)",
            "31 FEB 1900",
            "0 MAY 1900",
            "29 FEB 1900",
            "12 MAZ 1900",
        ),
        *(
            "1650/1660",
            "1638/1637",
            "BET 1803 AND 1801",
            "44 B.C.",
            "@#DFRENCH R@ 1 VEND 9",
            "0",
            "99999",
            "BEF",
            "ABT",
        ),
        *("1 1 1900", "MAY", "BET 1801", "1819-05-24", "9999"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadValue):
        gedcom_date.parse(text)
