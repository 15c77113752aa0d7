"""ANSEL, the character set of older genealogies (ANSI Z39.47): accents stand before their letter."""

from __future__ import annotations

import unicodedata

_LETTERS = dict(
    zip(
        (*range(0xA1, 0xAF), *range(0xB0, 0xBB), *range(0xBC, 0xBE), *range(0xC0, 0xC9), 0xCF),
        "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€ß",
        strict=True,
    )
)
_ACCENTS = dict(
    zip(
        (*range(0xE0, 0xFC), 0xFE),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315"
        "\u030b\u0310\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0313",
        strict=True,
    )
)


def decode(content: bytes) -> str:
    """The text, its accents composed with their letters. Raises UnicodeDecodeError for a byte that ANSEL lacks."""
    found: list[str] = []
    waiting = ""
    for place, byte in enumerate(content):
        if byte in _ACCENTS:
            waiting += _ACCENTS[byte]
            continue
        letter = chr(byte) if byte < 0x80 else _LETTERS.get(byte)
        if letter is None:
            raise UnicodeDecodeError("ansel", content, place, place + 1, "no character of ANSEL")
        found.append(letter + waiting)
        waiting = ""
    return unicodedata.normalize("NFC", "".join(found) + waiting)
