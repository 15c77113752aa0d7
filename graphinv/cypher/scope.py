"""What an expression may refer to, and the kinds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphinv.cypher.ast import Node
from graphinv.cypher.kinds import ANY, Kind
from graphinv.cypher.lexer import fail
from graphinv.cypher.schema import Model, nearest

_RESERVED = (".", "@", "#")


@dataclass(frozen=True)
class Scope:
    """`kinds` by variable; `params` None means that any parameter may be used; `expanded` text reads certainty too.

    `outer` are variables of a surrounding query, which stay visible when WITH drops the others.
    """

    model: Model
    kinds: Mapping[str, Kind]
    params: Mapping[str, Kind] | None = None
    expanded: bool = False
    outer: Mapping[str, Kind] = field(default_factory=dict)

    def variable(self, name: str, at: Node) -> Kind:
        if name not in self.kinds:
            fail(
                at,
                "Unknown variable {name}.",
                nearest(name, self.kinds) or "Bind it in MATCH, UNWIND or WITH first.",
                name=name,
            )
        return self.kinds[name]

    def parameter(self, name: str, at: Node) -> Kind:
        if self.params is None:
            return ANY
        if name not in self.params:
            fail(at, "Unknown parameter ${name}.", nearest(name, self.params) or "Declare it under params.", name=name)
        return self.params[name]

    def inside(self) -> Scope:
        """The scope in which a subquery starts; it does not see the nodes around it that have no name."""
        named = {name: kind for name, kind in self.kinds.items() if "@" not in name}
        return replace(self, kinds=named, outer=named)

    def only(self, kinds: Mapping[str, Kind]) -> Scope:
        """The same surroundings with other variables."""
        return replace(self, kinds=dict(kinds))

    def plus(self, name: str, kind: Kind, at: Node) -> Scope:
        """With one more variable. Raises CypherError for a name that SQL could not tell from another."""
        if any(mark in name for mark in _RESERVED):
            fail(
                at,
                "The name `{name}` holds one of {marks}.",
                "Use letters, digits and _.",
                name=name,
                marks=" ".join(_RESERVED),
            )
        for known in self.kinds:
            if known != name and known.lower() == name.lower():
                fail(
                    at,
                    "{name} and {known} differ only in upper and lower case.",
                    "Rename one of them.",
                    name=name,
                    known=known,
                )
        return self.only({**self.kinds, name: kind})
