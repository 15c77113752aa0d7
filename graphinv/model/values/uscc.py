"""Unified social credit codes (统一社会信用代码): GB 32100."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
SHAPE = "[0-9A-HJ-NPQRTUWXY]{18}"
REGISTER_PREFIX = "X:"
"""A firm without a credit code: `X:` and its register number, which has no check character."""


def check_character(code: str) -> str:
    """The last character for the first 17 (also given the whole code)."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in zip(WEIGHTS, code[:17], strict=True))
    return ALPHABET[-total % 31]


def normal(text: str) -> str:
    """The code in upper case; anything that is no credit code, such as `X:` and a register number, as it is."""
    return text.upper() if re.fullmatch("[0-9A-Za-z]{18}", text) else text


def valid(text: str) -> bool:
    """Whether the 18 characters end in the right check character."""
    return re.fullmatch(SHAPE, text) is not None and check_character(text) == text[17]
