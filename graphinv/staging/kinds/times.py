"""Dates, moments, years and periods. Each distinct text is parsed once (0.05 s per million cells against 0.19)."""

from __future__ import annotations

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import gedcom_date, partial_date, period
from graphinv.model.values.reasons import (
    GEDCOM_ABOUT,
    GEDCOM_CALENDAR,
    GEDCOM_DUAL_YEAR,
    GEDCOM_OPEN,
    GEDCOM_PHRASE,
    NARROWED,
    NO_SUCH_DAY,
    NOT_A_DATE,
    NOT_A_GEDCOM_DATE,
    NOT_A_MOMENT,
    NOT_A_PERIOD,
    NOT_A_YEAR,
    TIME_DROPPED,
    UNLIKELY_YEAR,
    BadValue,
)
from graphinv.staging.kinds.base import Cell, Parsed
from graphinv.staging.sql import Choice, first_of, name

DAY_FIRST, GENEALOGY = "dmy", "gedcom"
_YEARS = f"BETWEEN 1 AND {partial_date.OPEN_YEAR}"
_CLOSED_YEARS = f"BETWEEN 1 AND {partial_date.OPEN_YEAR - 1}"
_LIKELY_YEARS = f"BETWEEN {partial_date.LIKELY_YEAR} AND {partial_date.OPEN_YEAR - 1}"
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?"


def date(column: ColumnSpec, cell: Cell) -> Parsed:
    """First and last possible day; both NULL if empty or open."""
    if column.format == GENEALOGY:
        return _genealogical(column, cell)
    words, shift = cell.words, "+ INTERVAL 1 DAY" if cell.inclusive else ""
    forms = [when.replace("(n)", "(cell)") for when, _ in _forms(column.format == DAY_FIRST)]
    return Parsed(
        {
            column.name: f"({words}_first {shift})::DATE",
            f"{column.name}_last": f"({words}_last {shift})::DATE",
        },
        bad=f"{words}_bad",
        reasons=((" OR ".join(forms), NO_SUCH_DAY), ("true", NOT_A_DATE)),
        notes=((f"{words}_timed", TIME_DROPPED), (f"{words}_unlikely", UNLIKELY_YEAR), _narrowed(cell)),
        dictionary=_DATE,
        day=first_of(_forms(column.format == DAY_FIRST), "NULL::DATE"),
    )


def _genealogical(column: ColumnSpec, cell: Cell) -> Parsed:
    """A date in the words of genealogies; of the two days one may be NULL, where nothing bounds it."""
    words = cell.words
    return Parsed(
        {column.name: f"{words}_first", f"{column.name}_last": f"{words}_last"},
        bad=f"{words}_bad",
        reasons=(("true", NOT_A_GEDCOM_DATE),),
        notes=tuple((f"{words}_note = {number}", sentence) for number, sentence in enumerate(_REMARKS)),
        dictionary={"first": "DATE", "last": "DATE", "bad": "BOOLEAN", "note": "INTEGER"},
        reader=_read_genealogical,
    )


def _read_genealogical(text: str) -> tuple[object, ...]:
    try:
        found = gedcom_date.parse(text)
    except BadValue:
        return None, None, True, None
    return found.first, found.last, False, None if found.note is None else _REMARKS.index(found.note)


_REMARKS = (GEDCOM_ABOUT, GEDCOM_OPEN, GEDCOM_DUAL_YEAR, GEDCOM_CALENDAR, GEDCOM_PHRASE)


def _forms(day_first: bool) -> list[tuple[str, str]]:
    """The forms that a date may have, and its first day; NULL if the calendar has no such day."""
    kinds = [("gi_is_day(n)", "gi_day(n)"), ("gi_is_month(n)", "gi_month(n)"), ("gi_is_year(n)", "gi_year(n)")]
    return [*kinds, ("gi_is_day_first(n)", "gi_day_first(n)")] if day_first else kinds


_CLOSED = f"year(d) {_CLOSED_YEARS}"
_DATE = {
    "first": f"CASE WHEN {_CLOSED} THEN d END",
    "last": first_of(
        [
            (f"NOT {_CLOSED}", "NULL::DATE"),
            ("gi_is_month(n)", "last_day(d)"),
            ("gi_is_year(n)", "(d + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE"),
        ],
        "d",
    ),
    "bad": f"n IS NOT NULL AND NOT gi_is_open_word(n) AND NOT coalesce(year(d) {_YEARS}, false)",
    "unlikely": f"coalesce(year(d) < {partial_date.LIKELY_YEAR}, false)",
    "timed": "coalesce(gi_has_time(n), false)",
}


def moment(column: ColumnSpec, cell: Cell) -> Parsed:
    """A time to the second in Shanghai, or only its day. ISO text is cast at once, other forms are taken apart."""
    text, flag = cell.narrow, f"{column.name}_day"
    other = f"gi_day({text}) + gi_clock({text}) + gi_shift({text}) * INTERVAL 1 MINUTE"
    real = first_of(
        [
            (
                f"regexp_full_match({text}, '{_ISO}') AND left({text}, 4) NOT IN ('0000', '{partial_date.OPEN_YEAR}')",
                f"try_cast({text} AS TIMESTAMP)",
            ),
            (f"gi_is_moment({text})", f"CASE WHEN year({other}) {_CLOSED_YEARS} THEN {other} END"),
        ],
        "NULL::TIMESTAMP",
    )
    return Parsed(
        {column.name: real},
        late={flag: f"CASE WHEN {name(column.name)} IS NOT NULL THEN NOT contains({text}, ':') END"},
        bad=f"{cell.text} IS NOT NULL AND {name(column.name)} IS NULL",
        reasons=(("gi_is_moment(cell)", NO_SUCH_DAY), ("true", NOT_A_MOMENT)),
        notes=((f"{text} <> {cell.text}", NARROWED),),
        narrow="gi_narrow",
    )


def year(column: ColumnSpec, cell: Cell) -> Parsed:
    """A calendar year."""
    value = f"CASE WHEN gi_is_year(n) AND left(n, 4)::BIGINT {_LIKELY_YEARS} THEN left(n, 4)::BIGINT END"
    return Parsed(
        {column.name: f"{cell.words}_value"},
        bad=f"{cell.words}_bad",
        reasons=(("true", NOT_A_YEAR),),
        notes=(_narrowed(cell),),
        dictionary={"value": value, "bad": f"n IS NOT NULL AND ({value}) IS NULL"},
    )


def span(column: ColumnSpec, cell: Cell) -> Parsed:
    """A month, quarter or year: as it is written down, and its half-open interval."""
    words = cell.words
    text, first, months = _period()
    known = f"year(d) {_LIKELY_YEARS}"
    return Parsed(
        {
            column.name: f"{words}_value",
            f"{column.name}_since": f"{words}_first",
            f"{column.name}_until": f"{words}_until",
        },
        bad=f"{words}_bad",
        reasons=(("true", NOT_A_PERIOD),),
        notes=(_narrowed(cell),),
        dictionary={
            "value": f"CASE WHEN {known} THEN {text} END",
            "first": f"CASE WHEN {known} THEN d END",
            "until": f"CASE WHEN {known} THEN (d + ({months}) * INTERVAL 1 MONTH)::DATE END",
            "bad": f"n IS NOT NULL AND NOT coalesce({known}, false)",
        },
        day=first,
    )


def _period() -> tuple[str, str, str]:
    """SQL for the written form, the first day and the number of months."""
    is_month, is_quarter, is_year = (
        f"regexp_full_match(n, '{pattern}')" for pattern in (period.MONTH, period.QUARTER, period.YEAR)
    )
    digits = "CASE WHEN regexp_full_match(n, '[0-9]{6}') THEN substr(n, 5) ELSE gi_part(n, 2) END"
    quarter = f"translate(regexp_extract(n, '[1-4{period.HAN}](季度)?$', 0), '{period.HAN}季度', '1234')"
    text = first_of(
        [(is_month, f"left(n, 4) || '-' || lpad({digits}, 2, '0')"), (is_quarter, f"left(n, 4) || 'Q' || {quarter}")],
        "left(n, 4)",
    )
    month = first_of([(is_month, digits), (is_quarter, f"(try_cast({quarter} AS INTEGER) * 3 - 2)::VARCHAR")], "'1'")
    day = f"try_cast(left(n, 4) || '-' || lpad({month}, 2, '0') || '-01' AS DATE)"
    first = f"CASE WHEN {is_month} OR {is_quarter} OR {is_year} THEN {day} END"
    return text, first, first_of([(is_month, "1"), (is_quarter, "3")], "12")


def _narrowed(cell: Cell) -> Choice:
    return (f"{cell.words}_narrowed", NARROWED)
