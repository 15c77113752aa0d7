"""The tables behind a node or a relationship, as one thing to join with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from graphinv.cypher.kinds import of_property
from graphinv.cypher.narrow import Choice
from graphinv.cypher.schema import Model
from graphinv.cypher.sql.build import SQL, cast, column, filtered, named, number, quoted, select, subquery, text
from graphinv.cypher.sql.needs import LABEL, TAG
from graphinv.model.layout import node_table

LEFT, RIGHT = "@left", "@right"


@dataclass(frozen=True)
class Source:
    """Something to select from under an alias, with its columns by what they mean."""

    table: SQL
    columns: dict[str, SQL]


def table(name: str, alias: str) -> exp.Table:
    return exp.Table(this=quoted(name), alias=exp.TableAlias(this=quoted(alias)))


def node_source(model: Model, labels: Iterable[str], props: Sequence[str], alias: str) -> Source:
    """The nodes of these labels with `nid` and the properties; what a label lacks is NULL."""
    ordered = sorted(labels)
    if len(ordered) == 1:
        return _one_label(model, ordered[0], props, alias)
    columns: dict[str, SQL] = {name: column(name, alias) for name in ("nid", *props)}
    parts = [select(_node_values(model, label, props), _bare(node_table(label))) for label in ordered]
    return Source(subquery(union_all(parts), alias), columns)


def _one_label(model: Model, label: str, props: Sequence[str], alias: str) -> Source:
    columns: dict[str, SQL] = {"nid": column("nid", alias)}
    for name in props:
        stored = name in model.node_props(label)
        columns[name] = column(name, alias) if stored else _not_stored(name, label, model.node_kinds)
    return Source(table(node_table(label), alias), columns)


def _node_values(model: Model, label: str, props: Sequence[str]) -> Iterable[SQL]:
    yield exp.Column(this=quoted("nid"))
    for name in props:
        stored = name in model.node_props(label)
        yield exp.Column(this=quoted(name)) if stored else named(_not_stored(name, label, model.node_kinds), name)


def _not_stored(name: str, label: str, kinds: Mapping[str, str]) -> SQL:
    """The label itself, or NULL for a property that only other labels or types have."""
    return text(label) if name == LABEL else cast(exp.Null(), of_property(kinds[name]))


def edge_source(model: Model, choices: Sequence[Choice], props: Sequence[str], alias: str) -> Source:
    """The relationships of a hop with `eid`, its ends as LEFT and RIGHT, TAG and the properties."""
    if len(choices) == 1:
        return _one_table(model, choices[0], props, alias)
    columns: dict[str, SQL] = {name: column(name, alias) for name in ("eid", LEFT, RIGHT, TAG, *props)}
    parts = [_edge_select(model, choice, props) for choice in choices]
    for choice, part in zip(choices, parts, strict=True):
        if choice.flipped and Choice(choice.table, False) in choices and choice.left == choice.right:
            # An undirected hop meets a loop once, not from both sides.
            unequal = exp.NEQ(this=exp.Column(this=quoted("src")), expression=exp.Column(this=quoted("dst")))
            filtered(part, unequal)
    return Source(subquery(union_all(parts), alias), columns)


def _one_table(model: Model, choice: Choice, props: Sequence[str], alias: str) -> Source:
    left, right = ("dst", "src") if choice.flipped else ("src", "dst")
    known = model.rel_props(choice.table.type)
    columns: dict[str, SQL] = {"eid": column("eid", alias)}
    for name in props:
        columns[name] = column(name, alias) if name in known else _not_stored(name, "", model.rel_kinds)
    columns |= {LEFT: column(left, alias), RIGHT: column(right, alias), TAG: number(choice.table.tag)}
    return Source(table(choice.table.name, alias), columns)


def _edge_select(model: Model, choice: Choice, props: Sequence[str]) -> exp.Select:
    left, right = ("dst", "src") if choice.flipped else ("src", "dst")
    known = model.rel_props(choice.table.type)
    values: list[SQL] = [exp.Column(this=quoted("eid"))]
    values += [named(exp.Column(this=quoted(left)), LEFT), named(exp.Column(this=quoted(right)), RIGHT)]
    values.append(named(number(choice.table.tag), TAG))
    for name in props:
        missing = named(_not_stored(name, "", model.rel_kinds), name) if name not in known else None
        values.append(missing or exp.Column(this=quoted(name)))
    return select(values, _bare(choice.table.name))


def _bare(name: str) -> exp.Table:
    return exp.Table(this=quoted(name))


def union_all(parts: Sequence[exp.Query]) -> exp.Query:
    """The rows of all parts."""
    found = parts[0]
    for part in parts[1:]:
        found = exp.Union(this=found, expression=part, distinct=False)
    return found
