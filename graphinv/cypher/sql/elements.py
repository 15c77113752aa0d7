"""What is read of nodes and relationships that stand in lists, maps and calls: found in their tables by number."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.infer_lists import with_element
from graphinv.cypher.kinds import Kind, NodeKind, RelKind
from graphinv.cypher.scope import Scope
from graphinv.cypher.sql.build import SQL, column, equal, filtered, named, quoted, select, subquery
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit, identity
from graphinv.cypher.sql.lookup import source_of
from graphinv.cypher.sql.needs import TAG
from graphinv.cypher.sql.sources import union_all
from graphinv.cypher.walk import children

ITEM, PLACE = "item", "place"
_LOOKED_UP = ("labels", "startnode", "endnode")


def reads_tables(node: ast.Node, scope: Scope, elements: frozenset[str] = frozenset()) -> bool:
    """Whether an expression needs a table beside the rows; `elements` are variables of lists, which carry nothing."""
    match node:
        case ast.Exists() | ast.CountRows():
            return True
        case ast.Prop(base) if isinstance(kind_of(base, scope), NodeKind | RelKind):
            return not isinstance(base, ast.Var) or base.name in elements
        case ast.HasLabel(ast.Var(name)) if name in elements:
            return True
        case ast.Call(function, (arg,)) if function.lower() in _LOOKED_UP:
            return function.lower() != "labels" or not isinstance(arg, ast.Var) or arg.name in elements
        case ast.Quantifier() | ast.Comprehension():
            inner = with_element(node, scope)
            parts = [part for part in children(node) if part is not node.items]
            here = reads_tables(node.items, scope, elements)
            return here or any(reads_tables(part, inner, elements | {node.var}) for part in parts)
        case _:
            return any(reads_tables(part, scope, elements) for part in children(node))


def looked_up(node: ast.Expr, prop: str, env: Env) -> SQL:
    """A property of a node or relationship that is no variable of a clause."""
    kind = kind_of(node, env.scope)
    source, number = source_of(env.ctx.model, kind, [prop], env.ctx.alias())
    found = select([source.columns[prop]], source.table)
    return exp.Subquery(this=filtered(found, equal(source.columns[number].copy(), number_of(node, kind, env))))


def number_of(node: ast.Expr, kind: Kind, env: Env) -> SQL:
    """The nid of a node, the eid of a relationship."""
    if not isinstance(kind, RelKind):
        return emit(node, env)
    if isinstance(node, ast.Var) and (node.name, TAG) in env.columns:
        return identity(node, env)
    return exp.Dot(this=exp.Paren(this=emit(node, env)), expression=quoted("e"))


def end_of(node: ast.Expr, side: str, env: Env) -> SQL:
    """The node at which a relationship starts (`src`) or ends (`dst`)."""
    kind = kind_of(node, env.scope)
    tables = sorted(kind.tables, key=lambda table: table.tag) if isinstance(kind, RelKind) else []
    alias = env.ctx.alias()
    parts = [
        select([exp.Column(this=quoted("eid")), exp.Column(this=quoted(side))], exp.Table(this=quoted(table.name)))
        for table in tables
    ]
    found = select([column(side, alias)], subquery(union_all(parts), alias))
    return exp.Subquery(this=filtered(found, equal(column("eid", alias), number_of(node, kind, env))))


def opened(node: ast.Quantifier | ast.Comprehension, items: SQL, env: Env) -> tuple[Env, exp.Select, SQL]:
    """The elements of a list as rows: their variables, the SELECT without columns, and their place in the list."""
    scope = with_element(node, env.scope)
    kind = scope.kinds[node.var]
    rows, there = env.ctx.alias(), env.ctx.alias()
    subscripts = exp.Anonymous(this="GENERATE_SUBSCRIPTS", expressions=[items.copy(), exp.Literal.number(1)])
    each = select([named(exp.Explode(this=items.copy()), ITEM), named(subscripts, PLACE)])
    found = select([], subquery(each, rows))
    values = _parts(kind, column(ITEM, rows))
    props = [str(prop) for _, prop in env.ctx.columns_of(node.var, kind) if prop not in values]
    if props:
        source, number = source_of(env.ctx.model, kind, props, there)
        values |= {prop: source.columns[prop] for prop in props}
        test = equal(source.columns[number], values[None].copy())
        found.append("joins", exp.Join(this=source.table, side="LEFT", on=test))
    return env.joined(node.var, scope, values), found, column(PLACE, rows)


def _parts(kind: Kind, value: SQL) -> dict[str | None, SQL]:
    if not isinstance(kind, RelKind):
        return {None: value}
    return {
        None: exp.Dot(this=exp.Paren(this=value), expression=quoted("e")),
        TAG: exp.Dot(this=exp.Paren(this=value.copy()), expression=quoted("t")),
    }
