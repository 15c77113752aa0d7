"""Columns of the county's tables as the text that stands in the files."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from graphinv.demo.arrays import Ints, digits_of
from graphinv.demo.bidding import STATUSES
from graphinv.demo.columns import Column
from graphinv.demo.dates import date_text, moment_text, second_text


class Printed:
    """The identity number that other offices print for a person id; the id itself for those who have none."""

    def __init__(self, persons: pd.DataFrame) -> None:
        ids, numbers = pa.array(persons["person_id"]), pa.array(persons["full_number"])
        self._ids, self._numbers = ids, pc.if_else(pc.equal(numbers, ""), ids, numbers)

    def of(self, keys: pa.Array) -> pa.Array:
        """Keys that are no person ids stay as they are."""
        return pc.coalesce(self._numbers.take(pc.index_in(keys, self._ids)), keys)


def fixed(values: Ints, digits: int) -> pa.Array:
    """Whole numbers of small units as decimal numbers with this many digits behind the point: 12850 → 128.50."""
    unit, size = 10**digits, np.abs(values)
    text = pc.binary_join_element_wise(_plain(size // unit), digits_of(size % unit, digits), ".")
    return pc.if_else(pa.array(values < 0), pc.binary_join_element_wise("-", text, ""), text)


def short(values: Ints, digits: int) -> pa.Array:
    """As `fixed`, without needless zeros: 12850 → 128.5."""
    return pc.utf8_rtrim(pc.utf8_rtrim(fixed(values, digits), "0"), ".")


def _plain(values: Ints) -> pa.Array:
    return pa.array(values).cast(pa.string())


def _unless_zero(values: Ints, text: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(values == 0), "", text)


_WHOLE: Mapping[str, Callable[[Ints], pa.Array]] = {
    "yuan": lambda fen: fixed(fen, 2),
    "money": lambda fen: _unless_zero(fen, fixed(fen, 2)),
    "wan": lambda fen: short(fen, 6),
    "percent": lambda hundredths: short(hundredths, 2),
    "tenths": lambda tenths: _unless_zero(tenths, short(tenths, 1)),
    "whole": _plain,
    "moment": lambda stamps: pa.array(moment_text(stamps), pa.string()),
    "second": lambda seconds: pa.array(second_text(seconds), pa.string()),
}
"""How whole numbers are written; dates also need the style of the file."""


def column_text(column: Column, values: pd.Series, printed: Printed, dates: str) -> pa.Array:
    """The cells of one column as strings, empty where there is nothing."""
    if column.kind == "date":
        return pa.array(date_text(values.to_numpy(dtype=np.int64), dates), pa.string())
    if column.kind in _WHOLE:
        return _WHOLE[column.kind](values.to_numpy(dtype=np.int64))
    text = pa.array(values.map(STATUSES) if column.kind == "status" else values)
    text = text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text
    return printed.of(text) if column.kind == "person" else text
