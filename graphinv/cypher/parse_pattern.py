"""Patterns: nodes in parentheses and the arrows between them."""

from __future__ import annotations

from graphinv.cypher.ast import Entry, NodePattern, Pattern, Pos, RelPattern
from graphinv.cypher.lexer import fail
from graphinv.cypher.parse_expression import Expressions
from graphinv.cypher.refuse import FUNCTIONS, LENGTH_HINT, MAX_LENGTH, QUANTIFIED_HINT

_PATH_WORDS = ("SHORTEST", "ANY", "ALL", "SHORTESTPATH", "ALLSHORTESTPATHS")


class Patterns(Expressions):
    """Reads `(a:Person)-[r:OWNS]->(c)`."""

    def patterns(self) -> tuple[Pattern, ...]:
        found = [self._pattern()]
        while self.take_op(","):
            found.append(self._pattern())
        return tuple(found)

    def _pattern(self) -> Pattern:
        at, var = self.token.at, None
        if self.token.kind in ("name", "quoted") and self.is_op("=", steps=1):
            var = self.advance().text
            self.advance()
        if self.is_word(*_PATH_WORDS):
            fail(self.token, "Shortest paths are outside the subset.", FUNCTIONS["shortestpath"])
        nodes, rels = [self._node()], []
        while self.is_op("-", "<"):
            rels.append(self._rel())
            nodes.append(self._node())
        if self.is_op("+", "*", "{") or self.is_op("("):
            fail(self.token, "Quantified patterns are outside the subset.", QUANTIFIED_HINT)
        return Pattern(var, tuple(nodes), tuple(rels), at=at)

    def _node(self) -> NodePattern:
        at = self.need_op("(", "to start a node").at
        if self.is_op("("):
            fail(self.token, "Quantified patterns are outside the subset.", QUANTIFIED_HINT)
        var = self.advance().text if self.token.kind in ("name", "quoted") and not self._inline_where() else None
        labels = self.labels() if self.take_op(":") else ()
        if self.is_word("IS"):
            fail(self.token, "`IS` is outside the subset.", "Write (n:Label).")
        props = self._props(")")
        self.need_op(")", "to close the node")
        return NodePattern(var, labels, props, at=at)

    def _inline_where(self) -> bool:
        return self.is_word("WHERE") and not self.is_op(")", ":", steps=1)

    def _props(self, close: str) -> tuple[Entry, ...]:
        props = self.entries() if self.is_op("{") else ()
        if self.token.kind == "param":
            fail(self.token, "A parameter cannot hold a whole map.", "Write {key: $value} for each property.")
        if self.is_word("WHERE"):
            fail(
                self.token,
                "WHERE inside the pattern (before {close}) is outside the subset.",
                "Put it after MATCH.",
                close=close,
            )
        return props

    def _rel(self) -> RelPattern:
        at = self.token.at
        pointed_left = self.take_op("<")
        self.need_op("-", "in the arrow")
        var, types, length, props = self._inside(at) if self.take_op("[") else (None, (), None, ())
        self.need_op("-", "in the arrow")
        pointed_right = self.take_op(">")
        if self.is_op("{", "+", "*"):
            fail(self.token, "Quantified relationships are outside the subset.", QUANTIFIED_HINT)
        direction = "both" if pointed_left == pointed_right else "in" if pointed_left else "out"
        return RelPattern(var, types, props, direction, length, at=at)

    def _inside(self, at: Pos) -> tuple[str | None, tuple[str, ...], tuple[int, int] | None, tuple[Entry, ...]]:
        has_var = self.token.kind in ("name", "quoted") and not self._inline_where()
        var = self.advance().text if has_var else None
        types = self._types() if self.take_op(":") else ()
        length = self._length() if self.is_op("*") else None
        props = self._props("]")
        self.need_op("]", "to close the relationship")
        return var, types, length, props

    def _types(self) -> tuple[str, ...]:
        found = [self._type()]
        while self.take_op("|"):
            self.take_op(":")
            found.append(self._type())
        if self.is_op("&"):
            fail(self.token, "A relationship has one type.", "Alternatives are written [:A|B].")
        return tuple(found)

    def _type(self) -> str:
        if self.is_op("!", "%", "(", "$"):
            fail(self.token, "Type expressions are outside the subset.", "Name the types: [:A|B].")
        return self.need_name("a relationship type").text

    def _length(self) -> tuple[int, int]:
        star = self.advance()
        if self.token.kind != "int":
            fail(star, "A variable length needs both bounds.", LENGTH_HINT)
        low = high = self.need_int("the lower bound")
        if self.take_op(".."):
            if self.token.kind != "int":
                fail(star, "A variable length needs both bounds.", LENGTH_HINT)
            high = self.need_int("the upper bound")
        if low < 1:
            fail(star, "A variable length starts at 1.", "Add the case of length 0 with UNION.")
        if high < low:
            fail(star, "The bounds {low}..{high} are empty.", LENGTH_HINT, low=low, high=high)
        if high > MAX_LENGTH:
            fail(star, "A variable length of {high} is too long.", LENGTH_HINT, high=high)
        return low, high
