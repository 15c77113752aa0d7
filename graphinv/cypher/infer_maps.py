"""Kinds of maps and map projections."""

from __future__ import annotations

from graphinv.cypher.ast import Entry, MapLit, MapProjection
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import Kind, MapKind, NodeKind, RelKind, describe
from graphinv.cypher.lexer import fail
from graphinv.cypher.scope import Scope


@kind_of.register
def _map(expr: MapLit, scope: Scope) -> Kind:
    if not expr.entries:
        fail(expr, "An empty map says nothing.", "Write {key: value}.")
    return _of(expr.entries, scope)


@kind_of.register
def _projection(expr: MapProjection, scope: Scope) -> Kind:
    base = kind_of(expr.base, scope)
    if not isinstance(base, NodeKind | RelKind | MapKind):
        fail(expr, "Only a node, relationship or map has properties to choose, this is a {kind}.", kind=describe(base))
    if not expr.entries:
        fail(expr, "An empty map says nothing.", "Name the properties: x {.id, .name}.")
    return _of(expr.entries, scope)


def _of(entries: tuple[Entry, ...], scope: Scope) -> Kind:
    """In the order of the keys, so that maps with the same keys are of one kind."""
    known: dict[str, str] = {}
    for entry in entries:
        other = known.get(entry.key.lower())
        if other == entry.key:
            fail(entry, "The key {key} stands there twice.", "Write it once.", key=other)
        if other is not None:
            fail(
                entry,
                "{name} and {known} differ only in upper and lower case.",
                "Rename one of them.",
                name=entry.key,
                known=other,
            )
        known[entry.key.lower()] = entry.key
    kinds = [(entry.key, kind_of(entry.value, scope)) for entry in entries]
    return MapKind(tuple(sorted(kinds, key=lambda pair: pair[0])))
