"""The smallest expressions: literals, variables, calls, lists, CASE and subqueries."""

from __future__ import annotations

from abc import abstractmethod

from graphinv.cypher.ast import (
    Call,
    Case,
    Comprehension,
    CountRows,
    CountStar,
    Entry,
    Exists,
    Expr,
    ListLit,
    Literal,
    MapLit,
    MapProjection,
    Param,
    Pos,
    Prop,
    Quantifier,
    Single,
    Var,
    When,
)
from graphinv.cypher.cursor import Cursor
from graphinv.cypher.functions import SPELLING
from graphinv.cypher.lexer import Token, fail
from graphinv.cypher.refuse import COLLECT_HINT, FUNCTIONS, LABEL_HINT, NEGATION_HINT, PATTERN_HINT
from graphinv.message import msg

_WORDS: dict[str, bool | None] = {"TRUE": True, "FALSE": False, "NULL": None}
_BIGGEST = 2**63 - 1


class Atoms(Cursor):
    """Everything that an expression is made of."""

    @abstractmethod
    def expression(self) -> Expr: ...

    @abstractmethod
    def subquery(self) -> Single: ...

    def atom(self) -> Expr:
        token = self.token
        if token.kind in ("int", "float", "string", "param"):
            return self._literal(self.advance())
        if token.kind in ("name", "quoted"):
            return self._named(token)
        if self.take_op("["):
            return self._list(token.at)
        if self.is_op("{"):
            return MapLit(self.entries(), at=token.at)
        if self.take_op("("):
            return self._parenthesis(token.at)
        self.unexpected("an expression")

    def _literal(self, token: Token) -> Expr:
        if token.kind == "int":
            if int(token.text) > _BIGGEST:
                fail(token, "The number does not fit into 64 bits.", "Identifiers are texts: put it in quotes.")
            return Literal(int(token.text), at=token.at)
        if token.kind == "float":
            return Literal(float(token.text), at=token.at)
        return Param(token.text, at=token.at) if token.kind == "param" else Literal(token.text, at=token.at)

    def _named(self, token: Token) -> Expr:
        word = token.text.upper() if token.kind == "name" else ""
        if word == "CASE":
            return self._case(self.advance().at)
        if self.is_op("(", steps=1):
            return self._call(self.advance().text, token)
        if self.is_op(".", steps=1) and self.ahead(2).kind == "name" and self.is_op("(", steps=3):
            self.place += 3
            return self._call(f"{token.text}.{self.ahead(-1).text}", token)
        if word in ("EXISTS", "COUNT", "COLLECT") and self.is_op("{", steps=1):
            return self._block(self.advance(), word)
        self.advance()
        if word in _WORDS:
            return Literal(_WORDS[word], at=token.at)
        if self.is_op("{"):
            base = Var(token.text, at=token.at)
            return MapProjection(base, self._selected(base), at=token.at)
        return Var(token.text, at=token.at)

    def _selected(self, base: Var) -> tuple[Entry, ...]:
        """`{.name, key: value, other}`: properties of the base, values, and variables by their name."""
        self.need_op("{", "before the properties")
        found: list[Entry] = []
        while not self.is_op("}"):
            found.append(self._selector(base))
            if not self.take_op(","):
                break
        self.need_op("}", "to close the properties")
        return tuple(found)

    def _selector(self, base: Var) -> Entry:
        at = self.token.at
        if self.take_op("."):
            if self.is_op("*"):
                fail(self.token, "`.*` is outside the subset.", "Name the properties: x {.id, .name}.")
            name = self.need_name("the name of a property after the dot").text
            return Entry(name, Prop(base, name, at=at), at=at)
        key = self.need_name("the name of a property")
        if self.take_op(":"):
            return Entry(key.text, self.expression(), at=at)
        return Entry(key.text, Var(key.text, at=at), at=at)

    def _parenthesis(self, at: Pos) -> Expr:
        if self.is_op(":", ")"):
            fail(at, "A pattern cannot stand as a value.", PATTERN_HINT)
        value = self.expression()
        self.need_op(")", "to close the parenthesis")
        return value

    def _block(self, token: Token, word: str) -> Expr:
        if word == "COLLECT":
            fail(token, "COLLECT { } is outside the subset.", COLLECT_HINT)
        self.need_op("{", msg("after {word}", word=word))
        body = self.subquery()
        self.need_op("}", msg("to close {word} {", word=word))
        return Exists(body, at=token.at) if word == "EXISTS" else CountRows(body, at=token.at)

    def _call(self, name: str, first: Token) -> Expr:
        self.need_op("(", "after the function")
        if name.lower() == "reduce":
            fail(first, "reduce() is outside the subset.", FUNCTIONS["reduce"])
        if name.lower() == "count" and self.take_op("*"):
            self.need_op(")", "after *")
            return CountStar(at=first.at)
        if name.lower() in ("any", "all", "none", "single") and self.is_word("IN", steps=1):
            return self._quantifier(first)
        distinct = self.take_word("DISTINCT")
        args: list[Expr] = []
        if not self.is_op(")"):
            args.append(self.expression())
            while self.take_op(","):
                args.append(self.expression())
        self.need_op(")", msg("to close {name}(", name=name))
        return Call(SPELLING.get(name.lower(), name), tuple(args), distinct, at=first.at)

    def _quantifier(self, name: Token) -> Expr:
        var = self.advance().text
        self.need_word("IN", "after the variable")
        items = self.expression()
        self.need_word("WHERE", msg("in {name}(…)", name=name.text))
        test = self.expression()
        self.need_op(")", msg("to close {name}(", name=name.text))
        return Quantifier(name.text.lower(), var, items, test, at=name.at)

    def _list(self, at: Pos) -> Expr:
        if self.token.kind in ("name", "quoted") and self.is_word("IN", steps=1):
            return self._comprehension(at)
        if self.is_op(":") or (self.is_op("(") and (self.is_op(":", ")", steps=1) or self._opens_pattern())):
            fail(at, "Pattern comprehensions are outside the subset.", COLLECT_HINT)
        items: list[Expr] = []
        if not self.is_op("]"):
            items.append(self.expression())
            while self.take_op(","):
                items.append(self.expression())
        self.need_op("]", "to close the list")
        return ListLit(tuple(items), at=at)

    def _opens_pattern(self) -> bool:
        """`[(a:X)…` or `[(a)-[` or `[(a)--`: two steps on there is no expression that reads so."""
        return self.is_op(":", steps=2) or (
            self.is_op(")", steps=2) and self.is_op("-", "<", steps=3) and self.is_op("[", "-", steps=4)
        )

    def _comprehension(self, at: Pos) -> Expr:
        var = self.advance().text
        self.need_word("IN", "after the variable")
        items = self.expression()
        test = self.expression() if self.take_word("WHERE") else None
        value = self.expression() if self.take_op("|") else None
        self.need_op("]", "to close the list")
        return Comprehension(var, items, test, value, at=at)

    def _case(self, at: Pos) -> Expr:
        subject = None if self.is_word("WHEN") else self.expression()
        whens: list[When] = []
        while self.is_word("WHEN"):
            start = self.advance().at
            test = self.expression()
            self.need_word("THEN", "after the condition")
            whens.append(When(test, self.expression(), at=start))
        if not whens:
            self.unexpected("WHEN after CASE")
        default = self.expression() if self.take_word("ELSE") else None
        self.need_word("END", "to close CASE")
        return Case(subject, tuple(whens), default, at=at)

    def entries(self) -> tuple[Entry, ...]:
        """`{key: value, …}`."""
        self.need_op("{", "before the properties")
        found: list[Entry] = []
        while not self.is_op("}"):
            key = self.need_name("the name of a property")
            self.need_op(":", msg("after {word}", word=key.text))
            found.append(Entry(key.text, self.expression(), at=key.at))
            if not self.take_op(","):
                break
        self.need_op("}", "to close the properties")
        return tuple(found)

    def labels(self) -> tuple[str, ...]:
        """Labels after the colon: one, or alternatives."""
        found = [self._label()]
        while self.is_op("|"):
            self.advance()
            if self.is_op(".", "(", "[", steps=1):
                fail(self.token, "This is read as another label.", "Put the condition in parentheses: (n:Label) | …")
            self.take_op(":")
            found.append(self._label())
        if self.is_op(":", "&"):
            fail(self.token, "A node has one label and its supertypes.", LABEL_HINT)
        return tuple(found)

    def _label(self) -> str:
        if self.is_op("!", "%", "(", "$"):
            fail(self.token, "Label expressions are outside the subset.", NEGATION_HINT)
        return self.need_name("a label after the colon").text
