"""What loaders demand of a load: a minimum that is missed refuses it, a maximum that is passed is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graphinv.content.limits import COUNTS, FILLED, REJECTED, UNKNOWN_IDS, WARNED, exceeded, missed
from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.mapping import GraphTotals
from graphinv.message import Message, msg
from graphinv.model.layout import quoted
from graphinv.staging.plan import staged_table, typed_columns
from graphinv.staging.result import StagedFile, Staging

MISSED = "gives {found} {what}, and `{loader}` expects at least {limit}: the graph stays as it was."
PASSED = "gives {found} {what}, and `{loader}` expects at most {limit}."
ROWS = ("rows", "loaded", "rejected", "warned")


class Rows(Protocol):
    """Where the counts are asked for: any DuckDB connection."""

    def execute(self, query: str, parameters: object = ..., /) -> Any: ...


@dataclass(frozen=True)
class Loaded:
    """The files that one loader read in a load."""

    spec: LoaderSpec
    files: Sequence[StagedFile]

    @property
    def place(self) -> str:
        return ", ".join(file.name for file in self.files)

    @property
    def numbers(self) -> str:
        return ", ".join(str(file.file) for file in self.files)


def refuse_if_missed(con: Rows, staged: Staging, graph: GraphTotals, loaders: Mapping[str, LoaderSpec]) -> None:
    """Raises BadFile for the first minimum that this load's files miss, so that the old graph stays."""
    for loaded in by_loader(staged.given, loaders):
        for problem in missed_minima(con, loaded, graph):
            raise problem


def passed_by(con: Rows, staged: Staging, graph: GraphTotals, loaders: Mapping[str, LoaderSpec]) -> tuple[Message, ...]:
    """The maxima that this load's files pass; `con` holds the new graph."""
    found: list[Message] = []
    for loaded in by_loader(staged.given, loaders):
        if loaded.spec.maximum:
            counts = counted(loaded.files, graph) | unknown_parts(tallies_of(con, loaded.numbers))
            found += passed_maxima(loaded.spec, counts, loaded.place)
    return tuple(found)


def by_loader(files: Sequence[StagedFile], loaders: Mapping[str, LoaderSpec]) -> Iterator[Loaded]:
    """The files of a load, grouped by their loader."""
    for name in dict.fromkeys(file.loader for file in files):
        yield Loaded(loaders[name], [file for file in files if file.loader == name])


def missed_minima(con: Rows, loaded: Loaded, graph: GraphTotals) -> list[BadFile]:
    """The minima that are not reached; `con` holds the staged rows."""
    spec = loaded.spec
    found = counted(loaded.files, graph) | _filled(con, loaded)
    return [
        BadFile(
            MISSED,
            at=loaded.place,
            hint="Check that the export is complete, or lower `assert: min` in the loader.",
            found=_shown(name, value),
            what=_what(name),
            loader=spec.id,
            limit=limit,
        )
        for name, limit, value in missed(spec, found)
    ]


def passed_maxima(spec: LoaderSpec, found: Mapping[str, float], place: str) -> list[Message]:
    """The maxima that are passed, each with the place that it is about."""
    return [
        msg(
            "{place}: {said}",
            place=place,
            said=msg(PASSED, found=_shown(name, value), what=_what(name), loader=spec.id, limit=limit),
        )
        for name, limit, value in exceeded(spec, found)
    ]


def counted(files: Sequence[StagedFile], graph: GraphTotals) -> dict[str, float]:
    """Counts of these files' rows and of the whole graph, under the names that limits have."""
    found = row_counts(**{name: sum(getattr(file, name) for file in files) for name in ROWS})
    found |= {name: 0.0 for name in COUNTS if name != "rows"}
    found |= {f"nodes.{name}": float(count) for name, count in graph.nodes.items()}
    return found | {f"edges.{name}": float(count) for name, count in graph.edges.items()}


def row_counts(rows: int, loaded: int, rejected: int, warned: int) -> dict[str, float]:
    """Loaded rows, and the parts that were refused or loaded with a warning."""
    return {"rows": float(loaded), REJECTED: rejected / max(rows, 1), WARNED: warned / max(rows, 1)}


def unknown_parts(tallies: Sequence[tuple[str, str, int]]) -> dict[str, float]:
    """From (what, column, rows) of `load_tally` the part of each column's ids that no record has."""
    given = {column: count for what, column, count in tallies if what == "id"}
    unknown = {column: count for what, column, count in tallies if what == "unknown_id"}
    return {f"{UNKNOWN_IDS}.{column}": unknown.get(column, 0) / max(count, 1) for column, count in given.items()}


def tallies_of(con: Rows, numbers: str) -> list[tuple[str, str, int]]:
    """What, column and rows over these files; `con` holds the graph."""
    query = f"SELECT what, col, sum(n)::BIGINT FROM load_tally WHERE file IN ({numbers}) GROUP BY ALL ORDER BY ALL"
    rows: list[tuple[str, str, int]] = con.execute(query).fetchall()
    return rows


def _filled(con: Rows, loaded: Loaded) -> dict[str, float]:
    names = [name.partition(".")[2] for name in loaded.spec.minimum if name.startswith(f"{FILLED}.")]
    if not names:
        return {}
    columns = typed_columns(loaded.spec)
    counts = ", ".join(f"count({quoted(columns[name].value)})" for name in names)
    table = staged_table(loaded.spec.id)
    ((total, *filled),) = con.execute(
        f"SELECT count(*), {counts} FROM {table} WHERE file IN ({loaded.numbers})"
    ).fetchall()
    return {f"{FILLED}.{name}": count / max(total, 1) for name, count in zip(names, filled, strict=True)}


def _what(name: str) -> str:
    """`nodes.Person` is spoken of as Person, everything else as it is written in the loader."""
    return name.partition(".")[2] if name.startswith(("nodes.", "edges.")) else name


def _shown(name: str, value: float) -> str:
    return str(int(value)) if name in COUNTS else f"{value:.4g}"
