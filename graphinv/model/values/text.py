"""Text as cells carry it: what counts as blank, full-width forms, and numbers that a spreadsheet has spoilt."""

from __future__ import annotations

import re

BLANKS = " \t\n\v\f\r\x00\xa0\u200b\u3000\ufeff"
"""Trimmed from both ends of every cell."""

HAN = "㐀-鿿"
"""The range of Chinese characters, for a class in a pattern."""

FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
HALF_WIDTH = "".join(map(chr, range(0x21, 0x7F))) + " "
_NARROW = str.maketrans(FULL_WIDTH, HALF_WIDTH)

SPOILT_NUMBER = r"[0-9]([.][0-9]+)?[eE][+][0-9]+"
"""An 18-digit id that went through a spreadsheet as a number: 1.1E+17."""


def trimmed(text: str) -> str:
    """The cell without NUL characters and without blanks at its ends."""
    return text.replace("\x00", "").strip(BLANKS)


def narrowed(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones (２０２１ as 2021)."""
    return text.translate(_NARROW)


def plain_id(text: str) -> str:
    """An id with full-width characters narrowed; text that holds other characters, such as a name, stays as it is."""
    narrow = narrowed(text)
    return narrow if narrow.isascii() else text


def spoilt(text: str) -> bool:
    """Whether a spreadsheet has turned an id into a rounded number."""
    return re.fullmatch(SPOILT_NUMBER, text) is not None
