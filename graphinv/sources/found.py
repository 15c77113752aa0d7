"""One record of a file of records, or why there is none in its place."""

from __future__ import annotations

from dataclasses import dataclass

from graphinv.model.values.reasons import Reason

Record = dict[str, object]


@dataclass(frozen=True)
class Found:
    """A record with its number: its line, or its place in the document, from 1; or why it is none."""

    number: int
    record: Record | None
    problem: Reason | None = None
    text: str = ""
