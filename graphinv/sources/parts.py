"""The parts of one input, each with the loader that reads it: sheets, rows along a path, tables of a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphinv.content.row_path import part_name
from graphinv.message import msg
from graphinv.sources.columns import Names
from graphinv.sources.look import Look
from graphinv.sources.recognise import Choice, NoLoader, Recogniser, format_fits, header_of, made_headers


@dataclass(frozen=True)
class Part:
    """One table of an input, and its loader or why it is left out."""

    look: Look
    choice: Choice | NoLoader


def parts_of(recogniser: Recogniser, found: Look) -> list[Part]:
    """Every part of a file. Raises BadFile if two loaders fit one part equally well, Unreadable for a bad file."""
    if found.by_path:
        return _along_paths(recogniser, found)
    if found.format == "xlsx":
        return _sheets(recogniser, found)
    return [Part(found, recogniser.choose(found))]


def forced(recogniser: Recogniser, found: Look, loader: str) -> list[Part]:
    """The one part that the loader reads, because the user asked for it; further sheets are left out."""
    names = recogniser.names[loader]
    if found.by_path:
        look = _with_columns(found.at(part_name(names.spec.rows)), names, [names])
        return [Part(look, recogniser.forced(loader, look))]
    if found.format != "xlsx":
        return [Part(found, recogniser.forced(loader, found))]
    sheet = found.book.sheet(names.spec.sheet)
    others = [found.at(name, main=False) for name in found.book.sheets if name != sheet]
    look = found.at(sheet, context=tuple(other.part for other in others))
    why = NoLoader(msg("you asked for `{loader}`, which reads {sheet}", loader=loader, sheet=sheet))
    return [Part(look, recogniser.forced(loader, look)), *(Part(other, why) for other in others)]


def again(found: Look, names: Names, part: str, *, main: bool = True, context: Sequence[str] | None = None) -> Look:
    """A part that was loaded before; without `context`, of a JSON file only what its loader reads."""
    if found.by_path:
        columns = [*_read(found, names), *made_headers(names, found)] if context is None else list(context)
        return found.at(part, main=main, head=[columns], context=tuple(columns))
    return found.at(part, main=main, context=tuple(context or ()))


def _sheets(recogniser: Recogniser, found: Look) -> list[Part]:
    sheets = found.book.sheets or (found.sheet,)
    looks = [found.at(sheet, main=place == 0) for place, sheet in enumerate(sheets)]
    parts = [Part(look, recogniser.choose(look)) for look in looks]
    taken = {part.choice.spec.id for part in parts if isinstance(part.choice, Choice) and part.choice.complete}
    parts = [part if _stays(part, taken) else Part(part.look, _lacking(recogniser, part)) for part in parts]
    unread = [part.look.part for part in parts if isinstance(part.choice, NoLoader)]
    first = next((place for place, part in enumerate(parts) if isinstance(part.choice, Choice)), None)
    if first is not None:
        look = parts[first].look
        parts[first] = Part(look.at(look.part, main=look.main, context=tuple(unread)), parts[first].choice)
    return parts


def _stays(part: Part, taken: set[str]) -> bool:
    """A sheet that lacks columns is an error if the workbook is named after its loader, and no other sheet has them."""
    choice = part.choice
    return isinstance(choice, NoLoader) or choice.complete or (part.look.main and choice.spec.id not in taken)


def _lacking(recogniser: Recogniser, part: Part) -> NoLoader:
    assert isinstance(part.choice, Choice)
    names = recogniser.names[part.choice.spec.id]
    header = header_of(names.spec, part.look)
    lacking = [column.name for column in names.missing(names.match_all(header))]
    return NoLoader(msg("{said}, but it lacks {columns}", said=part.choice.why, columns=lacking))


def tables(recogniser: Recogniser, looks: Iterable[Look], loader: str = "") -> list[Part]:
    """The tables of a database; with a loader that the user asked for, all that fit it."""
    among = [recogniser.names[loader]] if loader else None
    parts = [Part(look, recogniser.choose(look, among)) for look in looks]
    return [part if _stays(part, set()) else Part(part.look, _lacking(recogniser, part)) for part in parts]


def _along_paths(recogniser: Recogniser, found: Look) -> list[Part]:
    groups: dict[str, list[Names]] = {}
    for names in recogniser.names.values():
        if format_fits(names.spec, found) and all(found.json.has(one) for one in names.spec.arrays if not one.optional):
            groups.setdefault(part_name(names.spec.rows), []).append(names)
    tried = [(part, recogniser.choose(found.at(part), groups[part])) for part in sorted(groups)]
    able = [(part, choice) for part, choice in tried if isinstance(choice, Choice)]
    able = [pair for pair in able if pair[1].complete] or able[:1]
    if not able:
        return [Part(found, recogniser.choose(found))]
    readers = [recogniser.names[choice.spec.id] for _, choice in able]
    looks = [found.at(part, main=place == 0) for place, (part, _) in enumerate(able)]
    return [
        Part(_with_columns(look, names, readers), choice)
        for look, names, (_, choice) in zip(looks, readers, able, strict=True)
    ]


def _with_columns(look: Look, names: Names, readers: Sequence[Names]) -> Look:
    """The part with the paths that its loader reads, and those that nobody reads and that lie nearest to its rows."""
    rest = [path for path in look.head[0] if _owner(path, readers) is names]
    columns = [*_read(look, names), *made_headers(names, look), *rest] if look.head[0] else []
    return look.at(look.part, main=look.main, head=[columns], context=tuple(columns))


def _read(look: Look, names: Names) -> list[str]:
    return [path for path in look.head[0] if names.match(0, path).column]


def _owner(path: str, readers: Sequence[Names]) -> Names | None:
    """Beside whose rows a path is kept that no loader of the file reads or ignores."""
    if any(names.match(0, path).column or names.ignores(path) for names in readers):
        return None
    return max(readers, key=lambda names: _depth(path, names))


def _depth(path: str, names: Names) -> int:
    """How many of the arrays on the way to this path are rows of the loader."""
    return sum(path.startswith(array.prefix) for array in names.spec.arrays)
