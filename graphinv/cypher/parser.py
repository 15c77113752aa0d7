"""Clauses: a text of the documented subset into the tree of `ast`."""

from __future__ import annotations

from graphinv.cypher.ast import (
    CallBlock,
    CallRows,
    Clause,
    Expr,
    Item,
    Match,
    Pos,
    Projection,
    Query,
    Return,
    Single,
    SortKey,
    Unwind,
    Var,
    With,
)
from graphinv.cypher.lexer import fail
from graphinv.cypher.parse_pattern import Patterns
from graphinv.cypher.refuse import CLAUSES
from graphinv.errors import Said

_CLAUSE_WORDS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "CALL", "RETURN")


def parse(text: str) -> Query:
    """The tree of one query. Raises CypherError with line, column and advice."""
    return _Parser(text).query()


class _Parser(Patterns):
    def query(self) -> Query:
        query = self._parts()
        self.take_op(";")
        if self.token.kind != "end":
            self._stray()
        return query

    def _parts(self) -> Query:
        at = self.token.at
        parts, keep_all = [self._part()], []
        while self.take_word("UNION"):
            keep_all.append(self.take_word("ALL"))
            self.take_word("DISTINCT")
            parts.append(self._part())
        return Query(tuple(parts), tuple(keep_all), at=at)

    def _part(self) -> Single:
        part = self._single()
        if not part.clauses or not isinstance(part.clauses[-1], Return):
            self._stray("RETURN")
        return part

    def subquery(self) -> Single:
        """The inside of EXISTS, COUNT or CALL: clauses, or a bare pattern with WHERE."""
        at = self.token.at
        pattern = self.is_op("(") or (self.token.kind in ("name", "quoted") and self.is_op("=", steps=1))
        body = Single((self._match(at),), at=at) if pattern else self._single()
        if self.is_word("UNION"):
            fail(self.token, "UNION inside a subquery is outside the subset.", "Write EXISTS { … } OR EXISTS { … }.")
        if not self.is_op("}"):
            self._stray("}")
        return body

    def _single(self) -> Single:
        at = self.token.at
        clauses: list[Clause] = []
        while self.is_word(*_CLAUSE_WORDS):
            clauses.append(self._clause())
            if isinstance(clauses[-1], Return):
                break
        if not clauses:
            self._stray("MATCH, UNWIND, WITH, CALL or RETURN")
        return Single(tuple(clauses), at=at)

    def _stray(self, wanted: Said = "the end of the query") -> None:
        word = self.token.text.upper() if self.token.kind == "name" else ""
        if word in CLAUSES:
            fail(self.token, "{word} is outside the subset here.", CLAUSES[word], word=word)
        self.unexpected(wanted)

    def _clause(self) -> Clause:
        token = self.advance()
        word, at = token.text.upper(), token.at
        if word == "OPTIONAL":
            self.need_word("MATCH", "after OPTIONAL")
            return self._match(at, optional=True)
        if word == "MATCH":
            return self._match(at)
        if word == "UNWIND":
            return self._unwind(at)
        if word == "CALL":
            return self._call_clause(at)
        projection = self._projection(at)
        if word == "RETURN":
            return Return(projection, at=at)
        return With(projection, self._where(), at=at)

    def _match(self, at: Pos, *, optional: bool = False) -> Match:
        return Match(self.patterns(), self._where(), optional, at=at)

    def _where(self) -> Expr | None:
        return self.expression() if self.take_word("WHERE") else None

    def _unwind(self, at: Pos) -> Unwind:
        items = self.expression()
        self.need_word("AS", "after the list of UNWIND")
        return Unwind(items, self.need_name("a variable after AS").text, at=at)

    def _call_clause(self, at: Pos) -> CallBlock | CallRows:
        if not self.is_op("(", "{"):
            fail(
                at,
                "Procedures are outside the subset.",
                "Only the aggregating CALL (x) { MATCH … RETURN sum(…) AS s }.",
            )
        if self.is_op("{"):
            fail(self.token, "CALL needs the variables that it reads.", "Write CALL (x) { … }.")
        self.advance()
        imports: list[Var] = []
        while not self.is_op(")"):
            name = self.need_name("a variable in CALL (…)")
            imports.append(Var(name.text, at=name.at))
            if not self.take_op(","):
                break
        self.need_op(")", "to close the variables of CALL")
        self.need_op("{", "after CALL (…)")
        made = CallBlock(tuple(imports), self.subquery(), at=at) if imports else CallRows(self._parts(), at=at)
        self.need_op("}", "to close CALL {")
        return made

    def _projection(self, at: Pos) -> Projection:
        distinct = self.take_word("DISTINCT")
        star = self.take_op("*")
        items: list[Item] = []
        while not star or self.take_op(","):
            items.append(self._item())
            if star:
                continue
            if not self.take_op(","):
                break
        order = self._order() if self.take_word("ORDER") else ()
        skip = self.expression() if self.take_word("SKIP") or self.take_word("OFFSET") else None
        limit = self.expression() if self.take_word("LIMIT") else None
        return Projection(tuple(items), star, distinct, order, skip, limit, at=at)

    def _item(self) -> Item:
        first = self.token
        value = self.expression()
        if self.take_word("AS"):
            return Item(value, self.need_name("a name after AS").text, at=first.at)
        last = self.tokens[self.place - 1]
        if isinstance(value, Var):
            return Item(value, value.name, at=first.at)
        return Item(value, self.text[first.start : last.end], named=False, at=first.at)

    def _order(self) -> tuple[SortKey, ...]:
        self.need_word("BY", "after ORDER")
        keys = [self._sort_key()]
        while self.take_op(","):
            keys.append(self._sort_key())
        return tuple(keys)

    def _sort_key(self) -> SortKey:
        at = self.token.at
        value = self.expression()
        descending = self.take_word("DESC") or self.take_word("DESCENDING")
        if not descending and not self.take_word("ASC"):
            self.take_word("ASCENDING")
        return SortKey(value, descending, at=at)
