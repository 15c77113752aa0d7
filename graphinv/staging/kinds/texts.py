"""Free text and lists."""

from __future__ import annotations

from graphinv.content.loader_spec import ColumnSpec
from graphinv.staging.kinds.base import Cell, Parsed

SEPARATORS = "[;；、|]"


def string(column: ColumnSpec, cell: Cell) -> Parsed:
    """Text as it stands, trimmed."""
    return Parsed({column.name: cell.text})


def items(column: ColumnSpec, cell: Cell) -> Parsed:
    """A list: its parts trimmed, empty ones dropped, ids among them half-width."""
    part = "gi_plain(gi_trim(part))" if column.of else "gi_trim(part)"
    split = f"list_transform(string_split_regex({cell.text}, '{SEPARATORS}'), lambda part: {part})"
    full = f"list_filter({split}, lambda part: part <> '')"
    return Parsed({column.name: f"CASE WHEN len({full}) > 0 THEN {full} END"})
