"""The vocabulary as two tables: a word's chains, and a chain's words with the preferred one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from graphinv.kinship.grammar import Entry, Line, expand, lines

T = TypeVar("T")

FILES = ("line", "elders", "peers", "juniors", "spouse", "affines", "together", "ordinal", "pairs", "formal")
"""In the order in which their words are preferred."""

WHICH = "几"
"""Stands for a number in words such as 几伯 (二伯, 三伯)."""

SPOUSE_STEPS = "hw"
_LONGEST_BESIDE_A_SIDE = 3


class Use(NamedTuple):
    """One meaning of a word: a chain, and whether the word is said of several people."""

    chain: str
    together: bool


@dataclass(frozen=True)
class Lexicon:
    """What words mean, and what one answers."""

    uses: Mapping[str, tuple[Use, ...]]
    names: Mapping[str, tuple[str, ...]]
    ordinals: Mapping[str, str]
    sides: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], str]
    common: Mapping[str, tuple[str, ...]]
    """Those of `names` that a report may use."""
    formal: Mapping[str, str]

    def meaning(self, word: str) -> tuple[Use, ...]:
        """The meanings of a word as it stands, or else of the word behind 夫, 妻, 内 and the like."""
        return self.uses.get(word) or tuple(dict.fromkeys(self._beside(word)))

    def _beside(self, word: str) -> list[Use]:
        found = []
        for step, prefixes in self.sides.items():
            for prefix in prefixes:
                if word.startswith(prefix):
                    uses = self.uses.get(word[len(prefix) :], ())
                    found += [Use(f"{step},{use.chain}", False) for use in uses if _has_sides(use)]
        return found


def _has_sides(use: Use) -> bool:
    """Whether 夫, 妻 and the like may stand before this meaning: a relative of one's own, at most three steps away."""
    chain = use.chain
    return bool(chain) and not use.together and chain[0] not in "01hw" and chain.count(",") < _LONGEST_BESIDE_A_SIDE


@cache
def lexicon() -> Lexicon:
    """The built-in vocabulary; made at first use, in a few hundredths of a second."""
    folder = Path(__file__).with_name("vocabulary")
    return build([line for name in FILES for line in lines((folder / f"{name}.txt").read_text("utf-8"))])


def build(written: list[Line]) -> Lexicon:
    """The tables of these lines."""
    made = list(expand(line for line in written if line.section != "side"))
    words = [entry for entry in made if entry.section not in ("pair", "formal")]
    pairs = [(*entry.chain.split(" ~ "), entry.word) for entry in made if entry.section == "pair"]
    return Lexicon(
        uses=_grouped((entry.word, Use(entry.chain, entry.section == "together")) for entry in words),
        names=_named(words, ("answered", "rare")),
        ordinals=_first((entry.chain, entry.word) for entry in words if WHICH in entry.word),
        sides={line.chain: tuple(line.words.split()) for line in written if line.section == "side"},
        pairs={chains: word for one, other, word in pairs for chains in ((one, other), (other, one))},
        common=_named(words, ("answered",)),
        formal=_first((entry.chain, entry.word) for entry in made if entry.section == "formal"),
    )


def _named(words: list[Entry], sections: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return _grouped((chain, word) for section, chain, word in words if section in sections and WHICH not in word)


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """All values of each key, once and in their order."""
    found: dict[str, dict[T, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found
