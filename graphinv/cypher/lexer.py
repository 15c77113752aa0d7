"""Query text into tokens, each with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from graphinv.cypher.ast import Node, Pos
from graphinv.errors import CypherError, Said

_TOKEN = re.compile(
    r"""(?P<space>\s+ | //[^\n]* | /\*.*?\*/)
      | (?P<float>\d+\.\d+(?:[eE][+-]?\d+)? | \d+[eE][+-]?\d+)
      | (?P<int>\d+)
      | (?P<name>[^\W\d]\w*)
      | (?P<quoted>`[^`]+`)
      | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
      | (?P<param>\$[^\W\d]\w*)
      | (?P<op><>|<=|>=|=~|\.\.|\+=|\|\||::|[-+*/%^=<>()\[\]{},.:;|&!$?])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_FULL_WIDTH = str.maketrans("（）［］｛｝，：；。＞＜＝－｜＊＄‘’“”、", "()[]{},:;.><=-|*$''\"\",")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is name, quoted, int, float, string, param, op or end; `text` a name without its back-ticks."""

    kind: str
    text: str
    at: Pos
    start: int
    end: int


def fail(where: Node | Token | Pos, message: Said, hint: Said = "", /, **fields: object) -> NoReturn:
    """Raise CypherError at a place of the text; `fields` are the values for both texts."""
    line, column = where if isinstance(where, Pos) else where.at
    raise CypherError(message, line, column, hint, **fields)


def tokens(text: str) -> list[Token]:
    """All tokens of a text and one of kind `end`. Raises CypherError at a character that no token starts with."""
    found: list[Token] = []
    place, line, line_start = 0, 1, 0
    while place < len(text):
        at = Pos(line, place - line_start + 1)
        match = _TOKEN.match(text, place)
        if match is None:
            _refuse(text, place, at)
        kind, body = str(match.lastgroup), match.group()
        if kind != "space":
            found.append(Token(kind, _value(kind, body), at, place, match.end()))
        place = match.end()
        if "\n" in body:
            line += body.count("\n")
            line_start = match.start() + body.rindex("\n") + 1
    found.append(Token("end", "", Pos(line, place - line_start + 1), place, place))
    return found


def _value(kind: str, body: str) -> str:
    if kind == "quoted":
        return body[1:-1]
    if kind == "param":
        return body[1:]
    if kind == "string":
        return _ESCAPE.sub(_unescape, body[1:-1])
    return body


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)


def _refuse(text: str, place: int, at: Pos) -> NoReturn:
    char = text[place]
    if char in "'\"`":
        fail(at, "A quotation mark is not closed.", "Add the closing {char}.", char=char)
    if text.startswith("/*", place):
        fail(at, "A comment is not closed.", "Add */.")
    narrow = char.translate(_FULL_WIDTH)
    hint = "Write the half-width {narrow}" if narrow != char else "Remove it, or put names that hold it in back-ticks."
    fail(at, "The character {char!r} has no meaning here.", hint, char=char, narrow=narrow)
