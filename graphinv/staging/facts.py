"""What is known about one staged file besides its rows; kept beside the cached rows and in the list of live files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class FileFacts:
    """One file: counts with `rows = loaded + rejected`, how it was read, and what its columns are called."""

    loader: str
    tbl: str
    sha256: str
    sheet: str | None
    encoding: str
    reader: str  # duckdb, python, calamine, parquet, json or sql
    why: str  # why the slow reader was taken, else empty
    rows: int
    loaded: int
    warned: int
    rejected: int
    seconds: float
    columns: Sequence[str] = ()  # the typed columns that the file fills; all others are NULL
    headers: Mapping[str, str] = field(default_factory=dict)  # the loader's column to the file's header
    unknown: Mapping[str, float] = field(default_factory=dict)  # unknown header to the part of rows that fill it

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> FileFacts:
        """The facts that `to_json` wrote; unknown keys are ignored."""
        known = {item.name for item in fields(cls)}
        return cls(**{key: value for key, value in values.items() if key in known})
