"""How wide text is and where it may break, without a browser: full width counts 1 em, Latin about half.

The widths are on the generous side of the common sans-serif fonts, so that a box that holds the estimate also holds
the text in the reader's font.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NARROW = set("iljI.,:;'|!()[]`/\\ ftr-")
_WIDE = set("mwMW@%—…ⅠⅡ")
_OPENING = set("（《〈「『【〔“‘([{")
_CLOSING = set("）》〉」』】〕”’)]},.;:!?，。；：！？、…%")

# A number with its separators, sign, unit and the letters glued to it (HT-2023-017, 1,285,000.00, 60%, 128.5万元).
_NUMBER = re.compile(r"[A-Za-z0-9#№+\-]*[0-9][A-Za-z0-9,.\-/:#_–~％%]*(?: ?[万亿]?元|％|%)?")
_WORD = re.compile(r"[^\W\d_]+|\s+|.", re.DOTALL)
_WORD_PART = 16  # letters of one unbreakable piece; longer words are broken

ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def char_em(char: str) -> float:
    """The width of one character in em."""
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if char in _NARROW:
        return 0.38
    if char in _WIDE or ord(char) > 0x2FFF:
        return 1.0
    return 0.72 if char.isupper() else 0.6


def text_em(text: str) -> float:
    """The width of one line of text in em."""
    return sum(map(char_em, text))


def wrap(text: str, em: float, lines: int = 0) -> list[str]:
    """The text in lines of at most `em`; numbers stay whole. With `lines`, the rest is shortened to fit (`shorten`)."""
    broken = _fill(_pieces(text, em), em)
    if lines and len(broken) > lines:
        return _fill(_pieces(shorten(text, em * lines * 0.86), em), em)[:lines]
    return broken or [""]


def shorten(text: str, em: float) -> str:
    """At most `em` wide; cuts the middle and keeps the last number, because it tells two contracts apart."""
    text = " ".join((text if len(text) <= 4000 else text[:2000] + text[-2000:]).split())
    if text_em(text) <= em:
        return text
    number = _last_number(text, em * 0.6)
    if number is None:
        return _head(text, em - 1) + ELLIPSIS
    start, end = number
    kept = text[start:end]
    tail = _head(text[end:], max(0.0, em * 0.25 - 1)) if end < len(text) else ""
    tail += ELLIPSIS if tail and end + len(tail) < len(text) else ""
    return _head(text[:start], em - 1 - text_em(kept) - text_em(tail)) + ELLIPSIS + kept + tail


def _last_number(text: str, em: float) -> tuple[int, int] | None:
    fitting = [match.span() for match in _NUMBER.finditer(text) if text_em(match.group()) <= em]
    return fitting[-1] if fitting else None


def _head(text: str, em: float) -> str:
    used = 0.0
    for index, char in enumerate(text):
        used += char_em(char)
        if used > em:
            return text[:index]
    return text


def _pieces(text: str, em: float) -> list[str]:
    """Unbreakable pieces: numbers, Latin words, single ideographs with the punctuation that clings to them."""
    pieces: list[str] = []
    position = 0
    while position < len(text):
        number = _NUMBER.match(text, position)
        match = number or _WORD.match(text, position)
        assert match is not None  # _WORD ends in "any character"
        position = match.end()
        whole = number and text_em(match.group()) <= em
        pieces += [match.group()] if whole else _chop(match.group())
    return _cling(pieces, em)


def _chop(word: str) -> list[str]:
    if any(unicodedata.east_asian_width(char) in "WF" for char in word):
        return list(word)
    return [word[at : at + _WORD_PART] for at in range(0, len(word), _WORD_PART)]


def _cling(pieces: list[str], em: float) -> list[str]:
    """Closing punctuation sticks to what stands before it, opening punctuation to what follows."""
    joined: list[str] = []
    for piece in pieces:
        previous = joined[-1] if joined else ""
        fits = bool(previous.strip()) and text_em(previous + piece) <= em
        if fits and (piece in _CLOSING or previous[-1] in _OPENING):
            joined[-1] = previous + piece
        else:
            joined.append(piece)
    return joined


def _fill(pieces: list[str], em: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in (part for whole in pieces for part in _squeeze(whole, em)):
        if line and text_em(line + piece.rstrip()) > em:
            lines.append(line.strip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(line.strip())
    return lines


def _squeeze(piece: str, em: float) -> list[str]:
    """A piece wider than a whole line has to break after all."""
    parts = []
    while piece and text_em(piece) > em:
        head = _head(piece, em) or piece[0]
        parts.append(head)
        piece = piece[len(head) :]
    return [*parts, piece] if piece else parts
