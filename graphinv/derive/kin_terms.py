"""What one or two declared steps of kinship amount to, and whom the law counts.

`core`: spouse, child, child's spouse (党纪处分条例 107, 公务员法 74). `near`: core, parent, sibling, grandparent,
grandchild. `recuse`: near, collateral kin up to the third generation and close in-laws (公务员法 74). `assoc`: near and
persons registered as having a special relation.
"""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One declared relation: what the start is to the end, and whether it lasts for ever or ends with a marriage."""

    inverse: str
    blood: bool = False
    marriage: bool = False


STEPS = {
    "spouse": Step("spouse", marriage=True),
    "child": Step("parent", blood=True),
    "parent": Step("child", blood=True),
    "sibling": Step("sibling", blood=True),
    "grandparent": Step("grandchild", blood=True),
    "grandchild": Step("grandparent", blood=True),
    "collateral": Step("collateral", blood=True),
    "child_spouse": Step("spouse_parent", marriage=True),
    "spouse_parent": Step("child_spouse", marriage=True),
    "in_law": Step("in_law", marriage=True),
    "assoc": Step("assoc"),
}
"""The types of table kinship and, for a row read backwards, grandchild and spouse_parent."""

CORE, NEAR, RECUSE, ASSOC = "core", "near", "recuse", "assoc"
FLAGS = {
    CORE: (True, True, True, True),
    NEAR: (False, True, True, True),
    RECUSE: (False, False, True, False),
    ASSOC: (False, False, False, True),
}
"""Whether (core, near, recuse, assoc) hold for a term of this circle."""

ONE_STEP = {
    "spouse": CORE,
    "child": CORE,
    "child_spouse": CORE,
    "parent": NEAR,
    "sibling": NEAR,
    "grandparent": NEAR,
    "grandchild": NEAR,
    "collateral": RECUSE,
    "in_law": RECUSE,
    "spouse_parent": RECUSE,
    "assoc": ASSOC,
}

TWO_STEPS = {
    ("child", "spouse"): ("child_spouse", CORE),
    ("spouse", "child"): ("spouse_child", CORE),
    ("child", "child"): ("grandchild", NEAR),
    ("parent", "parent"): ("grandparent", NEAR),
    ("parent", "child"): ("sibling", NEAR),
    ("parent", "spouse"): ("parent_spouse", NEAR),
    ("sibling", "sibling"): ("sibling", NEAR),
    # Full siblings share both parents; of half-siblings this may be the other parent's, so it is not core.
    ("child", "sibling"): ("child_sibling", NEAR),
    ("sibling", "parent"): ("sibling_parent", NEAR),
    ("spouse", "parent"): ("spouse_parent", RECUSE),
    ("spouse", "sibling"): ("spouse_sibling", RECUSE),
    ("sibling", "spouse"): ("sibling_spouse", RECUSE),
    ("parent", "sibling"): ("parent_sibling", RECUSE),
    ("sibling", "child"): ("sibling_child", RECUSE),
}
"""Pairs of steps: the term and its circle. With every pair the one that leads back is here too."""


def _circle(first: str, second: str) -> tuple[str, str]:
    return TWO_STEPS[first, second] if second else (first, ONE_STEP[first])


def patterns() -> list[tuple[object, ...]]:
    """Rows (first, second, term and its four flags, the term and flags of the way back); second is '' for one step."""
    rows: list[tuple[object, ...]] = []
    for first, second in [*((name, "") for name in ONE_STEP), *TWO_STEPS]:
        term, circle = _circle(first, second)
        back = [STEPS[name].inverse for name in (second, first) if name]
        back_term, back_circle = _circle(back[0], back[1] if second else "")
        rows.append((first, second, term, *FLAGS[circle], back_term, *FLAGS[back_circle]))
    return rows
