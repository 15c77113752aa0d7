"""The words of the reports, from `reports/texts/<lang>.json`, and the small template language of its phrases."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphinv.errors import SpecError

LANGS = ("zh", "en")

_FIELD = re.compile(r"\{(\w+)\}")
_OPTION = re.compile(r"\[(?:!(\w+):)?([^\]]*)\]")


class Words:
    """The texts of one language; `words("case.summary", n=3)` gives a text, `find` one that may be absent."""

    def __init__(self, lang: str, table: Mapping[str, Any], place: str) -> None:
        self.lang, self._table, self._place = lang, table, place

    def __call__(self, key: str, **fields: object) -> str:
        text = self.find(key)
        if text is None:
            raise SpecError("the text {key!r} is missing", at=self._place, hint="Add it to this file.", key=key)
        return fill(text, {name: str(value) for name, value in fields.items()}) if fields else text

    def find(self, key: str) -> str | None:
        node: Any = self._table
        for part in key.split("."):
            node = node.get(part) if isinstance(node, Mapping) else None
        return node if isinstance(node, str) else None

    def word(self, group: str, value: object) -> str:
        """The translation of a code such as a status; a code without one stands for itself."""
        return self.find(f"{group}.{value}") or str(value)

    def keys(self) -> dict[str, str]:
        """Every text by its dotted key."""
        return dict(_flat(self._table, ""))


def fill(template: str, fields: Mapping[str, str | None]) -> str:
    """The template with its fields; `[…{x}…]` is left out when x is unknown, `[!x:…]` when it is known."""

    def option(match: re.Match[str]) -> str:
        unless, body = match.groups()
        if unless and fields.get(unless):
            return ""
        known = all(fields.get(name) for name in _FIELD.findall(body))
        return _put(body, fields) if known else ""

    parts = []
    position = 0
    for match in _OPTION.finditer(template):
        parts += [_put(template[position : match.start()], fields), option(match)]
        position = match.end()
    return "".join([*parts, _put(template[position:], fields)])


def _put(text: str, fields: Mapping[str, str | None]) -> str:
    return _FIELD.sub(lambda match: fields.get(match.group(1)) or "", text)


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        path = f"{prefix}{key}"
        found += _flat(value, f"{path}.") if isinstance(value, Mapping) else [(path, str(value))]
    return found


@lru_cache(maxsize=16)
def load_words(reports: Path, lang: str) -> Words:
    """The texts of one language; SpecError for a missing file, broken JSON or a repeated key."""
    path = reports / "texts" / f"{lang}.json"
    try:
        table = json.loads(path.read_text("utf-8"), object_pairs_hook=lambda pairs: _unique(pairs, path))
    except (OSError, ValueError) as error:
        raise SpecError("cannot read the report texts: {error}", at=str(path), error=error) from error
    if not isinstance(table, dict):
        raise SpecError("the report texts are no table", at=str(path))
    return Words(lang, table, str(path))


def load_all(reports: Path) -> dict[str, Words]:
    """The texts of every language."""
    return {lang: load_words(reports, lang) for lang in LANGS}


def _unique(pairs: list[tuple[str, Any]], path: Path) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise SpecError("repeated key {twice}", at=str(path), twice=twice)
    return table
