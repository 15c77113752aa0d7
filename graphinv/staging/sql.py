"""SQL text from names, strings and conditions, always quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from graphinv.model.values.reasons import Reason

Choice = tuple[str, Reason]
"""A condition over the typed row and what is said if it holds; the last one of a list may be `true`."""


def name(text: str) -> str:
    """An identifier; always quoted, because `at` and others are reserved words."""
    return '"' + text.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def first_of(choices: Sequence[tuple[str, str]], otherwise: str) -> str:
    """CASE over (condition, result) pairs."""
    return "CASE " + " ".join(f"WHEN {when} THEN {then}" for when, then in choices) + f" ELSE {otherwise} END"


def reason(choices: Sequence[Choice], lang: str) -> str:
    """The sentence of the first choice that holds, in `en` or `zh`."""
    *some, (_, last) = choices
    pairs = [(when, text(getattr(sentence, lang))) for when, sentence in some]
    return first_of(pairs, text(getattr(last, lang))) if pairs else text(getattr(last, lang))


def words(values: Iterable[str]) -> str:
    """String literals with commas between."""
    return ", ".join(map(text, values))


def one_file(path: Path) -> str:
    """The path as a pattern that only this file fits."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
