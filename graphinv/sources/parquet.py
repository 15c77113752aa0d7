"""Parquet files: only their column names are read here; staging reads the cells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graphinv.errors import Unreadable


def parquet_names(path: Path) -> list[str]:
    """The columns in their order. Raises Unreadable."""
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as error:
        raise Unreadable(
            f"is not a parquet file that can be read ({str(error).split('.', 1)[0]}).",
            at=str(path),
            hint="Export it again, or export CSV.",
        ) from None


def parquet_rows(path: Path, rows: Iterable[int]) -> dict[int, list[str]]:
    """The cells of these rows as text; the first record is row 2, below the names."""
    table = pq.read_table(path)
    wanted = [row for row in rows if 2 <= row < table.num_rows + 2]
    picked = table.take([row - 2 for row in wanted])
    cells = [[_text(value) for value in column.to_pylist()] for column in picked.columns]
    return {row: [column[place] for column in cells] for place, row in enumerate(wanted)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(_text, value))
    return str(value)
