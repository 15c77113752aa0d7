"""Makes text from sources harmless to look at: nothing invisible stays invisible, nothing reorders its surroundings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FSI, PDI = "\u2068", "\u2069"
"""Unicode's isolates. `isolate` is the only writer of them; HTML turns them into <bdi>."""

_PLAIN = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u3001-\u303f\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e]*")
_KEPT_SPACES = "\n\t"


def visible(text: str, *, keep_lines: bool = False) -> str:
    """Control and format characters (NUL, \\x0b, right-to-left marks, zero-width spaces) written out as [U+200F]."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_shown(char, keep_lines) for char in text)


def _shown(char: str, keep_lines: bool) -> str:
    if char in _KEPT_SPACES:
        return char if keep_lines else " "
    category = unicodedata.category(char)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return f"[U+{ord(char):04X}]"
    return " " if category == "Zs" else char


def isolate(text: str) -> str:
    """A visible name that cannot change the direction of the sentence around it."""
    shown = visible(text)
    if any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in shown):
        return f"{FSI}{shown}{PDI}"
    return shown


def split_isolates(text: str) -> Iterator[tuple[bool, str]]:
    """(isolated?, visible text) parts in order; an isolate that is never closed is shown as a control character."""
    position = 0
    for match in re.finditer(f"{FSI}([^{FSI}{PDI}]*){PDI}", text):
        if match.start() > position:
            yield False, visible(text[position : match.start()], keep_lines=True)
        yield True, visible(match.group(1), keep_lines=True)
        position = match.end()
    if position < len(text):
        yield False, visible(text[position:], keep_lines=True)
