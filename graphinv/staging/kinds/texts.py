"""Free text and lists."""

from __future__ import annotations

from graphinv.content.loader_spec import ColumnSpec
from graphinv.staging.kinds.base import Cell, Parsed

GEDCOM = "gedcom"
SEPARATORS = "[;；、|]"


def string(column: ColumnSpec, cell: Cell) -> Parsed:
    """Text as it stands, trimmed; a name of a genealogy without the slashes around its surname."""
    if column.format == GEDCOM:
        plain = f"trim(regexp_replace(replace({cell.text}, '/', ''), '\\s+', ' ', 'g'))"
        return Parsed({column.name: f"nullif({plain}, '')"})
    return Parsed({column.name: cell.text})


def items(column: ColumnSpec, cell: Cell) -> Parsed:
    """A list: its parts trimmed, empty ones dropped, ids among them half-width."""
    part = "gi_plain(gi_trim(part))" if column.of else "gi_trim(part)"
    split = f"list_transform(string_split_regex({cell.text}, '{SEPARATORS}'), lambda part: {part})"
    full = f"list_filter({split}, lambda part: part <> '')"
    return Parsed({column.name: f"CASE WHEN len({full}) > 0 THEN {full} END"})
