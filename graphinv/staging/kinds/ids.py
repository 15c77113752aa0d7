"""Keys and references: half-width, and never a number that a spreadsheet has rounded."""

from __future__ import annotations

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import uscc
from graphinv.model.values.reasons import (
    BAD_ID_NO,
    BAD_REFERENCE,
    BAD_USCC,
    NARROWED,
    NOT_IN_REGISTER,
    SPOILT,
    Reason,
)
from graphinv.model.values.register_no import SCHEMES, WITH_REGISTER
from graphinv.staging.kinds.base import Cell, Parsed
from graphinv.staging.sql import first_of, name, text

PARTIES = ("person", "company", "unit", "party")
WITH_ID_NO = ("person", "party")


def key(column: ColumnSpec, cell: Cell) -> Parsed:
    """A key that is text, or a reference to anything that is no party."""
    return _id(column, cell, value=f"gi_key({cell.narrow})", narrow="gi_plain")


def id_no(column: ColumnSpec, cell: Cell) -> Parsed:
    """An identity-card number; a wrong one is kept and flagged."""
    return _id(
        column, cell, value=f"gi_id_no({cell.narrow})", narrow="gi_narrow", ok="gi_id_ok({0}, {1})", wrong=BAD_ID_NO
    )


def credit_code(column: ColumnSpec, cell: Cell) -> Parsed:
    """A unified social credit code; a wrong one is kept and flagged, `X:` and a register number has no check."""
    ok = f"CASE WHEN NOT starts_with({{0}}, '{uscc.REGISTER_PREFIX}') THEN gi_uscc_ok({{0}}) END"
    return _id(column, cell, value=f"gi_uscc({cell.narrow})", narrow="gi_narrow", ok=ok, wrong=BAD_USCC)


def reference(column: ColumnSpec, cell: Cell) -> Parsed:
    """A reference to a person, company, unit or any of them: a key, an identity-card number or a credit code."""
    if column.scheme:
        return _registered(column, cell)
    macro = "gi_party_key" if column.type in WITH_ID_NO else "gi_key"
    value = f"{macro}({cell.narrow})"
    ok = "gi_key_ok({0}, {1})" if column.type in WITH_ID_NO else "gi_key_ok({0}, gi_id_sign({0}))"
    return _id(column, cell, value=value, narrow="gi_plain", ok=ok, wrong=BAD_REFERENCE)


def _registered(column: ColumnSpec, cell: Cell) -> Parsed:
    """The number of a foreign register, as a key; SQL twin of `register_no.key`."""
    scheme = SCHEMES[column.scheme]
    if scheme.any:
        return _of_publisher(column, cell)
    number = f"upper(replace({cell.narrow}, ' ', ''))"
    padded = f"CASE WHEN regexp_full_match({number}, '[0-9]{{1,{scheme.digits}}}') "
    padded += f"THEN lpad({number}, {scheme.digits}, '0') ELSE {number} END"
    prefix = text(f"{uscc.REGISTER_PREFIX}{column.scheme}-")
    return Parsed(
        {column.name: f"CASE WHEN regexp_full_match({padded}, '{scheme.shape}') THEN {prefix} || {padded} END"},
        late={f"{column.name}_ok": "NULL::BOOLEAN"},
        bad=f"gi_spoilt({cell.narrow})",
        reasons=(("true", SPOILT),),
        notes=(
            (f"{cell.text} IS NOT NULL AND {name(column.name)} IS NULL", NOT_IN_REGISTER.about(scheme=column.scheme)),
        ),
        narrow="gi_plain",
    )


def _of_publisher(column: ColumnSpec, cell: Cell) -> Parsed:
    """An id that is as its publisher writes it: never a name, whatever it looks like."""
    prefix = first_of(
        [(f"regexp_full_match({cell.narrow}, {text(WITH_REGISTER)})", text(uscc.REGISTER_PREFIX))],
        text(f"{uscc.REGISTER_PREFIX}{column.scheme}-"),
    )
    value = cell.narrow if SCHEMES[column.scheme].bare else f"({prefix}) || {cell.narrow}"
    return _id(column, cell, value=value, narrow="gi_plain", ok="CASE WHEN {0} IS NOT NULL THEN true END")


def _id(
    column: ColumnSpec, cell: Cell, *, value: str, narrow: str, ok: str = "", wrong: Reason | None = None
) -> Parsed:
    notes = [(f"{cell.narrow} <> {cell.text}", NARROWED)]
    flag, sign = f"{column.name}_ok", f"gi_sign_{cell.place}"
    if wrong is not None:
        notes.insert(0, (f"NOT {name(flag)}", wrong))
    return Parsed(
        {column.name: value},
        middle={sign: f"gi_id_sign({name(column.name)})"} if "{1}" in ok else {},
        late={flag: ok.format(name(column.name), sign)} if ok else {},
        bad=f"gi_spoilt({cell.narrow})",
        reasons=(("true", SPOILT),),
        notes=tuple(notes),
        narrow=narrow,
    )
