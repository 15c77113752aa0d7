"""Sentences for the user: an English template and the values of its places, so that each can be said in any language.

The template is the key of its translation in `reports/messages/`; str(message) is English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any


@dataclass(frozen=True)
class Language:
    """What turns an English template into that of a language; one without a translation stays English."""

    name: str
    table: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, template: str) -> str:
        return self.table.get(template, template)


english = Language("en")
"""The language that templates are written in."""

PLACE = re.compile(r"\{(\w+)(!r)?(?::([^{}]+))?\}")
"""A place of a template: {name}, {name!r} or {name:.1f}. Braces around anything else are text."""


@dataclass(frozen=True)
class Message:
    """One sentence. Values may be messages themselves, or collections, which are listed with commas.

    Making a sentence never fails: a place without a value stays as it is written.
    """

    template: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Language = english) -> str:
        """The sentence in the language of `translate`; values are put in once, whatever they hold."""

        def put(place: re.Match[str]) -> str:
            name, quoted, layout = place.groups()
            if name not in self.fields:
                return place.group()
            value = self.fields[name]
            if layout and isinstance(value, int | float):
                return format(value, layout)
            text = told(value, translate)
            return repr(text) if quoted else text

        return PLACE.sub(put, translate(self.template))

    def dump(self) -> str:
        """The sentence as text that `recall` makes one of again, in any language; empty for no sentence."""
        return json.dumps(_dumped(self), ensure_ascii=False) if self else ""

    def __str__(self) -> str:
        return self.text()

    def __bool__(self) -> bool:
        return bool(self.template)


NOTHING = Message("")


def recall(text: str | None) -> Message:
    """The sentence that was kept as text by `Message.dump`."""
    return _recalled(json.loads(text)) if text else NOTHING


def _dumped(message: Message) -> dict[str, object]:
    return {"said": message.template, "with": {name: _kept(value) for name, value in message.fields.items()}}


def _kept(value: object) -> object:
    if isinstance(value, Message):
        return _dumped(value)
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return [_kept(item) for item in value]
    return value if isinstance(value, int | float) else str(value)


def _recalled(kept: Mapping[str, Any]) -> Message:
    return Message(kept["said"], {name: _value(value) for name, value in kept["with"].items()})


def _value(kept: object) -> object:
    if isinstance(kept, dict):
        return _recalled(kept)
    return [_value(item) for item in kept] if isinstance(kept, list) else kept


@dataclass(frozen=True)
class Bilingual(Message):
    """A sentence that came with its Chinese, such as the reason that a rule gives; `template` is the English one."""

    zh: str = ""

    def text(self, translate: Language = english) -> str:
        return self.zh if translate.name == "zh" and self.zh else self.template


def msg(template: str, /, **fields: object) -> Message:
    """A sentence with its values."""
    return Message(template, fields)


def told(value: object, translate: Language = english) -> str:
    """A message, text, list of them or what an exception says, as text."""
    if isinstance(value, BaseException):
        value = _said(value)
    if isinstance(value, Message):
        return value.text(translate)
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        return translate(", ").join(told(item, translate) for item in value)
    return str(value)


def _said(error: BaseException) -> object:
    """What an exception says; an error of ours is a message itself, others may have been given one."""
    for said in (getattr(error, "whole", None), *error.args):
        if isinstance(said, Message):
            return said
    return Message(str(error))


def both(parts: Iterable[object]) -> object:
    """`a`, `a and b`, `a and b and c`."""
    return reduce(lambda one, other: msg("{one} and {other}", one=one, other=other), parts)


def either(parts: Iterable[object]) -> object:
    """`a`, `a or b`, `a or b or c`."""
    return reduce(lambda one, other: msg("{one} or {other}", one=one, other=other), parts)


def lines(parts: Iterable[Message]) -> Message:
    """Messages one below the other."""
    return reduce(lambda one, other: msg("{one}\n{other}", one=one, other=other) if one else other, parts, NOTHING)
