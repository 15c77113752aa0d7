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
    """`name` is a scalar type, node, rel, list, bag (a list in no order) or path.

    `owners` are the labels or edge types of a node, of a relationship, and of the elements of a path; `item` is the
    kind of a list's elements.
    """

    name: str
    owners: frozenset[str] = frozenset()
    item: Kind | None = None


STRING, INT, BOOL, DATE, DATETIME = (Kind(name) for name in ("string", "int", "bool", "date", "datetime"))
MONEY, FLOAT, INEXACT = Kind("money"), Kind("float"), Kind("inexact")
TEXTS, INTS = Kind("list", item=STRING), Kind("list", item=INT)
SCALARS = (STRING, INT, BOOL, DATE, MONEY, FLOAT)
SORTED = (*SCALARS, DATETIME)
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
        """`variable.property` for everything of this kind that can be read."""
        found = []
        for var, kind in self.scope.items():
            if kind.name in ("node", "rel"):
                found += [f"{var}.{name}" for name, one in properties(kind).items() if one == wanted]
        return found


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
