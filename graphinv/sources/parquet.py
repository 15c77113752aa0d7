"""Parquet files: only their column names are read here; staging reads the cells."""

from __future__ import annotations

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
            "is not a parquet file that can be read ({error}).",
            at=str(path),
            hint="Export it again, or export CSV.",
            error=str(error).split(".", 1)[0],
        ) from None
