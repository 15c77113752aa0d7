"""The small language of a rule's sentences: `{company}`, `{interest.share}`, `{post:period}`, and optional parts.

`[… {x} …]` is left out when x is unknown, `[?x: …]` stands only when x is known, `[!x: …]` only when it is not.

A template is parsed, never substituted twice, so that a name with braces or brackets in it is just text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphinv.message import msg

FORMATS = ("", "%", "p", "period", "all", "range", "count", "sum")
"""How a value is written: by its type, as a share, as a probability, as since … until …; `all`, `range`, `count` and
`sum` speak of all rows of a lead: each distinct value, from the first to the last, how many elements there are, what
they add up to."""

_TOKEN = re.compile(r"\{(?P<field>[^{}\[\]]*)\}|\[(?P<test>[!?][\w.]+):|(?P<open>\[)|(?P<close>\])|(?P<stray>[{}])")
_FIELD = re.compile(r"(?P<name>\w+)(?:\.(?P<prop>\w+))?(?::(?P<format>%|\w+))?")


@dataclass(frozen=True)
class Field:
    """A placeholder: a column, one of its properties, and the format."""

    name: str
    prop: str = ""
    format: str = ""

    def __str__(self) -> str:
        return self.name + (f".{self.prop}" if self.prop else "") + (f":{self.format}" if self.format else "")


@dataclass(frozen=True)
class Option:
    """A part that is left out when one of its values is unknown; a test (`?` known, `!` unknown) decides instead."""

    parts: tuple[str | Field, ...]
    test: Field | None = None
    wanted: bool = True


Part = str | Field | Option


@lru_cache(maxsize=512)
def parse_template(text: str) -> tuple[Part, ...]:
    """The parts of a template. Raises ValueError that says what is wrong with it."""
    top: list[Part] = []
    inner: list[str | Field] | None = None
    test = ""
    for token in _tokens(text):
        if isinstance(token, str | Field):
            (top if inner is None else inner).append(token)
        elif token[0] == "close":
            if inner is None:
                raise ValueError(msg("`]` closes nothing"))
            top.append(_option(tuple(inner), test))
            inner = None
        elif inner is not None:
            raise ValueError(msg("`[` inside of `[…]`"))
        else:
            inner, test = [], token[1] if token[0] == "test" else ""
    if inner is not None:
        raise ValueError(msg("`[` is never closed"))
    return tuple(top)


def _option(parts: tuple[str | Field, ...], test: str) -> Option:
    return Option(parts, _field(test[1:]), test[0] == "?") if test else Option(parts)


def _tokens(text: str) -> Iterator[str | Field | tuple[str, str]]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        kind = str(match.lastgroup)
        if kind == "stray":
            raise ValueError(msg("`{mark}` has no partner", mark=match.group()))
        yield _field(match["field"]) if kind == "field" else (kind, match[kind])
    if position < len(text):
        yield text[position:]


def _field(text: str) -> Field:
    match = _FIELD.fullmatch(text.strip())
    if match is None:
        raise ValueError(msg("`{place}` is no placeholder", place=f"{{{text}}}"))
    found = Field(match["name"], match["prop"] or "", match["format"] or "")
    if found.format not in FORMATS:
        said = "`{place}`: the format `{format}` is unknown; known: {known}"
        raise ValueError(msg(said, place=f"{{{text}}}", format=found.format, known=FORMATS[1:]))
    return found


def fields(parts: tuple[Part, ...]) -> Iterator[Field]:
    """All placeholders of a template that are written out."""
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, Option):
            yield from (inner for inner in part.parts if isinstance(inner, Field))


def tests(parts: tuple[Part, ...]) -> Iterator[Field]:
    """What the optional parts of a template ask for; an edge may be asked for, too."""
    yield from (part.test for part in parts if isinstance(part, Option) and part.test)
