"""The variables of a random query with what they hold, and small draws over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphinv.model import EDGES, LABELS
from graphinv.model.layout import EDGE_TABLES
from tests.cypher.naive.random_graph import NODES, PROPS

RELS = tuple(name for name in PROPS if name not in NODES)


@dataclass(frozen=True)
class Kind:
    """`name` is a scalar type, node, rel, list, bag (a list in no order), path, map, or a duration.

    `owners` are the labels or edge types of a node, of a relationship, and of the elements of a path; `item` is the
    kind of a list's elements; `entries` are the keys of a map with what stands there.
    """

    name: str
    owners: frozenset[str] = frozenset()
    item: Kind | None = None
    entries: tuple[tuple[str, Kind], ...] = ()


STRING, INT, BOOL, DATE, DATETIME = (Kind(name) for name in ("string", "int", "bool", "date", "datetime"))
MONEY, PRICE, FLOAT, INEXACT = Kind("money"), Kind("price"), Kind("float"), Kind("inexact")
SPAN, MONTHS = Kind("duration"), Kind("calendar")
TEXTS, INTS = Kind("list", item=STRING), Kind("list", item=INT)
SCALARS = (STRING, INT, BOOL, DATE, MONEY, FLOAT)
SORTED = (*SCALARS, PRICE, DATETIME)
SPANS = (SPAN, MONTHS)
_KINDS = {"share": FLOAT, "list": TEXTS}


def of_type(name: str) -> Kind:
    """The kind of a property by its type in the model."""
    return _KINDS.get(name) or Kind(name)


@dataclass(frozen=True)
class At:
    """A place in a query: what can be read there, and what must not stand there.

    `plain` excludes predicates and subqueries.
    """

    scope: Mapping[str, Kind]
    depth: int = 2
    plain: bool = False

    def deeper(self) -> At:
        return replace(self, depth=self.depth - 1)

    def with_element(self, name: str, kind: Kind) -> At:
        """Inside of a quantifier or comprehension."""
        return replace(self, scope={**self.scope, name: kind})

    def named(self, *names: str) -> list[str]:
        """Variables of these kinds."""
        return [name for name, kind in self.scope.items() if kind.name in names]

    def properties(self, wanted: Kind) -> list[str]:
        """`variable.property` for every stored value of this kind."""
        return [text for name, kind in self.scope.items() for text in _stored(name, kind, wanted)]

    def readable(self) -> list[tuple[str, Kind]]:
        """The variables, and what stands in maps: `variable.key`."""
        found = list(self.scope.items())
        for text, kind in found:
            found += [(f"{text}.{key}", part) for key, part in kind.entries]
        return found

    def read(self, wanted: Kind) -> list[str]:
        """Everything of this kind that has a name: variables, what stands in maps, and properties of both."""
        there = self.readable()
        own = [text for text, kind in there if kind == wanted]
        return [*(text for name, kind in there for text in _stored(name, kind, wanted)), *own]


def _stored(name: str, kind: Kind, wanted: Kind) -> list[str]:
    if kind.name not in ("node", "rel"):
        return []
    return [f"{name}.{prop}" for prop, one in properties(kind).items() if one == wanted]


def ends_of(path: Kind) -> frozenset[str]:
    """The labels that the nodes of a path may have."""
    tables = (table for table in EDGE_TABLES if table.type in path.owners)
    return frozenset(end for table in tables for end in (table.start, table.end) if end in NODES)


def properties(kind: Kind) -> dict[str, Kind]:
    """What random queries read of a node or relationship."""
    shapes = [LABELS[owner] if kind.name == "node" else EDGES[owner] for owner in sorted(kind.owners)]
    found: dict[str, Kind] = {"id": STRING, "gid": STRING} if kind.name == "node" else {"eid": INT}
    if any(shape.interval for shape in shapes):
        found |= {"since": DATE, "until": DATE}
    for name in dict.fromkeys(name for owner in sorted(kind.owners) for name in PROPS[owner]):
        types = {shape.props[name] for shape in shapes if name in shape.props}
        if len(types) == 1:
            found[name] = of_type(str(types.pop()))
    return found
