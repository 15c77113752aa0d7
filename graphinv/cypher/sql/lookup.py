"""Properties of nodes and relationships that came out of a list or an expression: found again by their number."""

from __future__ import annotations

from sqlglot import exp

from graphinv.cypher.kinds import Kind, NodeKind, RelKind
from graphinv.cypher.narrow import Choice
from graphinv.cypher.schema import Model
from graphinv.cypher.sql.build import SQL, column, equal, select
from graphinv.cypher.sql.env import Key, column_name
from graphinv.cypher.sql.needs import TAG
from graphinv.cypher.sql.sources import Source, edge_source, node_source
from graphinv.cypher.sql.stage import Stage, cell


def look_up(stage: Stage, name: str) -> Stage:
    """The stage with the properties of a variable joined on, as far as later clauses read them."""
    kind = stage.scope.kinds[name]
    missing = [key for key in stage.ctx.columns_of(name, kind) if key not in stage.own]
    if not missing:
        return stage
    here, there = stage.ctx.alias(), stage.ctx.alias(name)
    source, number = source_of(stage.ctx.model, kind, [str(key[1]) for key in missing], there)
    columns: dict[Key, SQL] = {key: column(column_name(key), here) for key in stage.own}
    columns |= {key: source.columns[str(key[1])] for key in missing}
    own: tuple[Key, ...] = (*stage.own, *missing)
    query = select([cell(key, columns) for key in own], stage.source(here))
    test = equal(source.columns[number], column(name, here))
    query.append("joins", exp.Join(this=source.table, side="LEFT", on=test))
    return stage.then(query, own, stage.scope)


def source_of(model: Model, kind: Kind, props: list[str], alias: str) -> tuple[Source, str]:
    """The tables behind a kind with these properties, and the column that holds the number of the element."""
    if isinstance(kind, NodeKind):
        return node_source(model, kind.labels, props, alias), "nid"
    tables = sorted(kind.tables, key=lambda table: table.tag) if isinstance(kind, RelKind) else []
    choices = [Choice(table, False) for table in tables]
    return edge_source(model, choices, [prop for prop in props if prop != TAG], alias), "eid"
