"""Checks the patterns of a MATCH against the model and gives their variables kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from graphinv.cypher.ast import Compare, Entry, Match, NodePattern, Pattern, Prop, RelPattern, Var
from graphinv.cypher.infer import kind_of
from graphinv.cypher.infer_operators import check_labels
from graphinv.cypher.kinds import Kind, ListKind, NodeKind, PathKind, RelKind, describe, unite
from graphinv.cypher.lexer import fail
from graphinv.cypher.narrow import Narrowed, narrow
from graphinv.cypher.schema import Model, Table, nearest
from graphinv.cypher.scope import Scope
from graphinv.cypher.shape import Hop, Shape, shapes
from graphinv.message import both, msg


def check_patterns(match: Match, scope: Scope) -> Scope:
    """The scope with the pattern's variables. Raises CypherError for what the model cannot hold."""
    _check_names(match.patterns, scope)
    readings = viable(match, scope)
    for name, kind in _kinds(readings, scope, optional=match.optional).items():
        known = scope.kinds.get(name)
        if known is None:
            scope = scope.plus(name, kind, _place(match, name))
        elif not match.optional:
            scope = scope.only({**scope.kinds, name: kind})
    _check_props(match, scope)
    return scope


def viable(match: Match, scope: Scope) -> list[tuple[Shape, Narrowed]]:
    """The readings of a MATCH (one for each choice of lengths) that the model can hold; at least one."""
    bound = {name: kind.labels for name, kind in scope.kinds.items() if isinstance(kind, NodeKind)}
    found = [(shape, narrow(shape, scope.model, bound)) for shape in shapes(match)]
    possible = [(shape, narrowed) for shape, narrowed in found if narrowed.stuck is None]
    if not possible:
        explain(*found[0], scope.model, bound)
    return possible


def _check_names(patterns: Iterable[Pattern], scope: Scope) -> None:
    rels: set[str] = set()
    for pattern in patterns:
        if pattern.var in scope.kinds:
            fail(pattern, "{var} is already bound.", "Give the path another name.", var=pattern.var)
        for node in pattern.nodes:
            check_labels(node.labels, node, scope.model)
            known = scope.kinds.get(node.var or "")
            if known is not None and not isinstance(known, NodeKind):
                fail(
                    node,
                    "{var} is a {kind}, not a node.",
                    "Give the node another name.",
                    var=node.var,
                    kind=describe(known),
                )
        for rel in pattern.rels:
            _check_rel(rel, scope.model)
            if rel.var in scope.kinds or rel.var in rels:
                fail(
                    rel,
                    "{var} is already bound.",
                    "Use a new name; relationships of one MATCH always differ.",
                    var=rel.var,
                )
            rels |= {rel.var} if rel.var else set()


def _check_rel(rel: RelPattern, model: Model) -> None:
    for name in rel.types:
        if name not in model.edges:
            fail(rel, "Unknown relationship type {name}.", nearest(name, model.edges), name=name)
        if model.edges[name].both_ways and rel.direction == "both":
            fail(rel, "{name} is stored in both directions.", "Write (o)-[:{name}]->(p): p is o's relative.", name=name)


def _kinds(readings: list[tuple[Shape, Narrowed]], scope: Scope, *, optional: bool) -> Mapping[str, Kind]:
    found: dict[str, Kind] = {}
    for shape, narrowed in readings:
        for name, kind in _reading(shape, narrowed, optional).items():
            if not name.startswith("@") and "@" not in name:
                found[name] = unite(found.get(name, kind), kind) or kind
    return found


def _reading(shape: Shape, narrowed: Narrowed, optional: bool) -> Mapping[str, Kind]:
    def tables(names: Iterable[str]) -> frozenset[Table]:
        return frozenset(table for name in names for table in narrowed.tables(name))

    kinds: dict[str, Kind] = {name: NodeKind(labels, optional) for name, labels in narrowed.labels.items()}
    kinds |= {hop.name: RelKind(narrowed.tables(hop.name), optional) for hop in shape.hops}
    kinds |= {name: ListKind(RelKind(tables(hops))) for name, hops in shape.lists.items()}
    kinds |= {name: PathKind(tables(hops)) for name, (_, hops) in shape.paths.items()}
    return kinds


def _place(match: Match, name: str) -> Pattern | NodePattern | RelPattern:
    return next(part for pattern in match.patterns for part in _parts(pattern) if part.var == name)


def _parts(pattern: Pattern) -> Iterator[Pattern | NodePattern | RelPattern]:
    yield pattern
    yield from pattern.nodes
    yield from pattern.rels


def _check_props(match: Match, scope: Scope) -> None:
    """`{key: value}` as if it stood in WHERE."""
    for pattern in match.patterns:
        for part in _parts(pattern):
            if isinstance(part, Pattern):
                continue
            kind = scope.kinds.get(part.var or "") or _anonymous(match, part, scope)
            kind = kind.item if isinstance(kind, ListKind) else kind
            inner = scope.only({**scope.kinds, "@here": kind})
            for entry in part.props:
                kind_of(equality(entry, "@here"), inner)


def equality(entry: Entry, name: str) -> Compare:
    """`key: value` of a pattern's map as a comparison."""
    return Compare("=", Prop(Var(name, at=entry.at), entry.key, at=entry.at), entry.value, at=entry.at)


def _anonymous(match: Match, part: NodePattern | RelPattern, scope: Scope) -> Kind:
    """The kind of an unnamed part: found again by its place, as its properties are checked without a variable."""
    if not part.props:
        return NodeKind(scope.model.all_labels)
    shape, narrowed = viable(match, scope)[0]
    for hop in shape.hops:
        if hop.at == part.at:
            return RelKind(narrowed.tables(hop.name))
    name = next(name for name, need in shape.nodes.items() if need.at == part.at)
    return NodeKind(narrowed.labels[name])


def explain(shape: Shape, narrowed: Narrowed, model: Model, bound: Mapping[str, frozenset[str]]) -> NoReturn:
    """Raise CypherError with why the model cannot hold a pattern, and what to turn or rename."""
    stuck = narrowed.stuck
    if isinstance(stuck, Hop):
        _explain_hop(stuck, shape, model, bound)
    name = stuck or ""
    need = shape.nodes[name]
    wanted = both(["|".join(labels) for labels in need.labels])
    said = "No node is {wanted}, as {name} was bound before." if name in bound else "No node is {wanted}."
    fail(need.at, said, "Use one label.", wanted=wanted, name=name)


def _explain_hop(hop: Hop, shape: Shape, model: Model, bound: Mapping[str, frozenset[str]]) -> NoReturn:
    def words(name: str) -> str:
        labels = shape.nodes[name].labels
        return "|".join(labels[0]) if labels else ""

    what = "|".join(hop.types) or msg("relationship")
    joins = [f"{table.start}→{table.end}" for table in model.of_types(hop.types)[:8]]
    turned = {"out": "in", "in": "out"}.get(hop.direction)
    if turned:
        other = Hop(hop.name, hop.types, hop.left, hop.right, turned, (), hop.at)
        nodes = {name: shape.nodes[name] for name in (hop.left, hop.right)}
        if narrow(Shape(nodes, [other]), model, bound).stuck is None and (words(hop.left) or words(hop.right)):
            fail(hop.at, "{what} points the other way: {joins}.", "Turn the arrow.", what=what, joins=joins)
    names = list(filter(None, (words(hop.left), words(hop.right))))
    ends = both(names) if names else msg("these nodes")
    fail(hop.at, "{what} does not fit here between {ends}.", "It joins {joins}.", what=what, ends=ends, joins=joins)
