"""The questions of one scope in Cypher, for Neo4j 5.26 and later."""

from __future__ import annotations

from typing import Any

from graphinv.explore.base import Scope


class Texts:
    """The Cypher of one scope. Types and the label are ours, values are bound."""

    def __init__(self, label: str, scope: Scope) -> None:
        self.node = f":`{label}`"
        self.types = "|".join(scope.types)
        self.kinds = scope.types
        self.params: dict[str, Any] = {"hub": scope.hub, "on": scope.on}
        tests = ["r.certain"] if scope.certain else []
        if scope.on:
            first, last = ("since_certain", "until_certain") if scope.certain else ("since", "until")
            tests.append(f"(r.since IS NULL OR (r.{first} <= $on AND $on < r.{last}))")
        self.holds = " AND ".join(tests) or "true"
        self.open = "true" if scope.through_hubs else f"(m.gid IN $ends OR {self.degree('m')} <= $hub)"

    def degree(self, node: str, types: str = "") -> str:
        """How many relations a node has."""
        return f"COUNT {{ ({node})-[:{types or self.types}]-() }}"

    def degrees(self) -> str:
        """How many relations each node among $gids has."""
        return f"UNWIND $gids AS gid MATCH (n{self.node} {{gid: gid}}) RETURN gid, {self.degree('n')}"

    def next(self) -> str:
        """The pairs of a node among $gids and one next to it through which a path may lead."""
        return f"{self._from()} AND {self.open} RETURN DISTINCT gid, m.gid"

    def reach(self) -> str:
        """The nodes next to those among $gids."""
        return f"{self._from()} RETURN DISTINCT m.gid"

    def among(self) -> str:
        """The relations between $gids and $others."""
        return f"{self._from()} AND m.gid IN $others RETURN gid, m.gid, type(r), startNode(r).gid, r.eid"

    def between(self) -> str:
        """The relations between the two nodes of each of $pairs."""
        return (
            f"UNWIND $pairs AS pair MATCH (n{self.node} {{gid: pair[0]}})-[r:{self.types}]-"
            f"(m{self.node} {{gid: pair[1]}}) WHERE {self.holds} "
            f"RETURN pair[0], pair[1], type(r), startNode(r).gid, r.eid"
        )

    def hubs(self) -> str:
        """The hubs among $gids, each with the number of its relations by type."""
        counts = ", ".join(self.degree("n", kind) for kind in self.kinds)
        found = f"UNWIND $gids AS gid MATCH (n{self.node} {{gid: gid}}) WHERE {self.degree('n')} > $hub"
        return f"{found} RETURN gid, {counts}"

    def _from(self) -> str:
        return (
            f"UNWIND $gids AS gid MATCH (n{self.node} {{gid: gid}})-[r:{self.types}]-(m{self.node}) WHERE {self.holds}"
        )
