"""Numbers of business registers elsewhere, which stand as `X:`, the register's code and the number.

Codes are those of org-id.guide. A firm without a credit code has such a key; it has no check character. Ids of OCDS are
whatever their publisher writes; those that begin with a register's code (`GB-COH-01234567`) are taken as its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphinv.model.values.uscc import REGISTER_PREFIX


@dataclass(frozen=True)
class Scheme:
    """How a register numbers its firms; a number of digits alone has `digits` of them, zeros in front included."""

    digits: int = 0
    shape: str = ""
    any: bool = False  # every text is an id, as it stands
    bare: bool = False  # and so is its key, without the register's code before it


SCHEMES: Mapping[str, Scheme] = {
    # Companies House: eight digits, or two letters and six, of which the last may be R (registered societies).
    "OCDS": Scheme(any=True),
    "GEDCOM": Scheme(any=True, bare=True),
    "BODS": Scheme(any=True, bare=True),
    "GB-COH": Scheme(8, "[0-9]{8}|[A-Z]{2}[0-9]{5}[0-9R]"),
}


WITH_REGISTER = "[A-Z]{2,3}-[A-Z0-9_]+-.+"
"""An id that names its register itself."""


def key(number: str, scheme: str) -> str | None:
    """The firm's key, with the zeros that spreadsheets drop; None if this is no number of that register."""
    found, text = SCHEMES[scheme], number.replace(" ", "").upper()
    if found.bare:
        return number
    if found.any:
        return (
            f"{REGISTER_PREFIX}{number}"
            if re.fullmatch(WITH_REGISTER, number)
            else f"{REGISTER_PREFIX}{scheme}-{number}"
        )
    if re.fullmatch("[0-9]+", text):
        text = text.rjust(found.digits, "0")
    return f"{REGISTER_PREFIX}{scheme}-{text}" if re.fullmatch(found.shape, text) else None
