"""The steps of a chain of kinship, as codes: `f,xb,s&o` is father's brother's son, older than ego (堂哥).

`f` father, `m` mother, `h` husband, `w` wife, `s` son, `d` daughter, `xb` brother, `ob` elder and `lb` younger brother,
`xs`, `os`, `ls` sisters. `&o` and `&l`: older or younger than the first of the same generation on the chain, ego with
a cousin, the parent with a parent's cousin. `1,` or `0,` in front: ego is a man or a woman. No step is ego.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Sex = Literal["male", "female"]
Age = Literal["older", "younger"]
Kind = Literal["parent", "child", "spouse", "sibling"]

MALE: Sex = "male"
FEMALE: Sex = "female"
EGO_SEX: dict[str, Sex] = {"1": MALE, "0": FEMALE}

BROTHER, SISTER = "xb", "xs"
PARENTS, CHILDREN, SPOUSES, SIBLINGS = ("f", "m"), ("s", "d"), ("h", "w"), (BROTHER, SISTER)
KINDS: dict[Kind, tuple[str, str]] = {
    "parent": PARENTS,
    "child": CHILDREN,
    "spouse": SPOUSES,
    "sibling": SIBLINGS,
}
"""Steps without sexes, and with them: to a man, to a woman."""

KIND: dict[str, Kind] = {step: kind for kind, steps in KINDS.items() for step in steps}
"""The kind of a step without an age."""

AGED: dict[str, tuple[str, Age]] = {
    "ob": (BROTHER, "older"),
    "lb": (BROTHER, "younger"),
    "os": (SISTER, "older"),
    "ls": (SISTER, "younger"),
}
"""A step to a sibling of known age, and what it is without it."""

MARKS: dict[str, Age] = {"&o": "older", "&l": "younger"}

_MEN = {"f", "h", "s", BROTHER}
_GENERATION = dict.fromkeys(PARENTS, 1) | dict.fromkeys(CHILDREN, -1)


def sex(step: str) -> Sex:
    """The sex of whom a step leads to."""
    return MALE if step in _MEN else FEMALE


def sexed(steps: tuple[str, str], wanted: Sex) -> str:
    """The one of two steps of a kind, such as PARENTS, that leads to this sex."""
    return steps[0] if wanted == MALE else steps[1]


def generation(steps: Iterable[str]) -> int:
    """How many generations above ego (below: negative) a chain of steps without ages ends."""
    return sum(_GENERATION.get(step, 0) for step in steps)


def split(token: str) -> tuple[str, Age | None, Age | None]:
    """(step, age against the one before, age against the first of the generation) of a code such as `ob` or `s&l`."""
    bare, mark = (token[:-2], MARKS[token[-2:]]) if "&" in token else (token, None)
    step, age = AGED.get(bare, (bare, None))
    return step, age, mark


def tokens(chain: str) -> tuple[Sex | None, tuple[str, ...]]:
    """(ego's sex where the chain says it, the codes of its steps)."""
    parts = tuple(part for part in chain.split(",") if part)
    return (EGO_SEX[parts[0]], parts[1:]) if parts and parts[0] in EGO_SEX else (None, parts)
