"""How each type of the data contract becomes typed columns: SQL generated per column, no loop over rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphinv.content.loader_spec import REFERENCES, ColumnSpec
from graphinv.staging.kinds import identifiers, ids, numbers, texts, times, words
from graphinv.staging.kinds.base import Cell, Parsed

__all__ = ["Cell", "Parsed", "outputs", "parse"]

Kind = Callable[[ColumnSpec, Cell], Parsed]
_TEXT = {"": "VARCHAR"}
_CHECKED = {"": "VARCHAR", "_ok": "BOOLEAN"}

_KINDS: Mapping[str, tuple[Kind, Mapping[str, str]]] = {
    "string": (texts.string, _TEXT),
    "list": (texts.items, {"": "VARCHAR[]"}),
    "key": (ids.key, _TEXT),
    "bid": (ids.key, _TEXT),
    "id_no": (ids.id_no, _CHECKED),
    "uscc": (ids.credit_code, _CHECKED),
    "date": (times.date, {"": "DATE", "_last": "DATE"}),
    "datetime": (times.moment, {"": "TIMESTAMP", "_day": "BOOLEAN"}),
    "year": (times.year, {"": "BIGINT"}),
    "period": (times.span, {"": "VARCHAR", "_since": "DATE", "_until": "DATE"}),
    "money_cny": (numbers.money_cny, {"": "BIGINT"}),
    "money_gbp": (numbers.money_gbp, {"": "BIGINT"}),
    "money": (numbers.money_of_any, {"": "BIGINT"}),
    "price": (numbers.price, {"": "BIGINT"}),
    "share": (numbers.share_of_one, {"": "DOUBLE"}),
    "number": (numbers.number, {"": "DOUBLE"}),
    "int": (numbers.whole, {"": "BIGINT"}),
    "bool": (words.yes_no, {"": "BOOLEAN"}),
    "region": (words.division, _TEXT),
    "enum": (words.enum, _TEXT),
    "identifier": (identifiers.of_kind, _TEXT),
    **dict.fromkeys(ids.PARTIES, (ids.reference, _CHECKED)),
}


def parse(column: ColumnSpec, cell: Cell, *, is_key: bool = False) -> Parsed:
    """The SQL that types the cells of this column."""
    return _KINDS[_kind(column, is_key)][0](column, cell)


def outputs(column: ColumnSpec, *, is_key: bool = False) -> dict[str, str]:
    """Typed columns and their SQL types; the first one holds the value."""
    return {column.name + suffix: kind for suffix, kind in _KINDS[_kind(column, is_key)][1].items()}


def _kind(column: ColumnSpec, is_key: bool) -> str:
    """Text that names something (a key, or any `x_id`) is treated as an id."""
    named = column.type == "string" and (is_key or column.name.endswith("_id"))
    return "key" if named or (column.type in REFERENCES and column.type not in ids.PARTIES) else column.type
