"""The ASCII art of tiny graphs into patterns: `(o:Person {name: 甲})-[:HOLDS_POST {since: 2019-01-01}]->(u:Unit)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from graphinv.cypher.ast import Pos
from graphinv.cypher.cursor import expected, sign
from graphinv.cypher.lexer import fail
from graphinv.errors import Said
from graphinv.message import msg

_SPACE = re.compile(r"(?:\s|//[^\n]*)*")
_NAME = re.compile(r"[^\W\d]\w*|`[^`]+`")
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_BARE = re.compile(r"[^,{}\[\]\n]+")
_MAP_HINT = msg("Write {name: value, name: value}.")


@dataclass(frozen=True)
class Value:
    """One property as it was written; `texts` has one entry unless it is a list."""

    key: str
    texts: tuple[str, ...]
    at: Pos


@dataclass(frozen=True)
class DrawnNode:
    """`labels` is empty where the label is left to be inferred."""

    var: str
    labels: tuple[str, ...]
    values: tuple[Value, ...]
    at: Pos


@dataclass(frozen=True)
class DrawnEdge:
    type: str
    src: str
    dst: str
    values: tuple[Value, ...]
    at: Pos


def scan(text: str) -> Iterator[DrawnNode | DrawnEdge]:
    """Nodes and edges in the order of the text; a node drawn twice comes twice."""
    return _Scanner(text).drawn()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text, self.place, self.unnamed = text, 0, 0

    def drawn(self) -> Iterator[DrawnNode | DrawnEdge]:
        self._skip()
        while self.place < len(self.text):
            yield from self._chain()
            self._take(",")

    def _chain(self) -> Iterator[DrawnNode | DrawnEdge]:
        left = self._node()
        yield left
        while self._peek("-", "<"):
            at, backwards = self._at(), self._take("<")
            self._need("-", "in the arrow")
            self._need("[", "with the type of the edge: -[:OWNS]->")
            kind, values = self._edge_inside()
            self._need("-", "in the arrow")
            forwards = self._take(">")
            if backwards == forwards:
                fail(at, "An edge of a graph points one way.", "Write -[:OWNS]-> or <-[:OWNS]-.")
            right = self._node()
            yield right
            src, dst = (right, left) if backwards else (left, right)
            yield DrawnEdge(kind, src.var, dst.var, values, at)
            left = right

    def _node(self) -> DrawnNode:
        at = self._at()
        self._need("(", "to start a node")
        var = self._name()
        if var is None:
            self.unnamed += 1
            var = f"_{self.unnamed}"
        labels = (self._need_name("a label after the colon"),) if self._take(":") else ()
        values = self._map()
        self._need(")", "to close the node")
        return DrawnNode(var, labels, values, at)

    def _edge_inside(self) -> tuple[str, tuple[Value, ...]]:
        self._name()
        self._need(":", "before the type of the edge")
        kind = self._need_name("the type of the edge")
        values = self._map()
        self._need("]", "to close the edge")
        return kind, values

    def _map(self) -> tuple[Value, ...]:
        if not self._take("{"):
            return ()
        found: list[Value] = []
        while not self._peek("}"):
            at = self._at()
            key = self._need_name("the name of a property", _MAP_HINT)
            self._need(":", msg("after {word}", word=key))
            found.append(Value(key, self._value(), at))
            if not self._take(","):
                break
        self._need("}", "to close the properties")
        return tuple(found)

    def _value(self) -> tuple[str, ...]:
        if not self._take("["):
            return (self._scalar(),)
        found: list[str] = []
        while not self._peek("]"):
            found.append(self._scalar())
            if not self._take(","):
                break
        self._need("]", "to close the list")
        return tuple(found)

    def _scalar(self) -> str:
        if match := _STRING.match(self.text, self.place):
            self._move(match.end())
            return re.sub(r"\\(.)", r"\1", match.group(1) if match.group(1) is not None else match.group(2))
        match = _BARE.match(self.text, self.place)
        if match is None:
            self._unexpected("a value", "Put text with , { } [ ] in quotes.")
        self._move(match.end())
        return match.group().strip()

    def _name(self) -> str | None:
        match = _NAME.match(self.text, self.place)
        if match is None:
            return None
        self._move(match.end())
        return match.group().strip("`")

    def _need_name(self, what: Said, hint: Said = "") -> str:
        return self._name() or self._unexpected(what, hint)

    def _peek(self, *marks: str) -> bool:
        return self.text.startswith(marks, self.place)

    def _take(self, mark: str) -> bool:
        if self._peek(mark):
            self._move(self.place + len(mark))
            return True
        return False

    def _need(self, mark: str, where: Said) -> None:
        if not self._take(mark):
            self._unexpected(sign(mark, where))

    def _move(self, place: int) -> None:
        self.place = place
        self._skip()

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place

    def _at(self) -> Pos:
        before = self.text[: self.place]
        return Pos(before.count("\n") + 1, self.place - (before.rfind("\n") + 1) + 1)

    def _unexpected(self, wanted: Said, hint: Said = "") -> NoReturn:
        fail(self._at(), expected(wanted, self.text[self.place : self.place + 1]), hint)
