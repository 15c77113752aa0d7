"""The parameters that random queries read: one of each type, lists with and without null, and one that is null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.cypher.naive.random_scope import BOOL, DATE, FLOAT, INT, INTS, MONEY, STRING, TEXTS, Kind

PARAMS: Mapping[str, Any] = {
    "n": 2,
    "s": "a",
    "f": 0.5,
    "b": True,
    "fen": 100,
    "day": "2020-05-03",
    "on": date(2020, 5, 3),
    "none": None,
    "texts": ["甲", "a", None],
    "words": ["a", "乙"],
    "ints": [1, None, 2],
    "empty": [],
}

OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    STRING: ("$s", "$none"),
    INT: ("$n", "$none"),
    FLOAT: ("$f", "$none"),
    BOOL: ("$b", "$none"),
    MONEY: ("$fen",),
    DATE: ("$on", "date($day)", "date($on)", "date($none)"),
}
"""What a value of a kind can be given as."""

LISTS: Mapping[Kind, tuple[str, ...]] = {TEXTS: ("$texts", "$words", "$empty"), INTS: ("$ints", "$empty")}
"""The same for lists, which stand only where nothing but a list can: after IN and UNWIND, and before an index."""
