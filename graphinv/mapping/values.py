"""From a staged column to a stored property: which types fit, and how dates and intervals are written."""

from __future__ import annotations

from collections.abc import Mapping

from graphinv.content.loader_spec import EdgeSpec, LoaderSpec, NodeSpec
from graphinv.errors import SpecError
from graphinv.mapping.sql import FIRST, LAST, column, literal, unknown
from graphinv.mapping.work import Use
from graphinv.model import INTERVAL, PropType
from graphinv.model.layout import SQL_TYPE, prop_columns, quoted

_TEXT = (
    *("string", "region", "enum", "uscc", "period", "identifier"),
    *("lot", "contract", "account", "asset", "programme", "tender", "change", "approval", "decision", "bid"),
)
_FITS: Mapping[PropType, tuple[str, ...]] = {
    PropType.STRING: _TEXT,
    PropType.INT: ("int", "year"),
    PropType.FLOAT: ("number", "share", "int"),
    PropType.BOOL: ("bool",),
    PropType.DATE: ("date", "datetime"),
    PropType.DATETIME: ("datetime", "date"),
    PropType.MONEY: ("money_cny", "money_gbp", "money"),
    PropType.PRICE: ("price",),
    PropType.SHARE: ("share", "number"),
    PropType.LIST: ("list",),
}
"""Columns that may hold an id_no (person, party, company, unit) are missing on purpose: write `node.id` for them."""

FOR_EVER = dict(zip(INTERVAL, (FIRST, LAST, FIRST, LAST), strict=True))


def kind_of(spec: LoaderSpec, name: str) -> str:
    """The type of a column; the names and types beside references are text."""
    return spec.columns[name].type if name in spec.columns else "string"


def property_columns(spec: LoaderSpec, prop: str, kind: PropType, source: str) -> dict[str, str]:
    """SQL for the stored column or columns of one property, from a column or a constant `=text`."""
    if source.startswith("="):
        return {prop: f"CAST({literal(source[1:])} AS {SQL_TYPE[kind]})"}
    given = kind_of(spec, source)
    if given not in _FITS[kind]:
        hint = "Take `<node>.id` of the node that `{source}` refers to." if given in ("person", "party") else ""
        raise SpecError(
            "`{prop}` is {kind} and cannot hold `{source}`, which is {given}.",
            at=str(spec.at),
            hint=hint,
            prop=prop,
            kind=kind,
            source=source,
            given=given,
        )
    if kind is PropType.DATE:
        first, last = day_bounds(spec, source)
        return {prop: f"coalesce({first}, {FIRST})", f"{prop}_last": f"coalesce({last}, {LAST})"}
    made = source in spec.columns and "$" in spec.columns[source].default
    if given in ("identifier", "bid") or (made and given in _TEXT):
        # Made from other columns, one of which may hold an id_no, or from the key of a person's device.
        return {
            prop: f"CASE WHEN m_holds_id_no({column(source)}) THEN m_hash({column(source)}) ELSE {column(source)} END"
        }
    cast = "::TIMESTAMP" if kind is PropType.DATETIME and given == "date" else ""
    return {prop: column(source) + cast}


def day_bounds(spec: LoaderSpec, name: str) -> tuple[str, str]:
    """SQL for the first and the last possible day of a column, NULL if it is empty."""
    if kind_of(spec, name) == "datetime":
        return f"{column(name)}::DATE", f"{column(name)}::DATE"
    return column(name), column(f"{name}_last")


def interval_columns(spec: LoaderSpec, element: NodeSpec | EdgeSpec) -> dict[str, str]:
    """SQL for the four dates of validity; needs the row `s` and the file's as_of as `f.as_of`."""
    if isinstance(element, EdgeSpec) and element.on:
        first, last = _event(spec, element, element.on)
        if element.or_on:
            other = _event(spec, element, element.or_on)
            first, last = f"coalesce({first}, {other[0]})", f"coalesce({last}, {other[1]})"
        return _one_day(first, last)
    bounds = _since(spec, element.since) | _until(spec, element.until)
    if isinstance(element, NodeSpec) and element.standing:
        bounds["since_certain"] = _if_open(spec, element.since, FIRST, bounds["since_certain"])
        bounds["until_certain"] = _if_open(spec, element.until, LAST, bounds["until_certain"])
    if isinstance(element, EdgeSpec) and element.always:
        always = condition(spec, element.always)
        bounds = {name: f"CASE WHEN {always} THEN {FOR_EVER[name]} ELSE {bounds[name]} END" for name in INTERVAL}
    return {name: bounds[name] for name in INTERVAL}


def _event(spec: LoaderSpec, edge: EdgeSpec, source: str) -> tuple[str, str]:
    """The bounds of a day: of a column, of an end that was found (`bidder.on`), or of another node of the row."""
    node = source.partition(".")[0]
    if source in spec.columns or node == source:
        return day_bounds(spec, source)
    if not spec.nodes[node].find:
        return "o.or_first", "o.or_last"
    alias = "a" if edge.start == node else "b"
    return f"{alias}.first", f"{alias}.last"


def _since(spec: LoaderSpec, name: str) -> dict[str, str]:
    if not name:
        return {part: unknown(part, "DATE") for part in ("since", "since_certain")}
    if kind_of(spec, name) == "period":
        day = column(f"{name}_since")
        return {"since": f"coalesce({day}, {FIRST})", "since_certain": f"coalesce({day}, {LAST})"}
    first, last = day_bounds(spec, name)
    return {"since": f"coalesce({first}, {FIRST})", "since_certain": f"coalesce({last}, {LAST})"}


def _until(spec: LoaderSpec, name: str) -> dict[str, str]:
    if not name:
        return {part: unknown(part, "DATE") for part in ("until", "until_certain")}
    if kind_of(spec, name) == "period":
        day = column(f"{name}_until")
        return {"until": f"coalesce({day}, {LAST})", "until_certain": f"coalesce({day}, {FIRST})"}
    first, last = day_bounds(spec, name)
    # Empty means: had not ended on the day for which the file was made, if that day is known.
    return {"until": f"coalesce({last}, {LAST})", "until_certain": f"coalesce({first}, f.as_of + 1, {FIRST})"}


def _if_open(spec: LoaderSpec, name: str, no_bound: str, otherwise: str) -> str:
    return f"CASE WHEN {day_bounds(spec, name)[0]} IS NULL THEN {no_bound} ELSE {otherwise} END" if name else no_bound


def _one_day(first: str, last: str) -> dict[str, str]:
    """The event lies on one day of [first, last]: its interval is that day."""
    return {
        "since": f"coalesce({first}, {FIRST})",
        "until": f"coalesce({last} + 1, {LAST})",
        "since_certain": f"coalesce({last}, {LAST})",
        "until_certain": f"coalesce({first} + 1, {FIRST})",
    }


def condition(spec: LoaderSpec, where: Mapping[str, str]) -> str:
    """SQL for `where`: a value, `a|b`, `!value`, `*` for filled, an empty one for an empty cell."""
    return " AND ".join(_test(name, wanted) for name, wanted in where.items()) or "true"


def _test(name: str, wanted: str) -> str:
    cell = f"CAST({column(name)} AS VARCHAR)"
    if wanted in ("", "!*"):
        return f"{cell} IS NULL"
    if wanted == "*":
        return f"{cell} IS NOT NULL"
    values = ", ".join(literal(value) for value in wanted.removeprefix("!").split("|"))
    return f"({cell} IS NULL OR {cell} NOT IN ({values}))" if wanted.startswith("!") else f"{cell} IN ({values})"


def filled(props: Mapping[str, PropType], interval: bool, found: Mapping[str, str]) -> dict[str, str]:
    """All stored columns of an element in their order; those not found are unknown."""
    columns = prop_columns(props, interval=interval)
    return {name: found.get(name) or unknown(name, kind) for name, kind in columns.items()}


def has(use: Use, name: str) -> str:
    """SQL for a staged column that may be missing."""
    return column(name) if name in use.columns else "NULL"


def key_text(spec: LoaderSpec, parts: tuple[str, ...]) -> str:
    """SQL for a node's key from columns and constants, joined by `/`; NULL if the row has none of them."""
    if len(parts) == 1:
        return _key_part(spec, parts[0])
    cells = [f"coalesce(replace({_key_part(spec, part)}, '/', '%2F'), '')" for part in parts]
    any_filled = " OR ".join(f"{column(part)} IS NOT NULL" for part in parts if not part.startswith("="))
    return f"CASE WHEN {any_filled or 'true'} THEN {' || chr(47) || '.join(cells)} END"


def _key_part(spec: LoaderSpec, part: str) -> str:
    if part.startswith("="):
        return literal(part[1:])
    return f"CAST({column(part)} AS VARCHAR)" if kind_of(spec, part) not in _TEXT else column(part)


__all__ = [
    "FOR_EVER",
    "condition",
    "filled",
    "has",
    "interval_columns",
    "key_text",
    "kind_of",
    "property_columns",
    "quoted",
]
