"""The vocabulary's own grammar: rules that make chains and words at once, so that a pattern is written down once.

A file of `vocabulary/` is read line by line; `#` starts a comment line.

    [answered]                        the section: how the words that follow are used (see SECTIONS)
    @cousin f,xs = 姑表 姑家          an entry of the class `cousin`: a piece of chain, and what stands for it in words;
                                      several columns are separated by `/`
    <cousin>,s&o = <cousin>哥(|哥)    a rule: for each entry of the class, the chain and its words, the preferred first

In a chain `f*3` is `f,f,f`, `[f|m]` is either, ` # ` separates alternatives and `-` is ego. In a word `(a|b|)` is one
of these, `<cousin:2>` the class's second column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product
from typing import NamedTuple

SECTIONS = {
    "answered": "words that are also answers",
    "rare": "the same, but not for reports",
    "heard": "words that are only understood",
    "ordinal": "words with 几 for a number",
    "together": "words for several people at once, or for one of several lines",
    "side": "prefixes of the husband's and of the wife's side",
    "pair": "words for two relatives: what one is to the other ~ what the other is to the one",
    "formal": "what reports say",
}

_CLASS = re.compile(r"<(\w+)(?::(\d))?>")
_REPEAT = re.compile(r"\b(\w)\*(\d+)")
_CHOICE = re.compile(r"\[([^\]]+)\]|\(([^)]*)\)")


class Line(NamedTuple):
    """One line of a vocabulary file: its section, what stands left and right of ` = `."""

    section: str
    chain: str
    words: str


class Entry(NamedTuple):
    """A word for a chain."""

    section: str
    chain: str
    word: str


class Piece(NamedTuple):
    """An entry of a class: a piece of chain, and the columns of what stands for it in words."""

    chain: str
    columns: tuple[tuple[str, ...], ...]


Classes = dict[str, list[Piece]]


def lines(text: str) -> Iterator[Line]:
    """The lines of a vocabulary file, without comments."""
    section = next(iter(SECTIONS))
    for line in text.splitlines():
        if line.startswith("[") and line[1:-1] in SECTIONS:
            section = line[1:-1]
        elif line and not line.startswith("#"):
            chain, _, words = line.partition(" = ")
            yield Line(section, chain, words)


def expand(written: Iterable[Line]) -> Iterator[Entry]:
    """All words that the lines make, in their order."""
    classes, rules = _classes(written)
    for rule in rules:
        names = list(dict.fromkeys(name for name, _ in _CLASS.findall(rule.chain)))
        for chosen in product(*(classes[name] for name in names)):
            pieces = dict(zip(names, chosen, strict=True))
            chains = _chains(_CLASS.sub(partial(_chain_of, pieces), rule.chain))
            words = [word for template in rule.words.split() for word in _words(template, pieces)]
            yield from (Entry(rule.section, chain, word) for chain in chains for word in words)


def _classes(written: Iterable[Line]) -> tuple[Classes, list[Line]]:
    classes: Classes = {}
    rules: list[Line] = []
    for line in written:
        if line.chain.startswith("@"):
            name, chain = line.chain[1:].split(maxsplit=1)
            columns = tuple(tuple(column.split()) for column in line.words.split(" / "))
            classes.setdefault(name, []).append(Piece(chain, columns))
        else:
            rules.append(line)
    return classes, rules


def _chains(template: str) -> list[str]:
    """`[f|m],xb*2 # s` as plain chains."""
    repeated = _REPEAT.sub(lambda found: ",".join([found[1]] * int(found[2])), template)
    found = [chain for part in repeated.split("#") for chain in _choices(part.strip())]
    return ["" if chain == "-" else chain for chain in found]


def _chain_of(pieces: dict[str, Piece], found: re.Match[str]) -> str:
    return pieces[found[1]].chain


def _word_of(values: dict[tuple[str, str], str], found: re.Match[str]) -> str:
    return values[found[1], found[2] or ""]


def _words(template: str, pieces: dict[str, Piece]) -> Iterator[str]:
    used = list(dict.fromkeys(_CLASS.findall(template)))
    columns = [pieces[name].columns[int(column or 1) - 1] for name, column in used]
    for chosen in product(*columns):
        values = dict(zip(used, chosen, strict=True))
        filled = _CLASS.sub(partial(_word_of, values), template)
        yield from _choices(filled)


def _choices(template: str) -> list[str]:
    """Every way through the brackets, in their order."""
    found = _CHOICE.search(template)
    if not found:
        return [template]
    options = (found[1] if found[2] is None else found[2]).split("|")
    head, tail = template[: found.start()], _choices(template[found.end() :])
    return [head + option + rest for option in options for rest in tail]
