"""The one statement that types a file: cells, narrowed cells, dictionaries, values, defaults, checks, keys.

Each level is a subquery over the one before. Checks become bits of integer masks, so that a clean file costs no second
pass; the text of a refused cell is fetched later by its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphinv.content.loader_spec import ColumnSpec
from graphinv.sources.columns import default_columns
from graphinv.staging.checks import EMPTY, Check
from graphinv.staging.dictionaries import Dictionary
from graphinv.staging.keys_sql import extras, row_key
from graphinv.staging.kinds import Cell, Parsed
from graphinv.staging.plan import Plan, staged_columns, staged_name, typed_columns
from graphinv.staging.sql import name, text

BITS = 60
RAW = "gi_raw"
BAD, WARN = "gi_bad", "gi_warn"
SPANS = ("date", "period")
"""Types with a first and a last day: such a column takes its default only whole, from a column of its own type."""


@dataclass(frozen=True)
class Statement:
    """What the statement is made from; `row` is the SQL of a raw row's number."""

    plan: Plan
    row: str
    nul: bool
    dictionaries: Sequence[Dictionary]
    refused: Sequence[Check]
    warned: Sequence[Check]
    secret: str = ""

    def sql(self, target: str) -> str:
        """CREATE of the typed table."""
        plan, parts = self.plan, list(self.plan.parts())
        level = _cells(plan, self.row, self.nul)
        level = _narrowed(level, ((cell, parsed) for _, cell, parsed in parts))
        level = _joined(level, self.dictionaries)
        level = _valued(level, plan, (parsed for _, _, parsed in parts))
        level = _defaults(level, plan)
        level = _settled(level, (parsed for _, _, parsed in parts))
        level = _more(level, [parsed.middle for _, _, parsed in parts])
        level = _more(level, [parsed.late for _, _, parsed in parts])
        filled = {column for _, _, parsed in parts for column in parsed.settled}
        without = {"extras", "row_key", *plan.empty() - filled}
        columns = [name(column) for column in staged_columns(plan.spec) if column not in without]
        columns += [f"{unknown} AS extras" for unknown in [extras(plan)] if unknown]
        columns += row_key(plan.spec, self.secret)
        columns += [*_masks(BAD, self.refused), *_masks(WARN, self.warned)]
        return f"CREATE OR REPLACE TEMP TABLE {target} AS SELECT {', '.join(columns)} FROM ({level})"


def masks_of(prefix: str, checks: Sequence[Check]) -> list[str]:
    """The names of the masks that hold these checks."""
    return [f"{prefix}{number}" for number in range((len(checks) + BITS - 1) // BITS)]


def bit(prefix: str, number: int) -> str:
    """The condition that check `number` holds."""
    return f"({prefix}{number // BITS} & {1 << number % BITS}) <> 0"


def clean(prefix: str, checks: Sequence[Check]) -> str:
    """The condition that none of the checks holds."""
    return " AND ".join(f"{mask} = 0" for mask in masks_of(prefix, checks)) or "true"


def _masks(prefix: str, checks: Sequence[Check]) -> list[str]:
    found = []
    for number, mask in enumerate(masks_of(prefix, checks)):
        group = checks[number * BITS : (number + 1) * BITS]
        bits = " + ".join(f"CASE WHEN {check.when} THEN {1 << place} ELSE 0 END" for place, check in enumerate(group))
        found.append(f"({bits})::UBIGINT AS {mask}")
    return found


def _cells(plan: Plan, row: str, nul: bool) -> str:
    places = range(plan.table.width)
    macro = "gi_text_without_nul" if nul else "gi_text"
    cells = [part for cell in map(Cell, places) for part in (cell.raw, f"{macro}({cell.raw}) AS {cell.text}")]
    level = f"SELECT {row} AS row, {', '.join(cells)} FROM {RAW} WHERE {row} > {plan.table.header_row}"
    return f"SELECT *, {_all_empty(macro, plan.table.width)} AS {EMPTY} FROM ({level})"


def _narrowed(level: str, parts: Iterable[tuple[Cell, Parsed]]) -> str:
    extra = [f"{parsed.narrow}({cell.text}) AS {cell.narrow}" for cell, parsed in parts if parsed.narrow]
    return f"SELECT *, {', '.join(extra)} FROM ({level})" if extra else level


def _all_empty(macro: str, width: int) -> str:
    """Most rows have a filled first cell; cells that are blank one by one are blank together."""
    cells = ", ".join(Cell(place).raw for place in range(width))
    return f"CASE WHEN {Cell(0).text} IS NOT NULL THEN false ELSE {macro}(concat_ws('', {cells})) IS NULL END"


def _joined(level: str, dictionaries: Sequence[Dictionary]) -> str:
    if not dictionaries:
        return level
    columns, joins = ["gi_cells.*"], []
    for dictionary in dictionaries:
        for cell in dictionary.cells:
            columns += [f"{cell.words}.{name(column)} AS {cell.words}_{column}" for column in dictionary.columns]
            joins.append(f"LEFT JOIN {dictionary.table} AS {cell.words} ON {cell.words}.x = gi_cells.{cell.raw}")
    return f"SELECT {', '.join(columns)} FROM ({level}) AS gi_cells {' '.join(joins)}"


def _valued(level: str, plan: Plan, parts: Iterable[Parsed]) -> str:
    values = [f"{value} AS {name(column)}" for parsed in parts for column, value in parsed.values.items()]
    values += [f"NULL::{kind} AS {name(column)}" for typed in plan.absent() for column, kind in typed.outputs.items()]
    return f"SELECT *, {', '.join(values)} FROM ({level})"


def _defaults(level: str, plan: Plan) -> str:
    """A default is a constant, or a text with $columns of the same row, which all must be filled."""
    replaced = []
    kinds = staged_columns(plan.spec)
    for column in plan.spec.columns.values():
        for target, source in _copied(plan, column):
            replaced.append(f"coalesce({name(target)}, {name(source)}) AS {name(target)}")
        if column.default and column.type not in SPANS:
            target = staged_name(column.name)
            value = _default(column.default) if default_columns(column.default) else text(column.default)
            replaced.append(f"coalesce({name(target)}, ({value})::{kinds[target]}) AS {name(target)}")
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM ({level})" if replaced else level


def _copied(plan: Plan, column: ColumnSpec) -> Iterable[tuple[str, str]]:
    """A date or period taken from another column, with both of its ends."""
    if not column.default or column.type not in SPANS:
        return ()
    columns = typed_columns(plan.spec)
    return zip(columns[column.name].outputs, columns[column.default[1:]].outputs, strict=True)


def _default(templates: str) -> str:
    """The first of several templates with a bar between whose columns are all filled."""
    return f"coalesce({', '.join(map(_filled_in, templates.split('|')))})"


def _filled_in(template: str) -> str:
    pieces = template.split("$")
    found = [text(pieces[0])] if pieces[0] else []
    for piece in pieces[1:]:
        column = next(iter(default_columns("$" + piece)))
        found.append(name(staged_name(column)))
        if rest := piece[len(column) :]:
            found.append(text(rest))
    return " || ".join(found)


def _settled(level: str, parts: Iterable[Parsed]) -> str:
    """Values that depend on another column, as the text of an identifier on its kind."""
    replaced = [f"{value} AS {name(column)}" for parsed in parts for column, value in parsed.settled.items()]
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM ({level})" if replaced else level


def _more(level: str, parts: Sequence[Mapping[str, str]]) -> str:
    """A level with further columns, if there are any."""
    found: Mapping[str, str] = {key: value for part in parts for key, value in part.items()}
    if not found:
        return level
    return f"SELECT *, {', '.join(f'{value} AS {name(column)}' for column, value in found.items())} FROM ({level})"
