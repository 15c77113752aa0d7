"""Three-valued logic, equality, order and identity of values, as openCypher has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key
from typing import Any

from tests.cypher.naive.graph import Node, Path, Rel

Truth = bool | None
Row = dict[str, Any]


@dataclass(frozen=True)
class Duration:
    """Months and days, as they are added to a day."""

    months: int = 0
    days: int = 0


def both(tests: Iterable[Truth]) -> Truth:
    """AND: false if one is false, else null if one is null."""
    found = list(tests)
    return False if False in found else None if None in found else True


def either(tests: Iterable[Truth]) -> Truth:
    """OR."""
    return opposite(both(opposite(test) for test in tests))


def opposite(test: Truth) -> Truth:
    """NOT."""
    return None if test is None else not test


def equal(left: Any, right: Any) -> Truth:
    """`=`: whatever is compared with null is null, also inside of lists and maps, unless another part differs."""
    if left is None or right is None:
        return None
    if isinstance(left, list):
        same = len(left) == len(right)
        return both(equal(*pair) for pair in zip(left, right, strict=True)) if same else False
    if isinstance(left, dict):
        return both(equal(left[key], right[key]) for key in left)
    return bool(left == right)


def compared(op: str, left: Any, right: Any) -> Truth:
    """The six comparisons."""
    if op == "=":
        return equal(left, right)
    if op == "<>":
        return opposite(equal(left, right))
    if left is None or right is None:
        return None
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op])


def contained(item: Any, items: list[Any] | None) -> Truth:
    """IN: like a chain of `=` joined by OR."""
    return None if items is None else either(equal(item, other) for other in items)


def identity(value: Any) -> Any:
    """What makes two values one under DISTINCT and in grouping: two nulls do, 1 and 1.0 do, true and 1 do not."""
    match value:
        case Node() | Rel():
            return id(value)
        case Path():
            return tuple(map(identity, value.rels))
        case list():
            return ("list", *map(identity, value))
        case dict():
            return ("map", *((key, identity(value[key])) for key in sorted(value)))
        case bool():
            return ("bool", value)
        case date():
            return ("date", value.isoformat())
        case _:
            return value


def sorted_rows(rows: list[tuple[tuple[Any, ...], Row]], descending: list[bool]) -> list[Row]:
    """Rows by their sort keys; null is the greatest value."""

    def compare(one: tuple[tuple[Any, ...], Row], other: tuple[tuple[Any, ...], Row]) -> int:
        for left, right, down in zip(one[0], other[0], descending, strict=True):
            order = _order(left, right)
            if order:
                return -order if down else order
        return 0

    return [row for _, row in sorted(rows, key=cmp_to_key(compare))]


def _order(left: Any, right: Any) -> int:
    if left is None or right is None:
        return (left is None) - (right is None)
    return int(left > right) - int(left < right)
