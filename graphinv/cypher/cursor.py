"""A position in a list of tokens, with the questions and demands that a parser makes."""

from __future__ import annotations

from typing import NoReturn

from graphinv.cypher.lexer import Token, fail, tokens


class Cursor:
    """Reads tokens from left to right; words are compared without regard to case."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.place = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def ahead(self, steps: int) -> Token:
        return self.tokens[min(self.place + steps, len(self.tokens) - 1)]

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.place += 1
        return token

    def is_op(self, *ops: str, steps: int = 0) -> bool:
        token = self.ahead(steps)
        return token.kind == "op" and token.text in ops

    def is_word(self, *words: str, steps: int = 0) -> bool:
        token = self.ahead(steps)
        return token.kind == "name" and token.text.upper() in words

    def take_op(self, op: str) -> bool:
        if self.is_op(op):
            self.place += 1
            return True
        return False

    def take_word(self, *words: str) -> bool:
        """Take all of the words, one after the other, or none."""
        if all(self.is_word(word, steps=steps) for steps, word in enumerate(words)):
            self.place += len(words)
            return True
        return False

    def need_op(self, op: str, where: str) -> Token:
        if not self.is_op(op):
            self.unexpected(f"{op} {where}")
        return self.advance()

    def need_word(self, word: str, where: str) -> Token:
        if not self.is_word(word):
            self.unexpected(f"{word} {where}")
        return self.advance()

    def need_name(self, what: str) -> Token:
        if self.token.kind not in ("name", "quoted"):
            self.unexpected(what)
        return self.advance()

    def need_int(self, what: str) -> int:
        if self.token.kind != "int":
            self.unexpected(what)
        return int(self.advance().text)

    def unexpected(self, wanted: str, hint: str = "") -> NoReturn:
        token = self.token
        found = "the end of the text" if token.kind == "end" else f"`{self.text[token.start : token.end]}`"
        fail(token, f"Expected {wanted}, found {found}.", hint)
