"""Amounts: whole fen (分), unit prices in 1/10,000 yuan; half a fen rounds away from zero."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from graphinv.model.values.reasons import NO_AMOUNT, NOT_AN_AMOUNT, TOO_LARGE, BadValue, Reason

NUMBER = "[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]+)?"
"""A decimal number, with thousands separators or without."""

UNITS = {"": 1, "元": 1, "万元": 10_000, "亿元": 100_000_000}
"""What one unit of a header's brackets is in yuan."""

LIMIT_YUAN = 10**13
PRICE_LIMIT_YUAN = 10**11
CURRENCIES = {"CNY": "人民币", "GBP": "英镑"}


def no_amount(currency: str = "CNY") -> Reason:
    """The reason for text that is no amount in this currency; in any, if none is named."""
    if not currency:
        return NO_AMOUNT
    return Reason(NOT_AN_AMOUNT.about(currency=currency).en, NOT_AN_AMOUNT.about(currency=CURRENCIES[currency]).zh)


def fen(text: str, unit: str = "") -> int:
    """The amount in hundredths, from text such as `1,234.56` in this unit. Raises BadValue."""
    return _parse(text, UNITS[unit] * 100, LIMIT_YUAN * 100)


def price(text: str, unit: str = "") -> int:
    """The unit price in 1/10,000 yuan. Raises BadValue."""
    return _parse(text, UNITS[unit] * 10_000, PRICE_LIMIT_YUAN * 10_000)


def yuan(hundredths: int) -> str:
    """The amount as it is shown: `1234.56`."""
    sign, whole = ("-", -hundredths) if hundredths < 0 else ("", hundredths)
    return f"{sign}{whole // 100}.{whole % 100:02}"


def _parse(text: str, factor: int, limit: int) -> int:
    if not re.fullmatch(NUMBER, text):
        raise BadValue(no_amount())
    exact = Context(prec=len(text) + 20)
    value = int(exact.multiply(Decimal(text.replace(",", "")), Decimal(factor)).to_integral_value(ROUND_HALF_UP, exact))
    if abs(value) >= limit:
        raise BadValue(TOO_LARGE)
    return value
