"""A table of a database read once: its rows as text in a file, and what they hash to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graphinv.model.values.reasons import NOT_TEXT
from graphinv.sources.csv_exact import Record
from graphinv.sources.database import Connection
from graphinv.sources.xlsx import cell_text
from graphinv.stopping import go_on

CHUNK = 50_000


@dataclass(frozen=True)
class Spooled:
    """A table as it was read once: a parquet file of row numbers and texts, its hash, and rows that are no text."""

    path: Path
    sha256: str
    rows: int
    broken: tuple[Record, ...]


def spool(connection: Connection, table: str, columns: Sequence[str], target: Path) -> Spooled:
    """Copy a table to a parquet file: `gi_row` counts from 1, `gi_c0`, `gi_c1` … hold the cells."""
    digest, broken, count = hashlib.sha256(json.dumps([table, *columns]).encode()), list[Record](), 0
    names = ["gi_row", *(f"gi_c{place}" for place in range(len(columns)))]
    schema = pa.schema([(name, pa.int64() if place == 0 else pa.string()) for place, name in enumerate(names)])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for chunk in _chunks(connection.rows(table)):
            go_on()
            whole: list[tuple[int, list[str]]] = []
            for values in chunk:
                count += 1
                cells = [value_text(value) for value in values]
                digest.update(json.dumps(cells).encode())
                wrong = next((place for place, cell in enumerate(cells) if cell is None), None)
                if wrong is None:
                    whole.append((count, [cell or "" for cell in cells]))
                else:
                    broken.append(Record(count, (), NOT_TEXT.about(column=columns[wrong])))
            columns_of_cells = list(zip(*(cells for _, cells in whole), strict=True)) or [()] * len(columns)
            arrays = [pa.array([number for number, _ in whole], pa.int64())]
            arrays += [pa.array(cells, pa.string()) for cells in columns_of_cells]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return Spooled(target, digest.hexdigest(), count, tuple(broken))


def _chunks(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    chunk: list[Sequence[object]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def value_text(value: object) -> str | None:
    """A value as text; None if it is text that cannot be decoded. Bytes are written as hex digits."""
    if value is None:
        return ""
    if isinstance(value, str):
        return None if _half(value) else value
    if isinstance(value, bool | float | datetime | date | time | timedelta):
        return cell_text(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _half(text: str) -> bool:
    """Whether the text holds bytes that could not be decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
