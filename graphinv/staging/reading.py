"""The cells of one file in a temporary table: quickly through DuckDB where that is exact, else record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from graphinv.errors import Unreadable
from graphinv.message import NOTHING, Message, msg
from graphinv.sources import csv_exact, xlsx
from graphinv.sources.csv_exact import Record
from graphinv.sources.encoding import UTF8, as_utf8
from graphinv.sources.found import Found
from graphinv.sources.scan import Scan, scan
from graphinv.sources.table import Table
from graphinv.sources.yaml_list import YamlList
from graphinv.staging.kinds import Cell
from graphinv.staging.query import count
from graphinv.staging.sql import name, one_file, text
from graphinv.staging.statement import RAW
from graphinv.stopping import go_on

CHUNK = 50_000
WHY = {
    "nul": msg("NUL characters"),
    "mixed_line_ends": msg("mixed line ends"),
    "blank_lines": msg("blank lines"),
    "loose_quotes": msg("blanks beside quotes"),
}
UNEVEN = msg("rows of unequal length or an unclosed quote")


@dataclass(frozen=True)
class Raw:
    """How the raw table was filled: `row` is the SQL of a row's number, `broken` holds rows without clear cells."""

    reader: str
    row: str
    why: Message = NOTHING
    nul: bool = False
    broken: tuple[Record, ...] = field(default_factory=tuple)


def read(con: DuckDBPyConnection, table: Table, folder: Path) -> Raw:
    """Fill the raw table with every row of the file, the header's included."""
    if table.look.format == "xlsx":
        grid = table.look.book.grid(table.sheet)
        rows = ((number, cells) for number, cells in enumerate(grid, start=1) if not xlsx.blank(cells))
        _fill(con, rows, table.width)
        return Raw("calamine", "gi_row")
    if table.look.by_path:
        return _read_json(con, table)
    if table.look.format == "yaml":
        _fill(con, YamlList(table.look.path).rows(), table.width)
        return Raw("yaml", "gi_row", nul=True)
    if table.look.spooled:
        _fill_from_spool(con, table, table.look.spooled.path)
        return Raw("sql", "gi_row", nul=True, broken=table.look.spooled.broken)
    if table.look.format == "parquet":
        _fill_from_parquet(con, table)
        return Raw("parquet", "rowid + 2", nul=True)
    return _read_text(con, table, folder)


def _read_json(con: DuckDBPyConnection, table: Table) -> Raw:
    """Rows of JSON records; the main part reports the lines that are none."""
    broken: list[Found] = []
    columns = [header.text for header in table.headers]
    _fill(con, table.look.json.rows(table.spec.arrays, columns, broken), table.width)
    records = [Record(found.number, (), found.problem, found.text) for found in broken if table.look.main]
    return Raw("json" if table.look.format == "jsonl" else table.look.format, "gi_row", nul=True, broken=tuple(records))


def _read_text(con: DuckDBPyConnection, table: Table, folder: Path) -> Raw:
    path = as_utf8(table.look.path, table.look.encoding, folder)
    try:
        seen = table.look.scan if path == table.look.path else scan(path)
        found = [reason for what, reason in WHY.items() if getattr(seen, what)]
        why = msg("{reasons}", reasons=found) if found else NOTHING
        if not why and _read_quickly(con, table, path, seen):
            return Raw("duckdb", "rowid + 1")
        raw = _read_exactly(con, table, path, why or UNEVEN)
        return replace(raw, nul=seen.nul)
    finally:
        if path != table.look.path:
            path.unlink()


def _read_quickly(con: DuckDBPyConnection, table: Table, path: Path, seen: Scan) -> bool:
    """Let DuckDB read the file; False if it finds anything that it would read otherwise than a spreadsheet does."""
    try:
        rows = _copy_csv(con, table, path, parallel=True)
        if seen.quotes and rows != seen.lines:  # cells with line breaks: no guessing where a part of the file begins
            _copy_csv(con, table, path, parallel=False)
    except duckdb.Error:
        return False
    return True


def _copy_csv(con: DuckDBPyConnection, table: Table, path: Path, *, parallel: bool) -> int:
    columns = ", ".join(f"{text(Cell(place).raw)}: 'VARCHAR'" for place in range(table.width))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {RAW} AS FROM read_csv({text(one_file(path))}, auto_detect = false, "
        f"header = false, delim = {text(table.look.delimiter)}, quote = '\"', escape = '\"', columns = {{{columns}}}, "
        f"strict_mode = true, null_padding = false, nullstr = '', parallel = {str(parallel).lower()})"
    )
    return count(con, RAW)


def _read_exactly(con: DuckDBPyConnection, table: Table, path: Path, why: Message) -> Raw:
    encoding = table.look.encoding if table.look.encoding in UTF8 else "utf-8"
    lines = csv_exact.lines_of(path, encoding)
    broken: list[Record] = []
    _fill(con, _whole(csv_exact.records(lines, table.look.delimiter, table.width, table.least), broken), table.width)
    first = table.spec.header_row
    return Raw("python", "gi_row", why, broken=tuple(record for record in broken if record.row > first))


def _whole(records: Iterable[Record], broken: list[Record]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for record in records:
        if record.problem:
            broken.append(record)
        else:
            yield record.row, tuple(record.cells)


def _fill(con: DuckDBPyConnection, rows: Iterator[tuple[int, tuple[str, ...]]], width: int) -> None:
    """Put rows of text into the raw table, some tens of thousands at a time."""
    columns = ", ".join(f"{Cell(place).raw} VARCHAR" for place in range(width))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {RAW} (gi_row BIGINT, {columns})")
    while chunk := list(islice(rows, CHUNK)):
        go_on()
        padded = (cells[:width] + ("",) * (width - len(cells)) for _, cells in chunk)
        arrays = [pa.array([number for number, _ in chunk], pa.int64())]
        arrays += [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]
        names = ["gi_row", *(Cell(place).raw for place in range(width))]
        con.register("gi_arrow", pa.Table.from_arrays(arrays, names=names))
        con.execute(f"INSERT INTO {RAW} FROM gi_arrow")
        con.unregister("gi_arrow")


def _fill_from_spool(con: DuckDBPyConnection, table: Table, path: Path) -> None:
    columns = ", ".join(["gi_row", *(Cell(place).raw for place in range(table.width))])
    con.execute(f"CREATE OR REPLACE TEMP TABLE {RAW} AS SELECT {columns} FROM read_parquet({text(one_file(path))})")


def _fill_from_parquet(con: DuckDBPyConnection, table: Table) -> None:
    source = f"read_parquet({text(one_file(table.look.path))})"
    try:
        types = {row[0]: str(row[1]) for row in con.execute(f"DESCRIBE FROM {source}").fetchall()}
        cells = (
            f"{_as_text(name(column), kind)} AS {Cell(place).raw}" for place, (column, kind) in enumerate(types.items())
        )
        con.execute(f"CREATE OR REPLACE TEMP TABLE {RAW} AS SELECT {', '.join(cells)} FROM {source}")
    except duckdb.Error as error:  # damaged pages, or text that is none
        raise Unreadable(
            "is not a parquet file that can be read ({error}).",
            at=str(table.look.path),
            hint="Export it again, or export CSV.",
            error=str(error).split(".", 1)[0].split("\n", 1)[0],
        ) from None


def _as_text(column: str, kind: str) -> str:
    """A typed cell as text: whole numbers without a point, lists with ; between."""
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"isfinite({column}) AND {column} = floor({column}) AND abs({column}) < {xlsx.EXACT_INTEGERS}"
        return f"CASE WHEN {whole} THEN {column}::BIGINT::VARCHAR WHEN isfinite({column}) THEN {column}::VARCHAR END"
    if kind.endswith("[]"):
        return f"array_to_string({column}, ';')"
    return f"{column}::VARCHAR"
