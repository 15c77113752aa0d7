"""Where a relative stands: in the direct line, beside it or by marriage, how far, and whom the law counts.

Generations (代) are counted as the law does, oneself as the first: brothers and sisters meet in the parents, the
second; cousins and uncles in the grandparents, the third. `recuse` is 公务员法 74 with 公务员回避规定: spouses, all of
the direct line, collateral kin within three generations, and close in-laws (近姻亲) as that regulation lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphinv.kinship.steps import KIND, Kind

Line = Literal["self", "direct", "collateral", "marriage"]
Circle = Literal["core", "near", "recuse", ""]
Relation = Literal[
    "spouse", "parent", "child", "sibling", "child_spouse", "grandparent", "grandchild", "collateral", "in_law"
]

COLLATERAL_GENERATIONS = 3
"""三代以内旁系血亲: within three generations."""

_CORE: frozenset[Relation] = frozenset({"spouse", "child", "child_spouse"})
_NEAR: frozenset[Relation] = frozenset({"parent", "sibling", "grandparent", "grandchild"})


@dataclass(frozen=True)
class Standing:
    """The place of a relative. `degree` is the civil count, one for each step between the generations; by marriage it
    is that of the kin by blood on the way."""

    line: Line
    generation: int
    degree: int
    generations: int
    relation: Relation | None
    circle: Circle


def reduced(steps: tuple[str, ...]) -> tuple[Kind, ...]:
    """The steps without sexes: parent, child, spouse, sibling."""
    return tuple(KIND[step] for step in steps)


def standing(steps: tuple[str, ...]) -> Standing:
    """Where the end of a shortened path stands, by its steps (without ages)."""
    kinds = reduced(steps)
    up, down = kinds.count("parent"), kinds.count("child")
    beside = kinds.count("sibling")
    blood = "spouse" not in kinds
    line: Line = "self" if not kinds else "marriage" if not blood else "collateral" if beside else "direct"
    relation = _relation(kinds)
    return Standing(
        line=line,
        generation=up - down,
        degree=up + down + 2 * beside,
        generations=max(up, down) + beside + 1,
        relation=relation,
        circle=_circle(kinds, relation),
    )


def _relation(kinds: tuple[Kind, ...]) -> Relation | None:
    """The type of table kinship; None for kin that it has no type for."""
    match kinds:
        case ("spouse",):
            return "spouse"
        case ("parent",):
            return "parent"
        case ("child",):
            return "child"
        case ("sibling",):
            return "sibling"
        case ("child", "spouse"):
            return "child_spouse"
        case ("parent", "parent"):
            return "grandparent"
        case ("child", "child"):
            return "grandchild"
    if _near_collateral(kinds):
        return "collateral"
    return "in_law" if _close_in_law(kinds) else None


def _circle(kinds: tuple[Kind, ...], relation: Relation | None) -> Circle:
    if relation in _CORE:
        return "core"
    if relation in _NEAR:
        return "near"
    direct = bool(kinds) and (set(kinds) == {"parent"} or set(kinds) == {"child"})
    return "recuse" if relation or direct else ""


def _near_collateral(kinds: tuple[Kind, ...]) -> bool:
    """Collateral kin by blood within three generations, brothers and sisters among them."""
    if "spouse" in kinds or kinds.count("sibling") != 1:
        return False
    return max(kinds.count("parent"), kinds.count("child")) + 2 <= COLLATERAL_GENERATIONS


def _close_in_law(kinds: tuple[Kind, ...]) -> bool:
    """配偶的父母、配偶的兄弟姐妹及其配偶、子女配偶的父母、三代以内旁系血亲的配偶; 子女的配偶 has a type of its own."""
    named = {
        ("spouse", "parent"),
        ("spouse", "sibling"),
        ("spouse", "sibling", "spouse"),
        ("child", "spouse", "parent"),
    }
    return kinds in named or (kinds[-1:] == ("spouse",) and _near_collateral(kinds[:-1]))
