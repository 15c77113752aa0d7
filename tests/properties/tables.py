"""Tables of hostile cells under headers that a loader knows, mostly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

from graphinv.content.loader_spec import ColumnSpec, LoaderSpec
from tests.properties.cells import ANY, cell
from tests.staging.bench import canonical

Rows = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table as text: the loader that it is meant for, and rows of which the first is the header."""

    loader: str
    rows: Rows

    @property
    def name(self) -> str:
        """What a file of this loader is called, without its ending."""
        spec = canonical()[self.loader]
        return spec.files[0].replace("*", "1").replace("?", "1") if spec.files else "table"


@cache
def loaders() -> tuple[str, ...]:
    """The loaders that read flat tables of any format."""
    return tuple(name for name, spec in canonical().items() if spec.format == "any" and spec.header_row == 1)


@st.composite
def sheets(draw: st.DrawFn, *, orderly: bool = False) -> Sheet:
    """A header and up to eight rows; `orderly` keeps the required columns and gives each row as many cells."""
    spec = canonical()[draw(st.sampled_from(loaders()))]
    columns = draw(_columns(spec))
    if not orderly:
        columns = draw(_disturbed(columns))
    header = [draw(_header(column)) for column in columns]
    count = draw(st.integers(0, 8))
    rows = [[draw(cell(column)) for column in columns] for _ in range(count)]
    if count > 1 and draw(st.booleans()):
        rows[-1] = list(rows[0])
    return Sheet(spec.id, [header, *rows])


@st.composite
def _columns(draw: st.DrawFn, spec: LoaderSpec) -> list[ColumnSpec | None]:
    """Required columns and some others, in any order."""
    needed = [column for column in spec.columns.values() if column.req == "yes"]
    others = [column for column in spec.columns.values() if column.req != "yes"]
    more = draw(st.lists(st.sampled_from(others), max_size=6, unique_by=lambda column: column.name)) if others else []
    unknown: list[ColumnSpec | None] = [None] * draw(st.integers(0, 1))
    return draw(st.permutations([*needed, *more, *unknown]))


@st.composite
def _disturbed(draw: st.DrawFn, columns: Sequence[ColumnSpec | None]) -> list[ColumnSpec | None]:
    """Now and then a column is missing, twice there, or unknown."""
    found = list(columns)
    what = draw(st.sampled_from([*[""] * 9, "missing", "doubled", "unknown", "none known"]))
    if what == "missing":
        found.pop(draw(st.integers(0, len(found) - 1)))
    if what == "doubled":
        found.append(draw(st.sampled_from(found)))
    if what == "unknown":
        found.insert(draw(st.integers(0, len(found))), None)
    return [None] * len(found) if what == "none known" else found


def _header(column: ColumnSpec | None) -> st.SearchStrategy[str]:
    if column is None:
        return st.one_of(ANY, st.sampled_from(["备注", "column", "extras", "row_key", "file", "gi_row", ""]))
    texts = st.sampled_from((column.name, *column.headers))
    change = st.sampled_from([str, str, str, str.upper, lambda text: f" {text} ", lambda text: f"{text}\n"])
    return st.builds(lambda text, changed: changed(text), texts, change)
