"""What a load made of each batch: rows and reasons, references, coverage in time, columns that nobody uses."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from graphinv.content.loader_spec import LoaderSpec
from graphinv.content.reader import nearest
from graphinv.errors import UsageError
from graphinv.mapping.tally import DATED
from graphinv.message import msg, recall
from graphinv.model.values.place import shown
from graphinv.stores.duckdb import batches as stored
from graphinv.stores.duckdb.batches import DateRow, FileRow, ReasonRow, TallyRow
from graphinv.stores.duckdb.connect import Connection
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.asserting import passed_maxima, row_counts, unknown_parts

ROWS = ("rows", "loaded", "warned", "rejected")
REJECT = ("file", "row", "column", "value", "reason", "reason_zh", "sheet")
_NO_COVERAGE = ("born_on",)
"""Dates that say how old somebody is, not how far a source reaches."""

T = TypeVar("T", ReasonRow, TallyRow, DateRow)


@dataclass(frozen=True)
class Kept:
    """Everything that the graph file keeps about its files."""

    files: Sequence[FileRow]
    rejects: Sequence[ReasonRow]
    notes: Sequence[ReasonRow]
    tallies: Sequence[TallyRow]
    dates: Sequence[DateRow]

    @classmethod
    def of(cls, con: Connection) -> Kept:
        return cls(
            stored.files(con),
            stored.reasons(con, "reject"),
            stored.reasons(con, "note"),
            stored.tallies(con),
            stored.dates(con),
        )


def batch_reports(
    con: Connection, loaders: Mapping[str, LoaderSpec], only: Collection[int] | None = None
) -> list[dict[str, Any]]:
    """One report per live batch, in the order of the files; `only` takes the batches of these files."""
    kept = Kept.of(con)
    by_batch: dict[str, list[FileRow]] = {}
    for file in kept.files:
        if only is None or file.file in only:
            by_batch.setdefault(file.batch, []).append(file)
    return [_report(batch, files, kept, loaders) for batch, files in by_batch.items()]


def reject_rows(store: DuckStore) -> list[dict[str, Any]]:
    """Every row that was left out; `reason` is English, `reason_zh` Chinese."""
    return [dict(zip(REJECT, row, strict=True)) for row in store.rejects()]


def chosen(reports: Sequence[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """The batches of this name, or with a file of this name. Raises UsageError with the nearest one."""
    found = [report for report in reports if wanted in (report["batch"], *_names(report))]
    if wanted and not found:
        known = [name for report in reports for name in (report["batch"], *_names(report))]
        raise UsageError(
            "No batch or file that is loaded is called {wanted}.{nearest}",
            hint="graphinv load show lists all.",
            wanted=wanted,
            nearest=nearest(wanted, known),
        )
    return found if wanted else list(reports)


def _names(report: Mapping[str, Any]) -> list[str]:
    return [str(file["file"]) for file in report["files"]]


def _report(batch: str, files: Sequence[FileRow], kept: Kept, loaders: Mapping[str, LoaderSpec]) -> dict[str, Any]:
    numbers = {file.file for file in files}
    rejects, notes = _of(numbers, kept.rejects), _of(numbers, kept.notes)
    tallies, dates = _of(numbers, kept.tallies), _of(numbers, kept.dates)
    spec = loaders.get(files[0].loader)
    counts = {name: sum(getattr(file, name) for file in files) for name in ROWS}
    found = row_counts(**counts) | unknown_parts(_summed(tallies))
    over = passed_maxima(spec, found, batch) if spec else []
    first, last = _coverage(spec, dates)
    sheets = {file.file: file.sheet for file in files}
    return {
        "batch": batch,
        "loader": files[0].loader,
        **counts,
        "files": [_file(file) for file in files],
        "rejected_by": _reasons(rejects, sheets),
        "warned_by": _reasons(notes, sheets),
        "conflicts": sum(row.rows for row in (*rejects, *notes) if row.conflict),
        **{name: _by_column(tallies, what) for name, what in _TALLIES.items()},
        "unknown_ids": _unknown_ids(tallies),
        "dates": [_dates(row) for row in _spans(dates)],
        "from": _iso(first),
        "to": _iso(last),
        "over": over,
    }


_TALLIES = {"stubs": "stub", "by_name": "by_name", "name_only": "name", "local": "local"}


def _of(numbers: set[int], rows: Iterable[T]) -> list[T]:
    return [row for row in rows if row.file in numbers]


def _file(file: FileRow) -> dict[str, Any]:
    values = {name: getattr(file, name) for name in ("sheet", "encoding", "reader", *ROWS)}
    days = {"as_of": file.as_of, "since": file.covers_from, "until": file.covers_until}
    fit, why = recall(file.fit), recall(file.why)
    why = msg("{fit}; {why}", fit=fit, why=why) if why else fit
    return {
        "file": file.name,
        **values,
        "why": why,
        **{name: _iso(day) for name, day in days.items()},
        "unknown_columns": json.loads(file.unknown or "{}"),
    }


def _reasons(rows: Sequence[ReasonRow], sheets: Mapping[int, str | None]) -> list[dict[str, Any]]:
    """Most frequent first; the same reason in several files of the batch is one line."""
    joined: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        first = [shown(sheets[row.file], number) for number in row.first]
        said = {"column": row.column, "reason": row.reason, "reason_zh": row.reason_zh}
        line = joined.setdefault((row.column, row.reason), {**said, "rows": 0, "first": first})
        line["rows"] += row.rows
    return sorted(joined.values(), key=lambda line: (-line["rows"], line["column"], line["reason"]))


def _summed(tallies: Sequence[TallyRow]) -> list[tuple[str, str, int]]:
    found: dict[tuple[str, str], int] = {}
    for row in tallies:
        found[row.what, row.column] = found.get((row.what, row.column), 0) + row.count
    return [(what, column, count) for (what, column), count in found.items()]


def _by_column(tallies: Sequence[TallyRow], wanted: str) -> dict[str, int]:
    return {column: count for what, column, count in _summed(tallies) if what == wanted}


def _unknown_ids(tallies: Sequence[TallyRow]) -> dict[str, dict[str, int]]:
    given = _by_column(tallies, "id")
    return {
        column: {"rows": count, "of": given.get(column, count)}
        for column, count in _by_column(tallies, "unknown_id").items()
        if count
    }


def _coverage(spec: LoaderSpec | None, dates: Sequence[DateRow]) -> tuple[date | None, date | None]:
    """From the first to the last day of the dates that matter: the required ones, else those of edges, else all."""
    names = _main_dates(spec) if spec else {row.column for row in dates}
    rows = [row for row in dates if row.column in names]
    return _edge(min, (row.first for row in rows)), _edge(max, (row.last for row in rows))


def _main_dates(spec: LoaderSpec) -> set[str]:
    dated = {name for name, column in spec.columns.items() if column.type in DATED and name not in _NO_COVERAGE}
    required = {name for name in dated if spec.columns[name].req != "no"}
    return required or dated & {name for edge in spec.edges for name in (edge.since, edge.until, edge.on)} or dated


def _edge(choose: Callable[[Iterable[date]], date], days: Iterable[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known else None


def _spans(dates: Sequence[DateRow]) -> Iterator[DateRow]:
    """One line per column over all files of the batch."""
    for name in dict.fromkeys(row.column for row in dates):
        rows = [row for row in dates if row.column == name]
        filled = sum(row.filled for row in rows)
        yield DateRow(0, name, filled, _edge(min, (row.first for row in rows)), _edge(max, (row.last for row in rows)))


def _dates(row: DateRow) -> dict[str, Any]:
    return {"column": row.column, "filled": row.filled, "first": _iso(row.first), "last": _iso(row.last)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
