"""labels(), type() and nodes() as SQL."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher import ast
from graphinv.cypher.kinds import NodeKind, RelKind
from graphinv.cypher.lexer import fail
from graphinv.cypher.sql.build import SQL, array, not_null, number, quoted, text, when
from graphinv.cypher.sql.elements import looked_up
from graphinv.cypher.sql.env import Env
from graphinv.cypher.sql.expr import emit
from graphinv.cypher.sql.makers import kind
from graphinv.cypher.sql.needs import LABEL, NODES, TAG


def labels(node: ast.Call, env: Env) -> SQL:
    """The label and its supertypes."""
    arg, known = node.args[0], kind(node, env)
    names = sorted(known.labels) if isinstance(known, NodeKind) else []

    def words(label: str) -> SQL:
        return array([text(word) for word in env.scope.model.labels_of(label)])

    if len(names) == 1:
        optional = isinstance(known, NodeKind) and known.optional
        return when(not_null(emit(arg, env)), words(names[0])) if optional else words(names[0])
    ifs = [exp.If(this=text(label), true=words(label)) for label in names]
    if isinstance(arg, ast.Var) and (arg.name, LABEL) in env.columns:
        return exp.Case(this=env.column(arg.name, LABEL), ifs=ifs)
    return exp.Case(this=looked_up(arg, LABEL, env), ifs=ifs)


def type_of(node: ast.Call, env: Env) -> SQL:
    """The type by the number of the table."""
    arg, known = node.args[0], kind(node, env)
    tables = sorted(known.tables, key=lambda table: table.tag) if isinstance(known, RelKind) else []
    if isinstance(arg, ast.Var) and (arg.name, TAG) in env.columns:
        tag = env.column(arg.name, TAG)
    else:
        tag = exp.Dot(this=exp.Paren(this=emit(arg, env)), expression=quoted("t"))
    ifs = [exp.If(this=number(table.tag), true=text(table.type)) for table in tables]
    return exp.Case(this=tag, ifs=ifs)


def nodes(node: ast.Call, env: Env) -> SQL:
    """The nodes of a path, which travel beside its relationships."""
    arg = node.args[0]
    if not isinstance(arg, ast.Var) or (arg.name, NODES) not in env.columns:
        fail(node, "The nodes of a path out of a list are not known.", "Collect them instead: collect(nodes(p)).")
    return env.column(arg.name, NODES)
