"""A shortened path as English kin words; what a word leaves open stands behind it: niece (sister's daughter)."""

from __future__ import annotations

from dataclasses import replace

from graphinv.kinship.family import Path
from graphinv.kinship.steps import CHILDREN, KIND, MALE, PARENTS, SIBLINGS, SPOUSES, sex

STEPS = {"f": "father", "m": "mother", "h": "husband", "w": "wife", "s": "son", "d": "daughter"} | {
    "xb": "brother",
    "xs": "sister",
}
SELF = "self"
_AGES = {"older": "elder ", "younger": "younger "}
_SIDES = {"f": "paternal ", "m": "maternal "}
_ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ")
_REMOVED = ("", " once removed", " twice removed", " three times removed", " four times removed")


def english(path: Path) -> str:
    """The word for a path, with the steps behind it where the word does not say them all."""
    word = _word(path)
    detail = english_steps(path)
    return word if word == detail or _exact(path) else f"{word} ({detail})"


def english_steps(path: Path) -> str:
    """A path step by step: mother's elder brother's son."""
    return "'s ".join(_step(path, place) for place in range(len(path.links))) or SELF


def _step(path: Path, place: int) -> str:
    step, person = path.links[place]
    age = path.facts.age(person, path.source(place)) if step in SIBLINGS else None
    return (_AGES[age] if age else "") + STEPS[step]


def _exact(path: Path) -> bool:
    """Whether one word says all steps: a grandparent of one side, a parent-in-law, a child-in-law."""
    kinds = tuple(KIND[step] for step in path.steps)
    return kinds in (("parent", "parent"), ("spouse", "parent"), ("child", "spouse"))


def _word(path: Path) -> str:
    """One word, or the longest that begins the path and the rest as seen from there."""
    if len(path.links) < 2:
        return english_steps(path)
    for cut in range(len(path.links), 0, -1):
        head = replace(path, links=path.links[:cut])
        word = _blood(head.steps) or _by_marriage(head.steps)
        if word:
            rest = Path(path.source(cut), path.links[cut:], path.facts)
            return f"{word}'s {_word(rest)}" if rest.links else word
    return english_steps(path)


def _shape(steps: tuple[str, ...]) -> tuple[int, int, int] | None:
    """(steps up, sideways, down) of kin by blood; None if a marriage is among them."""
    up = next((place for place, step in enumerate(steps) if step not in PARENTS), len(steps))
    side = int(up < len(steps) and steps[up] in SIBLINGS)
    down = steps[up + side :]
    return (up, side, len(down)) if all(step in CHILDREN for step in down) else None


def _blood(steps: tuple[str, ...]) -> str:
    shape = _shape(steps)
    if not steps or shape is None:
        return ""
    last, man = STEPS[steps[-1]], sex(steps[-1]) == MALE
    match shape:
        case (1, 0, 0) | (0, 1, 0) | (0, 0, 1):
            return last
        case (2, 0, 0):
            return f"{_SIDES[steps[0]]}grand{last}"
        case (up, 0, down):
            return _great(up + down - 2) + f"grand{last}"
        case (up, 1, 0):
            return _great(up - 1) + ("uncle" if man else "aunt")
        case (0, 1, down):
            return _great(down - 1) + ("nephew" if man else "niece")
        case (up, _, down):
            return _cousin(min(up, down), abs(up - down))


def _cousin(degree: int, removed: int) -> str:
    if degree >= len(_ORDINALS) or removed >= len(_REMOVED):
        return "distant cousin"
    return f"{_ORDINALS[degree]}cousin{_REMOVED[removed]}"


def _great(times: int) -> str:
    return "great-" * times


def _by_marriage(steps: tuple[str, ...]) -> str:
    """In-laws that have one word: a spouse of kin, and kin of the spouse."""
    man = sex(steps[-1]) == MALE
    if len(steps) == 1:
        return STEPS[steps[0]]
    ends = _shape(steps[:-1]) if steps[-1] in SPOUSES else None
    if ends == (0, 0, 1):
        return "son-in-law" if man else "daughter-in-law"
    if ends and ends[1:] == (1, 0):
        return _great(ends[0] - 1) + ("uncle" if man else "aunt") if ends[0] else _sibling_in_law(man)
    if steps[0] not in SPOUSES:
        return ""
    match _shape(steps[1:]):
        case (1, 0, 0):
            return "father-in-law" if man else "mother-in-law"
        case (0, 1, 0):
            return _sibling_in_law(man)
    return _sibling_in_law(man) if steps[-1] in SPOUSES and _shape(steps[1:-1]) == (0, 1, 0) else ""


def _sibling_in_law(man: bool) -> str:
    return "brother-in-law" if man else "sister-in-law"
