"""Amounts, prices, shares and numbers. A pattern guards every cast: `try_cast` alone takes 1e3, NaN and 0x10."""

from __future__ import annotations

from functools import partial

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import money, share
from graphinv.model.values.reasons import (
    NARROWED,
    NOT_A_NUMBER,
    NOT_A_SHARE,
    NOT_AN_INT,
    SHARE_OVER_ALL,
    SHARE_OVER_ONE,
    TOO_LARGE,
    Reason,
)
from graphinv.staging.kinds.base import Cell, Parsed
from graphinv.staging.sql import Choice, name


def _is_number(text: str) -> str:
    return f"regexp_full_match({text}, '{money.NUMBER}')"


def _is_share(text: str) -> str:
    return f"regexp_full_match({text}, '{share.NUMBER} *%?')"


def _is_whole(text: str) -> str:
    return f"({_is_number(text)} AND regexp_full_match({text}, '[^.]*([.]0+)?'))"


def _amount(column: ColumnSpec, cell: Cell, *, decimals: int, limit: int, currency: str) -> Parsed:
    """A whole number of 10^-decimals.

    decimal(18,n) is an integer of 64 bits; wider ones are ten times slower. Two digits more than are kept are read,
    later ones are cut, which changes no half-up rounding. The product is below 2^53, so the double is exact. Most
    cells have plain digits and no more decimals than are kept: rounding their product finds the whole number at once.
    """
    shift = len(str(money.UNITS[cell.unit])) - 1 + decimals
    digits = shift + 2
    plain = f"replace({cell.narrow}, ',', '')"
    short = f"CASE WHEN strpos({plain}, '.') > 0 THEN left({plain}, strpos({plain}, '.') + {digits}) ELSE {plain} END"
    rounded = f"try_cast(try_cast({short} AS DECIMAL(18, {digits})) AS DECIMAL(18, {shift}))"
    whole = f"round({rounded}::DOUBLE * 1e{shift})"
    tens = len(str(limit)) - len(str(money.UNITS[cell.unit]))
    usual = f"regexp_full_match({cell.narrow}, '[0-9]{{1,{tens}}}([.][0-9]{{1,{shift}}})?')"
    value = (
        f"CASE WHEN {usual} THEN round(try_cast({cell.narrow} AS DOUBLE) * 1e{shift})::BIGINT "
        f"WHEN {_is_number(cell.narrow)} AND abs({whole}) < {limit * 10**decimals} THEN {whole}::BIGINT END"
    )
    return _number(column, cell, value, ((_is_number("cell"), TOO_LARGE), ("true", money.no_amount(currency))))


money_cny = partial(_amount, decimals=2, limit=money.LIMIT_YUAN, currency="CNY")
money_gbp = partial(_amount, decimals=2, limit=money.LIMIT_YUAN, currency="GBP")
money_of_any = partial(_amount, decimals=2, limit=money.LIMIT_YUAN, currency="")
price = partial(_amount, decimals=4, limit=money.PRICE_LIMIT_YUAN, currency="CNY")


def share_of_one(column: ColumnSpec, cell: Cell) -> Parsed:
    """0 to 1; with a % sign in the cell or the header, per cent. `e-2` shifts the point without a rounding error."""
    digits = f"rtrim(rtrim({cell.narrow}, '%'), ' ')"
    percent = "true" if cell.unit == "%" else f"suffix({cell.narrow}, '%')"
    parsed = f"try_cast({digits} || CASE WHEN {percent} THEN 'e-2' ELSE '' END AS DOUBLE)"
    value = f"CASE WHEN {_is_share(cell.narrow)} AND {parsed} <= 1 THEN {parsed} END"
    over = SHARE_OVER_ALL if cell.unit == "%" else SHARE_OVER_ONE
    return _number(
        column,
        cell,
        value,
        (
            (f"NOT {_is_share('cell')}", NOT_A_SHARE),
            ("suffix(cell, '%')", SHARE_OVER_ALL),
            ("true", over),
        ),
    )


def number(column: ColumnSpec, cell: Cell) -> Parsed:
    """A decimal number."""
    parsed = f"try_cast(replace({cell.narrow}, ',', '') AS DOUBLE)"
    value = f"CASE WHEN {_is_number(cell.narrow)} AND isfinite({parsed}) THEN {parsed} END"
    return _number(column, cell, value, ((_is_number("cell"), TOO_LARGE), ("true", NOT_A_NUMBER)))


def whole(column: ColumnSpec, cell: Cell) -> Parsed:
    """A whole number; 3.0 is one."""
    parsed = f"try_cast(split_part(replace({cell.narrow}, ',', ''), '.', 1) AS BIGINT)"
    value = f"CASE WHEN {_is_whole(cell.narrow)} THEN {parsed} END"
    return _number(column, cell, value, ((_is_whole("cell"), TOO_LARGE), ("true", NOT_AN_INT)))


def _number(column: ColumnSpec, cell: Cell, value: str, reasons: tuple[Choice, ...]) -> Parsed:
    notes: tuple[tuple[str, Reason], ...] = ((f"{cell.narrow} <> {cell.text}", NARROWED),)
    return Parsed(
        {column.name: value},
        bad=f"{cell.text} IS NOT NULL AND {name(column.name)} IS NULL",
        reasons=reasons,
        notes=notes,
        narrow="gi_narrow",
    )
