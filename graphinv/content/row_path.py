"""What a row of a JSON file is: one element of the arrays along a path such as `bids.details[].tenderers[]?`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

STEP = re.compile(r'(?:[^\s.\[\]"?]+|"[^"]*")(?:\[\]\??)?')
"""One step of a path: a key, in double quotes if it holds a dot, a blank or a bracket, and whether it is an array."""

PATH = re.compile(rf"{STEP.pattern}(?:\.{STEP.pattern})*")


@dataclass(frozen=True)
class Array:
    """An array whose elements become rows; without an element the row is still there if it is `optional`."""

    path: str
    optional: bool

    @property
    def prefix(self) -> str:
        """What the paths of its elements begin with."""
        return f"{self.path}[]"


def arrays(paths: Iterable[str]) -> tuple[Array, ...]:
    """The arrays along these paths, outer ones first, each once. Raises ValueError for what is no path of arrays."""
    found: dict[str, Array] = {}
    for path in paths:
        steps = [step.group() for step in STEP.finditer(path)] if PATH.fullmatch(path) else []
        if not steps or "[]" not in steps[-1]:
            raise ValueError(path)
        before = ""
        for step in steps:
            key, array, optional = step.partition("[]")
            before += f".{key}" if before else key
            if array:
                found.setdefault(before, Array(before, optional == "?"))
                before += array
    return tuple(found.values())


def part_name(paths: Iterable[str]) -> str:
    """How provenance calls the rows: by the first of their paths; nothing if each record is one row."""
    return next(iter(paths), "").replace("?", "")


def quoted_key(key: str) -> str:
    """A key as one step of a path."""
    return key if re.fullmatch(r'[^\s.\[\]"?]+', key) else '"' + key.replace('"', "'") + '"'
