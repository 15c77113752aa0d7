"""A query into one SQL statement for the embedded store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from graphinv.cypher.ast import Query, Return, Single
from graphinv.cypher.check import check, root_scope, union_columns
from graphinv.cypher.expand import Mode, expand
from graphinv.cypher.kinds import Kind, ListKind, MapKind, NodeKind, PathKind, RelKind, Scalar
from graphinv.cypher.parser import parse
from graphinv.cypher.schema import Model
from graphinv.cypher.sql import calls, lists, pipeline, props
from graphinv.cypher.sql.env import Context
from graphinv.cypher.sql.needs import needs_of
from graphinv.cypher.sql.project import return_
from graphinv.cypher.sql.stage import Stage

EMITTERS = (calls, lists, pipeline, props)
"""Modules that register how their kinds of expression are written."""


@dataclass(frozen=True)
class Column:
    """A column of the result: node (nid), relationship ({t, e}), path and list of these, or scalar with its type.

    A list's `type` is that of its elements: node, relationship, path, list, map or a property type. `parts` are the
    values of a map by their keys, and the elements of a list of lists or maps as one column without a name.
    """

    name: str
    kind: str
    type: str | None
    parts: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Compiled:
    """`parameters` are bound by name as $name; no other may be passed."""

    sql: str
    columns: tuple[Column, ...]
    parameters: frozenset[str]


def compile_query(
    query: Query | str,
    model: Model | None = None,
    mode: Mode = "possible",
    dialect: str = "duckdb",
    params: Mapping[str, str] | None = None,
    *,
    pretty: bool = False,
) -> Compiled:
    """Check, expand and compile. `params` gives the property types of parameters; None: any may be used."""
    tree = parse(query) if isinstance(query, str) else query
    wanted = check(tree, model, params).parameters
    tree = expand(tree, mode, model)
    scope = root_scope(model, params, expanded=True)
    columns = union_columns(tree, scope)
    context = Context(scope.model, needs_of(tree), dialect)
    statement = _union(tree, [_part(part, Stage(context, scope), tuple(columns)) for part in tree.parts])
    names = frozenset(str(found.this) for found in statement.find_all(exp.Placeholder)) if wanted else wanted
    told = tuple(described(name, kind) for name, kind in columns.items())
    return Compiled(statement.sql(dialect=dialect, pretty=pretty, copy=False), told, names)


def _part(part: Single, stage: Stage, names: tuple[str, ...]) -> exp.Query:
    *clauses, last = part.clauses
    stage = pipeline.run(Single(tuple(clauses)), stage)
    if not isinstance(last, Return):
        raise TypeError(type(last))
    return return_(last, stage, names)


def _union(tree: Query, parts: list[exp.Query]) -> exp.Query:
    found = parts[0]
    for part, keep_all in zip(parts[1:], tree.keep_all, strict=True):
        found = exp.Union(this=_closed(found), expression=_closed(part), distinct=not keep_all)
    return found


def _closed(part: exp.Query) -> exp.Expr:
    """ORDER BY and LIMIT of a part stay its own."""
    own = isinstance(part, exp.Select) and any(part.args.get(name) for name in ("order", "limit", "offset"))
    return exp.Subquery(this=part) if own else part


def described(name: str, kind: Kind) -> Column:
    """A column of this kind as a result tells of it."""
    match kind:
        case NodeKind():
            return Column(name, "node", None)
        case RelKind():
            return Column(name, "relationship", None)
        case PathKind():
            return Column(name, "path", "relationship")
        case ListKind(item):
            inner = described("", item)
            parts = (inner,) if inner.kind in ("list", "map") else ()
            return Column(name, "list", inner.type if inner.kind == "scalar" else inner.kind, parts)
        case MapKind(entries):
            return Column(name, "map", None, tuple(described(key, part) for key, part in entries))
        case Scalar(word):
            return Column(name, "scalar", None if word in ("any", "null") else word)
        case _:
            raise TypeError(kind)
