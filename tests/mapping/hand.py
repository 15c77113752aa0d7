"""Typed rows written by hand, in the tables that staging would make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from graphinv.content.catalogue import Catalogue
from graphinv.mapping import GraphTotals, build
from graphinv.model.values import id_no, partial_date, period, uscc
from graphinv.staging.plan import staged_columns, staged_table

CATALOGUE = Catalogue(Path(__file__).parent / "workspace")
KEY = bytes(range(32))

FILES = (
    "file INTEGER, name VARCHAR, sheet VARCHAR, tbl VARCHAR, loader VARCHAR, batch VARCHAR, sha256 VARCHAR, "
    "path VARCHAR, as_of DATE, encoding VARCHAR, reader VARCHAR, why VARCHAR, rows BIGINT, loaded BIGINT, "
    "warned BIGINT, rejected BIGINT, seconds DOUBLE, columns_unknown VARCHAR[]"
)
NOTES = "file INTEGER, row BIGINT, col VARCHAR, value VARCHAR, reason VARCHAR"


def person_no(seed: int, born: str = "19800101") -> str:
    """A valid identity-card number of nobody."""
    digits = f"110105{born}{seed:03d}"
    return digits + id_no.check_digit(digits)


def credit_code(seed: int) -> str:
    """A valid credit code of nobody."""
    code = f"91330100MA{seed:07d}"
    return code + uscc.check_character(code)


@dataclass
class Hand:
    """A connection with staged tables; `graph` builds from them and gives the open graph."""

    con: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    files: int = 0

    def __post_init__(self) -> None:
        self.con.execute(f"CREATE TEMP TABLE files ({FILES})")
        for name in ("rejects", "notes"):
            self.con.execute(f"CREATE TEMP TABLE {name} ({NOTES})")
        self.con.execute("CREATE TEMP TABLE merged (loader VARCHAR, row_key VARCHAR, file INTEGER, row BIGINT)")

    def file(self, loader: str, rows: Sequence[Mapping[str, Any]], *, name: str = "", as_of: str | None = None) -> int:
        """One file with these rows; dates may be partial, `x_ok` and `row_key` follow from the values."""
        self.files += 1
        spec = CATALOGUE.loaders[loader]
        self.con.execute(
            "INSERT INTO files (file, name, tbl, loader, as_of, rows, loaded, warned, rejected) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)",
            [self.files, name or f"{loader}.csv", spec.table, loader, as_of, len(rows), len(rows)],
        )
        columns = {"file": "INTEGER", **staged_columns(spec)}
        table = staged_table(loader)
        body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self.con.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({body})")
        for number, row in enumerate(rows, 2):
            typed = {"file": self.files, "row": number, **_typed(columns, row)}
            typed.setdefault("row_key", "\x1f".join(str(typed.get(key) or "") for key in spec.key))
            assert set(typed) <= set(columns), sorted(set(typed) - set(columns))
            names = ", ".join(f'"{column}"' for column in typed)
            marks = ", ".join("?" * len(typed))
            self.con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(typed.values()))
        return self.files

    def graph(self, target: Path, key: bytes = KEY) -> Graph:
        return Graph(build(self.con, CATALOGUE, key, target), duckdb.connect(str(target), read_only=True))


def _typed(columns: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        found[name] = value
        if value is None:
            continue
        if columns.get(name) == "DATE":
            day = partial_date.parse(value)
            assert day is not None
            found |= {name: day.first, f"{name}_last": day.last}
        elif f"{name}_since" in columns:
            span = period.parse(value)
            found |= {f"{name}_since": span.since, f"{name}_until": span.until}
        if f"{name}_ok" in columns:
            found[f"{name}_ok"] = _ok(value, number_only=name == "id_no")
    return found


def _ok(value: str, *, number_only: bool) -> bool | None:
    if number_only or len(value) in (15, 18):
        return id_no.valid(value) or uscc.valid(value)
    return None


@dataclass
class Graph:
    """A built graph, open for reading."""

    totals: GraphTotals
    con: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.con.execute(sql, list(values)).fetchall()

    def ids(self, label: str) -> list[str]:
        return [str(ident) for (ident,) in self.rows(f'SELECT id FROM "n_{label}" ORDER BY id')]

    def pairs(self, table: str) -> list[tuple[str, str]]:
        """The ids at both ends of the edges of a table such as OWNS__Person__Company."""
        _, start, end = table.split("__")
        return [
            (str(a), str(b))
            for a, b in self.rows(
                f'SELECT a.id, b.id FROM "e_{table}" e JOIN "n_{start}" a ON a.nid = e.src '
                f'JOIN "n_{end}" b ON b.nid = e.dst ORDER BY ALL'
            )
        ]

    def find(self, label: str, key: str) -> int:
        """The node that a source key finds."""
        ((nid,),) = self.rows("SELECT nid FROM alias WHERE label = ? AND key = ?", label, key)
        return int(nid)
