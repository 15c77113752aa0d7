"""A query as the text that Neo4j runs: time predicates written out, every node within one workspace's label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from graphinv.cypher import ast
from graphinv.cypher.ast import Call, Entry, Expr, ListLit, Literal, Node, NodePattern, Param, Prop, Query, RelPattern
from graphinv.cypher.check import check
from graphinv.cypher.expand import Mode, expand
from graphinv.cypher.kinds import Kind
from graphinv.cypher.parser import parse
from graphinv.cypher.printer import to_cypher
from graphinv.cypher.schema import Model, declared_model
from graphinv.cypher.walk import rebuilt, walk

N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Native:
    """Cypher for Neo4j; `reads` are the labels and edge types that it looks at."""

    text: str
    columns: Mapping[str, Kind]
    parameters: frozenset[str]
    reads: frozenset[str]


def native(query: Query | str, label: str, mode: Mode = "possible", model: Model | None = None) -> Native:
    """Check, expand and print. `label` is that of the workspace, which every node of the pattern must carry."""
    model = model or declared_model()
    tree = parse(query) if isinstance(query, str) else query
    checked = check(tree, model)
    within = _Within(label, model)
    inside = within.node(expand(tree, mode, model))
    used = frozenset(node.name for node in walk(inside) if isinstance(node, Param))
    return Native(to_cypher(_in_one_order(inside, list(checked.columns))), checked.columns, used, reads(tree, model))


def reads(query: Query, model: Model | None = None) -> frozenset[str]:
    """The stored labels and edge types that a query may look at."""
    model = model or declared_model()
    found: set[str] = set()
    for node in walk(query):
        if isinstance(node, NodePattern) and node.labels:
            found |= model.concrete(node.labels)
        if isinstance(node, RelPattern):
            found |= {table.type for table in model.of_types(node.types)}
    return frozenset(found | (model.all_labels if _any_node(query) else set()))


def _any_node(query: Query) -> bool:
    """Whether a node stands somewhere of which neither a label nor an edge is said."""
    patterns = [node for node in walk(query) if isinstance(node, ast.Pattern)]
    said = {end.var for pattern in patterns for end in pattern.nodes if pattern.rels or end.labels}
    return any(
        not pattern.rels and not pattern.nodes[0].labels and pattern.nodes[0].var not in said for pattern in patterns
    )


@dataclass(frozen=True)
class _Within:
    label: str
    model: Model

    def node(self, node: N) -> N:
        return rebuilt(node, self._child)

    def _child(self, node: Node) -> Node:
        match node:
            case ast.Match(optional=True, where=Expr() as where):
                return self.node(replace(node, where=_counted_apart(where)))
            case NodePattern():
                return replace(self.node(node), within=self.label)
            case RelPattern(props=props):
                return replace(self.node(node), props=tuple(map(self._equal, props)))
            case Prop(_, "eid"):
                return Call("toInteger", (self.node(node),), at=node.at)
            case ast.MapProjection(base, entries):
                # Beside a null of another variable Neo4j 5.26 takes the whole for null after an aggregation.
                made = ast.MapLit(tuple(map(self.node, entries)), at=node.at)
                there = ast.When(ast.IsNull(base, True, at=node.at), made, at=node.at)
                return ast.Case(None, (there,), None, at=node.at)
            case Call("labels", (operand,)):
                return self._labels(operand)
            case Call("range", (_, stop, step)):
                return _within_stop(self.node(node), *(cast(Expr, self._child(arg)) for arg in (stop, step)))
            case Call("percentileCont"):
                # Of whole numbers Neo4j gives a whole one where it falls on one of them.
                return Call("toFloat", (self.node(node),), at=node.at)
            case Call("duration" | "date", (ast.MapLit() as parts,)):
                known = self.node(parts)
                return _unless_missing(replace(node, args=(known,)), [entry.value for entry in known.entries])
            case _:
                return self.node(node)

    def _equal(self, entry: Entry) -> Entry:
        """A property of a pattern: Neo4j keeps the ids of edges as text, as 63 bits are not safe in every client."""
        match entry:
            case Entry("eid", Prop(base, "eid") as stored):
                return replace(entry, value=replace(stored, base=cast(Expr, self._child(base))))
            case Entry("eid", value):
                number = cast(Expr, self._child(value))
                return replace(entry, value=Call("toString", (number,), at=entry.at))
            case _:
                return self.node(entry)

    def _labels(self, operand: Expr) -> Expr:
        """Those of the model, in its order: Neo4j promises none, and there is the workspace's own."""
        known = (*self.model.labels, *self.model.supertypes)
        names = ListLit(tuple(Literal(name) for name in known))
        test = ast.InList(ast.Var("_label"), Call("labels", (operand,)))
        listed = ast.Comprehension("_label", names, test, None, at=operand.at)
        missing = ast.When(ast.IsNull(operand, False), Literal(None))
        return ast.Case(None, (missing,), listed, at=operand.at)


def _within_stop(made: Expr, stop: Expr, step: Expr) -> Expr:
    """What range() gives up to its end: of range(2, 1, 2) Neo4j 5.26 takes the 2."""
    item = ast.Var("_item", at=made.at)
    left = ast.Arith("*", ast.Arith("-", stop, item, at=made.at), step, at=made.at)
    return ast.Comprehension("_item", made, ast.Compare(">=", left, Literal(0), at=made.at), None, at=made.at)


def _counted_apart(where: Expr) -> Expr:
    """In OPTIONAL MATCH … WHERE Neo4j 5.26 loses rows where COUNT { } is nought, unless it counts within a function."""

    def change(node: Node) -> Node:
        if isinstance(node, ast.CountRows):
            return Call("coalesce", (node, Literal(0)), at=node.at)
        return node if isinstance(node, ast.Exists) else rebuilt(node, change)

    return cast(Expr, change(where))


def _unless_missing(made: Expr, parts: Iterable[Expr]) -> Expr:
    """Null where one of its parts is: of null Neo4j makes no duration, and a day that cannot be."""
    tests = tuple(ast.IsNull(part, False, at=part.at) for part in parts if not _is_given(part))
    if not tests:
        return made
    missing = ast.Logic("OR", tests, at=made.at) if len(tests) > 1 else tests[0]
    return ast.Case(None, (ast.When(missing, Literal(None)),), made, at=made.at)


def _is_given(number: Expr) -> bool:
    """Whether a number is made of literals and parameters only."""
    return all(
        isinstance(part, Param | ast.Minus | ast.Arith) or (isinstance(part, Literal) and part.value is not None)
        for part in walk(number)
    )


def _in_one_order(query: Query, names: Sequence[str]) -> Query:
    """The columns of all parts of a UNION in the order of the first, * written out: Neo4j goes by place."""
    return replace(query, parts=tuple(_ordered(part, names) for part in query.parts)) if query.keep_all else query


def _ordered(part: ast.Single, names: Sequence[str]) -> ast.Single:
    last = part.clauses[-1]
    if not isinstance(last, ast.Return):
        return part
    own = {item.name: item for item in last.projection.items}
    items = tuple(own.get(name) or ast.Item(ast.Var(name, at=last.at), name, at=last.at) for name in names)
    columns = replace(last.projection, items=items, star=False)
    return replace(part, clauses=(*part.clauses[:-1], replace(last, projection=columns)))


def as_cypher(value: object) -> str:
    """A parameter's value as Cypher text."""
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(as_cypher, value)) + "]"
    if value is None or isinstance(value, (str, int, float)):
        return to_cypher(Literal(value))
    raise TypeError(type(value))
