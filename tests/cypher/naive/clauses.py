"""A query clause by clause over lists of rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from graphinv.cypher import ast, parse
from graphinv.cypher.walk import has_aggregate, is_aggregate, rebuilt
from tests.cypher.naive.calls import aggregate
from tests.cypher.naive.expressions import World, value
from tests.cypher.naive.graph import Lists
from tests.cypher.naive.patterns import matches, variables
from tests.cypher.naive.values import Row, identity, sorted_rows


def answers(graph: Lists, text: str, params: dict[str, Any] | None = None, *, sure: bool = False) -> list[list[Any]]:
    """The rows of a query, in the order of its first part's columns; `sure` is the certain reading."""
    world = World(graph, params or {}, run)
    columns, rows = _united(tree_of(text), world, sure)
    return [[row[name] for name in columns] for row in rows]


@lru_cache(maxsize=64)
def tree_of(text: str) -> ast.Query:
    """The query, read once for all that is asked of it."""
    return parse(text)


def _united(query: ast.Query, world: World, sure: bool) -> tuple[list[str], list[Row]]:
    """Columns of the first part and the rows of all; a UNION without ALL makes the rows so far distinct."""
    columns, rows = _part(query.parts[0], world, sure)
    for part, keep_all in zip(query.parts[1:], query.keep_all, strict=True):
        rows = rows + _part(part, world, sure)[1]
        rows = rows if keep_all else _distinct(rows)
    return columns, rows


def _part(part: ast.Single, world: World, sure: bool) -> tuple[list[str], list[Row]]:
    *clauses, last = part.clauses
    assert isinstance(last, ast.Return)
    rows = run(world, ast.Single(tuple(clauses)), {}, sure)
    return column_names(part), project(last.projection, rows, world, sure)


def column_names(part: ast.Single) -> list[str]:
    """What a part returns; of several, the columns go by the first."""
    *clauses, last = part.clauses
    assert isinstance(last, ast.Return)
    before = sorted(_scope(clauses))
    return [*(before if last.projection.star else []), *(item.name for item in last.projection.items)]


def _scope(clauses: Iterable[ast.Clause]) -> dict[str, None]:
    """The variables after these clauses, in the order in which they came."""
    names: dict[str, None] = {}
    for clause in clauses:
        match clause:
            case ast.Match():
                names |= dict.fromkeys(variables(clause))
            case ast.Unwind(_, var):
                names[var] = None
            case ast.CallRows(body) if isinstance(last := body.parts[0].clauses[-1], ast.Return):
                names |= dict.fromkeys(item.name for item in last.projection.items)
            case ast.CallBlock(_, body) if isinstance(body.clauses[-1], ast.Return):
                names |= dict.fromkeys(item.name for item in body.clauses[-1].projection.items)
            case ast.With(projection):
                names = {**(names if projection.star else {}), **{item.name: None for item in projection.items}}
    return names


def run(world: World, body: ast.Single, outer: Row, sure: bool) -> list[Row]:
    """The rows of a subquery for one row around it, or of a whole query for the empty row."""
    rows = [outer]
    for clause in body.clauses:
        rows = _follow(clause, rows, outer, world, sure)
    return rows


def _follow(clause: ast.Clause, rows: list[Row], outer: Row, world: World, sure: bool) -> list[Row]:
    match clause:
        case ast.Match():
            return [made for row in rows for made in _match(clause, row, world, sure)]
        case ast.Unwind(items, var):
            return [{**row, var: item} for row in rows for item in value(items, row, world, sure) or []]
        case ast.CallBlock(imports, body):
            return [made for row in rows for made in _call(imports, body, row, world, sure)]
        case ast.CallRows(body):
            return [{**row, **made} for row in rows for made in _united(body, world, sure)[1]]
        case ast.With(projection, where):
            made = [{**outer, **row} for row in project(projection, rows, world, sure)]
            return [row for row in made if where is None or value(where, row, world, sure) is True]
        case ast.Return(projection):
            return project(projection, rows, world, sure)
        case _:
            raise TypeError(clause)


def _match(clause: ast.Match, row: Row, world: World, sure: bool) -> list[Row]:
    found = list(matches(clause, row, world, sure))
    if found or not clause.optional:
        return found
    return [{**dict.fromkeys(variables(clause)), **row}]


def _call(imports: tuple[ast.Var, ...], body: ast.Single, row: Row, world: World, sure: bool) -> list[Row]:
    inner = {name.name: row[name.name] for name in imports}
    return [{**row, **made} for made in run(world, body, inner, sure)]


def project(columns: ast.Projection, rows: list[Row], world: World, sure: bool) -> list[Row]:
    """WITH and RETURN: grouping, DISTINCT, order, SKIP and LIMIT."""
    grouped = any(has_aggregate(item.value) for item in columns.items)
    made = _grouped(columns, rows, world, sure) if grouped else [_row(columns, row, world, sure) for row in rows]
    pairs = [({}, row) for row in made] if grouped else list(zip(rows, made, strict=True))
    if columns.distinct:
        pairs = [({}, row) for row in _distinct(made)]
    if columns.order:
        keys = [_among(key.value, columns) if grouped or columns.distinct else key.value for key in columns.order]
        keyed = [(tuple(value(key, {**before, **row}, world, sure) for key in keys), row) for before, row in pairs]
        made = sorted_rows(keyed, [key.descending for key in columns.order])
    else:
        made = [row for _, row in pairs]
    start = value(columns.skip, {}, world, sure) if columns.skip else 0
    stop = start + value(columns.limit, {}, world, sure) if columns.limit else None
    return made[start:stop]


def _row(columns: ast.Projection, row: Row, world: World, sure: bool) -> Row:
    own = row if columns.star else {}
    return {**own, **{item.name: value(item.value, row, world, sure) for item in columns.items}}


def _among(key: ast.Expr, columns: ast.Projection) -> ast.Expr:
    """A sort key in which an expression that is a column gives way to the column."""
    names = {item.value: ast.Var(item.name) for item in columns.items}

    def change(node: ast.Node) -> ast.Node:
        return names[node] if isinstance(node, ast.Expr) and node in names else rebuilt(node, change)

    found = change(key)
    assert isinstance(found, ast.Expr)
    return found


def _distinct(rows: list[Row]) -> list[Row]:
    kept: dict[Any, Row] = {}
    for row in rows:
        kept.setdefault(_identity(row), row)
    return list(kept.values())


def _identity(row: Row) -> Any:
    return frozenset((name, identity(found)) for name, found in row.items())


def _grouped(columns: ast.Projection, rows: list[Row], world: World, sure: bool) -> list[Row]:
    """One row per group; without grouping keys one row even of nothing."""
    plain = [item for item in columns.items if not has_aggregate(item.value)]
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        own = dict(row) if columns.star else {}
        keys = {**own, **{item.name: value(item.value, row, world, sure) for item in plain}}
        groups.setdefault(_identity(keys), []).append(row)
    if not rows and not plain and not columns.star:
        groups[None] = []
    return [_summed(columns, group, world, sure) for group in groups.values()]


def _summed(columns: ast.Projection, group: list[Row], world: World, sure: bool) -> Row:
    first = group[0] if group else {}
    made = dict(first) if columns.star else {}
    for item in columns.items:
        totals: Row = {}

        def change(node: ast.Node, totals: Row = totals) -> ast.Node:
            if not is_aggregate(node):
                return rebuilt(node, change)
            name = f"@{len(totals)}"
            totals[name] = _total(node, group, world, sure)
            return ast.Var(name)

        expr = change(item.value)
        assert isinstance(expr, ast.Expr)
        made[item.name] = value(expr, {**first, **totals}, world, sure)
    return made


def _total(node: ast.Node, group: list[Row], world: World, sure: bool) -> Any:
    if isinstance(node, ast.CountStar):
        return len(group)
    assert isinstance(node, ast.Call)
    values = [value(node.args[0], row, world, sure) for row in group]
    more = [value(arg, {}, world, sure) for arg in node.args[1:]]
    return aggregate(node.name, values, node.distinct, *more)
