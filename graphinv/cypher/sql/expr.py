"""Each kind of expression as SQL with the meaning that it has in Cypher."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.infer import kind_of
from graphinv.cypher.kinds import CALENDAR, DATE, NULL, STRING, WHOLE, Kind, ListKind, NodeKind, RelKind, is_open
from graphinv.cypher.sql.build import (
    SQL,
    array,
    both,
    cast,
    edge_ref,
    either,
    field,
    is_null,
    not_null,
    number,
    paren,
    text,
    when,
)
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.equality import contained, equals, nested
from graphinv.cypher.sql.needs import LABEL, TAG

_COMPARE: dict[str, type[exp.Binary]] = {
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
_TEXT_TESTS: dict[str, type[exp.Func]] = {
    "STARTS WITH": exp.StartsWith,
    "ENDS WITH": exp.EndsWith,
    "CONTAINS": exp.Contains,
}
_INT = exp.DataType.build("INT")
_ARITH: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul, "%": exp.Mod}


@singledispatch
def emit(node: ast.Expr, env: Env) -> SQL:
    """The SQL of an expression whose kinds have been checked."""
    raise TypeError(type(node))


def emit_as(node: ast.Expr, kind: Kind, env: Env) -> SQL:
    """Like `emit`; a parameter or null takes the kind of what it meets, but a number stays what it is: 0.8 is no 1."""
    open_node = isinstance(node, ast.Param | ast.Literal) and is_open(kind_of(node, env.scope))
    value = emit(node, env)
    rounded = isinstance(node, ast.Param) and kind in WHOLE
    return cast(value, kind) if open_node and not is_open(kind) and not rounded else value


def identity(node: ast.Expr, env: Env) -> SQL:
    """What two equal elements share: the eid of a relationship, else the value."""
    if isinstance(node, ast.Var) and isinstance(env.kind(node.name), RelKind):
        return env.column(node.name)
    return emit(node, env)


@emit.register
def _literal(node: ast.Literal, env: Env) -> SQL:
    value = node.value
    if value is None:
        return exp.Null()
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    return text(value) if isinstance(value, str) else number(value)


@emit.register
def _param(node: ast.Param, env: Env) -> SQL:
    known = env.scope.params.get(node.name) if env.scope.params else None
    return cast(exp.Placeholder(this=node.name), known) if known else exp.Placeholder(this=node.name)


@emit.register
def _var(node: ast.Var, env: Env) -> SQL:
    kind = env.kind(node.name)
    if isinstance(kind, RelKind) and (node.name, TAG) in env.columns:
        eid = env.column(node.name)
        made = edge_ref(env.column(node.name, TAG), eid)
        return when(not_null(eid.copy()), made) if kind.optional else made
    return env.column(node.name)


@emit.register
def _list(node: ast.ListLit, env: Env) -> SQL:
    kind = kind_of(node, env.scope)
    made = array([emit(item, env) for item in node.items])
    return made if node.items else cast(made, kind)


@emit.register
def _not(node: ast.Not, env: Env) -> SQL:
    return exp.Not(this=paren(emit(node.operand, env)))


@emit.register
def _minus(node: ast.Minus, env: Env) -> SQL:
    return exp.Neg(this=paren(emit(node.operand, env)))


@emit.register
def _logic(node: ast.Logic, env: Env) -> SQL:
    parts = [emit(operand, env) for operand in node.operands]
    if node.op == "XOR":
        left = parts[0]
        for right in parts[1:]:
            left = exp.NEQ(this=paren(left), expression=paren(right))
        return left
    return (both(parts) if node.op == "AND" else either(parts)) or exp.true()


@emit.register
def _compare(node: ast.Compare, env: Env) -> SQL:
    left, right = kind_of(node.left, env.scope), kind_of(node.right, env.scope)
    if isinstance(node.left, ast.Var) and isinstance(node.right, ast.Var) and isinstance(left, RelKind):
        return _COMPARE[node.op](this=identity(node.left, env), expression=identity(node.right, env))
    one, other = emit_as(node.left, right, env), emit_as(node.right, left, env)
    if (
        env.ctx.dialect == "duckdb"
        and nested(left)
        and nested(right)
        and not (_full(node.left, env) and _full(node.right, env))
    ):
        same = equals(one, other, left, env.ctx)
        return same if node.op == "=" else exp.Not(this=paren(same))
    return _COMPARE[node.op](this=paren(one), expression=paren(other))


def _full(node: ast.Expr, env: Env) -> bool:
    """A list without null: stored, or written out."""
    if isinstance(node, ast.ListLit):
        return all(isinstance(item, ast.Literal) and item.value is not None for item in node.items)
    return _is_stored(node, env)


def _is_stored(node: ast.Expr, env: Env) -> bool:
    """Whether this is a property of a node or relationship, not the value of a map."""
    return isinstance(node, ast.Prop) and isinstance(kind_of(node.base, env.scope), NodeKind | RelKind)


@emit.register
def _text_test(node: ast.TextTest, env: Env) -> SQL:
    return _TEXT_TESTS[node.op](this=_as_text(node.left, env), expression=_as_text(node.right, env))


def _as_text(node: ast.Expr, env: Env) -> SQL:
    """A text; of an element of a list whose type is not known before, null if it is none."""
    if (
        env.ctx.dialect != "duckdb"
        or isinstance(node, ast.Param | ast.Literal)
        or not is_open(kind_of(node, env.scope))
    ):
        return emit_as(node, STRING, env)
    value = emit(node, env)
    kind = exp.Anonymous(this="TYPEOF", expressions=[value.copy()])
    return when(exp.EQ(this=kind, expression=text("VARCHAR")), cast(value, STRING))


@emit.register
def _in(node: ast.InList, env: Env) -> SQL:
    item_kind, kind = kind_of(node.item, env.scope), kind_of(node.items, env.scope)
    item = emit_as(node.item, kind.item if isinstance(kind, ListKind) else item_kind, env)
    if nested(item_kind) and env.ctx.dialect == "duckdb":
        return contained(item, emit(node.items, env), item_kind, env.ctx)
    if isinstance(node.items, ast.ListLit):
        if not node.items.items:
            return exp.false()
        return exp.In(this=paren(item), expressions=[emit_as(part, item_kind, env) for part in node.items.items])
    items = emit_as(node.items, ListKind(item_kind), env)
    found = exp.ArrayContains(this=items, expression=item)
    stored = _is_stored(node.items, env) and isinstance(node.item, ast.Literal)
    return found if stored or env.ctx.dialect != "duckdb" else _three_valued(found, items, item)


def _three_valued(found: SQL, items: SQL, item: SQL) -> SQL:
    """IN as openCypher has it: nothing is in an empty list, and a null among the others may be what is looked for.

    Stored lists hold no null, and a literal is none.
    """
    size, known = exp.ArraySize(this=items.copy()), exp.Anonymous(this="LIST_COUNT", expressions=[items.copy()])
    missing = either([is_null(item.copy()), is_null(items.copy()), exp.LT(this=known, expression=size.copy())])
    tests = [(exp.EQ(this=size, expression=number(0)), exp.false()), (found, exp.true()), (missing, exp.Null())]
    return exp.Case(ifs=[exp.If(this=test, true=answer) for test, answer in tests], default=exp.false())


@emit.register
def _is_null(node: ast.IsNull, env: Env) -> SQL:
    value = identity(node.operand, env)
    return not_null(value) if node.negated else is_null(value)


@emit.register
def _has_label(node: ast.HasLabel, env: Env) -> SQL:
    name, kind = node.operand.name, env.kind(node.operand.name)
    labels = kind.labels if isinstance(kind, NodeKind) else frozenset()
    wanted = env.scope.model.concrete(node.labels)
    if labels <= wanted or not labels & wanted:
        answer = exp.Boolean(this=labels <= wanted)
        optional = isinstance(kind, NodeKind) and kind.optional
        return when(not_null(env.column(name)), answer) if optional else answer
    return exp.In(this=env.column(name, LABEL), expressions=[text(label) for label in sorted(wanted & labels)])


@emit.register
def _arith(node: ast.Arith, env: Env) -> SQL:
    left, right = kind_of(node.left, env.scope), kind_of(node.right, env.scope)
    if isinstance(left, ListKind) or isinstance(right, ListKind):
        return _lists_joined(node, left, right, env)
    a, b = paren(emit_as(node.left, right, env)), paren(emit_as(node.right, left, env))
    if left == DATE and node.op in "+-":
        return moved_by(a, b, node.op, env) if right == CALENDAR else moved(a, b, node.op, env)
    if STRING in (left, right):
        return exp.DPipe(this=a, expression=b)
    if node.op == "/":
        return exp.IntDiv(this=a, expression=b) if left in WHOLE and right in WHOLE else exp.Div(this=a, expression=b)
    if node.op == "^":
        return exp.Pow(this=a, expression=b)
    return _ARITH[node.op](this=a, expression=b)


def _lists_joined(node: ast.Arith, left: Kind, right: Kind, env: Env) -> SQL:
    """A list and a list, or one more value; null if either is missing."""
    if NULL in (left, right):
        return cast(exp.Null(), kind_of(node, env.scope))
    a, b = paren(emit(node.left, env)), paren(emit(node.right, env))
    first, second = (side if isinstance(kind, ListKind) else array([side]) for side, kind in ((a, left), (b, right)))
    joined = exp.ArrayConcat(this=first, expressions=[second])
    missing = either(is_null(side.copy()) for side in (a, b) if not isinstance(side, exp.Array | exp.Literal))
    return when(missing, exp.Null(), joined) if missing else joined


def moved_by(day: SQL, span: SQL, op: str, env: Env) -> SQL:
    """A date moved by months, to the last day of a shorter month, and then by days."""
    months = exp.Anonymous(this="TO_MONTHS", expressions=[exp.Cast(this=field(span, "months"), to=_INT.copy())])
    first = exp.Cast(this=_ARITH[op](this=day, expression=months), to=exp.DataType.build("DATE"))
    return moved(first, field(span.copy(), "days"), op, env)


def moved(day: SQL, days: SQL, op: str, env: Env) -> SQL:
    """A date moved by whole days; DuckDB adds integers to dates, Spark has functions."""
    steps = exp.Cast(this=days, to=exp.DataType.build("INT"))
    if env.ctx.dialect == "duckdb":
        return _ARITH[op](this=day, expression=steps)
    return exp.Anonymous(this="DATE_ADD" if op == "+" else "DATE_SUB", expressions=[day, steps])


@emit.register
def _case(node: ast.Case, env: Env) -> SQL:
    kind = kind_of(node, env.scope)
    subject = kind_of(node.subject, env.scope) if node.subject else None
    if node.subject and subject and nested(subject):
        return _case(_searched(node, node.subject), env)
    ifs = [
        exp.If(
            this=emit_as(branch.test, subject, env) if subject else emit(branch.test, env),
            true=emit_as(branch.then, kind, env),
        )
        for branch in node.whens
    ]
    return exp.Case(
        this=emit(node.subject, env) if node.subject else None,
        ifs=ifs,
        default=emit_as(node.default, kind, env) if node.default else None,
    )


def _searched(node: ast.Case, subject: ast.Expr) -> ast.Case:
    """With a comparison in each branch: SQL would take two lists with null inside for equal."""
    whens = (replace(one, test=ast.Compare("=", subject, one.test, at=one.at)) for one in node.whens)
    return replace(node, subject=None, whens=tuple(whens))


@emit.register
def _count_star(node: ast.CountStar, env: Env) -> SQL:
    return exp.Count(this=exp.Star())
