"""Rows from a JSON record: its values by path, one row for each element of the arrays that a loader names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphinv.content.row_path import Array, quoted_key

Cells = dict[str, list[str]]
"""Path to the values that stand there; several if an array on the way is no row."""

NTH, MANY = "[#]", "[*]"
"""`bids.details[#]` is the place of a row's element in its array, from 1; `bids.details[*]` how many there are."""

SELF = "\0self"
"""Under this key an object keeps a value of its own beside what lies below it, as records that are not JSON may."""


@dataclass
class _Level:
    """What one object of the record holds besides the arrays whose elements are rows of their own."""

    cells: Cells = field(default_factory=dict)
    arrays: dict[str, list[object]] = field(default_factory=dict)


def rows(record: Mapping[str, object], arrays: Sequence[Array]) -> list[Cells]:
    """The rows of a record; none if an array that is not optional has no element."""
    return _rows(record, "", {array.path: array for array in arrays})


def paths(record: Mapping[str, object]) -> Cells:
    """All values of a record by path, with `[]` for each array on the way."""
    return _level(record, "", {}).cells


def _rows(value: object, path: str, arrays: Mapping[str, Array]) -> list[Cells]:
    level = _level(value, path, arrays)
    found = [level.cells]
    for array in _below(path, arrays):
        elements = level.arrays.get(array.path, [])
        if elements:
            level.cells[array.path + MANY] = [str(len(elements))]
        inner = [
            {**cells, array.path + NTH: [str(nth)]}
            for nth, element in enumerate(elements, start=1)
            for cells in _rows(element, array.prefix, arrays)
        ]
        if not inner and not array.optional:
            return []
        found = [{**outer, **cells} for outer in found for cells in inner or [{}]]
    return found


def _below(path: str, arrays: Mapping[str, Array]) -> Iterator[Array]:
    """The arrays that lie in this object and in no other array that has rows."""
    for array in arrays.values():
        outer = [other for other in arrays.values() if _inside(array.path, other.prefix)]
        nearest = max((other.prefix for other in outer), key=len, default="")
        if nearest == path:
            yield array


def _inside(path: str, prefix: str) -> bool:
    return path.startswith((f"{prefix}.", f"{prefix}[]"))


def _level(value: object, path: str, arrays: Mapping[str, Array]) -> _Level:
    level = _Level()
    todo = [(value, path)]
    while todo:
        here, at = todo.pop()
        if isinstance(here, dict):
            todo += reversed([(inner, _below_path(at, key)) for key, inner in here.items()])
        elif isinstance(here, list) and at in arrays:
            level.arrays.setdefault(at, []).extend(here)
        elif isinstance(here, list):
            todo += [(element, f"{at}[]") for element in reversed(here)]
        elif text := _text(here):
            level.cells.setdefault(at, []).append(text)
    return level


def _below_path(path: str, key: str) -> str:
    if key == SELF:
        return path
    return f"{path}.{quoted_key(key)}" if path else quoted_key(key)


def _text(value: object) -> str:
    """A value as text; numbers are text already, null is nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""
