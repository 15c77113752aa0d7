"""Which loader fits a file: by its name and its header, with the reason, and asking only when two fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.message import Bilingual, Message, msg
from graphinv.sources.columns import Names
from graphinv.sources.json_file import is_made
from graphinv.sources.look import BY_PATH, Look, Row, is_empty

LEAST_KNOWN = 0.5
"""A loader that the name does not point to must know at least this part of the headers."""


@dataclass(frozen=True)
class Choice:
    """The loader that reads a part, and why; `complete` if the part has all columns that it must have."""

    spec: LoaderSpec
    why: Message
    complete: bool = True


@dataclass(frozen=True)
class NoLoader:
    """Why a file is left out."""

    reason: Message


@dataclass(frozen=True)
class _Fit:
    spec: LoaderSpec
    named: bool
    complete: bool
    known: int
    width: int
    what: Message  # what is counted: headers or paths

    @property
    def likely(self) -> bool:
        """Whether the headers alone speak for the loader; one for JSON reads few of a file's paths, but needs some."""
        share = self.known / max(self.width, 1)
        return self.known > 0 and (share >= LEAST_KNOWN or bool(self.spec.format in BY_PATH and self.spec.required))


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

    def choose(self, found: Look, among: Iterable[Names] | None = None) -> Choice | NoLoader:
        """The loader that fits, or why none does. Raises BadFile if two fit equally well, Unreadable for a bad file."""
        tried = self.names.values() if among is None else among
        fits = [self._fit(names, found) for names in tried if format_fits(names.spec, found)]
        named = [fit for fit in fits if fit.named]
        if is_empty(found.rows()):
            return NoLoader(_empty(found))
        able = [fit for fit in named if fit.complete] or (
            [] if named else [fit for fit in fits if fit.complete and fit.likely]
        )
        if not able and len(named) == 1:
            return Choice(named[0].spec, msg("its name fits `{loader}`", loader=named[0].spec.id), complete=False)
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
        return Choice(self.names[ident].spec, msg("you asked for this loader"))

    def _fit(self, names: Names, found: Look) -> _Fit:
        row = header_of(names.spec, found)
        cells = [cell for cell in row if cell.strip()]
        complete = not names.missing(names.match_all([*row, *made_headers(names, found)]))
        what = msg("paths") if found.by_path else msg("headers")
        return _Fit(names.spec, name_fits(names.spec, found), complete, names.count(cells), len(cells), what)


def name_fits(spec: LoaderSpec, found: Look) -> bool:
    """Whether `source.files` of the loader names this input, with or without its ending, or its sheet or table.

    The name of a workbook is about its first sheet, or about the one that the loader's `sheet` names.
    """
    named = [found.part] if found.format in ("xlsx", "sql") and found.part else []
    if found.format != "sql" and (found.main or spec.sheet == found.part):
        named += [found.name, found.name.rpartition(".")[0]]
    return any(fnmatchcase(text.casefold(), pattern.casefold()) for pattern in spec.files for text in named)


def header_of(spec: LoaderSpec, found: Look) -> Row:
    """The row that holds the column names, according to the loader; empty if there is none."""
    if found.format == "xlsx" and spec.sheet and spec.sheet != found.sheet:
        return []
    rows = found.rows()
    if not has_header(found):
        return rows[0] if rows else []
    return rows[spec.header_row - 1] if len(rows) >= spec.header_row else []


def has_header(found: Look) -> bool:
    """Whether the names of the columns stand in a row of the part itself."""
    return found.format not in (*BY_PATH, "sql", "yaml")


def made_headers(names: Names, found: Look) -> list[str]:
    """Headers of a JSON loader that stand for the place of an element or for how many there are."""
    if not found.by_path:
        return []
    return [text for column in names.spec.columns.values() for text in column.headers if is_made(text)]


def format_fits(spec: LoaderSpec, found: Look) -> bool:
    """Whether the loader reads files of this format."""
    return spec.format in ("any", found.format)


def two_fit(found: Look, idents: list[str]) -> BadFile:
    """The error that asks the user to choose."""
    where, count = f"{found.path}/{found.part}" if found.part else str(found.path), len(idents)
    return BadFile(
        "fits {count} loaders equally well: {loaders}.",
        at=where,
        hint="Say which one with --loader NAME." if found.main else "Name the sheet or table after one of them.",
        count=count,
        loaders=idents,
    )


def _why(fit: _Fit, able: list[_Fit]) -> Message:
    by_header = msg("it knows {known} of {width} {what}", known=fit.known, width=fit.width, what=fit.what)
    if len(able) > 1:
        others = [other.spec.id for other in able if other is not fit]
        by_header = msg("{said}, more than {others}", said=by_header, others=others)
    return msg("its name fits `{loader}`, and {said}", loader=fit.spec.id, said=by_header) if fit.named else by_header


def _empty(found: Look) -> Message:
    broken = found.json.problem() if found.by_path else None
    if broken and broken.problem:
        problem = Bilingual(broken.problem.en, zh=broken.problem.zh)
        return msg("holds no JSON object; line {line}: {problem}", line=broken.number, problem=problem)
    if found.format == "yaml":
        return msg("holds no list of entries")
    return msg("is empty (0 bytes)") if found.scan.size == 0 else msg("is empty: it has no header")


def _unfit(fits: list[_Fit], named: list[_Fit], found: Look) -> Message:
    if named:
        loaders = [fit.spec.id for fit in named]
        return msg("its name fits {loaders}, but required columns are missing", loaders=loaders)
    near = max(fits, key=lambda fit: (fit.known, fit.complete), default=None)
    if near is None or not near.known:
        return msg("no loader knows its name or its headers")
    said = "no loader fits; the nearest, {loader}, knows {known} of {width} {what}"
    return msg(said, loader=near.spec.id, known=near.known, width=near.width, what=near.what)
