"""The declared types of kinship: what each is in steps, how long it lasts, and the circles of the law.

`core`: spouse, child, child's spouse (党纪处分条例 107, 公务员法 74). `near`: core, parent, sibling, grandparent,
grandchild. `recuse`: near, all of the direct line, collateral kin up to the third generation and close in-laws
(公务员法 74, 公务员回避规定). `assoc`: near and persons registered as having a special relation.
"""

from __future__ import annotations

from typing import NamedTuple

from graphinv.kinship.steps import Kind


class Step(NamedTuple):
    """One declared type: what the start is to the end, whether it lasts for ever or ends with a marriage, its steps.

    A type without steps is closed: nothing is known of the way, so that hardly anything can be concluded from it.
    """

    inverse: str
    kinds: tuple[Kind, ...] = ()
    blood: bool = False
    marriage: bool = False


STEPS = {
    "spouse": Step("spouse", ("spouse",), marriage=True),
    "child": Step("parent", ("child",), blood=True),
    "parent": Step("child", ("parent",), blood=True),
    "sibling": Step("sibling", ("sibling",), blood=True),
    "grandparent": Step("grandchild", ("parent", "parent"), blood=True),
    "grandchild": Step("grandparent", ("child", "child"), blood=True),
    "child_spouse": Step("spouse_parent", ("child", "spouse"), marriage=True),
    "spouse_parent": Step("child_spouse", ("spouse", "parent"), marriage=True),
    "collateral": Step("collateral", blood=True),
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

CLOSED = {("collateral",): RECUSE, ("in_law",): RECUSE, ("assoc",): ASSOC, ("collateral", "spouse"): RECUSE}
"""What the closed types come to. The spouse of collateral kin within three generations is a close in-law."""
