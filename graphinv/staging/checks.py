"""Checks of whole rows: required cells, pairs that must differ, groups of which one is filled, dates in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphinv.content.loader_spec import FILLED, ColumnSpec
from graphinv.model.values.reasons import (
    BORN_DISAGREES,
    DECREASES,
    EMPTY_ROW,
    ENDS_EARLY,
    EQUAL,
    NONE_OF,
    NOT_POSITIVE,
    NUL_REMOVED,
    REQUIRED,
    REQUIRED_IF,
    SEX_DISAGREES,
)
from graphinv.staging.kinds import Cell
from graphinv.staging.kinds.ids import PARTIES
from graphinv.staging.plan import Plan, staged_name
from graphinv.staging.sql import Choice, name, text

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
        if parsed.bad and not column.spec.lenient:
            found.append(Check(plan.label(column.spec.name), parsed.bad, parsed.reasons, cell.place))
    found += [*_required(plan), *_required_if(plan), *_positive(plan), *_differ(plan), *_any_of(plan)]
    return found


def _required(plan: Plan) -> Iterator[Check]:
    for column in plan.spec.columns.values():
        if column.req == "yes" and not column.auto:
            yield Check(plan.label(column.name), _empty(plan, column), (("true", REQUIRED),), _place(plan, column.name))


def _required_if(plan: Plan) -> Iterator[Check]:
    for required, wanted in plan.spec.required_if.items():
        column = plan.spec.columns[required]
        tests = [_holds(name(staged_name(other)), values) for other, values in wanted.items()]
        when = ", ".join(f"`{plan.label(other)}` = {values.replace('|', ' / ')}" for other, values in wanted.items())
        condition = " AND ".join([*tests, _empty(plan, column)])
        yield Check(plan.label(required), condition, (("true", REQUIRED_IF.about(when=when)),), _place(plan, required))


def _holds(column: str, values: str) -> str:
    """The condition that a column has one of the values `a|b`, or any for `*`."""
    if values == FILLED:
        return f"{column} IS NOT NULL"
    return f"CAST({column} AS VARCHAR) IN ({', '.join(map(text, values.split('|')))})"


def _positive(plan: Plan) -> Iterator[Check]:
    for column in plan.spec.columns.values():
        if column.positive:
            when = f"{name(staged_name(column.name))} <= 0"
            yield Check(plan.label(column.name), when, (("true", NOT_POSITIVE),), _place(plan, column.name))


def _empty(plan: Plan, column: ColumnSpec) -> str:
    """The condition that a row which is not empty lacks this column; a cell that is refused is not lacking."""
    header = plan.filled.get(column.name)
    empty = f"{name(staged_name(column.name))} IS NULL AND NOT {EMPTY}"
    if header is not None:
        empty += f" AND ({Cell(header.index).text} IS NULL OR {_open(column.type, Cell(header.index))})"
    if column.type in PARTIES:  # a name stands for nothing else
        empty += f" AND {name(column.name.removesuffix('_id') + '_name')} IS NULL"
    return empty


def _place(plan: Plan, column: str) -> int | None:
    header = plan.filled.get(column)
    return header.index if header else None


def _open(kind: str, cell: Cell) -> str:
    """A required date may not be an open end either."""
    return f"NOT {cell.words}_bad" if kind == "date" else "false"


def _differ(plan: Plan) -> Iterator[Check]:
    for left, right in plan.spec.differ:
        sentence = EQUAL.about(left=plan.label(left), right=plan.label(right))
        yield Check(
            plan.label(right),
            f"{name(staged_name(left))} = {name(staged_name(right))}",
            (("true", sentence),),
            _place(plan, right),
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
        if parsed.bad and column.spec.lenient:
            found.append(Check(plan.label(column.spec.name), parsed.bad, parsed.reasons, cell.place))
        found += [
            Check(plan.label(column.spec.name), when, (("true", sentence),), cell.place)
            for when, sentence in parsed.notes
        ]
    if nul:
        found += [
            Check(header.shown, f"contains({Cell(header.index).raw}, chr(0))", (("true", NUL_REMOVED),), header.index)
            for header in plan.table.headers
        ]
    return [*found, *_agreement(plan), *_ends_early(plan), *_order(plan)]


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


def _ends_early(plan: Plan) -> Iterator[Check]:
    filled = plan.filled
    if {"since", "until"} <= filled.keys() and all(plan.spec.columns[x].type == "date" for x in ("since", "until")):
        yield Check(plan.label("until"), "until_last < since", (("true", ENDS_EARLY),), filled["until"].index)


def _order(plan: Plan) -> Iterator[Check]:
    """Each pair that surely decreases without a closer one between: one wrong cell is one warning, not one per pair."""
    filled = plan.filled
    columns = [column for column in plan.spec.order if column in filled]
    for place, later in enumerate(columns):
        for before, earlier in enumerate(columns[:place]):
            between = columns[before + 1 : place]
            closer = [_falls(plan, *pair) for one in between for pair in ((earlier, one), (one, later))]
            when = " AND ".join([_falls(plan, earlier, later), *(f"NOT {pair}" for pair in closer)])
            sentence = DECREASES.about(later=plan.label(later), earlier=plan.label(earlier))
            yield Check(plan.label(later), when, (("true", sentence),), filled[later].index)


def _falls(plan: Plan, earlier: str, later: str) -> str:
    """All that `later` may mean lies before all that `earlier` may mean; false if one of them is empty."""
    column, span = name(staged_name(later)), "INTERVAL 1 SECOND"
    if plan.spec.columns[later].type == "date":
        column, span = name(f"{later}_last"), "INTERVAL 1 DAY"
    elif later in plan.filled:
        span = f"CASE WHEN {name(f'{later}_day')} THEN INTERVAL 1 DAY ELSE {span} END"
    return f"coalesce({column} + {span} <= {name(staged_name(earlier))}, false)"
