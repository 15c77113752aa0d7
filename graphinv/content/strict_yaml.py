"""YAML read strictly: every scalar is a string, repeated keys are errors, and each key knows its line.

`0123` keeps its zero and `NO` stays a word, because no tag is ever resolved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import yaml

from graphinv.errors import SpecError
from graphinv.message import Message, msg

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it: ten times as fast, the same nodes."""

Value: TypeAlias = "str | Table | Items"


class Table(dict[str, "Value"]):
    """A mapping with the line of each key (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list["Value"]):
    """A list with the line of each item (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def parse(text: str, at: str, first_line: int = 1) -> Value:
    """The text as tables, lists and strings. Raises SpecError with all repeated keys at once."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = (mark.line if mark else 0) + first_line
        raise SpecError("is not valid YAML: {problem}.", at=f"{at}:{line}", problem=error.problem) from None
    problems: list[Message] = []
    value = _value(node, first_line, problems) if node is not None else Table(first_line)
    if problems:
        raise SpecError("repeats keys:", at=at, problems=problems)
    return value


def read(path: Path) -> Value:
    """The file as tables, lists and strings; it must be UTF-8."""
    try:
        return parse(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise SpecError(
            "is not UTF-8 (byte {start}).", at=str(path), hint="Save it as UTF-8.", start=error.start
        ) from None


def _value(node: yaml.Node, first: int, problems: list[Message]) -> Value:
    line = node.start_mark.line + first
    if isinstance(node, yaml.MappingNode):
        return _table(node, line, first, problems)
    if isinstance(node, yaml.SequenceNode):
        items = Items(line)
        for child in node.value:
            items.append(_value(child, first, problems))
            items.lines.append(child.start_mark.line + first)
        return items
    return str(node.value)


def _table(node: yaml.MappingNode, line: int, first: int, problems: list[Message]) -> Table:
    table = Table(line)
    for key_node, child in node.value:
        key, key_line = str(key_node.value), key_node.start_mark.line + first
        if key in table:
            said = msg("`{key}` stands already at line {line}", key=key, line=table.lines[key])
            problems.append(msg("line {line}: {said}", line=key_line, said=said))
        table[key] = _value(child, first, problems)
        table.lines[key] = key_line
    return table
