"""A position in a list of tokens, with the questions and demands that a parser makes."""

from __future__ import annotations

from typing import NoReturn

from graphinv.cypher.lexer import Token, fail, tokens
from graphinv.errors import Said, as_message
from graphinv.message import Message, msg


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
        token = self.ahead(steps) if steps else self.tokens[self.place]
        return token.kind == "op" and token.text in ops

    def is_word(self, *words: str, steps: int = 0) -> bool:
        token = self.ahead(steps) if steps else self.tokens[self.place]
        return token.kind == "name" and token.text.upper() in words

    def take_op(self, op: str) -> bool:
        if self.is_op(op):
            self.place += 1
            return True
        return False

    def take_word(self, *words: str) -> bool:
        """Take all of the words, one after the other, or none."""
        for steps, word in enumerate(words):
            if not self.is_word(word, steps=steps):
                return False
        self.place += len(words)
        return True

    def need_op(self, op: str, where: Said) -> Token:
        if not self.is_op(op):
            self.unexpected(sign(op, where))
        return self.advance()

    def need_word(self, word: str, where: Said) -> Token:
        if not self.is_word(word):
            self.unexpected(sign(word, where))
        return self.advance()

    def need_name(self, what: Said) -> Token:
        if self.token.kind not in ("name", "quoted"):
            self.unexpected(what)
        return self.advance()

    def need_int(self, what: Said) -> int:
        if self.token.kind != "int":
            self.unexpected(what)
        return int(self.advance().text)

    def unexpected(self, wanted: Said, hint: Said = "") -> NoReturn:
        token = self.token
        fail(token, expected(wanted, "" if token.kind == "end" else self.text[token.start : token.end]), hint)


def sign(mark: str, where: Said) -> Message:
    """What stands at a place: `) to close the node`."""
    return msg("{mark} {where}", mark=mark, where=as_message(where))


def expected(wanted: Said, found: str) -> Message:
    """What should stand here and what does; nothing found is the end of the text."""
    there = msg("`{found}`", found=found) if found else msg("the end of the text")
    return msg("Expected {wanted}, found {found}.", wanted=as_message(wanted), found=there)
