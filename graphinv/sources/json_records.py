"""JSON lines and JSON documents, record by record; a line that is no record is kept with what is wrong about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from graphinv.errors import Unreadable
from graphinv.model.values.reasons import (
    DOUBLED_KEY,
    HALF_CHARACTER,
    NO_OBJECT,
    NOT_JSON,
    PACKAGE_LINE,
    TOO_DEEP,
    BadValue,
)
from graphinv.sources.found import Found, Record
from graphinv.sources.ocds import is_package, unpacked

DEPTH = 64
"""Objects and arrays inside each other; what lies deeper is made to break readers, not to be read."""

DIGITS = 40
"""A number with an exponent is written out up to so many digits."""

SHOWN = 2000
"""So many characters of a line that is no record are kept with the reason."""


def parse(text: str) -> object:
    """A JSON text, its numbers as they are written. Raises BadValue."""
    try:
        value: object = json.loads(
            text, parse_int=str, parse_float=_decimal, parse_constant=_no_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise BadValue(NOT_JSON.about(what=_plain(error.msg), column=error.colno)) from None
    except RecursionError:
        raise BadValue(TOO_DEEP) from None
    if text.count("[") + text.count("{") > DEPTH and _deeper(value, DEPTH):
        raise BadValue(TOO_DEEP)
    if "\\u" in text and not _whole(value):
        raise BadValue(HALF_CHARACTER)
    return value


def lines(path: Path, encoding: str) -> Iterator[Found]:
    """Each line that is not blank. A whole package of releases in one line is no record."""
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding) as file:
        for number, line in enumerate(file, start=1):
            if text := line.strip():
                yield _record(number, text)


def document(path: Path, encoding: str) -> list[Found] | None:
    """The records of one JSON document; None if it reads as lines. Raises Unreadable if it is neither."""
    text = path.read_text("utf-8-sig" if encoding == "utf-8" else encoding)
    if not text.strip():
        return []
    try:
        value = parse(text)
    except BadValue as error:
        first, _, rest = text.strip().partition("\n")
        if rest.strip() and _record(1, first).record is not None:
            return None
        raise Unreadable(
            "is no JSON document: {reason}.",
            at=str(path),
            hint="Export it again; if each line is an object of its own, give it the ending .jsonl.",
            reason=error.reason.en,
        ) from None
    if is_package(value):
        return [_checked(number, element) for number, element in unpacked(value)]
    return [_checked(number, one) for number, one in enumerate(value if isinstance(value, list) else [value], start=1)]


def _record(number: int, text: str) -> Found:
    try:
        value = parse(text)
        return Found(number, None, PACKAGE_LINE, text[:SHOWN]) if is_package(value) else _checked(number, value)
    except BadValue as error:
        return Found(number, None, error.reason, text[:SHOWN])


def _checked(number: int, value: object) -> Found:
    if isinstance(value, dict):
        return Found(number, value)
    return Found(number, None, NO_OBJECT, json.dumps(value, ensure_ascii=False)[:SHOWN])


def _once(pairs: list[tuple[str, object]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BadValue(DOUBLED_KEY.about(key=next(key for key in keys if keys.count(key) > 1)[:80]))
    return found


def _decimal(text: str) -> str:
    """A number as it is written; one with an exponent without it, unless that would make it endless."""
    if "e" not in text.lower():
        return text
    number = Decimal(text)
    return format(number, "f") if abs(number.adjusted()) <= DIGITS else text


def _no_constant(word: str) -> str:
    raise BadValue(NOT_JSON.about(what=word, column="?"))


def _deeper(value: object, depth: int) -> bool:
    """Whether the value is nested more deeply than this; without recursion, which is what is to be avoided."""
    level = [value]
    for _ in range(depth):
        level = [inner for one in level for inner in _inner(one)]
        if not level:
            return False
    return True


def _inner(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _whole(value: object) -> bool:
    """Whether all text can be written: half of a surrogate pair cannot."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(text: str) -> str:
    return text[:1].lower() + text[1:]
