"""Writes one table, or a part of it, as the file that its sheet names."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from graphinv.demo.arrays import Ints, stream
from graphinv.demo.cells import Printed, column_text
from graphinv.demo.forms import write_csv, write_xlsx, write_yaml
from graphinv.demo.layout import Sheet

_MOST_IN_XLSX = 200_000
"""Rows; a sheet holds five times as many, but an office that has more than this exports csv."""


@dataclass(frozen=True)
class Written:
    """A file that was written, and the number of its rows without the header."""

    sheet: Sheet
    path: Path
    rows: int


def write_sheet(folder: Path, sheet: Sheet, table: pd.DataFrame, printed: Printed) -> Written:
    """Write the rows of the sheet's part in an order that does not tell planted rows from others."""
    rows = table[table["part"] == sheet.part] if sheet.part else table
    rows = rows.iloc[_order(rows, sheet)]
    cells = pa.table({of.header: column_text(of, rows[of.field], printed, sheet.dates) for of in sheet.columns})
    path = folder / sheet.file
    if path.suffix == ".xlsx" and len(rows) > _MOST_IN_XLSX:
        path = path.with_suffix(".csv")
    if path.suffix == ".xlsx":
        write_xlsx(path, cells, sheet.columns, sheet.table)
    elif path.suffix == ".yaml":
        write_yaml(path, cells)
    else:
        write_csv(path, cells, sheet.encoding)
    return Written(sheet, path, len(rows))


def _order(rows: pd.DataFrame, sheet: Sheet) -> Ints:
    """By the first date of the file, rows of one day at random."""
    rng = stream(len(rows), sheet.file)
    dates = [column.field for column in sheet.columns if column.kind in ("date", "second")]
    when = rows[dates[0]].to_numpy(dtype=np.int64) if dates else np.zeros(len(rows), dtype=np.int64)
    return np.lexsort((rng.random(len(rows)), when)).astype(np.int64)
