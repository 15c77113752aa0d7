"""Expressions, from OR down to a property."""

from __future__ import annotations

from collections.abc import Callable

from graphinv.cypher.ast import (
    Arith,
    Compare,
    Expr,
    HasLabel,
    Index,
    InList,
    IsNull,
    Logic,
    Minus,
    Not,
    Pos,
    Prop,
    Slice,
    TextTest,
    Var,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.parse_atom import Atoms
from graphinv.cypher.refuse import PATTERN_HINT, REGEX_HINT

_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
_ARROWS = (("-", "["), ("<", "-", "["), ("<", "-", "-"), ("-", "-", ">"), ("-", "-", "("))


class Expressions(Atoms):
    """One method per level of precedence, weakest first."""

    def expression(self) -> Expr:
        return self._logic("OR", lambda: self._logic("XOR", lambda: self._logic("AND", self._not)))

    def _logic(self, word: str, below: Callable[[], Expr]) -> Expr:
        at = self.token.at
        operands = [below()]
        while self.take_word(word):
            operands.append(below())
        return operands[0] if len(operands) == 1 else Logic(word, tuple(operands), at=at)

    def _not(self) -> Expr:
        at = self.token.at
        return Not(self._not(), at=at) if self.take_word("NOT") else self._comparison()

    def _comparison(self) -> Expr:
        at = self.token.at
        left = self._predicate()
        links: list[Expr] = []
        while self.is_op(*_COMPARISONS, "=~", "!"):
            op = self.advance()
            if op.text == "=~":
                fail(op, "Regular expressions are outside the subset.", REGEX_HINT)
            if op.text == "!":
                fail(op, "`!` is no operator here.", "Write <> for unequal.")
            right = self._predicate()
            links.append(Compare(op.text, left, right, at=op.at))
            left = right
        if not links:
            return left
        return links[0] if len(links) == 1 else Logic("AND", tuple(links), at=at)

    def _predicate(self) -> Expr:
        left = self._sum()
        while True:
            at = self.token.at
            if self.take_word("STARTS"):
                self.need_word("WITH", "after STARTS")
                left = TextTest("STARTS WITH", left, self._sum(), at=at)
            elif self.take_word("ENDS"):
                self.need_word("WITH", "after ENDS")
                left = TextTest("ENDS WITH", left, self._sum(), at=at)
            elif self.take_word("CONTAINS"):
                left = TextTest("CONTAINS", left, self._sum(), at=at)
            elif self.take_word("IN"):
                left = InList(left, self._sum(), at=at)
            elif self.take_word("IS"):
                negated = self.take_word("NOT")
                if not self.take_word("NULL"):
                    self.unexpected("NULL after IS", "Only IS NULL and IS NOT NULL can be tested.")
                left = IsNull(left, negated, at=at)
            else:
                return left

    def _sum(self) -> Expr:
        left = self._product()
        while self.is_op("+", "-", "||"):
            op = self.advance()
            if op.text == "||":
                fail(op, "`||` is outside the subset.", "Write + to join texts or lists.")
            left = Arith(op.text, left, self._product(), at=op.at)
        return left

    def _product(self) -> Expr:
        left = self._power()
        while self.is_op("*", "/", "%"):
            op = self.advance()
            left = Arith(op.text, left, self._power(), at=op.at)
        return left

    def _power(self) -> Expr:
        left = self._sign()
        while self.is_op("^"):
            op = self.advance()
            left = Arith("^", left, self._sign(), at=op.at)
        return left

    def _sign(self) -> Expr:
        at = self.token.at
        if self.take_op("-"):
            return Minus(self._sign(), at=at)
        if self.take_op("+"):
            return self._sign()
        return self._postfix()

    def _postfix(self) -> Expr:
        at, parenthesis = self.token.at, self.is_op("(")
        value = self.atom()
        if parenthesis and isinstance(value, Var | HasLabel):
            self._refuse_pattern(at)
        while True:
            at = self.token.at
            if self.take_op("."):
                value = Prop(value, self.need_name("the name of a property after the dot").text, at=value.at)
            elif self.take_op("["):
                value = self._element(value, at)
            elif self.is_op(":") and isinstance(value, Var):
                self.advance()
                value = HasLabel(value, self.labels(), at=at)
            else:
                return value

    def _refuse_pattern(self, at: Pos) -> None:
        """`(a)-[:X]->(b)` is a pattern; as a value it only makes sense under EXISTS."""
        if any(all(self.is_op(op, steps=steps) for steps, op in enumerate(arrow)) for arrow in _ARROWS):
            fail(at, "A pattern cannot stand as a value.", PATTERN_HINT)

    def _element(self, base: Expr, at: Pos) -> Expr:
        start = None if self.is_op("..") else self.expression()
        if self.take_op(".."):
            stop = None if self.is_op("]") else self.expression()
            self.need_op("]", "to close the slice")
            return Slice(base, start, stop, at=at)
        self.need_op("]", "to close the index")
        if start is None:
            self.unexpected("an index")
        return Index(base, start, at=at)
