"""A table's column fitted to the cells of one file: unit, per cent, day first, required or not, further words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values.headers import header_key, said
from graphinv.model.values.money import UNITS
from graphinv.model.values.reasons import Reason
from graphinv.model.values.text import narrowed
from graphinv.workspace.drafting import why
from graphinv.workspace.drafting.cells import Seen, knows

MONEY = ("money_cny", "price")
FILLED = 0.95
"""A column of which less is filled is not required, or its empty rows would be refused; one may be a line of totals."""

MOST_WORDS, LONGEST_WORD, KNOWN_WORDS, OFTEN = 20, 12, 0.5, 2
"""Only what can be no person's cell is written down: words of few, short, half of them known, that occur twice."""

_LOOSE_UNIT = re.compile(r"\(?(万|亿)元?\)?$")


def adapted(column: ColumnSpec, seen: Seen, unit_above: str) -> tuple[ColumnSpec, Reason]:
    """The column and everything that was guessed about it."""
    reasons = []
    for step in (_unit(unit_above), _day_first, _required, _words):
        column, reason = step(column, seen)
        reasons.append(reason)
    return column, why.join(*reasons)


def _unit(unit_above: str) -> Callable[[ColumnSpec, Seen], tuple[ColumnSpec, Reason]]:
    def step(column: ColumnSpec, seen: Seen) -> tuple[ColumnSpec, Reason]:
        key = header_key(seen.header)
        if column.type == "share" and not said(key).unit and seen.part("share") < seen.part("percent"):
            return replace(column, unit="%"), why.PER_CENT
        if column.type not in MONEY or said(key).unit or column.unit:
            return column, why.LISTED
        loose = _LOOSE_UNIT.search(key)
        if loose:
            return replace(column, unit=f"{loose[1]}元"), why.UNIT_HEADER
        if unit_above in UNITS and UNITS[unit_above] != 1:
            return replace(column, unit=unit_above), why.UNIT_ABOVE
        return column, why.LISTED

    return step


def _day_first(column: ColumnSpec, seen: Seen) -> tuple[ColumnSpec, Reason]:
    if column.type != "date" or seen.passed["date_dmy"] <= seen.passed["date"]:
        return column, why.LISTED
    found = seen.passed["date_dmy"] - seen.passed["date"]
    return replace(column, format="dmy"), why.DAY_FIRST.about(found=found, judged=seen.judged)


def _required(column: ColumnSpec, seen: Seen) -> tuple[ColumnSpec, Reason]:
    if column.req != "yes" or seen.rows - seen.filled <= max(1, (1 - FILLED) * seen.rows):
        return column, why.LISTED
    return replace(column, req="rec"), why.MOST_FILLED.about(empty=seen.rows - seen.filled, rows=seen.rows)


def _words(column: ColumnSpec, seen: Seen) -> tuple[ColumnSpec, Reason]:
    """New words go to the value whose word they contain; what is left is named if it can be no person's cell."""
    if column.type != "enum":
        return column, why.LISTED
    unknown = Counter(cell for cell in seen.cells if not knows(column, cell))
    if not unknown:
        return column, why.LISTED
    public = [word for word, times in unknown.items() if times >= OFTEN] if _is_vocabulary(seen, unknown) else []
    near = {word: value for word in public if (value := _nearest(word, column))}
    values = {
        value: (*more, *(word for word, found in near.items() if found == value))
        for value, more in column.values.items()
    }
    named = [word for word in public if word not in near]
    reasons = [why.ADDED_WORDS] if near else []
    if named:
        reasons.append(why.UNKNOWN_WORDS.about(count=len(named), words="、".join(named)))
    if len(unknown) > len(public):
        reasons.append(why.SECRET_WORDS.about(count=len(unknown) - len(public)))
    return replace(column, values=values), why.join(*reasons)


def _is_vocabulary(seen: Seen, unknown: Mapping[str, int]) -> bool:
    few = seen.different <= MOST_WORDS and all(len(word) <= LONGEST_WORD for word in unknown)
    return few and sum(unknown.values()) <= (1 - KNOWN_WORDS) * seen.filled


def _nearest(word: str, column: ColumnSpec) -> str:
    """The value of which a word stands inside this one, or this one inside a word of it; the longest counts."""
    text = narrowed(word).lower()
    inside = [
        (len(one), value)
        for value, more in column.values.items()
        for one in map(narrowed, more)
        if len(one) >= 2 and (one.lower() in text or (len(text) >= 2 and text in one.lower()))
    ]
    return max(inside)[1] if inside else ""
