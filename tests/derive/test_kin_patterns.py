"""Which sequences of declared types make kin: all that the law counts, the same from both ends, and doubts."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from graphinv.derive.kin_patterns import REACH, ROWS, Pattern, patterns
from graphinv.derive.kin_terms import STEPS
from graphinv.kinship import standing
from graphinv.kinship.steps import KINDS, Kind

BASIC = frozenset({"parent", "child", "spouse", "sibling"})
INVERSE: dict[Kind, Kind] = {"parent": "child", "child": "parent", "spouse": "spouse", "sibling": "sibling"}
ALL = {pattern.types: pattern for pattern in patterns()}


def of(*types: str) -> Pattern:
    return ALL[types]


def circle(kinds: tuple[Kind, ...]) -> str:
    return standing(tuple(KINDS[kind][0] for kind in kinds)).circle


MERGING = {("parent", "spouse"), ("parent", "child"), ("sibling", "sibling"), ("sibling", "parent")} | {
    *(("spouse", "child"), ("child", "sibling"), ("child", "parent"), ("spouse", "spouse"))
}


def shortened(kinds: tuple[Kind, ...]) -> bool:
    return MERGING.isdisjoint(pairwise(kinds))


def test_every_chain_of_the_law_is_a_pattern_with_its_circle() -> None:
    """The chains of parent, child, spouse and sibling that `standing` counts, each by the rows that say it."""
    counted = {
        kinds for n in range(1, REACH + 1) for kinds in product(BASIC, repeat=n) if shortened(kinds) and circle(kinds)
    }
    assert ("parent", "sibling", "child", "spouse") in counted and len(counted) == 22
    for kinds in counted:
        assert (of(*kinds).kinds, of(*kinds).circle, of(*kinds).doubts) == (kinds, circle(kinds), 0)
    assert {pattern.kinds for pattern in ALL.values() if pattern.circle and pattern.kinds} == counted


def test_the_way_back_is_a_pattern_too() -> None:
    """What holds from one end is found from the other, as long as the law counts both: an uncle's wife is an in-law,
    the husband's nephew is not."""
    for pattern in ALL.values():
        kinds = tuple(INVERSE[kind] for kind in reversed(pattern.kinds))
        if not pattern.circle or not kinds or not circle(kinds):
            continue
        back = of(*(STEPS[name].inverse for name in reversed(pattern.types)))
        assert (back.kinds, back.doubts, back.sure) == (kinds, pattern.doubts, pattern.sure)
    assert ("spouse", "sibling", "child") not in ALL


@pytest.mark.parametrize(
    "beyond",
    [
        ("parent", "sibling", "child", "child"),  # a cousin's child
        ("parent", "parent", "sibling", "child"),  # a parent's cousin
        ("parent", "sibling", "child", "spouse", "parent"),
        ("sibling", "child", "child"),  # a sibling's grandchild
        ("parent", "parent", "sibling"),  # a grandparent's sibling
        ("spouse", "parent", "parent"),
        ("spouse", "sibling", "child"),
        ("child", "child", "spouse"),
        ("child", "spouse", "sibling"),
        ("child", "parent"),
        ("parent", "parent", "parent", "parent", "parent"),
        ("in_law", "spouse"),
        ("in_law", "child"),
        ("collateral", "child"),
        ("spouse", "collateral"),
        ("assoc", "spouse"),
        ("spouse", "assoc"),
        ("spouse", "spouse"),
        ("spouse", "child", "sibling", "spouse"),  # step kin of half kin
    ],
)
def test_whom_the_law_does_not_count(beyond: tuple[str, ...]) -> None:
    assert beyond not in ALL or not any(ALL[beyond].flags)


@pytest.mark.parametrize(
    ("types", "circle", "sure"),
    [
        (("parent", "child"), "near", True),
        (("spouse", "child"), "core", True),  # a spouse's child is a child
        (("child", "sibling"), "near", True),  # may be the other parent's
        (("parent", "spouse"), "near", True),
        (("sibling", "parent"), "near", True),
        (("sibling", "sibling"), "near", True),
        (("child", "sibling", "spouse"), "near", False),
        (("spouse", "child", "spouse"), "near", False),
        (("parent", "spouse", "child"), "near", False),
        (("parent", "spouse", "sibling"), "recuse", False),
        (("child", "parent", "child"), "near", False),
        (("grandparent", "child"), "recuse", True),  # an uncle, or the parent
        (("grandparent", "child", "child"), "recuse", False),
        (("spouse_parent", "child"), "recuse", True),  # a brother-in-law, or the spouse
        (("spouse_parent", "child", "spouse"), "recuse", False),
        (("parent", "grandchild"), "recuse", True),  # a nephew, or a child
        (("collateral", "spouse"), "recuse", True),
        (("parent", "parent", "child", "child", "spouse"), "recuse", True),
    ],
)
def test_doubt(types: tuple[str, ...], circle: str, sure: bool) -> None:
    assert (of(*types).circle, of(*types).sure) == (circle, sure)


@pytest.mark.parametrize(
    ("types", "term", "relation"),
    [
        (("parent", "child"), "sibling", "sibling"),
        (("child", "child"), "grandchild", "grandchild"),
        (("parent", "parent", "child", "child"), "parent_sibling_child", "collateral"),
        (("spouse", "parent"), "spouse_parent", "in_law"),
        (("spouse", "child"), "spouse_child", "child"),
        (("grandparent", "child"), "grandparent_child", "collateral"),
        (("parent", "parent", "parent"), "parent_parent_parent", None),
        (("collateral", "spouse"), "collateral_spouse", "in_law"),
        (("assoc",), "assoc", "assoc"),
    ],
)
def test_terms_and_relations(types: tuple[str, ...], term: str, relation: str | None) -> None:
    assert (of(*types).term, of(*types).relation) == (term, relation)


def test_each_pattern_continues_another() -> None:
    assert {pattern.types[:-1] for pattern in ALL.values()} <= ALL.keys() | {()}
    assert max(map(len, ALL)) == ROWS
    assert len(ALL) == len(patterns()) < 500


def test_types_that_a_graph_has_not_are_left_out() -> None:
    few = patterns(frozenset({"parent", "child"}))
    assert {pattern.types for pattern in few} == {types for types in ALL if set(types) <= {"parent", "child"}}
