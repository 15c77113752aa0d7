"""Which column of one table each column of a file may be: by its header, by what it resembles, by its cells."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from graphinv.model.values.headers import header_key
from graphinv.model.values.reasons import Reason
from graphinv.sources.columns import Names
from graphinv.staging.plan import PROVENANCE
from graphinv.workspace.drafting import why
from graphinv.workspace.drafting.cells import Seen
from graphinv.workspace.drafting.heard import HEARD, NAMES, NUMBERING

EXACT, OFTEN, ALIKE, BY_CELLS = 1.0, 0.9, 0.6, 0.5
ENOUGH = {EXACT: 0.5, OFTEN: 0.7, ALIKE: 0.8, BY_CELLS: 0.8}
"""How sure a header makes, and how much of the cells must then fit the type."""

LIKE = 0.8
IDS = ("person", "company", "unit", "party")
_BRACKET = re.compile(r"\([^()]*\)$")
_KINDS = (
    ("id_no", ("person", "party", "id_no")),
    ("uscc", ("company", "party", "uscc", "unit")),
    ("mobile", ("mobile",)),
    ("email", ("email",)),
)
"""What cells say about the type of the column they belong to, the likelier type first."""


@dataclass(frozen=True)
class Placed:
    """A column of the file and what it is in the table; no reason means that its header is the table's own."""

    seen: Seen
    column: ColumnSpec
    reason: Reason = why.LISTED
    sure: float = EXACT


@dataclass
class Match:
    """All columns of a file against one table; `left` are those without a place, each with the reason."""

    spec: LoaderSpec
    placed: list[Placed] = field(default_factory=list)
    left: dict[int, tuple[Seen, Reason]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {one.column.name for one in self.placed}

    def without_place(self, columns: Sequence[Seen]) -> list[Seen]:
        """The columns that are not placed, in the order of the file."""
        placed = {one.seen.place for one in self.placed}
        return [seen for seen in columns if seen.place not in placed]


def match(spec: LoaderSpec, columns: Sequence[Seen]) -> Match:
    """The best place of each column: headers first, then cells, then names beside references."""
    found, names = Match(spec), Names(spec)
    for rivals in _wanted(columns, names, found).values():
        _settle(rivals, found)
    for seen in found.without_place(columns):
        if seen.place not in found.left:
            _by_cells(seen, names, found)
    for seen in found.without_place(columns):
        _name_beside(seen, found)
    left = {
        seen.place: found.left.get(seen.place, (seen, _no_place(seen, spec))) for seen in found.without_place(columns)
    }
    return Match(spec, found.placed, left)


def _wanted(columns: Sequence[Seen], names: Names, found: Match) -> dict[str, list[Placed]]:
    """The columns of the file that want to be each column of the table, by their headers."""
    options = {seen.place: [place for place in _by_header(seen, names) if _fits(place, found)] for seen in columns}
    chosen = {place: some[0] for place, some in options.items() if some}
    for column in names.spec.columns.values():
        if column.req == "yes" and column.name not in {one.column.name for one in chosen.values()}:
            _claim(column, options, chosen)
    wanted: dict[str, list[Placed]] = {}
    for one in chosen.values():
        wanted.setdefault(one.column.name, []).append(one)
    return wanted


def _claim(column: ColumnSpec, options: Mapping[int, list[Placed]], chosen: dict[int, Placed]) -> None:
    """A required column that no header means first takes one that could mean it and is not required elsewhere."""
    for place, some in options.items():
        able = next((one for one in some if one.column.name == column.name), None)
        if able and chosen[place].column.req != "yes":
            chosen[place] = able
            return


def header_words(text: str) -> str:
    """A header as it is compared with others, without brackets at its end."""
    key = header_key(text)
    return _BRACKET.sub("", key).strip() or key


def _by_header(seen: Seen, names: Names) -> Iterator[Placed]:
    """Candidates, the surest first."""
    if not seen.header:
        return
    table, key = names.spec.id, header_words(seen.header)
    exact = names.match(seen.place, seen.header).column
    if exact is not None:
        yield Placed(seen, exact)
    last = seen.header.rpartition(".")[2]
    step = names.match(seen.place, last).column if last != seen.header else None
    if step is not None:
        yield Placed(seen, step, why.ALIKE.about(alias=last, table=table, column=step.name), OFTEN)
    for name, headers in HEARD.get(table, {}).items():
        if name in names.columns and key in map(header_words, headers):
            yield Placed(seen, names.columns[name], why.HEARD.about(table=table, column=name), OFTEN)
    like = _alike(key, names)
    if like:
        alias, column = like
        yield Placed(seen, column, why.ALIKE.about(alias=alias, table=table, column=column.name), ALIKE)


def _alike(key: str, names: Names) -> tuple[str, ColumnSpec] | None:
    """The header of the table most like this one: one that contains the other, or shares most of its signs."""
    known = {header_words(alias): column for alias, column in names.known.items() if column.name not in PROVENANCE}
    heard = HEARD.get(names.spec.id, {})
    known |= {
        header_words(alias): names.columns[name] for name in heard if name in names.columns for alias in heard[name]
    }
    inside = [alias for alias in known if len(alias) >= 3 and (key.endswith(alias) or key.startswith(alias))]
    close = max(inside, key=len, default="") or next(iter(difflib.get_close_matches(key, known, n=1, cutoff=LIKE)), "")
    return (close, known[close]) if close else None


def _fits(place: Placed, found: Match) -> bool:
    """Whether enough cells fit the type; why not is noted."""
    part = place.seen.fits(place.column)
    if part >= ENOUGH[place.sure]:
        return True
    judged = place.seen.judged
    said = why.IGNORED_MISFIT.about(column=place.column.name, found=round(part * judged), judged=judged)
    found.left[place.seen.place] = (place.seen, said)
    return False


def _settle(rivals: list[Placed], found: Match) -> None:
    """Of several columns that would be one, ids go before names, then the surer, then the fuller one."""
    column = rivals[0].column
    ids = [one for one in rivals if _is_id(one.seen)]
    if column.type in IDS and column.name.endswith("_id") and ids and len(ids) < len(rivals):
        beside = [one for one in rivals if one not in ids]
        _settle(ids, found)
        _settle([_named(column, one) for one in beside], found)
        return
    best = max(rivals, key=lambda one: (one.sure, one.seen.filled, -one.seen.place))
    if column.name in found.names:
        best_left: Iterable[Placed] = rivals
    else:
        found.placed.append(best)
        best_left = (one for one in rivals if one is not best)
    for one in best_left:
        found.left[one.seen.place] = (one.seen, why.IGNORED_TWICE.about(column=column.name))


def _is_id(seen: Seen) -> bool:
    return max(seen.part("id_no"), seen.part("uscc"), seen.part("key")) >= 0.5


def _named(column: ColumnSpec, one: Placed) -> Placed:
    beside = ColumnSpec(f"{column.name.removesuffix('_id')}_name")
    said = why.join(one.reason, why.NAME_BESIDE.about(column=column.name))
    return Placed(one.seen, beside, said, OFTEN)


def _by_cells(seen: Seen, names: Names, found: Match) -> None:
    """Cells that can only be one thing take the one column of that kind that is free."""
    for test, types in _KINDS:
        if seen.judged and seen.part(test) >= ENOUGH[BY_CELLS]:
            free = [c for c in names.spec.columns.values() if c.name not in found.names and _kind(c) in types]
            free.sort(key=lambda column: types.index(_kind(column)))
            same = [column for column in free if _kind(column) == _kind(free[0])]
            if len(same) == 1:
                cells = why.with_what(why.CELLS, why.WHAT[test], found=seen.passed[test], judged=seen.judged)
                said = why.join(cells, why.ONLY_FREE.about(table=names.spec.id))
                found.placed.append(Placed(seen, same[0], said, BY_CELLS))
            return


def _kind(column: ColumnSpec) -> str:
    if column.name.endswith("_phone"):
        return "mobile"
    return "email" if column.name.endswith("_email") else column.type


def _name_beside(seen: Seen, found: Match) -> None:
    """The name of a person beside the reference that is there already."""
    if header_words(seen.header) not in NAMES:
        return
    for one in found.placed:
        stem = one.column.name.removesuffix("_id")
        if one.column.type in ("person", "party") and stem != one.column.name and f"{stem}_name" not in found.names:
            said = why.NAME_BESIDE.about(column=one.column.name)
            found.placed.append(Placed(seen, ColumnSpec(f"{stem}_name"), said, OFTEN))
            return


def _no_place(seen: Seen, spec: LoaderSpec) -> Reason:
    if not seen.filled:
        return why.IGNORED_EMPTY
    if header_key(seen.header) in NUMBERING:
        return why.IGNORED_NUMBER
    what = next((why.WHAT[test] for test in why.WHAT if seen.part(test) >= ENOUGH[BY_CELLS]), why.LISTED)
    comma = Reason(f", {what.en}", f"，为{what.zh}") if what.en else what
    return why.with_what(why.IGNORED, comma, filled=seen.filled, rows=seen.rows, table=spec.id)
