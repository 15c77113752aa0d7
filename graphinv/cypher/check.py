"""The whole check of a query against the model: what `graphinv rules test` and the compiler start with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphinv.cypher.ast import CallRows, Param, Query
from graphinv.cypher.clauses import after, check_single, refuse_durations
from graphinv.cypher.kinds import NULL, Kind, NodeKind, RelKind, describe, of_property, unite
from graphinv.cypher.lexer import fail
from graphinv.cypher.schema import Model, declared_model
from graphinv.cypher.scope import Scope
from graphinv.cypher.walk import walk
from graphinv.message import both


@dataclass(frozen=True)
class Checked:
    """A query that fits the model: the kinds of its columns in order, and the parameters that it reads."""

    query: Query
    columns: Mapping[str, Kind]
    parameters: frozenset[str]


def root_scope(model: Model | None = None, params: Mapping[str, str] | None = None, *, expanded: bool = False) -> Scope:
    """The scope in which a query starts; `params` are property types by name, None if any may be used."""
    kinds = None if params is None else {name: of_property(kind) for name, kind in params.items()}
    return Scope(model or declared_model(), {}, kinds, expanded)


def check(query: Query, model: Model | None = None, params: Mapping[str, str] | None = None) -> Checked:
    """The columns of a query. Raises CypherError with line, column, advice and the nearest known name."""
    scope = root_scope(model, params)
    columns = union_columns(query, scope)
    names = frozenset(node.name for node in walk(query) if isinstance(node, Param))
    return Checked(query, columns, names)


def union_columns(query: Query, scope: Scope) -> Mapping[str, Kind]:
    """The columns of all parts, which must have the same names and kinds that go together."""
    columns = dict(check_single(query.parts[0], scope).kinds)
    refuse_durations(query.parts[0].clauses[-1], columns)
    for part in query.parts[1:]:
        others = check_single(part, scope).kinds
        last = part.clauses[-1]
        refuse_durations(last, others)
        if others.keys() != columns.keys():
            fail(
                last,
                "The parts of UNION return different columns: {odd}.",
                "Give them the same names with AS.",
                odd=sorted(others.keys() ^ columns.keys()),
            )
        for name, kind in others.items():
            united = unite(columns[name], kind)
            if united is None:
                fail(
                    last,
                    "The column {name} is {kinds} in the parts of UNION.",
                    "Convert one of them.",
                    name=name,
                    kinds=both([describe(columns[name]), describe(kind)]),
                )
            columns[name] = united
    return columns


@after.register
def _call_rows(clause: CallRows, scope: Scope) -> Scope:
    """The columns of `CALL () { … }`; a node or relationship that one of its parts leaves null is optional."""
    if scope.kinds:
        fail(clause, "CALL () must be the first clause.", "Name what it reads: CALL (x) { … RETURN sum(…) AS s }.")
    parts = [check_single(part, scope).kinds for part in clause.body.parts]
    found = scope
    for name, kind in union_columns(clause.body, scope).items():
        if isinstance(kind, NodeKind | RelKind) and any(columns[name] == NULL for columns in parts):
            found = found.plus(name, replace(kind, optional=True), clause)
        else:
            found = found.plus(name, kind, clause)
    return found
