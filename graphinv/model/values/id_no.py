"""Identity-card numbers (公民身份号码): GB 11643, and the old form of 15 digits."""

from __future__ import annotations

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
SHAPE = "[0-9]{17}[0-9X]"


def check_digit(digits: str) -> str:
    """The last character for the first 17 digits (also given the whole number)."""
    return CHECK[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:17], strict=True)) % 11]


def normal(text: str) -> str:
    """X in upper case; 15 digits with a real birth date become 18."""
    text = text.upper() if text.isascii() else text
    if re.fullmatch("[0-9]{15}", text):
        longer = f"{text[:6]}19{text[6:]}"
        if _day(longer) is not None:
            return longer + check_digit(longer)
    return text


def valid(text: str) -> bool:
    """Whether the 18 characters hold a real birth date and the right check digit."""
    return re.fullmatch(SHAPE, text) is not None and _day(text) is not None and check_digit(text) == text[17]


def born_on(text: str) -> date:
    """The birth date in a valid number."""
    day = _day(text)
    assert day is not None
    return day


def sex(text: str) -> str:
    """male or female, from digit 17 of a valid number."""
    return "male" if int(text[16]) % 2 else "female"


def _day(text: str) -> date | None:
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
