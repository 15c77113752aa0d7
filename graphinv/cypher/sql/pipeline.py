"""Clause after clause, each a SELECT over the one before."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.clauses import after
from graphinv.cypher.kinds import INT, NodeKind, RelKind
from graphinv.cypher.lexer import fail
from graphinv.cypher.sql.build import SQL, cast, column, named, number, quoted, select, subquery
from graphinv.cypher.sql.env import Columns, Env, Key, column_name
from graphinv.cypher.sql.expr import emit
from graphinv.cypher.sql.lookup import look_up
from graphinv.cypher.sql.match import match
from graphinv.cypher.sql.needs import TAG
from graphinv.cypher.sql.project import return_, with_
from graphinv.cypher.sql.stage import Stage, cell, unit_row
from graphinv.cypher.walk import has_aggregate, walk

_ITEMS: Key = ("@items", None)


@singledispatch
def follow(clause: ast.Clause, stage: Stage) -> Stage:
    """The rows after one more clause."""
    raise TypeError(type(clause))


@follow.register
def _match(clause: ast.Match, stage: Stage) -> Stage:
    return match(clause, stage)


@follow.register
def _with(clause: ast.With, stage: Stage) -> Stage:
    return with_(clause, stage)


@follow.register
def _return(clause: ast.Return, stage: Stage) -> Stage:
    scope = after(clause, stage.scope)
    return stage.then(return_(clause, stage), tuple((name, None) for name in scope.kinds), scope)


@follow.register
def _unwind(clause: ast.Unwind, stage: Stage) -> Stage:
    """One row for each element; none for an empty list or NULL."""
    scope = after(clause, stage.scope)
    alias = stage.ctx.alias()
    env = stage.env(alias)
    kind = scope.kinds[clause.var]
    items = emit(clause.items, env)
    if items.find(exp.Select):
        stage, items = _worked_out(items, env, stage, alias)
        env = stage.env(alias)
    opened = named(exp.Explode(this=items), clause.var)
    query = select([*(cell(key, env.columns) for key in stage.own if key != _ITEMS), opened], stage.source(alias))
    stage = replace(stage, own=tuple(key for key in stage.own if key != _ITEMS))
    if not isinstance(kind, RelKind):
        made = stage.then(query, (*stage.own, (clause.var, None)), scope)
        return look_up(made, clause.var) if isinstance(kind, NodeKind) else made
    return look_up(_taken_apart(query, clause.var, replace(stage, scope=scope)), clause.var)


def _worked_out(items: SQL, env: Env, stage: Stage, alias: str) -> tuple[Stage, SQL]:
    """A list that subqueries make as a column of its own: engines do not find their way out of one in UNNEST."""
    columns: Columns = {**env.columns, _ITEMS: items}
    own = (*stage.own, _ITEMS)
    query = select([cell(key, columns) for key in own], stage.source(alias) or subquery(unit_row(), alias))
    return stage.then(query, own, stage.scope), column(column_name(_ITEMS), alias)


def _taken_apart(query: exp.Select, name: str, stage: Stage) -> Stage:
    """A relationship out of a list: {t, e} as two columns."""
    alias = stage.ctx.alias()
    columns: dict[Key, SQL] = {key: column(column_name(key), alias) for key in stage.own}
    for key, part in (((name, None), "e"), ((name, TAG), "t")):
        columns[key] = exp.Dot(this=column(name, alias), expression=quoted(part))
    return stage.then(
        select([cell(key, columns) for key in columns], subquery(query, alias)), tuple(columns), stage.scope
    )


@follow.register
def _call(clause: ast.CallBlock, stage: Stage) -> Stage:
    """JOIN LATERAL of one aggregated row."""
    scope = after(clause, stage.scope)
    here, there = stage.ctx.alias(), stage.ctx.alias()
    env = stage.env(here)
    names = {name.name for name in clause.imports}
    outer = {key: value for key, value in env.columns.items() if key[0] in names}
    inner_scope = stage.scope.only({name: stage.scope.kinds[name] for name in names})
    inner = run(clause.body, Stage(stage.ctx, inner_scope.inside(), outer=outer))
    columns: Columns = {**env.columns, **{key: column(key[0], there) for key in inner.own}}
    own = (*stage.own, *inner.own)
    query = select([cell(key, columns) for key in own], stage.source(here) or subquery(unit_row(), here))
    lateral = exp.Lateral(this=exp.Subquery(this=inner.query), alias=exp.TableAlias(this=quoted(there)))
    query.append("joins", exp.Join(this=lateral, on=exp.true()))
    return stage.then(query, own, scope)


@follow.register
def _rows(clause: ast.CallRows, stage: Stage) -> Stage:
    """UNION of the parts, each with all columns in which its variables travel on."""
    scope = after(clause, stage.scope)
    own = tuple(key for name, kind in scope.kinds.items() for key in stage.ctx.columns_of(name, kind))
    query, *others = (_part_rows(part, stage, own) for part in clause.body.parts)
    for part, keep_all in zip(others, clause.body.keep_all, strict=True):
        query = exp.Union(this=query, expression=part, distinct=not keep_all)
    return stage.then(query, own, scope)


def _part_rows(part: ast.Single, stage: Stage, own: tuple[Key, ...]) -> exp.Query:
    """One part, its RETURN read as a WITH; NULL in the columns that it has nothing for."""
    *clauses, last = part.clauses
    if not isinstance(last, ast.Return):
        raise TypeError(type(last))
    made = run(ast.Single((*clauses, ast.With(last.projection, None))), stage)
    alias = stage.ctx.alias()
    columns: dict[Key, SQL] = {key: exp.Null() for key in own} | dict(made.env(alias).columns)
    return select([cell(key, columns) for key in own], made.source(alias))


def run(body: ast.Single, stage: Stage) -> Stage:
    """The rows after the last clause."""
    for clause in body.clauses:
        stage = follow(clause, stage)
    return stage


def _inner(node: ast.Exists | ast.CountRows, env: Env) -> exp.Query:
    """A subquery that sees the columns around it."""
    if env.in_list:
        fail(node, "A subquery cannot stand inside a list.", "UNWIND the list first: UNWIND list AS x.")
    body = node.body
    names = {str(name) for node in walk(body) for name in (getattr(node, "name", None), getattr(node, "var", None))}
    keys = [key for name in env.scope.kinds if name in names for key in env.ctx.columns_of(name, env.kind(name))]
    stage = run(body, Stage(env.ctx, env.scope.inside(), outer={key: env.column(*key) for key in keys}))
    return stage.query if stage.query is not None else unit_row()


def _is_one_row(body: ast.Single) -> bool:
    """Whether it ends in aggregates without a key: engines lose the one row where nothing reads its columns."""
    last = body.clauses[-1]
    columns = last.projection if isinstance(last, ast.Return) else None
    return (
        columns is not None
        and not (columns.star or columns.skip or columns.limit)
        and all(has_aggregate(item.value) for item in columns.items)
    )


@emit.register
def _exists(node: ast.Exists, env: Env) -> SQL:
    return exp.Exists(this=_inner(node, env))


@emit.register
def _count_rows(node: ast.CountRows, env: Env) -> SQL:
    if _is_one_row(node.body):
        return number(1)
    # A correlated COUNT is planned with a cross product that supplies its 0, a SUM with a left join.
    summed = select([exp.Sum(this=exp.Literal.number(1))], subquery(_inner(node, env), env.ctx.alias()))
    return cast(exp.Coalesce(this=exp.Subquery(this=summed), expressions=[exp.Literal.number(0)]), INT)
