"""The rows that the clauses so far have made, and the columns of each variable in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from graphinv.cypher.scope import Scope
from graphinv.cypher.sql.build import again, column, named, select, subquery
from graphinv.cypher.sql.env import Columns, Context, Env, Key, column_name


@dataclass(frozen=True)
class Stage:
    """`query` None means one row without columns; `outer` are columns of a surrounding query, by correlation."""

    ctx: Context
    scope: Scope
    query: exp.Query | None = None
    own: tuple[Key, ...] = ()
    outer: Columns = field(default_factory=dict)

    def env(self, alias: str) -> Env:
        """Its variables when its rows stand in FROM under this alias."""
        return Env(self.ctx, self.scope, {**self.outer, **{key: column(column_name(key), alias) for key in self.own}})

    def source(self, alias: str) -> exp.Subquery | None:
        return None if self.query is None else subquery(self.query, alias)

    def then(self, query: exp.Query, own: tuple[Key, ...], scope: Scope) -> Stage:
        return replace(self, query=query, own=own, scope=scope)


def cell(key: Key, columns: Mapping[Key, exp.Expr]) -> exp.Expr:
    """A column of a variable under the name in which it travels on."""
    return named(again(columns[key]), column_name(key))


def unit_row() -> exp.Select:
    """One row, where a clause needs something to stand on."""
    return select([named(exp.Literal.number(1), "#")])
