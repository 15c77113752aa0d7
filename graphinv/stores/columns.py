"""From the columns of a compiled query to those of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphinv.stores.base import ColumnInfo

if TYPE_CHECKING:
    from graphinv.cypher import Column


def info(column: Column) -> ColumnInfo:
    """The column as a result tells of it."""
    return ColumnInfo(column.name, column.kind, column.type, tuple(map(info, column.parts)))
