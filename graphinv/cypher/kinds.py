"""What an expression can be: a scalar of the model, a node, a relationship, a path, or a list of these."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphinv.cypher.schema import Table
from graphinv.message import Message, msg


@dataclass(frozen=True)
class Scalar:
    """`name` is a property type of the model, or duration (whole days), calendar (a duration with months), null, or any
    (a parameter of unknown type)."""

    name: str


@dataclass(frozen=True)
class NodeKind:
    """A node of one of these labels; `optional` if it may be missing (OPTIONAL MATCH)."""

    labels: frozenset[str]
    optional: bool = False


@dataclass(frozen=True)
class RelKind:
    """A relationship out of one of these tables; `optional` if it may be missing (OPTIONAL MATCH)."""

    tables: frozenset[Table]
    optional: bool = False


@dataclass(frozen=True)
class PathKind:
    """A path as the list of its relationships."""

    tables: frozenset[Table]


@dataclass(frozen=True)
class ListKind:
    item: Kind


@dataclass(frozen=True)
class MapKind:
    """A map by its keys, in their order."""

    entries: tuple[tuple[str, Kind], ...]


Kind = Scalar | NodeKind | RelKind | PathKind | ListKind | MapKind

STRING, INT, FLOAT, BOOL = Scalar("string"), Scalar("int"), Scalar("float"), Scalar("bool")
DATE, DATETIME = Scalar("date"), Scalar("datetime")
DURATION, CALENDAR = Scalar("duration"), Scalar("calendar")
MONEY, PRICE, SHARE = Scalar("money"), Scalar("price"), Scalar("share")
NULL, ANY = Scalar("null"), Scalar("any")
STRINGS = ListKind(STRING)

WHOLE = frozenset({INT, MONEY, PRICE})
NUMBERS = WHOLE | {FLOAT, SHARE}
_NAMES = {"list": msg("list of string"), "any": msg("value of unknown type"), "calendar": Message("duration")}


def of_property(name: str) -> Kind:
    """The kind of a property by its type in the model."""
    return STRINGS if name == "list" else Scalar(name)


def is_open(kind: Kind) -> bool:
    """Whether nothing is known about it: null or a parameter."""
    return kind in (ANY, NULL)


def describe(kind: Kind) -> Message:
    """The kind in words, for messages."""
    match kind:
        case Scalar(name):
            return _NAMES.get(name, Message(name))
        case NodeKind(labels) if len(labels) < 4:
            return msg("node ({labels})", labels="|".join(sorted(labels)))
        case NodeKind():
            return msg("node")
        case RelKind():
            return msg("relationship")
        case PathKind():
            return msg("path")
        case ListKind(item):
            return msg("list of {kind}", kind=describe(item))
        case MapKind():
            return msg("map")


def may_miss(kind: Kind) -> Kind:
    """The kind of a node or relationship that may be null."""
    return replace(kind, optional=True) if isinstance(kind, NodeKind | RelKind) else kind


def unite(first: Kind, second: Kind) -> Kind | None:
    """The kind of a value that may be either; None if they do not go together."""
    if first == second:
        return first
    if is_open(first) or is_open(second):
        return may_miss(first if is_open(second) else second)
    match first, second:
        case NodeKind(a, x), NodeKind(b, y):
            return NodeKind(a | b, x or y)
        case RelKind(a, x), RelKind(b, y):
            return RelKind(a | b, x or y)
        case PathKind(a), PathKind(b):
            return PathKind(a | b)
        case ListKind(a), ListKind(b):
            item = unite(a, b)
            return None if item is None else ListKind(item)
        case MapKind(), MapKind():
            return _unite_maps(first, second)
        case Scalar(), Scalar() if first in NUMBERS and second in NUMBERS:
            return _unite_numbers(first, second)
        case _:
            return None


def _unite_maps(first: MapKind, second: MapKind) -> MapKind | None:
    found: list[tuple[str, Kind]] = []
    for (name, one), (other_name, other) in zip(first.entries, second.entries, strict=False):
        united = unite(one, other)
        if name != other_name or united is None:
            return None
        found.append((name, united))
    return MapKind(tuple(found)) if len(first.entries) == len(second.entries) else None


def _unite_numbers(first: Scalar, second: Scalar) -> Scalar | None:
    if {first, second} == {MONEY, PRICE}:
        return None
    if first in WHOLE and second in WHOLE:
        return first if second == INT else second
    return FLOAT
