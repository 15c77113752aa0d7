"""Checks of whole rows: required cells, pairs that must differ, groups of which one is filled, facts that agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphinv.content.loader_spec import REFERENCES
from graphinv.model.values.reasons import (
    BORN_DISAGREES,
    EMPTY_ROW,
    ENDS_EARLY,
    EQUAL,
    NONE_OF,
    NUL_REMOVED,
    REQUIRED,
    SEX_DISAGREES,
)
from graphinv.staging.kinds import Cell
from graphinv.staging.plan import Plan, staged_name
from graphinv.staging.sql import Choice, name

EMPTY = "gi_empty"
"""True where every cell of the row is empty."""


@dataclass(frozen=True)
class Check:
    """When a row is refused (or loaded with a warning), and under which column and sentence that is reported."""

    column: str
    when: str
    reasons: tuple[Choice, ...]
    place: int | None = None  # the file's column whose cell is shown


def refusals(plan: Plan) -> list[Check]:
    """Everything that quarantines a row; a row without any content has this one reason only."""
    found = [Check("", EMPTY, (("true", EMPTY_ROW),))]
    for column, cell, parsed in plan.parts():
        if parsed.bad:
            found.append(Check(plan.label(column.spec.name), parsed.bad, parsed.reasons, cell.place))
    found += [*_required(plan), *_differ(plan), *_any_of(plan)]
    return found


def _required(plan: Plan) -> Iterator[Check]:
    filled = plan.filled
    for column in plan.spec.columns.values():
        if column.req != "yes" or column.auto:
            continue
        header = filled.get(column.name)
        empty = f"{name(staged_name(column.name))} IS NULL AND NOT {EMPTY}"
        if header is not None:
            empty += f" AND ({Cell(header.index).text} IS NULL OR {_open(column.type, Cell(header.index))})"
        if column.type in REFERENCES:
            empty += f" AND {name(column.name.removesuffix('_id') + '_name')} IS NULL"
        yield Check(plan.label(column.name), empty, (("true", REQUIRED),), header.index if header else None)


def _open(kind: str, cell: Cell) -> str:
    """A required date may not be an open end either."""
    return f"NOT {cell.words}_bad" if kind == "date" else "false"


def _differ(plan: Plan) -> Iterator[Check]:
    for left, right in plan.spec.differ:
        header = plan.filled.get(right)
        sentence = EQUAL.about(left=plan.label(left), right=plan.label(right))
        yield Check(
            plan.label(right),
            f"{name(staged_name(left))} = {name(staged_name(right))}",
            (("true", sentence),),
            header.index if header else None,
        )


def _any_of(plan: Plan) -> Iterator[Check]:
    for group in plan.spec.any_of:
        condition = " AND ".join(f"{name(staged_name(column))} IS NULL" for column in group)
        labels = ", ".join(f"`{plan.label(column)}`" for column in group)
        yield Check(
            plan.label(group[0]), f"{condition} AND NOT {EMPTY}", (("true", NONE_OF.about(names=labels)),), None
        )


def warnings(plan: Plan, *, nul: bool) -> list[Check]:
    """Everything that is said about rows that are loaded all the same."""
    found = []
    for column, cell, parsed in plan.parts():
        found += [
            Check(plan.label(column.spec.name), when, (("true", sentence),), cell.place)
            for when, sentence in parsed.notes
        ]
    if nul:
        found += [
            Check(header.shown, f"contains({Cell(header.index).raw}, chr(0))", (("true", NUL_REMOVED),), header.index)
            for header in plan.table.headers
        ]
    return [*found, *_agreement(plan), *_order(plan)]


def _agreement(plan: Plan) -> Iterator[Check]:
    """Sex and date of birth against the identity-card number."""
    filled = plan.filled
    if "id_no" not in filled:
        return
    facts = (("sex", "sex IN ('male', 'female') AND sex <> gi_sex(id_no)", SEX_DISAGREES),)
    days = (("born_on", "gi_born(id_no) NOT BETWEEN born_on AND born_on_last", BORN_DISAGREES),)
    for column, condition, sentence in (*facts, *days):
        if column in filled:
            yield Check(plan.label(column), f"id_no_ok AND {condition}", (("true", sentence),), filled[column].index)


def _order(plan: Plan) -> Iterator[Check]:
    filled = plan.filled
    if {"since", "until"} <= filled.keys() and all(plan.spec.columns[x].type == "date" for x in ("since", "until")):
        yield Check(plan.label("until"), "until_last < since", (("true", ENDS_EARLY),), filled["until"].index)
