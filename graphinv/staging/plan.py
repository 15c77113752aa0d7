"""What a loader's table looks like once typed, and what each column of one file contributes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from graphinv.sources.columns import Header, columns_of
from graphinv.sources.table import Table
from graphinv.staging.kinds import Cell, Parsed, outputs, parse

RESERVED = ("file", "row", "extras", "row_key")
PROVENANCE = ("source", "batch_id", "legal_ground")
"""Columns that say where a row came from, not what it says: they make no two rows differ."""


def staged_table(loader: str) -> str:
    """The temporary table that holds a loader's typed rows."""
    return "s_" + loader.replace(".", "_").replace("-", "_")


def staged_name(column: str) -> str:
    """A column's name in the typed table; `file`, `row`, `extras` and `row_key` are taken and get an underscore."""
    return f"{column}_" if column in RESERVED else column


@dataclass(frozen=True)
class TypedColumn:
    """One column of the loader with the typed columns that it becomes; the first holds the value."""

    spec: ColumnSpec
    outputs: dict[str, str]

    @property
    def value(self) -> str:
        return next(iter(self.outputs))

    @property
    def facts(self) -> list[str]:
        """Typed columns that carry what the cell says; checks of it are left out."""
        return [name for name in self.outputs if not name.endswith("_ok")]


def typed_columns(spec: LoaderSpec) -> dict[str, TypedColumn]:
    """Every column of the typed table, declared ones first, by the loader's own column name."""
    found = {}
    for column in columns_of(spec).values():
        kinds = outputs(column, is_key=column.name in spec.key)
        found[column.name] = TypedColumn(column, {_renamed(column, name): kind for name, kind in kinds.items()})
    return found


def staged_columns(spec: LoaderSpec) -> dict[str, str]:
    """Names and SQL types of a loader's typed table, without `file`."""
    columns = {"row": "BIGINT"}
    for column in typed_columns(spec).values():
        columns.update(column.outputs)
    return {**columns, "extras": "VARCHAR", "row_key": "VARCHAR"}


def auto_keys(spec: LoaderSpec) -> list[str]:
    """Key columns that are made from the row's content where the file leaves them out."""
    return [name for name in spec.key if name in spec.columns and spec.columns[name].auto]


def _renamed(column: ColumnSpec, name: str) -> str:
    return staged_name(name) if name == column.name else name


@dataclass(frozen=True)
class Plan:
    """One file's columns, each with the SQL that types it."""

    table: Table

    @property
    def spec(self) -> LoaderSpec:
        return self.table.spec

    @property
    def filled(self) -> dict[str, Header]:
        """The loader's columns that the file has."""
        return {header.column.name: header for header in self.table.headers if header.column}

    def parts(self) -> Iterator[tuple[TypedColumn, Cell, Parsed]]:
        """The columns that the file has, with their SQL."""
        columns = typed_columns(self.spec)
        for column_name, header in self.filled.items():
            column = columns[column_name]
            cell = Cell(header.index, header.unit, header.inclusive)
            spec = ColumnSpec(**{**column.spec.__dict__, "name": column.value})
            yield column, cell, parse(spec, cell, is_key=column_name in self.spec.key)

    def absent(self) -> Iterator[TypedColumn]:
        """The columns that the file lacks."""
        filled = self.filled
        return (column for name, column in typed_columns(self.spec).items() if name not in filled)

    def empty(self) -> set[str]:
        """The typed columns that this file leaves NULL in every row; they are not carried along."""
        return {name for column in self.absent() if not column.spec.default for name in column.outputs}

    def unknown(self) -> list[Header]:
        """Columns that the loader neither reads nor ignores."""
        ignored = self.table.ignored
        return [header for header in self.table.headers if header.column is None and header.key not in ignored]

    def label(self, column: str) -> str:
        """The header that stands above a column in the file, else its name."""
        header = self.filled.get(column)
        return header.text if header else column
