"""The draft as data: the table that fits best, its columns with what the cells say of them, key, nodes and edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from graphinv.model.values.headers import contradiction, header_key
from graphinv.model.values.reasons import Reason
from graphinv.model.values.text import trimmed
from graphinv.staging.plan import PROVENANCE
from graphinv.workspace.drafting import why
from graphinv.workspace.drafting.adapt import adapted
from graphinv.workspace.drafting.cells import Seen, see
from graphinv.workspace.drafting.match import Match, Placed, match
from graphinv.workspace.drafting.page import Page, unit_above
from graphinv.workspace.drafting.trim import Trimmed, trim

LEAST = 1.5
"""A table that scores less than two columns with a good match is not taken."""

BONUS, LACK, EDGE = 0.5, 1.0, 0.3
"""What a required column adds when it is there and takes when it is not, and what each edge that remains adds."""


@dataclass(frozen=True)
class Line:
    """One column of the draft with the reason for what was guessed about it."""

    column: ColumnSpec
    reason: Reason = why.LISTED


@dataclass(frozen=True)
class Plan:
    """Everything that the draft will say; `table` is None if nothing of the data contract fits."""

    table: LoaderSpec | None
    lines: tuple[Line, ...]
    ignored: tuple[tuple[str, Reason], ...]
    key: tuple[str, ...] = ()
    key_reason: Reason = why.LISTED
    parts: Trimmed | None = None
    lacking: tuple[ColumnSpec, ...] = ()
    columns: Mapping[str, Seen] = field(default_factory=dict)


def plan(page: Page, tables: Iterable[LoaderSpec], constant: str) -> Plan:
    """Choose the table and settle everything; `constant` stands for a required node that no column names."""
    seen, twice = _seen(page)
    matches = [match(spec, seen) for spec in tables]
    best = max(matches, key=_score, default=None)
    doubled = tuple((header, why.IGNORED_SAME) for header in twice)
    if best is None or _score(best) < LEAST:
        return Plan(None, (), (*doubled, *((one.header, why.LISTED) for one in seen if one.header)))
    return _settled(best, page, constant, doubled)


def _seen(page: Page) -> tuple[list[Seen], list[str]]:
    """The columns, and the headers that stand above more than one of them: no loader can tell these apart."""
    counts = Counter(map(header_key, filter(None, page.headers)))
    columns = [
        see(place, header, [row[place] for row in page.rows])
        for place, header in enumerate(page.headers)
        if header and counts[header_key(header)] == 1
    ]
    return columns, list(dict.fromkeys(header for header in page.headers if header and counts[header_key(header)] > 1))


def _score(found: Match) -> float:
    spec = found.spec
    placed = {one.column.name: one.column for one in found.placed if one.column.name not in PROVENANCE}
    score = sum(one.sure for one in found.placed if one.column.name in placed)
    if not placed:
        return 0.0
    given = _constants(spec, placed, "?")
    parts = trim(spec, placed, given)
    for column in spec.columns.values():
        if column.req == "yes" and not column.auto and column.name not in given:
            named = f"{column.name.removesuffix('_id')}_name"
            score += BONUS if {column.name, named} & {*placed, *parts.extra} else -LACK
    if not any(node.label for node in parts.nodes.values()) and not parts.edges:
        return 0.0
    return score + EDGE * len({edge.type for edge in parts.edges})


def _settled(found: Match, page: Page, constant: str, doubled: tuple[tuple[str, Reason], ...]) -> Plan:
    spec = found.spec
    unit = unit_above(page.above)
    lines: list[Line] = []
    ignored = list(doubled)
    for one in sorted(found.placed, key=lambda one: one.seen.place):
        line = _line(one, unit)
        if isinstance(line, Line):
            lines.append(line)
        else:
            ignored.append((one.seen.header, line))
    ignored += [(seen.header, reason) for seen, reason in found.left.values()]
    columns = {line.column.name: line.column for line in lines}
    given = _constants(spec, columns, constant)
    parts = trim(spec, columns, given)
    seen = {one.column.name: one.seen for one in found.placed if one.column.name in columns}
    key, reason = _key(spec, columns, parts, page, seen)
    if key == (MADE,):
        parts = replace(parts, extra={**parts.extra, MADE: ColumnSpec(MADE, auto=True)})
    return Plan(
        table=spec,
        lines=(*lines, *(Line(column, _why_extra(name, given)) for name, column in parts.extra.items())),
        ignored=tuple(ignored),
        key=key,
        key_reason=reason,
        parts=_widened(parts, spec, key),
        lacking=tuple(c for c in spec.columns.values() if c.req != "no" and c.name not in {*columns, *parts.extra}),
        columns=seen,
    )


def _line(one: Placed, unit: str) -> Line | Reason:
    """The column as the draft writes it; a reason instead if its header cannot stand there."""
    column, more = adapted(one.column, one.seen, unit)
    column = replace(column, headers=(one.seen.header,))
    if contradiction(one.seen.header, column.type, column.unit):
        return why.IGNORED_UNIT.about(column=column.name)
    return Line(column, why.join(one.reason, more))


def _constants(spec: LoaderSpec, columns: Mapping[str, ColumnSpec], constant: str) -> dict[str, ColumnSpec]:
    """A programme that no column names is that of the file: without it the rows would join nothing."""
    return {
        name: replace(column, headers=(), default=constant, req="no")
        for name, column in spec.columns.items()
        if column.req == "yes" and column.type == "programme" and name not in columns
    }


def _why_extra(name: str, given: Mapping[str, ColumnSpec]) -> Reason:
    return why.CONSTANT if name in given else why.LISTED


MADE = "row_id"
"""A key that is made from the row, where no columns are unique."""


def _key(
    spec: LoaderSpec, columns: Mapping[str, ColumnSpec], parts: Trimmed, page: Page, seen: Mapping[str, Seen]
) -> tuple[tuple[str, ...], Reason]:
    """The table's own key if it tells the rows apart, else a wider one, else one that is made."""
    there = {*columns, *parts.extra}
    key = tuple(name for name in spec.key if name in there and name not in _bare(parts, columns))
    made = [name for name in key if name in parts.extra and parts.extra[name].auto]
    if made:
        return key, why.MADE_KEY
    cells = [name for name in key if name in seen]
    repeats = _repeats(cells, page, seen)
    if cells and not repeats:
        return key, why.UNIQUE_KEY.about(rows=len(page.rows))
    for name in columns:
        wider = [*cells, name]
        if name not in cells and _tells(columns[name]) and not _repeats(wider, page, seen):
            return (*key, name), why.WIDER_KEY.about(column=", ".join(cells) or "?")
    if any(node.label and set(node.key) <= set(spec.key) for node in parts.nodes.values()):
        return key, why.REPEATED_KEY.about(count=repeats, rows=len(page.rows))
    return (MADE,), why.MADE_KEY


def _bare(parts: Trimmed, columns: Mapping[str, ColumnSpec]) -> set[str]:
    """References of which only a name is there are empty and tell nothing apart."""
    return {name for name in parts.extra if f"{name.removesuffix('_id')}_name" in columns and name.endswith("_id")}


def _tells(column: ColumnSpec) -> bool:
    """Names, ids and dates tell rows apart; two payments of one amount are two all the same."""
    return column.type not in ("money_cny", "money_gbp", "money", "price", "share", "number", "bool", "enum")


def _repeats(names: Sequence[str], page: Page, seen: Mapping[str, Seen]) -> int:
    """How many rows have a key that another row has already, in other words than the whole row's."""
    whole: dict[tuple[str, ...], tuple[str, ...]] = {}
    count = 0
    for row in page.rows:
        key = tuple(trimmed(row[seen[name].place]) for name in names)
        count += key in whole and whole[key] != row
        whole.setdefault(key, row)
    return count


def _widened(parts: Trimmed, spec: LoaderSpec, key: tuple[str, ...]) -> Trimmed:
    """A node that is known by the table's key is known by the wider one."""
    nodes = {
        name: replace(node, key=key) if node.label and node.key == spec.key and MADE not in key else node
        for name, node in parts.nodes.items()
    }
    return replace(parts, nodes=nodes)
