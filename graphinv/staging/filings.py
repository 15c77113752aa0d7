"""What `data_filings` says about the other files: batch, as-of date, supplier, legal ground, rows and hash."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from graphinv.model.values.reasons import Reason
from graphinv.staging.facts import FileFacts
from graphinv.staging.plan import staged_name
from graphinv.staging.sql import name

LOADER = "data_filings"
ROWS_DIFFER = Reason(
    "data_filings announces {announced} rows, the file has {found}", "数据备案登记 {announced} 行，实际 {found} 行"
)
HASH_DIFFERS = Reason("data_filings announces another sha256 for this file", "数据备案登记的校验值与文件不符")
_COLUMNS = ("batch_id", "file", "supplier", "as_of", "rows", "sha256", "legal_ground", "since", "until")


@dataclass(frozen=True)
class Filing:
    """One row of data_filings."""

    batch_id: str
    file: str
    supplier: str | None
    as_of: date | None
    rows: int | None
    sha256: str | None
    legal_ground: str | None
    since: date | None = None
    until: date | None = None


NOTHING = Filing("", "", None, None, None, None, None)


def read_filings(con: DuckDBPyConnection, tables: Mapping[str, Collection[str]]) -> list[Filing]:
    """All filings in these typed tables, each with its columns; of a partial date the first day counts."""
    found = []
    for relation, there in sorted(tables.items()):
        columns = (name(column) if column in there else "NULL" for column in map(staged_name, _COLUMNS))
        found += [Filing(*row) for row in con.execute(f"SELECT {', '.join(columns)} FROM {relation}").fetchall()]
    return found


def filing_of(file: str, sha256: str, filings: Sequence[Filing]) -> Filing:
    """The filing of a file by its name, with or without ending; of several that with its hash, else the newest."""
    names = {file.casefold(), file.rpartition(".")[0].casefold()}
    fitting = [filing for filing in filings if re.split(r"[/\\]", filing.file)[-1].casefold() in names]
    same = [filing for filing in fitting if filing.sha256 and filing.sha256.lower() == sha256]
    newest = sorted(same or fitting, key=lambda filing: (filing.as_of or date.min, filing.batch_id))
    return newest[-1] if newest else NOTHING


def disagreements(filing: Filing, facts: FileFacts) -> Iterator[tuple[str, str, Reason]]:
    """Column, announced value and sentence for what the file does not keep."""
    if filing.rows is not None and filing.rows != facts.rows:
        yield "rows", str(filing.rows), ROWS_DIFFER.about(announced=filing.rows, found=facts.rows)
    if filing.sha256 and filing.sha256.lower() != facts.sha256:
        yield "sha256", filing.sha256, HASH_DIFFERS
