"""The filing list: where each file came from, what it covers and on what ground it was shared."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from graphinv.demo.layout import LISTS
from graphinv.demo.writing import Written

_AS_OF = "2025-01-10"
_HEADERS = {
    "batch_id": "批次号",
    "table": "数据表",
    "file": "文件名",
    "supplier": "提供单位",
    "as_of": "数据截止日",
    "since": "覆盖起",
    "until": "覆盖止",
    "rows": "行数",
    "sha256": "校验值",
    "received_on": "接收日期",
    "legal_ground": "共享依据",
}
# Registers go back to their first entry; the others hold what happened in their years.
_REGISTERS = (
    "persons",
    "kinship",
    "units",
    "positions",
    "companies",
    "shareholdings",
    "company_roles",
    "identifiers",
    "employment",
    "accounts",
    "person_registers",
    "blacklist",
    "company_years",
    "assets",
    "households",
    *LISTS,
)


def write_filings(folder: Path, written: Sequence[Written], seed: int) -> None:
    """Write data_filings.csv: one row for each file, with its number of rows and the hash of its bytes."""
    rows = [_row(number, entry, seed) for number, entry in enumerate(written, start=1)]
    table = pd.DataFrame(rows).rename(columns=_HEADERS)
    table.to_csv(folder / "data_filings.csv", index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _row(number: int, entry: Written, seed: int) -> dict[str, str]:
    sheet = entry.sheet
    year = sheet.part if sheet.part.isdigit() and len(sheet.part) == 4 else ""
    first = f"{year}-01-01" if year else "1990-01-01" if sheet.table in _REGISTERS else "2022-01-01"
    return {
        "batch_id": f"PC{seed:03d}-{number:02d}",
        "table": sheet.table,
        "file": entry.path.name,
        "supplier": sheet.supplier,
        "as_of": _AS_OF,
        "since": first,
        "until": f"{int(year) + 1}-01-01" if year else "2025-01-11",
        "rows": str(entry.rows),
        "sha256": hashlib.sha256(entry.path.read_bytes()).hexdigest(),
        "received_on": "2025-01-15",
        "legal_ground": sheet.ground,
    }
