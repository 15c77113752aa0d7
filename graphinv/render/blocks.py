"""The text blocks of the drawing, measured: a card for each node, a caption for each edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphinv.render.describe import card, label, total_amount, when
from graphinv.render.gather import Mark, Tie, numbers_text
from graphinv.render.measure import shorten, text_em, wrap
from graphinv.render.shapes import kind_of
from graphinv.render.visible import visible
from graphinv.render.words import Words

NAME, SUB, LABEL, SMALL = 13.0, 11.0, 11.5, 10.5
"""Font sizes in pixels; the style sheet says the same."""

ASCENT, DESCENT = 1.19, 0.35
"""Of the tallest common font (Noto Sans CJK), in em: lines that keep to it never touch, whatever the font."""

CARD_MIN, CARD_MAX, CARD_LEFT, CARD_RIGHT, CARD_PAD = 96.0, 170.0, 31.0, 12.0, 6.0
LABEL_EM, LABEL_PAD, LABEL_PAD_Y = 8.6, 5.0, 1.5
NAME_LINES, PHRASE_LINES, DAY_LINES = 3, 3, 3


@dataclass(frozen=True)
class Card:
    """What stands in a node's box; `numbers` are those of the node's own evidence."""

    mark: Mark
    kind_word: str
    name: tuple[str, ...]
    sub: tuple[str, ...]
    numbers: str
    width: float
    height: float

    @property
    def kind(self) -> str:
        return kind_of(self.mark.node)


@dataclass(frozen=True)
class Caption:
    """What stands on an edge, (class, text) per line: `num` the evidence, `say` the phrase, `both`, `day` the time."""

    tie: Tie
    numbers: str
    lines: tuple[tuple[str, str], ...]
    width: float
    height: float


def size_of(cls: str) -> float:
    """The font size of a line of a caption."""
    return SMALL if cls == "day" else LABEL


def height_of(sizes: Sequence[float]) -> float:
    """The room that lines of these font sizes take."""
    return (ASCENT + DESCENT) * sum(sizes)


def baselines(sizes: Sequence[float], top: float) -> list[float]:
    """Where the lines stand, one below the other."""
    return [top + height_of(sizes[:index]) + ASCENT * size for index, size in enumerate(sizes)]


def node_card(mark: Mark, name: str, words: Words) -> Card:
    """The card of a node; a long name is shortened, its last number kept."""
    if mark.stands_for > 1:
        key = f"nodes.{mark.node.label}.many"
        name = words(key if words.find(key) else "nodes.other.many", n=mark.stands_for)
    room = CARD_MAX - CARD_LEFT - CARD_RIGHT
    lines = wrap(visible(name), room / NAME, NAME_LINES)
    sub = _under(mark, room / SUB, words)
    numbers = numbers_text([int(item["n"]) for item in mark.own])
    kind_word = node_word(mark, words)
    widths = [text_em(line) * NAME for line in lines] + [text_em(line) * SUB for line in sub]
    widest = max([*widths, (text_em(numbers) + 0.6 + text_em(kind_word)) * SMALL])
    width = max(CARD_MIN, CARD_LEFT + CARD_RIGHT + widest)
    height = 2 * CARD_PAD + height_of([SMALL, *[NAME] * len(lines), *[SUB] * len(sub)])
    return Card(mark, kind_word, tuple(lines), tuple(sub), numbers, width, height)


def _under(mark: Mark, em: float, words: Words) -> list[str]:
    """Under the name: the amount and day of the node's own evidence, then its id where that says more."""
    if mark.stands_for > 1:
        return []
    texts = [visible(card(item, words)) for item in mark.own]
    if mark.node.id != mark.node.name:
        texts.append(shorten(visible(mark.node.id), em))
    return [line for text in texts if text for line in wrap(text, em, 2)]


def node_word(mark: Mark, words: Words) -> str:
    """What a node is, in a word."""
    if kind_of(mark.node) == "official":
        return words("kind.official")
    return words.find(f"nodes.{mark.node.label}.name") or words("nodes.other.name")


def edge_caption(tie: Tie, words: Words) -> Caption:
    """The caption of an edge: evidence number, a few words, the time."""
    numbers = numbers_text([int(item["n"]) for item in tie.items])
    phrase = visible(_phrase(tie, words))
    lines = [("num", numbers), *(("say", line) for line in wrap(phrase, LABEL_EM, PHRASE_LINES))]
    together = f"{numbers} {lines[1][1]}"
    if text_em(together) <= LABEL_EM:
        lines[:2] = [("both", together)]
    time = visible(when(tie.items[0], words)) if len(tie.items) == 1 else ""
    if time and time not in phrase:
        lines += [("day", line) for line in wrap(time, LABEL_EM * LABEL / SMALL, DAY_LINES)]
    width = max(text_em(text) * size_of(cls) for cls, text in lines) + 2 * LABEL_PAD + 2
    height = 2 * LABEL_PAD_Y + height_of([size_of(cls) for cls, _ in lines])
    return Caption(tie, numbers, tuple(lines), width, height)


def _phrase(tie: Tie, words: Words) -> str:
    if len(tie.items) == 1:
        return label(tie.items[0], words)
    name = words.find(f"edges.{tie.type}.name") or words("edges.other.name")
    counted = f"{name} {words('figure.times', n=len(tie.items))}"
    total = total_amount(tie.items, words)
    return f"{counted} {total}" if total else counted
