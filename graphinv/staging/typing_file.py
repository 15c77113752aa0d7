"""One file from raw cells to typed rows, refused rows and warnings, each in a temporary table."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from graphinv.content.column_check import KIN_WORDS
from graphinv.errors import GraphinvError
from graphinv.model.values.reasons import Reason
from graphinv.sources.csv_exact import Record
from graphinv.sources.table import Table
from graphinv.staging.checks import Check, refusals, warnings
from graphinv.staging.dictionaries import dictionaries
from graphinv.staging.facts import FileFacts
from graphinv.staging.kinds import Cell, identifiers, kin
from graphinv.staging.plan import Plan
from graphinv.staging.query import count, one
from graphinv.staging.reading import Raw, read
from graphinv.staging.sql import name, reason, text
from graphinv.staging.statement import BAD, RAW, WARN, Statement, bit, clean, masks_of

REJECT, NOTE = "reject", "note"
ISSUES = "kind VARCHAR, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR, reason_zh VARCHAR"


@dataclass(frozen=True)
class Typed:
    """A staged file: what is known about it, and the SQL of its rows and issues."""

    facts: FileFacts
    rows: str
    issues: str
    tables: tuple[str, ...] = ()  # temporary tables that these are made of


def drop(con: DuckDBPyConnection, typed: Typed) -> None:
    """Free the temporary tables of a file."""
    for table in typed.tables:
        con.execute(f"DROP TABLE IF EXISTS {table}")


def type_file(con: DuckDBPyConnection, table: Table, number: int, *, secret: str, folder: Path) -> Typed:
    """Type one file into `gi_rows_<number>` and `gi_issues_<number>`. Raises Unreadable."""
    began = time.perf_counter()
    plan = Plan(table)
    if any(column.spec.type == "identifier" for column, _, _ in plan.parts()):
        identifiers.install(con)
    raw = read(con, table, folder)
    refused, warned = refusals(plan), warnings(plan, nul=raw.nul)
    kin_cells = [cell for column, cell, _ in plan.parts() if column.spec.of == KIN_WORDS]
    if kin_cells:
        kin.install(con, RAW, kin_cells, nul=raw.nul)
    words = dictionaries((cell, parsed) for _, cell, parsed in plan.parts())
    for dictionary in words:
        dictionary.create(con, RAW, nul=raw.nul)
    everything, issues, good = f"gi_typed_{number}", f"gi_issues_{number}", clean(BAD, refused)
    con.execute(Statement(plan, raw.row, raw.nul, words, refused, warned, secret).sql(everything))
    columns = _columns(con, everything)
    rows = f"(SELECT {', '.join(map(name, columns))} FROM {everything} WHERE {good})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {issues} ({ISSUES})")
    _collect(con, issues, REJECT, everything, _holding(con, everything, BAD, refused), raw.row)
    where = f"(FROM {everything} WHERE {good})"
    _collect(con, issues, NOTE, where, _holding(con, everything, WARN, warned), raw.row)
    _add_broken(con, issues, raw.broken)
    _note_sheets(con, issues, table)
    facts = _facts(con, plan, raw, (everything, rows, issues), time.perf_counter() - began)
    facts = replace(facts, columns=columns)
    for leftover in (RAW, *(dictionary.table for dictionary in words)):
        con.execute(f"DROP TABLE {leftover}")
    kin.drop(con)
    return Typed(facts, rows, issues, (everything, issues))


def _columns(con: DuckDBPyConnection, rows: str) -> tuple[str, ...]:
    """The columns of the typed rows, in their order, without the masks of checks."""
    names = (str(entry[0]) for entry in con.execute(f"DESCRIBE {rows}").fetchall())
    return tuple(column for column in names if not column.startswith((BAD, WARN)))


def _holding(con: DuckDBPyConnection, rows: str, prefix: str, checks: Sequence[Check]) -> list[tuple[str, Check]]:
    """The checks that hold for some row, with the condition that finds these rows."""
    masks = masks_of(prefix, checks)
    if not masks:
        return []
    found = one(con, f"SELECT {', '.join(f'bit_or({mask})' for mask in masks)} FROM {rows}")
    union = sum((int(bits or 0) << (60 * place)) for place, bits in enumerate(found))
    return [(bit(prefix, number), check) for number, check in enumerate(checks) if union >> number & 1]


def _collect(
    con: DuckDBPyConnection, issues: str, kind: str, rows: str, holding: Iterable[tuple[str, Check]], number: str
) -> None:
    """List the rows for which a check holds, with the cell as it stands in the file; `number` is a raw row's number."""
    for condition, check in holding:
        shown = Cell(check.place).raw if check.place is not None else "NULL::VARCHAR"
        cells = f"SELECT {number} AS row, {shown} AS value, gi_narrow(gi_text_without_nul({shown})) AS cell FROM {RAW}"
        con.execute(
            f"INSERT INTO {issues} SELECT '{kind}', row, {text(check.column)}, value, "
            f"{reason(check.reasons, 'en')}, {reason(check.reasons, 'zh')} "
            f"FROM (SELECT row FROM {rows} WHERE {condition}) JOIN ({cells}) USING (row)"
        )


def _add_broken(con: DuckDBPyConnection, issues: str, broken: Sequence[Record]) -> None:
    lines = [(record.row, record.text, record.problem) for record in broken if record.problem]
    if not lines:
        return
    columns = {
        "row": pa.array([row for row, _, _ in lines], pa.int64()),
        "value": pa.array([line for _, line, _ in lines], pa.string()),
        "en": pa.array([problem.en for _, _, problem in lines], pa.string()),
        "zh": pa.array([problem.zh for _, _, problem in lines], pa.string()),
    }
    con.register("gi_arrow", pa.table(columns))
    con.execute(f"INSERT INTO {issues} SELECT '{REJECT}', row, '', value, en, zh FROM gi_arrow")
    con.unregister("gi_arrow")


def add_note(con: DuckDBPyConnection, issues: str, column: str, value: str, sentence: Reason) -> None:
    """A warning about the file as a whole."""
    con.execute(f"INSERT INTO {issues} VALUES (?, NULL, ?, ?, ?, ?)", [NOTE, column, value, *sentence])


def _note_sheets(con: DuckDBPyConnection, issues: str, table: Table) -> None:
    if table.other_sheets:
        sentence = Reason("these sheets of the workbook were not read", "工作簿的这些工作表没有读取")
        add_note(con, issues, "", "、".join(table.other_sheets), sentence)


def _facts(con: DuckDBPyConnection, plan: Plan, raw: Raw, made: tuple[str, str, str], seconds: float) -> FileFacts:
    table, first = plan.table, plan.table.header_row
    everything, good, issues = made
    rows = count(con, f"{RAW} WHERE {raw.row} > {first}") + len(raw.broken)
    typed, loaded = count(con, everything), count(con, good)
    rejected = count(con, f"(SELECT DISTINCT row FROM {issues} WHERE kind = '{REJECT}')")
    if rows != typed + len(raw.broken) or rows != loaded + rejected:
        raise GraphinvError(
            "lost count: {rows} rows read, {typed} typed, {loaded} loaded, {rejected} rejected.",
            at=table.look.name,
            hint="This is a fault of graphinv; please report it.",
            rows=rows,
            typed=typed,
            loaded=loaded,
            rejected=rejected,
        )
    return FileFacts(
        loader=plan.spec.id,
        tbl=plan.spec.table,
        sha256=table.look.scan.sha256,
        sheet=table.sheet or None,
        encoding=table.look.encoding,
        reader=raw.reader,
        why=raw.why.dump(),
        rows=rows,
        loaded=loaded,
        warned=count(con, f"(SELECT DISTINCT row FROM {issues} WHERE kind = '{NOTE}' AND row IS NOT NULL)"),
        rejected=rejected,
        seconds=round(seconds, 3),
        headers={column: header.text for column, header in plan.filled.items()},
        unknown=_unknown(con, plan, raw, rows),
    )


def _unknown(con: DuckDBPyConnection, plan: Plan, raw: Raw, rows: int) -> dict[str, float]:
    """How much of each unknown column is filled; columns without header and content are not worth a word."""
    headers = plan.unknown()
    if not headers:
        return {}
    counts = ", ".join(f"count(gi_text_without_nul({Cell(header.index).raw}))" for header in headers)
    found = one(con, f"SELECT {counts} FROM {RAW} WHERE {raw.row} > {plan.table.header_row}")
    labels = [plan.table.labels[header.index] for header in headers]
    filled = {label: _part(cells, rows) for label, cells in zip(labels, found, strict=True)}
    named = {label for label, header in zip(labels, headers, strict=True) if header.text}
    return {label: part for label, part in filled.items() if part or label in named}


def _part(cells: int, rows: int) -> float:
    """The part of the rows, to four digits; a single filled cell among millions is not nothing."""
    return max(round(cells / max(rows, 1), 4), 0.0001 if cells else 0.0)
