"""The kinds of property a node or an edge may have, and how the model writes them down."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PropType(StrEnum):
    """What a property holds, on every engine; money is an integer number of fen, prices of 1/10,000 yuan."""

    STRING = "string"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"  # partial: stored as first and last possible day, `x` and `x_last`
    DATETIME = "datetime"  # seconds, Asia/Shanghai
    MONEY = "money"
    PRICE = "price"
    SHARE = "share"  # 0 to 1
    LIST = "list"  # of strings


def props(**types: str) -> dict[str, PropType]:
    """Property name to type, in the order in which they are stored."""
    return {name: PropType(kind) for name, kind in types.items()}


INTERVAL = ("since", "until", "since_certain", "until_certain")
"""Validity [since, until) as it may be (outer) and as it surely is (inner); dates, never NULL."""

FIRST_DAY, OPEN_END = "0001-01-01", "9999-12-31"
"""The sentinels that stand for an unknown or open bound."""


@dataclass(frozen=True)
class Label:
    """A kind of node. Every node also has `gid` (stable, minted) and `id` (its key in the source tables).

    `derived`: made from others after the load, by the one module of `derive` that owns the label.
    """

    name: str
    props: dict[str, PropType] = field(default_factory=dict)
    supertypes: tuple[str, ...] = ()
    interval: bool = False
    derived: bool = False


@dataclass(frozen=True)
class EdgeType:
    """A kind of edge between concrete labels. Every edge also has `eid` and `certain`.

    `one_each`: a node starts one at most, as a rule; where it starts more, only time is lost. `both_ways`: stored in
    both directions with a different meaning, so that matching it undirected would double rows.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]
    props: dict[str, PropType] = field(default_factory=dict)
    interval: bool = False
    derived: bool = False
    one_each: bool = False
    both_ways: bool = False
