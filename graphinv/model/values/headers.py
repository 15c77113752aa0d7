"""What a column's header says in its brackets: the unit of its cells, or that a day is inclusive."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphinv.model.values.money import UNITS
from graphinv.model.values.text import narrowed, trimmed

INCLUSIVE = "含"
_BRACKETS = re.compile(r"(.*?)\s*\(([^()]*)\)")
_SCALED = re.compile("[十百千万亿]")
_MONEY = ("money_cny", "price", "money_gbp")


@lru_cache(maxsize=4096)  # every loader asks about the same cells
def header_key(text: str) -> str:
    """What two headers are compared by: trimmed, half-width, lower case, without line breaks."""
    text = narrowed(trimmed(text)).casefold()
    return re.sub(r"\s*([()])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


class Said(NamedTuple):
    """What the brackets at the end of a header say."""

    unit: str = ""
    inclusive: bool = False


def without_bracket(key: str) -> tuple[str, Said] | None:
    """The header without its last bracket, and what that bracket says; None if it holds no unit."""
    found = _BRACKETS.fullmatch(key)
    if found is None or not (found[2] in UNITS or found[2] in ("%", INCLUSIVE)):
        return None
    return found[1], Said("", True) if found[2] == INCLUSIVE else Said(found[2])


def said(key: str) -> Said:
    """What all brackets at the end of a header say together."""
    found = without_bracket(key)
    if found is None:
        return Said()
    rest, last = found
    before = said(rest)
    return Said(last.unit or before.unit, last.inclusive or before.inclusive)


def fits(kind: str, words: Said) -> bool:
    """Whether cells of this type can have this unit."""
    if words.inclusive and kind != "date":
        return False
    if words.unit == "%":
        return kind == "share"
    return not words.unit or kind in _MONEY


def contradiction(header: str, kind: str, unit: str) -> str:
    """Why a declared header cannot stand for a column of this type and `unit:`; nothing if it can."""
    key = header_key(header)
    words = said(key)
    if not fits(kind, Said(unit)):
        return f"`unit: {unit}` does not fit the type {kind}"
    if kind in (*_MONEY, "share", "date") and not fits(kind, words):
        return f"the brackets of `{header}` do not fit the type {kind}"
    if kind not in (*_MONEY, "share"):
        return ""
    if unit and words.unit and unit != words.unit:
        return f"the header says {words.unit}, `unit:` says {unit}"
    bracket = _BRACKETS.fullmatch(key)
    if bracket and not unit and not words.unit and kind in _MONEY and _SCALED.search(bracket[2]):
        known = ", ".join(filter(None, UNITS))
        return f"({bracket[2]}) is no unit that can be read: write one of {known} in the brackets, or as `unit:`"
    return ""
