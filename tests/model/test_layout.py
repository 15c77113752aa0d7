"""The tables of the graph file do not change while their version stays the same."""

from __future__ import annotations

import hashlib

from graphinv.model import EDGES, LABELS, SUPERTYPES
from graphinv.model.layout import DECLARED, EDGE_TABLES, FORMAT, Layout, ddl

LOCKED = ("4", "a3e17bcc5a0a3e84")


def test_another_layout_has_another_version() -> None:
    """A file of an older version is refused with a sentence; under the same number its queries would fail in SQL."""
    text = "\n".join([*ddl(), *map(repr, EDGE_TABLES)])
    found = (FORMAT, hashlib.sha256(text.encode()).hexdigest()[:16])
    assert found == LOCKED, "the tables changed: count FORMAT in graphinv/model/layout.py up and lock both here"


def test_supertypes_are_ranges() -> None:
    """The members of a supertype stand side by side."""
    order = list(LABELS)
    for members in SUPERTYPES.values():
        first = order.index(members[0])
        assert tuple(order[first : first + len(members)]) == members


def test_a_layout_depends_on_its_model_alone() -> None:
    again = Layout(LABELS, SUPERTYPES, EDGES)
    assert again.tables == DECLARED.tables and list(again.ddl()) == list(DECLARED.ddl())
    assert [table.tag for table in again.tables] == list(range(len(again.tables)))
