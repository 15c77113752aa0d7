"""Which relation of table kinship a declared kin word names, if it names exactly one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from graphinv.kinship.circle import Relation, standing
from graphinv.kinship.read import read
from graphinv.kinship.relate import paths

Doubt = Literal["", "unknown", "not_covered", "several", "beyond", "grandchild"]


class Declared(NamedTuple):
    """The relation that a word names, or why it names none: the word is not known or speaks of step kin, it may mean
    several relations, the relative is beyond those of the table, or is a grandchild (a grandparent's row, swapped)."""

    relation: Relation | None
    doubt: Doubt = ""


UNDECIDED = frozenset("媳妇 媳妇儿 媳妇子 先生 小姐 姑娘 公子 少爷 男人 女人".split())
"""Words that decide nothing in a declaration: 媳妇 is a wife in the north and a son's wife in the south, and others
address strangers as well."""


def declared(text: str) -> Declared:
    """The relation of a relative who is called so, seen from the person who declares."""
    reading = read(text)
    if text in UNDECIDED:
        return Declared(None, "several")
    if reading.problem:
        return Declared(None, "not_covered" if reading.problem == "not_covered" else "unknown")
    found = {standing(path.steps).relation for path in paths(reading)}
    if len(found) != 1:
        return Declared(None, "several" if found else "unknown")
    (relation,) = found
    if relation is None:
        return Declared(None, "beyond")
    return Declared(None, "grandchild") if relation == "grandchild" else Declared(relation)
