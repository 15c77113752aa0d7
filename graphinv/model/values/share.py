"""Shares of a whole: 0 to 1, or per cent."""

from __future__ import annotations

import re
from decimal import Decimal

from graphinv.model.values.reasons import NOT_A_SHARE, SHARE_OVER_ALL, SHARE_OVER_ONE, BadValue

NUMBER = "[+]?[0-9]+([.][0-9]+)?"


def parse(text: str, *, percent: bool = False) -> float:
    """The share from `0.35`, `35%` or, under a header with (%), `35`. Raises BadValue."""
    number = text.removesuffix("%").rstrip(" ")
    if not re.fullmatch(NUMBER, number):
        raise BadValue(NOT_A_SHARE)
    per_cent = percent or text.endswith("%")
    value = float(Decimal(number) / 100 if per_cent else Decimal(number))
    if value > 1:
        raise BadValue(SHARE_OVER_ALL if per_cent else SHARE_OVER_ONE)
    return value
