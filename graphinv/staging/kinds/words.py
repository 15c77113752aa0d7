"""Closed vocabularies: enums, yes and no, division codes. Each distinct text is looked up once."""

from __future__ import annotations

from graphinv.content.column_check import KIN_WORDS
from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import region
from graphinv.model.values.reasons import NARROWED, NOT_A_BOOL, NOT_A_REGION, UNKNOWN_WORD
from graphinv.model.values.text import narrowed
from graphinv.staging.kinds import kin
from graphinv.staging.kinds.base import Cell, Parsed
from graphinv.staging.sql import first_of, text, words

OTHER = "other"
YES = ("true", "1", "是", "y", "yes")
NO = ("false", "0", "否", "n", "no")


def enum(column: ColumnSpec, cell: Cell) -> Parsed:
    """The English value of a word; an unknown word is stored as `other` with a warning."""
    known = first_of(
        [(f"lower(n) IN ({words(_forms(value, more))})", text(value)) for value, more in _values(column)], "NULL"
    )
    if column.of == KIN_WORDS:
        return _kin_word(column, cell, known)
    return Parsed(
        {column.name: f"{cell.words}_value"},
        notes=((f"{cell.words}_unknown", UNKNOWN_WORD),),
        dictionary={
            "value": f"CASE WHEN n IS NOT NULL THEN coalesce({known}, '{OTHER}') END",
            "unknown": f"n IS NOT NULL AND ({known}) IS NULL",
        },
    )


def _kin_word(column: ColumnSpec, cell: Cell, known: str) -> Parsed:
    """The relation that a word of the list or any other kin word names, if it names exactly one."""
    either = f"coalesce({known}, {kin.relation()})"
    without = f"n IS NOT NULL AND ({known}) IS NULL"
    doubts = {f"is_{which}": f"{without} AND {kin.doubt(which)}" for which in kin.DOUBTS}
    explained = " OR ".join(map(kin.doubt, kin.DOUBTS))
    return Parsed(
        {column.name: f"{cell.words}_value"},
        notes=(
            (f"{cell.words}_unknown", UNKNOWN_WORD),
            *((f"{cell.words}_is_{which}", reason) for which, reason in kin.DOUBTS.items()),
        ),
        dictionary={
            "value": f"CASE WHEN n IS NOT NULL THEN coalesce({either}, '{OTHER}') END",
            "unknown": f"n IS NOT NULL AND {either} IS NULL AND NOT ({explained})",
            **doubts,
        },
    )


def _values(column: ColumnSpec) -> list[tuple[str, tuple[str, ...]]]:
    return list(column.values.items())


def _forms(value: str, more: tuple[str, ...]) -> list[str]:
    """The word as it is compared: half-width and lower case; several words of one value may stand together with /."""
    forms = [narrowed(word).lower() for word in (value, *more)]
    return list(dict.fromkeys([*forms, *(["/".join(forms[1:])] if len(more) > 1 else [])]))


def yes_no(column: ColumnSpec, cell: Cell) -> Parsed:
    """true or false."""
    value = first_of(
        [(f"lower(n) IN ({words(YES)})", "true"), (f"lower(n) IN ({words(NO)})", "false")], "NULL::BOOLEAN"
    )
    return Parsed(
        {column.name: f"{cell.words}_value"},
        bad=f"{cell.words}_bad",
        reasons=(("true", NOT_A_BOOL),),
        notes=((f"{cell.words}_narrowed", NARROWED),),
        dictionary={"value": value, "bad": f"n IS NOT NULL AND ({value}) IS NULL"},
    )


def division(column: ColumnSpec, cell: Cell) -> Parsed:
    """A division code or its prefix."""
    shape = f"regexp_full_match(n, '{region.SHAPE}')"
    return Parsed(
        {column.name: f"{cell.words}_value"},
        bad=f"{cell.words}_bad",
        reasons=(("true", NOT_A_REGION),),
        notes=((f"{cell.words}_narrowed", NARROWED),),
        dictionary={"value": f"CASE WHEN {shape} THEN n END", "bad": f"n IS NOT NULL AND NOT {shape}"},
    )
