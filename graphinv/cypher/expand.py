"""The two readings of a query in plain Cypher: possible (outer bounds) and certain (inner bounds, certain edges).

Under NOT the two swap: that something is certainly not so means that not even the possible reading finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal as OneOf
from typing import TypeVar

from graphinv.cypher.ast import (
    Call,
    CallBlock,
    CallRows,
    Case,
    Clause,
    Compare,
    Comprehension,
    CountRows,
    Entry,
    Exists,
    Expr,
    IsNull,
    Item,
    Literal,
    Logic,
    MapLit,
    MapProjection,
    Match,
    Node,
    Not,
    Pattern,
    Pos,
    Projection,
    Prop,
    Quantifier,
    Query,
    RelPattern,
    Return,
    Single,
    Var,
    When,
    With,
)
from graphinv.cypher.check import root_scope
from graphinv.cypher.clauses import steps
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import DATE, STRINGS, ListKind, NodeKind, RelKind
from graphinv.cypher.periods import PREDICATES, written_out
from graphinv.cypher.schema import Model
from graphinv.cypher.scope import Scope
from graphinv.cypher.shape import conjuncts
from graphinv.cypher.walk import rebuilt, walk
from graphinv.model import FIRST_DAY, OPEN_END

Mode = OneOf["possible", "certain"]
N = TypeVar("N", bound=Node)
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "<>": "<>"}


def expand(query: Query, mode: Mode, model: Model | None = None) -> Query:
    """The query without named time predicates, as it possibly or certainly holds; `query` must have been checked."""
    expander = _Expander(_Names(query))
    scope = root_scope(model, expanded=True)
    return replace(query, parts=tuple(expander.single(part, scope, mode == "certain") for part in query.parts))


class _Names:
    """Fresh variables `_1`, `_2` … that the query does not use."""

    def __init__(self, query: Query) -> None:
        self.used = {getattr(node, field, None) for node in walk(query) for field in ("var", "name")}
        self.counter = 0

    def fresh(self) -> str:
        self.counter += 1
        name = f"_{self.counter}"
        return self.fresh() if name in self.used else name


@dataclass
class _Expander:
    names: _Names

    def single(self, body: Single, scope: Scope, sure: bool) -> Single:
        parts = (self.clause(clause, before, inner, sure) for clause, before, inner in steps(body, scope))
        return replace(body, clauses=tuple(parts))

    def clause(self, clause: Clause, before: Scope, inner: Scope, sure: bool) -> Clause:
        match clause:
            case Match():
                return self._match(clause, before, inner, sure)
            case CallBlock(imports, body):
                scope = before.only({name.name: before.kinds[name.name] for name in imports})
                return replace(clause, body=self.single(body, scope.inside(), sure))
            case CallRows(body):
                parts = tuple(self.single(part, before, sure) for part in body.parts)
                return replace(clause, body=replace(body, parts=parts))
            case With(projection, where):
                columns = self._columns(projection, before, inner, sure)
                return replace(clause, projection=columns, where=where and self.expr(where, inner, sure))
            case Return(projection):
                return replace(clause, projection=self._columns(projection, before, inner, sure))
            case _:
                return self.inside(clause, before, sure)

    def _columns(self, columns: Projection, before: Scope, inner: Scope, sure: bool) -> Projection:
        """Columns read what was there before, the order also the columns; * does not stand for variables made here."""
        own = sorted(before.kinds.keys() - before.outer) if columns.star and sure else []
        stars = tuple(Item(Var(name, at=columns.at), name, at=columns.at) for name in own)
        items = (*stars, *(self.inside(item, before, sure) for item in columns.items))
        sortable = before.only({**before.kinds, **inner.kinds})
        order = tuple(self.inside(key, sortable, sure) for key in columns.order)
        return replace(columns, items=items, star=columns.star and not own, order=order)

    def _match(self, clause: Match, before: Scope, inner: Scope, sure: bool) -> Match:
        tests = list(conjuncts(self.expr(clause.where, inner, sure))) if clause.where is not None else []
        patterns = tuple(self.inside(pattern, inner, sure) for pattern in clause.patterns)
        if not sure:
            return replace(clause, patterns=patterns, where=_all(tests))
        named = tuple(self._named(pattern) for pattern in patterns)
        return replace(clause, patterns=named, where=_all([*tests, *self._certain(named)]))

    def _named(self, pattern: Pattern) -> Pattern:
        rels = tuple(rel if rel.var else replace(rel, var=self.names.fresh()) for rel in pattern.rels)
        return replace(pattern, rels=rels)

    def _certain(self, patterns: tuple[Pattern, ...]) -> Iterator[Expr]:
        for rel in (rel for pattern in patterns for rel in pattern.rels):
            yield self._certain_rel(rel, Var(rel.var or "", at=rel.at))

    def _certain_rel(self, rel: RelPattern, var: Var) -> Expr:
        if not rel.length:
            return Prop(var, "certain", at=rel.at)
        name = self.names.fresh()
        return Quantifier("all", name, var, Prop(Var(name, at=rel.at), "certain", at=rel.at), at=rel.at)

    def inside(self, node: N, scope: Scope, sure: bool) -> N:
        return rebuilt(node, lambda child: self._child(child, scope, sure))

    def _child(self, node: Node, scope: Scope, sure: bool) -> Node:
        if isinstance(node, Entry) and kind_of(node.value, scope) == DATE:
            return replace(node, value=_no_sentinel(node.key, self.expr(node.value, scope, sure)))
        return self.expr(node, scope, sure) if isinstance(node, Expr) else self.inside(node, scope, sure)

    def expr(self, expr: Expr, scope: Scope, sure: bool) -> Expr:
        match expr:
            case Call():
                return self._call(expr, scope, sure)
            case Not(operand):
                return replace(expr, operand=self.expr(operand, scope, not sure))
            case Exists(body) | CountRows(body):
                return replace(expr, body=self.single(body, scope.inside(), sure))
            case Compare() if _counts_down(expr):
                return self.inside(expr, scope, not sure)
            case Quantifier() | Comprehension():
                return self._over_list(expr, scope, sure)
            case IsNull(Prop() as prop, negated) if _is_stored_day(prop, scope):
                return _unknown(self.inside(prop, scope, sure), negated)
            case Prop() if _is_stored_day(expr, scope):
                return _known_day(self.inside(expr, scope, sure))
            case MapLit(entries) | MapProjection(_, entries):
                values = tuple(replace(entry, value=self.expr(entry.value, scope, sure)) for entry in entries)
                return replace(expr, entries=values)
            case _:
                return self.inside(expr, scope, sure)

    def _call(self, call: Call, scope: Scope, sure: bool) -> Expr:
        match call:
            case Call(name) if name.lower() in PREDICATES:
                return written_out(call, sure, scope, kind_of, lambda value: self.expr(value, scope, sure))
            case Call("date.truncate", (unit, day)):
                # Neo4j takes no null here.
                known = self.expr(day, scope, sure)
                return _unless(IsNull(known, False, at=day.at), replace(call, args=(unit, known)))
            case Call("reverse", (items,)) if kind_of(items, scope) == STRINGS:
                # Neo4j does not reverse a list as it is stored, only one that a query made.
                name = self.names.fresh()
                made = Comprehension(name, self.expr(items, scope, sure), None, Var(name, at=call.at), at=call.at)
                return replace(call, args=(made,))
            case _:
                return self.inside(call, scope, sure)

    def _over_list(self, expr: Quantifier | Comprehension, scope: Scope, sure: bool) -> Expr:
        items = kind_of(expr.items, scope)
        item = items.item if isinstance(items, ListKind) else items
        swaps = isinstance(expr, Quantifier) and expr.kind == "none"
        return self.inside(expr, scope.plus(expr.var, item, expr), sure is not swaps)


def _all(tests: list[Expr]) -> Expr | None:
    if len(tests) < 2:
        return tests[0] if tests else None
    return Logic("AND", tuple(tests), at=tests[0].at)


def _counts_down(expr: Compare) -> bool:
    """Whether a comparison gets truer as a COUNT { } gets smaller; `= n` is sound in either reading, see `expand`."""
    left, op, right = expr.left, expr.op, expr.right
    if isinstance(right, CountRows):
        left, op, right = right, _FLIPPED[op], left
    return isinstance(left, CountRows) and (op in ("<", "<=") or (op == "=" and right == Literal(0)))


def _is_stored_day(prop: Prop, scope: Scope) -> bool:
    """Whether a date comes from the graph, where an unknown one is a day of its own."""
    return kind_of(prop, scope) == DATE and isinstance(kind_of(prop.base, scope), NodeKind | RelKind)


def _sentinel(name: str, at: Pos) -> Expr:
    """The day on which an unknown date lies: dates are never NULL in the graph."""
    day = OPEN_END if name == "until" else FIRST_DAY
    return Call("date", (Literal(day, at=at),), at=at)


def _no_sentinel(name: str, day: Expr) -> Expr:
    """What a property of a pattern must be equal to: null if it is the day that stands for an unknown one."""
    unknown = _sentinel(name, day.at)
    match day:
        case Call("date", (Literal(),)) if day != unknown:
            return day
        case _:
            return _unless(Compare("=", day, unknown, at=day.at), day)


def _unless(test: Expr, value: Expr) -> Expr:
    """The value, or null where the test holds."""
    return Case(None, (When(test, Literal(None, at=value.at), at=value.at),), value, at=value.at)


def _known_day(prop: Prop) -> Expr:
    """A date outside of the named predicates: its first day, null if unknown (the dead are not all who live)."""
    return _unless(Compare("=", prop, _sentinel(prop.name, prop.at), at=prop.at), prop)


def _unknown(prop: Prop, negated: bool) -> Expr:
    """IS NULL of a date."""
    sentinel = _sentinel(prop.name, prop.at)
    if negated:
        known = (IsNull(prop, True, at=prop.at), Compare("<>", prop, sentinel, at=prop.at))
        return Logic("AND", known, at=prop.at)
    return Logic("OR", (IsNull(prop, False, at=prop.at), Compare("=", prop, sentinel, at=prop.at)), at=prop.at)
