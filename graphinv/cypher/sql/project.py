"""WITH and RETURN: columns, implicit grouping, DISTINCT, order and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.clauses import after
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import NodeKind, RelKind
from graphinv.cypher.scope import Scope
from graphinv.cypher.sql.build import SQL, column, fenced, filtered, named, quoted, select, subquery
from graphinv.cypher.sql.elements import reads_tables
from graphinv.cypher.sql.env import ORDER, Columns, Env, Key
from graphinv.cypher.sql.expr import emit
from graphinv.cypher.sql.lookup import look_up
from graphinv.cypher.sql.needs import TAG
from graphinv.cypher.sql.stage import Stage, cell, unit_row
from graphinv.cypher.walk import has_aggregate, is_aggregate, rebuilt, walk

Outputs = Callable[[Columns], list[SQL]]


@dataclass
class _Cells:
    """The columns of a projection, those that it groups by, and whether it groups at all (constants are no keys)."""

    values: dict[Key, SQL] = field(default_factory=dict)
    keys: list[SQL] = field(default_factory=list)
    grouped: bool = False


def with_(clause: ast.With, stage: Stage) -> Stage:
    """The rows after a WITH."""
    scope = after(clause, stage.scope)
    columns, stage = totals_first(clause.projection, stage)
    own = tuple(_cells(items_of(columns, stage.scope), stage.env("")).values)
    own += (ORDER,) if ORDER in stage.own and _keeps_order(columns) else ()
    query = _projected(columns, stage, scope, lambda cells: [cell(key, cells) for key in own])
    if stage.outer and _is_one_total(columns):
        query = fenced(query)
    stage = stage.then(query, own, scope)
    if columns.order:
        stage = _numbered(stage)
    for name in dict.fromkeys(key[0] for key in own):
        if isinstance(scope.kinds.get(name), NodeKind | RelKind):
            stage = look_up(stage, name)
    return stage if clause.where is None else _where(clause.where, stage)


def _is_one_total(columns: ast.Projection) -> bool:
    """Aggregates alone: in a subquery DuckDB 2.0 fails over a count of which nothing is read."""
    plain = columns.order or columns.skip or columns.limit or columns.star
    return not plain and all(has_aggregate(item.value) for item in columns.items)


def _keeps_order(columns: ast.Projection) -> bool:
    """Whether rows leave in the order in which they came."""
    return not (columns.order or columns.distinct or is_aggregated(columns))


def _numbered(stage: Stage) -> Stage:
    """With the place of each row as a column, as engines forget the order of a subquery."""
    alias = stage.ctx.alias()
    columns = stage.env(alias).columns
    place = exp.Window(this=exp.RowNumber())
    query = select([*(cell(key, columns) for key in stage.own), cell(ORDER, {ORDER: place})], stage.source(alias))
    return stage.then(query, (*stage.own, ORDER), stage.scope)


def totals_first(columns: ast.Projection, stage: Stage) -> tuple[ast.Projection, Stage]:
    """A projection without aggregates where one stands inside of what engines compute for each row: `collect(n)[0].id`.

    The aggregates become columns of a WITH before it.
    """
    found: list[ast.Item] = []

    def change(node: ast.Node) -> ast.Node:
        if not (isinstance(node, ast.Expr) and is_aggregate(node)):
            return rebuilt(node, change)
        found.append(ast.Item(node, f"@{stage.ctx.alias('total')}"))
        return ast.Var(found[-1].name)

    items = items_of(columns, stage.scope)
    if not any(has_aggregate(item.value) and _beside(item.value, stage) for item in items):
        return columns, stage
    keys = [item for item in items if not has_aggregate(item.value)]
    order = tuple(_among(key, items) for key in columns.order)
    named_keys = {item.value: ast.Var(item.name) for item in keys}
    later = tuple(
        replace(item, value=ast.Var(item.name) if item in keys else _renamed(change(item.value), named_keys))
        for item in items
    )
    stage = with_(ast.With(ast.Projection((*keys, *found)), None), stage)
    return replace(columns, items=later, star=False, order=order), stage


def _beside(value: ast.Expr, stage: Stage) -> bool:
    """Whether something around the aggregates reads tables."""

    def change(node: ast.Node) -> ast.Node:
        if isinstance(node, ast.Call) and is_aggregate(node):
            return replace(node, args=tuple(ast.Literal(None) if reads(arg) else arg for arg in node.args))
        return rebuilt(node, change)

    def reads(arg: ast.Expr) -> bool:
        return reads_tables(arg, stage.scope)

    return reads_tables(change(value), stage.scope)


def _renamed(node: ast.Node, news: Mapping[ast.Expr, ast.Expr]) -> ast.Expr:
    def change(part: ast.Node) -> ast.Node:
        return news[part] if isinstance(part, ast.Expr) and part in news else rebuilt(part, change)

    return cast(ast.Expr, change(node))


def _where(where: ast.Expr, stage: Stage) -> Stage:
    """Fenced, so that conditions between columns do not slip into the joins below."""
    alias = stage.ctx.alias()
    source = stage.source(alias)
    if source is not None and isinstance(source.this, exp.Select) and not source.this.args.get("limit"):
        source.set("this", source.this if source.this.args.get("offset") else fenced(source.this))
    env = stage.env(alias)
    query = select([cell(key, env.columns) for key in stage.own], source)
    return stage.then(filtered(query, emit(where, env)), stage.own, stage.scope)


def items_of(columns: ast.Projection, scope: Scope) -> list[ast.Item]:
    """The columns with * written out."""
    stars = [ast.Item(ast.Var(name), name) for name in sorted(scope.kinds)] if columns.star else []
    return [*stars, *columns.items]


def is_aggregated(columns: ast.Projection) -> bool:
    return any(has_aggregate(item.value) for item in columns.items)


def _projected(columns: ast.Projection, stage: Stage, scope: Scope, outputs: Outputs) -> exp.Select:
    """One SELECT, or two where the order reads the columns that DISTINCT or grouping leaves."""
    stage = _inward(columns, stage)
    alias = stage.ctx.alias()
    env = stage.env(alias)
    items = items_of(columns, stage.scope)
    cells = _cells(items, env)
    if ORDER in stage.own and _keeps_order(columns):
        cells.values[ORDER] = env.column(*ORDER)
    source = stage.source(alias)
    fixed = columns.distinct or is_aggregated(columns)
    if not (fixed and columns.order):
        query = _select(outputs(cells.values), columns, cells, source)
        _order(query, columns, [_before(key, items) for key in columns.order], env)
        return query
    outer = stage.ctx.alias()
    names = {key: f"c{place}" for place, key in enumerate(cells.values)}
    inner = _select([named(cells.values[key].copy(), name) for key, name in names.items()], columns, cells, source)
    env = Env(stage.ctx, scope, {key: column(name, outer) for key, name in names.items()})
    query = select(outputs(env.columns), subquery(inner, outer))
    _order(query, columns, [_among(key, items) for key in columns.order], env)
    return query


def _inward(columns: ast.Projection, stage: Stage) -> Stage:
    """The stage with the outer columns that an aggregate reads as its own: engines take such an aggregate for an outer
    one."""
    read = {part.name for item in columns.items for part in _summed(item.value)}
    keys = [key for key in stage.outer if key[0] in read and key not in stage.own]
    if not keys:
        return stage
    alias = stage.ctx.alias()
    env = stage.env(alias)
    own = (*stage.own, *keys)
    query = select([cell(key, env.columns) for key in own], stage.source(alias) or subquery(unit_row(), alias))
    return stage.then(query, own, stage.scope)


def _summed(value: ast.Expr) -> Iterator[ast.Var]:
    """The variables inside of aggregates."""
    for node in walk(value, into_subqueries=False):
        if is_aggregate(node):
            yield from (part for part in walk(node) if isinstance(part, ast.Var))


def _select(values: list[SQL], columns: ast.Projection, cells: _Cells, source: SQL | None) -> exp.Select:
    query = select(values, source)
    if columns.distinct:
        query.set("distinct", exp.Distinct())
    if is_aggregated(columns) and cells.keys:
        query.set("group", exp.Group(expressions=[key.copy() for key in cells.keys]))
    elif is_aggregated(columns) and cells.grouped:
        # Grouped by constants alone, nothing makes no row.
        some = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(0))
        query.set("having", exp.Having(this=some))
    return query


def _cells(items: Sequence[ast.Item], env: Env) -> _Cells:
    found = _Cells()
    for item in items:
        values = _item(item, env)
        found.values |= values
        if not has_aggregate(item.value):
            found.grouped = True
            found.keys += [value for value in values.values() if value.find(exp.Column)]
    return found


def _item(item: ast.Item, env: Env) -> dict[Key, SQL]:
    """One column as the cells in which it travels on."""
    kind = kind_of(item.value, env.scope)
    if isinstance(item.value, ast.Var):
        keys = env.ctx.columns_of(item.name, kind)
        return {key: env.column(item.value.name, key[1]) for key in keys if (item.value.name, key[1]) in env.columns}
    value = emit(item.value, env)
    if not isinstance(kind, RelKind):
        return {(item.name, None): value}
    return {
        (item.name, None): exp.Dot(this=exp.Paren(this=value), expression=quoted("e")),
        (item.name, TAG): exp.Dot(this=exp.Paren(this=value.copy()), expression=quoted("t")),
    }


def _before(key: ast.SortKey, items: Sequence[ast.Item]) -> ast.SortKey:
    """A sort key over the rows before the projection: names of columns give way to what they stand for."""
    return _swapped(key, {ast.Var(item.name): item.value for item in items})


def _among(key: ast.SortKey, items: Sequence[ast.Item]) -> ast.SortKey:
    """A sort key over the columns: an expression that is a column gives way to its name."""
    return _swapped(key, {item.value: ast.Var(item.name) for item in items})


def _swapped(key: ast.SortKey, news: Mapping[ast.Expr, ast.Expr]) -> ast.SortKey:
    def change(node: ast.Node) -> ast.Node:
        if isinstance(node, ast.Expr) and node in news:
            return news[node]
        return rebuilt(node, change)

    return rebuilt(key, change)


def _order(query: exp.Select, columns: ast.Projection, keys: Sequence[ast.SortKey], env: Env) -> None:
    """Null is the greatest value, as in Neo4j. What reads no column orders nothing, and engines refuse it."""
    values = [(emit(key.value, env), key.descending) for key in keys]
    if ORDER in env.columns and _keeps_order(columns):
        values.append((env.column(*ORDER), False))
    ordered = [exp.Ordered(this=value, desc=down, nulls_first=down) for value, down in values if value.find(exp.Column)]
    if ordered:
        query.set("order", exp.Order(expressions=ordered))
    if columns.limit is not None:
        query.set("limit", exp.Limit(expression=emit(columns.limit, env)))
    if columns.skip is not None:
        query.set("offset", exp.Offset(expression=emit(columns.skip, env)))


def return_(clause: ast.Return, stage: Stage, names: Sequence[str] = ()) -> exp.Select:
    """The last SELECT: the visible columns, in the order of `names` if given (UNION goes by name)."""
    scope = after(clause, stage.scope)
    columns, stage = totals_first(clause.projection, stage)

    def visible(columns: Columns) -> list[SQL]:
        env = Env(stage.ctx, scope, columns)
        return [named(emit(ast.Var(name), env), name) for name in names or scope.kinds]

    return _projected(columns, stage, scope, visible)
