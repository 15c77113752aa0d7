"""The columns that a loader's files may have: those it declares, and the name and type beside each reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphinv.content.loader_spec import REFERENCES, ColumnSpec, LoaderSpec
from graphinv.model.values.headers import Said, fits, header_key, said, without_bracket
from graphinv.model.values.text import trimmed

PARTY_TYPES: Mapping[str, tuple[str, ...]] = {
    "person": ("人员", "自然人", "个人"),
    "company": ("企业", "公司", "法人"),
    "unit": ("单位", "机关", "机关单位"),
}


def columns_of(spec: LoaderSpec) -> dict[str, ColumnSpec]:
    """Declared columns and, after them, `x_name` and `x_type` of every reference `x_id` that does not declare them."""
    columns = dict(spec.columns)
    for column in spec.columns.values():
        if column.type in REFERENCES and column.name.endswith("_id"):
            stem = column.name.removesuffix("_id")
            columns.setdefault(f"{stem}_name", ColumnSpec(f"{stem}_name"))
            columns.setdefault(f"{stem}_type", ColumnSpec(f"{stem}_type", "enum", values=PARTY_TYPES))
    return columns


@dataclass(frozen=True)
class Header:
    """One column of a file and the loader's column that it fills, if any."""

    index: int
    text: str
    column: ColumnSpec | None = None
    unit: str = ""
    inclusive: bool = False

    @property
    def key(self) -> str:
        """What the header is compared by."""
        return header_key(self.text)

    @property
    def shown(self) -> str:
        """The header, or the place of a column that has none."""
        return self.text or f"column {self.index + 1}"


class Names:
    """The headers that a loader knows."""

    def __init__(self, spec: LoaderSpec) -> None:
        self.spec, self.columns = spec, columns_of(spec)
        self.known: dict[str, ColumnSpec] = {}
        for column in self.columns.values():
            for text in (column.name, *column.headers):
                self.known.setdefault(header_key(text), column)
        self.ignored = frozenset(header_key(text) for text in spec.ignore)
        self._below = tuple(f"{key}{step}" for key in self.ignored for step in (".", "["))

    def match(self, index: int, text: str) -> Header:
        """The column behind a header: as it stands, else with the units in its brackets read off."""
        key = rest = header_key(text)
        read = Said()
        while rest:
            column = self.known.get(rest)
            if column is not None and fits(column.type, read):
                # Brackets that the loader itself declares are a unit, too, where the type can have one.
                full = said(key) if fits(column.type, said(key)) else read
                return Header(index, trimmed(text), column, full.unit or column.unit, full.inclusive)
            found = without_bracket(rest)
            if found is None:
                break
            rest, last = found
            read = Said(last.unit or read.unit, last.inclusive or read.inclusive)
        return Header(index, trimmed(text))

    def match_all(self, texts: Iterable[str]) -> tuple[Header, ...]:
        """Every column of a file; columns that the loader ignores keep no name."""
        return tuple(self.match(index, text) for index, text in enumerate(texts))

    def count(self, texts: Iterable[str]) -> int:
        """How many of these headers the loader knows."""
        return sum(self.match(0, text).column is not None or header_key(text) in self.ignored for text in texts)

    def ignores(self, path: str) -> bool:
        """Whether the loader ignores a JSON path: one that it names, or one below it."""
        key = header_key(path)
        return key in self.ignored or key.startswith(self._below)

    def missing(self, headers: Iterable[Header]) -> tuple[ColumnSpec, ...]:
        """Required columns that the file lacks and that nothing else can fill."""
        there = {header.column.name for header in headers if header.column}
        return tuple(column for column in self.columns.values() if self._is_missing(column, there))

    def _is_missing(self, column: ColumnSpec, there: set[str]) -> bool:
        if column.req != "yes" or column.auto or column.name in there:
            return False
        if column.default:
            sources = [default_columns(template) for template in column.default.split("|")]
            return all(sources) and not any(one <= there for one in sources)
        named = f"{column.name.removesuffix('_id')}_name"
        return not (column.type in REFERENCES and named in there)


def default_columns(default: str) -> set[str]:
    """The columns that a default such as `$lot_id#$company_id` is made from; none if it is a constant."""
    return set(re.findall(r"\$([a-z0-9_]+)", default))
