"""The typed tables of all live files, one per loader, with the lists of files, refused rows and warnings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import GraphinvError
from graphinv.model.values.reasons import Reason
from graphinv.staging.batches import LiveFile
from graphinv.staging.filings import Filing, disagreements
from graphinv.staging.keys import settle
from graphinv.staging.keys_sql import DIGEST
from graphinv.staging.plan import auto_keys, staged_columns, staged_table, typed_columns
from graphinv.staging.query import exists, is_view, one
from graphinv.staging.sql import name, text
from graphinv.staging.typing_file import NOTE, REJECT, Typed, drop

FILES = (
    "file INTEGER, name VARCHAR, sheet VARCHAR, tbl VARCHAR, loader VARCHAR, batch VARCHAR, sha256 VARCHAR, "
    "path VARCHAR, as_of DATE, encoding VARCHAR, reader VARCHAR, why VARCHAR, fit VARCHAR, legal_ground VARCHAR, "
    "rows BIGINT, loaded BIGINT, warned BIGINT, rejected BIGINT, seconds DOUBLE, columns_unknown VARCHAR, "
    "covers_from DATE, covers_until DATE"
)
LINES = "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR"
TABLES = {
    "files": FILES,
    "rejects": LINES,
    "notes": LINES,
    "merged": "loader VARCHAR, row_key VARCHAR, file INTEGER, row BIGINT",
    "gi_headers": "file INTEGER, col VARCHAR, header VARCHAR",
}
VIEWED = 32
"""The rows of so many files of a loader are read where they lie; of more, every statement would open all files."""
MANY_REJECTS = Reason("more than {limit} of the rows are refused", "被隔离的行超过 {limit}")


@dataclass(frozen=True)
class Unit:
    """One live file with its typed rows and what data_filings says about it."""

    live: LiveFile
    typed: Typed
    filing: Filing

    @property
    def as_of(self) -> date | None:
        return self.filing.as_of


def assemble(con: DuckDBPyConnection, units: Sequence[Unit], loaders: Mapping[str, LoaderSpec]) -> None:
    """Make `s_<loader>` (a view or a table), files, rejects, notes and merged.

    Units are numbered from 1 in their order.
    """
    for table, columns in TABLES.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
    numbered = list(enumerate(units, start=1))
    for number, unit in numbered:
        _list(con, number, unit, loaders[unit.live.loader])
    for loader, group in groupby(numbered, key=lambda pair: pair[1].live.loader):
        units_of = list(group)
        _gather(con, loaders[loader], units_of)
        settle(con, loaders[loader])
        if not is_view(con, staged_table(loader)):
            for _, unit in units_of:
                drop(con, unit.typed)
    con.execute("DROP TABLE gi_headers")
    _recount(con)
    _check(con, {unit.live.loader for unit in units})


def _list(con: DuckDBPyConnection, number: int, unit: Unit, spec: LoaderSpec) -> None:
    facts, live = unit.typed.facts, unit.live
    values = [number, live.name, facts.sheet, facts.tbl, live.loader, live.batch, live.sha256, live.path, unit.as_of]
    values += [facts.encoding, facts.reader, facts.why, live.fit, unit.filing.legal_ground]
    values += [facts.rows, facts.loaded, facts.warned, facts.rejected, facts.seconds, _json(facts.unknown)]
    values += [unit.filing.since, unit.filing.until]
    con.execute(f"INSERT INTO files VALUES ({', '.join('?' * len(values))})", values)
    for table, kind in (("rejects", REJECT), ("notes", NOTE)):
        con.execute(
            f"INSERT INTO {table} SELECT {number}, row, col, value, reason, reason_zh FROM {unit.typed.issues} "
            f"WHERE kind = '{kind}' ORDER BY row, col"
        )
    for column, value, sentence in disagreements(unit.filing, facts):
        _note(con, number, column, value, sentence)
    limit = spec.maximum.get("rejected_rows")
    if limit and facts.rejected > float(limit) * facts.rows:
        _note(con, number, "", str(facts.rejected), MANY_REJECTS.about(limit=limit))
    if facts.headers:
        columns = [list(facts.headers), list(facts.headers.values())]
        con.execute(f"INSERT INTO gi_headers SELECT {number}, unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", columns)


def _note(con: DuckDBPyConnection, number: int, column: str, value: str, sentence: Reason) -> None:
    con.execute("INSERT INTO notes VALUES (?, NULL, ?, ?, ?, ?)", [number, column, value, *sentence])


def _json(unknown: Mapping[str, float]) -> str:
    return json.dumps(unknown, ensure_ascii=False)


def _gather(con: DuckDBPyConnection, spec: LoaderSpec, group: Iterable[tuple[int, Unit]]) -> None:
    """All live rows of a loader: a view over where they lie, or a table of its own if the files are many."""
    columns = staged_columns(spec) | {DIGEST: "VARCHAR"}
    parts = []
    for number, unit in group:
        values = {column: f"{_value(column, spec, unit)}::{kind}" for column, kind in columns.items()}
        cells = ", ".join(f"{value} AS {name(column)}" for column, value in values.items())
        parts.append(f"SELECT {number}::INTEGER AS file, {cells} FROM {unit.typed.rows}")
    table = staged_table(spec.id)
    if exists(con, f"(FROM duckdb_tables() WHERE table_name = {text(table)})"):  # of an earlier load here
        con.execute(f"DROP TABLE {table}")
    if len(parts) <= VIEWED:
        con.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {' UNION ALL '.join(parts)}")
        return
    con.execute(f"DROP VIEW IF EXISTS {table}")
    con.execute(f"CREATE TEMP TABLE {table} AS {parts[0]}")
    for part in parts[1:]:
        con.execute(f"INSERT INTO {table} {part}")


def _value(column: str, spec: LoaderSpec, unit: Unit) -> str:
    """SQL of the column; a made key, or what data_filings knows, where it is empty."""
    filing, filled = unit.filing, unit.typed.facts.columns
    made = {"row_key", *(typed_columns(spec)[key].value for key in auto_keys(spec))}
    if column in made and DIGEST in filled:
        return f"coalesce({name(column)}, {DIGEST} || '#1')" if column in filled else f"{DIGEST} || '#1'"
    known = {"source": filing.supplier, "batch_id": filing.batch_id or None, "legal_ground": filing.legal_ground}
    if known.get(column) and column in spec.columns:
        constant = text(str(known[column]))
        return f"coalesce({name(column)}, {constant})" if column in filled else constant
    return name(column) if column in filled else "NULL"


def _recount(con: DuckDBPyConnection) -> None:
    """Rows that contradict each other across files are refused only now."""
    con.execute(
        "UPDATE files SET rejected = r.n, loaded = rows - r.n FROM "
        "(SELECT file, count(DISTINCT row) AS n FROM rejects GROUP BY file) r WHERE r.file = files.file"
    )
    con.execute(
        "UPDATE files SET warned = coalesce((SELECT count(DISTINCT row) FROM notes WHERE notes.file = files.file), 0)"
    )


def _check(con: DuckDBPyConnection, loaders: Iterable[str]) -> None:
    """Rows in = rows loaded + rows rejected, or no load at all."""
    counts = [f"SELECT count(*) AS n FROM {staged_table(loader)}" for loader in sorted(loaders)]
    staged = f"SELECT coalesce(sum(n), 0) FROM ({' UNION ALL '.join([*counts, 'SELECT count(*) AS n FROM merged'])})"
    due = "coalesce(sum(rows - rejected), 0)"
    row = one(con, f"SELECT {due}, ({staged}), bool_and(rows = loaded + rejected) FROM files")
    if row[0] != row[1] or row[2] is False:
        raise GraphinvError(
            "lost count: {wanted} rows should be loaded, {found} are.",
            hint="This is a fault of graphinv; please report it.",
            wanted=row[0],
            found=row[1],
        )
