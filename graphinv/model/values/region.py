"""Division codes (行政区划代码, GB/T 2260) and their prefixes."""

from __future__ import annotations

import re

from graphinv.model.values.reasons import NOT_A_REGION, BadValue

SHAPE = "[0-9]{2}([0-9]{2}([0-9]{2})?)?"


def parse(text: str) -> str:
    """The code of 6 digits, or its first 2 (province) or 4 (city). Raises BadValue."""
    if not re.fullmatch(SHAPE, text):
        raise BadValue(NOT_A_REGION)
    return text


def lies_in(code: str, region: str) -> bool:
    """Whether the place lies in the region; an empty region is everywhere."""
    return code.startswith(region)
