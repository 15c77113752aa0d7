"""Small YAML written by hand, so that it can carry comments: whatever stands in a value, it is read back as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[\w$]([\w.$/ \-]*[\w.$/])?")
"""Words of any script; signs that could mean something to YAML are left to the quotes."""


def scalar(text: str) -> str:
    """A text as one YAML scalar: plain words as they are, else quoted with the escapes of JSON, which YAML shares."""
    if _BARE.fullmatch(text):
        return text
    return "".join(map(_visible, json.dumps(text, ensure_ascii=False)))


def _visible(sign: str) -> str:
    """YAML refuses most signs that nobody sees, and swallows others."""
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def flow_list(items: Iterable[str]) -> str:
    """`[a, b]`."""
    return "[" + ", ".join(map(scalar, items)) + "]"


def flow_map(pairs: Mapping[str, str]) -> str:
    """`{a: x, b: y}`; the values are YAML text already."""
    return "{" + ", ".join(f"{scalar(name)}: {value}" for name, value in pairs.items()) + "}"


def comment(text: str) -> str:
    """A comment on one line."""
    return "# " + " ".join(text.split())
