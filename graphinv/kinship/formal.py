"""A path as the words that a report uses: formal ones first, several joined by 的 where there is no word."""

from __future__ import annotations

from dataclasses import replace

from graphinv.kinship.family import Path
from graphinv.kinship.lexicon import lexicon
from graphinv.kinship.names import SELF, both_ages, codes
from graphinv.kinship.read import OF


def formal(path: Path) -> list[str]:
    """The words of a report for a path: one, or for each age one; several joined by 的 where there is no word."""
    for ways in ([path], *both_ages(path)):
        words = [_preferred(way) for way in ways]
        if all(words):
            return list(dict.fromkeys(words))
    for cut in range(len(path.links) - 1, 0, -1):
        word = _preferred(replace(path, links=path.links[:cut]))
        if word:
            rest = Path(path.source(cut), path.links[cut:], path.facts)
            return [f"{word}{OF}{more}" for more in formal(rest)]
    return [SELF]


def _preferred(path: Path) -> str:
    formals, names = lexicon().formal, lexicon().common
    said = (formals.get(code) or next(iter(names.get(code, ())), "") for code in codes(path))
    return next(filter(None, said), "")
