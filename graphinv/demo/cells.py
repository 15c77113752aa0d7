"""Columns of the county's tables as the text that stands in the files."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Texts
from graphinv.demo.bidding import STATUSES
from graphinv.demo.columns import Column
from graphinv.demo.dates import date_text, moment_text


def fixed(values: Ints, digits: int) -> Texts:
    """Whole numbers of small units as decimal numbers with this many digits behind the point: 12850 → 128.50."""
    unit = 10**digits
    sign = np.where(values < 0, "-", "")
    whole = np.char.add(sign, (np.abs(values) // unit).astype(str))
    rest = np.char.zfill((np.abs(values) % unit).astype(str), digits)
    return np.char.add(np.char.add(whole, "."), rest).astype(object)


def short(values: Ints, digits: int) -> Texts:
    """As `fixed`, without needless zeros: 12850 → 128.5."""
    long = fixed(values, digits).astype(str)
    return np.char.rstrip(np.char.rstrip(long, "0"), ".").astype(object)


_WHOLE: dict[str, Callable[[Ints], Texts]] = {
    "yuan": lambda fen: fixed(fen, 2),
    "wan": lambda fen: short(fen, 6),
    "percent": lambda hundredths: short(hundredths, 2),
    "tenths": lambda tenths: np.where(tenths == 0, "", short(tenths, 1)),
    "whole": lambda values: values.astype(str).astype(object),
    "moment": moment_text,
}
"""How whole numbers are written; dates also need the style of the file."""


def column_text(column: Column, values: pd.Series, numbers: "pd.Series[str]", dates: str) -> Texts:
    """The cells of one column; `numbers` gives the identity number that other offices print for a person id."""
    if column.kind == "date":
        return date_text(values.to_numpy(dtype=np.int64), dates)
    if column.kind in _WHOLE:
        return _WHOLE[column.kind](values.to_numpy(dtype=np.int64))
    if column.kind == "person":
        printed = values.map(numbers)
        return np.asarray(printed.where(printed.notna() & (printed != ""), values).to_numpy(dtype=object))
    if column.kind == "status":
        return np.asarray(values.map(STATUSES).to_numpy(dtype=object))
    return np.asarray(values.to_numpy(dtype=object))
