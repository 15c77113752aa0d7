"""Which loader fits a file: by its name and its header, with the reason, and asking only when two fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.sources.columns import Names
from graphinv.sources.look import Look, Row, is_empty

LEAST_KNOWN = 0.5
"""A loader that the name does not point to must know at least this part of the headers."""


@dataclass(frozen=True)
class Choice:
    """The loader that reads a file, and why."""

    spec: LoaderSpec
    why: str


@dataclass(frozen=True)
class NoLoader:
    """Why a file is left out."""

    reason: str


@dataclass(frozen=True)
class _Fit:
    spec: LoaderSpec
    named: bool
    complete: bool
    known: int
    width: int

    @property
    def share(self) -> float:
        return self.known / max(self.width, 1)


class Recogniser:
    """Chooses among the loaders of a catalogue."""

    def __init__(self, loaders: Mapping[str, LoaderSpec]) -> None:
        self.names = {ident: Names(spec) for ident, spec in loaders.items()}

    def known(self, rows: Sequence[Row]) -> int:
        """How many headers the one loader knows that knows most of them, each in the row where it expects them."""
        return max(
            (
                names.count(cell for cell in rows[names.spec.header_row - 1] if cell)
                for names in self.names.values()
                if names.spec.header_row <= len(rows)
            ),
            default=0,
        )

    def choose(self, found: Look) -> Choice | NoLoader:
        """The loader that fits, or why none does. Raises BadFile if two fit equally well, Unreadable for a bad file."""
        fits = [self._fit(names, found) for names in self.names.values() if _format_fits(names.spec, found)]
        named = [fit for fit in fits if fit.named]
        if is_empty(found.rows()):
            return NoLoader(_empty(found))
        able = [fit for fit in named if fit.complete] or (
            [] if named else [fit for fit in fits if fit.complete and fit.known and fit.share >= LEAST_KNOWN]
        )
        if not able and len(named) == 1:
            return Choice(named[0].spec, f"its name fits `{named[0].spec.id}`")
        if not able:
            return NoLoader(_unfit(fits, named, found))
        most = max(fit.known for fit in able)
        best = [fit for fit in able if fit.known == most]
        if len(best) > 1:
            raise two_fit(found, [fit.spec.id for fit in best])
        return Choice(best[0].spec, _why(best[0], able))

    def forced(self, ident: str, found: Look) -> Choice | NoLoader:
        """The loader that the user asked for."""
        if is_empty(found.rows()):
            return NoLoader(_empty(found))
        return Choice(self.names[ident].spec, "you asked for this loader")

    def _fit(self, names: Names, found: Look) -> _Fit:
        row = header_of(names.spec, found)
        cells = [cell for cell in row if cell.strip()]
        complete = not names.missing(names.match_all(row))
        return _Fit(names.spec, name_fits(names.spec, found.name), complete, names.count(cells), len(cells))


def name_fits(spec: LoaderSpec, name: str) -> bool:
    """Whether the file name is one that the loader's `source.files` names, with or without its ending."""
    name = name.casefold()
    stem = name.rpartition(".")[0]
    return any(fnmatchcase(text, pattern.casefold()) for pattern in spec.files for text in (name, stem))


def header_of(spec: LoaderSpec, found: Look) -> Row:
    """The row that holds the column names, according to the loader; empty if there is none."""
    if found.format == "xlsx" and spec.sheet and spec.sheet not in found.book.sheets:
        return []
    rows = found.rows(spec.sheet)
    return rows[spec.header_row - 1] if len(rows) >= spec.header_row else []


def two_fit(found: Look, idents: list[str]) -> BadFile:
    """The error that asks the user to choose."""
    return BadFile(
        f"fits {len(idents)} loaders equally well: {', '.join(idents)}.",
        at=str(found.path),
        hint="Say which one with --loader NAME.",
    )


def _format_fits(spec: LoaderSpec, found: Look) -> bool:
    return spec.format in ("any", found.format)


def _why(fit: _Fit, able: list[_Fit]) -> str:
    by_header = f"it knows {fit.known} of {fit.width} headers"
    if len(able) > 1:
        others = ", ".join(other.spec.id for other in able if other is not fit)
        by_header += f", more than {others}"
    return f"its name fits `{fit.spec.id}`, and {by_header}" if fit.named else by_header


def _empty(found: Look) -> str:
    return "is empty (0 bytes)" if found.scan.size == 0 else "is empty: it has no header"


def _unfit(fits: list[_Fit], named: list[_Fit], found: Look) -> str:
    if named:
        return f"its name fits {', '.join(fit.spec.id for fit in named)}, but required columns are missing"
    near = max(fits, key=lambda fit: (fit.known, fit.complete), default=None)
    if near is None or not near.known:
        return "no loader knows its name or its headers"
    return f"no loader fits; the nearest, {near.spec.id}, knows {near.known} of {near.width} headers"
