"""A config list written as YAML: a list of entries, each a flat table of keys and values, read as strictly as content.

It is read event by event, because a file may be hostile: nesting has no depth that could overflow, aliases are refused,
so that no few lines stand for millions, and every scalar is a string.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from graphinv.errors import SpecError
from graphinv.message import Message, msg

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LIST_SIGN = ";"
"""Between the values of a list, as in a cell of a column of type list."""

SHOWN = 20
"""So many problems of a file are told at once."""

Cells = dict[str, str]


@dataclass
class Entries:
    """The entries with their lines (from 1), and every key in the order in which it first occurs."""

    rows: list[tuple[int, Cells]] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for _, cells in self.rows for key in cells))

    def fail(self, event: yaml.Event, text: str, **fields: object) -> None:
        self.problems.append(msg("line {line}: {said}", line=_line(event), said=msg(text, **fields)))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def read_entries(path: Path) -> Entries:
    """All entries of the file; none of a file that is YAML, but no list.

    Raises SpecError with the lines that are no entries, and for what is no YAML or not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpecError(
            "is not UTF-8 (byte {start}).", at=str(path), hint="Save it as UTF-8.", start=error.start
        ) from None
    found = Entries()
    try:
        _read(yaml.parse(text, Loader=_LOADER), found)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise SpecError("is not valid YAML: {problem}.", at=f"{path}:{line}", problem=error.problem) from None
    except yaml.YAMLError as error:  # characters that YAML forbids
        raise SpecError("is not valid YAML: {problem}.", at=str(path), problem=str(error).split("\n")[0]) from None
    if found.problems:
        more = len(found.problems) - SHOWN
        last = [msg("and {count} more", count=more)] if more > 0 else []
        hint = "Begin each entry with `- ` and write a key for each column:"
        raise SpecError("is no list of entries.", at=str(path), hint=hint, problems=[*found.problems[:SHOWN], *last])
    return found


def _read(events: Iterator[yaml.Event], found: Entries) -> None:
    roots = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            roots += 1
            if roots > 1:
                found.fail(event, "a second document begins; keep one list per file")
        elif isinstance(event, yaml.SequenceStartEvent):
            _entries(events, found)
        elif isinstance(event, yaml.NodeEvent):
            _skip(events, event)


def _entries(events: Iterator[yaml.Event], found: Entries) -> None:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        if isinstance(event, yaml.MappingStartEvent):
            found.rows.append((_line(event), _entry(events, found)))
        else:
            found.fail(event, "an entry must be a table of keys and values")
            _skip(events, event)


def _entry(events: Iterator[yaml.Event], found: Entries) -> Cells:
    cells: Cells = {}
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        if not isinstance(key, yaml.ScalarEvent):
            found.fail(key, "a key must be a word")
            _skip(events, key)
            _skip(events, next(events))
            continue
        if key.value in cells:
            found.fail(key, "`{key}` stands twice in one entry", key=key.value)
        cells[key.value] = _value(events, next(events), key.value, found)
    return cells


def _value(events: Iterator[yaml.Event], event: yaml.Event, key: str, found: Entries) -> str:
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if not isinstance(event, yaml.SequenceStartEvent):
        found.fail(event, "`{key}` must be a word, or a list of words", key=key)
        _skip(events, event)
        return ""
    words: list[str] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        if isinstance(item, yaml.ScalarEvent):
            words.append(str(item.value))
        else:
            found.fail(item, "`{key}` must be a word, or a list of words", key=key)
            _skip(events, item)
    return LIST_SIGN.join(words)


def _skip(events: Iterator[yaml.Event], event: yaml.Event) -> None:
    """Pass over everything inside of this event."""
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
