"""The tables of one reading of a pattern, joined along its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from graphinv.cypher.kinds import NodeKind
from graphinv.cypher.narrow import Narrowed
from graphinv.cypher.shape import Hop, Shape
from graphinv.cypher.sql.bridges import Bridge, bridge_table, bridges, columns_of, far_cell
from graphinv.cypher.sql.build import SQL, both, column, equal, filtered, not_null, select
from graphinv.cypher.sql.env import Key
from graphinv.cypher.sql.needs import LABEL, NODES, TAG
from graphinv.cypher.sql.sources import LEFT, RIGHT, Source, edge_source, node_source
from graphinv.cypher.sql.stage import Stage


@dataclass
class Joins:
    """Tables with their join conditions; `where` holds conditions on columns of a surrounding query."""

    tables: list[tuple[SQL, list[SQL]]] = field(default_factory=list)
    columns: dict[Key, SQL] = field(default_factory=dict)
    where: list[SQL] = field(default_factory=list)

    def add(self, source: Source, tests: Iterable[SQL] = ()) -> None:
        self.tables.append((source.table, list(tests)))

    def select(self, values: Iterable[SQL], tests: Iterable[SQL]) -> exp.Select:
        """SELECT of these values over all tables, in the order of the pattern."""
        where = [*self.where, *tests]
        if not self.tables:
            return filtered(select(values), both(where))
        (first, on), *others = self.tables
        made = select(values, first)
        for table, conditions in others:
            test = both(conditions)
            made.append("joins", exp.Join(this=table, on=test) if test else exp.Join(this=table, kind="CROSS"))
        return filtered(made, both([*on, *where]))


def join_all(stage: Stage, shape: Shape, narrowed: Narrowed) -> Joins:
    """Every hop and every node whose properties are read."""
    return _Joiner(stage, shape, narrowed).joined()


class _Joiner:
    def __init__(self, stage: Stage, shape: Shape, narrowed: Narrowed) -> None:
        self.stage, self.shape, self.narrowed = stage, shape, narrowed
        self.model, self.needs = stage.ctx.model, stage.ctx.needs
        alias = stage.ctx.alias()
        self.made = Joins(columns=dict(stage.env(alias).columns))
        if (before := stage.source(alias)) is not None:
            self.made.tables.append((before, []))

    def joined(self) -> Joins:
        for name in self.shape.nodes:
            if name in self.stage.scope.kinds:
                self._bound(name)
        over = list(bridges(self.shape, self.narrowed, self.model, self.stage.own, self.made.columns))
        for bridge in over:
            self._bridge(bridge)
        for hop in self._in_order([hop for hop in self.shape.hops if not any(hop in bridge.hops for bridge in over)]):
            self._hop(hop)
        for name in self.shape.nodes:
            if (name, None) not in self.made.columns:
                self._scan(name)
        return self.made

    def _bound(self, name: str) -> None:
        """A node of an earlier clause: it must be there, and may have to be of a narrower label."""
        kind = self.stage.scope.kinds[name]
        alone = not any(name in (hop.left, hop.right) for hop in self.shape.hops)
        if not isinstance(kind, NodeKind) or not alone:
            return
        if kind.optional:
            self.made.where.append(not_null(self._node(name)))
        if kind.labels != self.narrowed.labels[name]:
            source = node_source(self.model, self.narrowed.labels[name], (), self.stage.ctx.alias(name))
            self._join_node(source, name)

    def _node(self, name: str) -> SQL:
        return self.made.columns[(name, None)].copy()

    def _bridge(self, bridge: Bridge) -> None:
        """Two hops as one table, joined at both of its ends."""
        alias = self.stage.ctx.alias()
        sources: dict[str, Source] = {}
        tests: list[SQL] = []
        for hop in bridge.hops:
            props = self._hop_props(hop)
            choices = self.narrowed.choices[hop.name]
            sources[hop.name] = edge_source(self.model, choices, props, self.stage.ctx.alias(hop.name))
            self.made.columns.update(columns_of(hop, props, alias))
            tests.append(equal(far_cell(bridge, hop, alias), self._node(bridge.far(hop))))
        self.made.columns[(bridge.middle, None)] = column(bridge.middle, alias)
        self.made.tables.append((bridge_table(bridge, sources, alias), tests))
        self._properties(bridge.middle)

    def _in_order(self, left: list[Hop]) -> Iterator[Hop]:
        """The hops so that each one touches what is there, as far as the pattern allows."""
        known = {name for name, _ in self.made.columns} & set(self.shape.nodes)
        while left:
            hop = next((hop for hop in left if {hop.left, hop.right} & known), left[0])
            known |= {hop.left, hop.right}
            left.remove(hop)
            yield hop

    def _hop(self, hop: Hop) -> None:
        alias = self.stage.ctx.alias(hop.name)
        props = self._hop_props(hop)
        source = edge_source(self.model, self.narrowed.choices[hop.name], props, alias)
        for prop in props:
            self.made.columns[(hop.name, prop)] = source.columns[prop]
        self.made.columns[(hop.name, None)] = source.columns["eid"]
        self.made.columns[(hop.name, TAG)] = source.columns[TAG]
        tests: list[SQL] = []
        fresh: list[str] = []
        for name, end in ((hop.left, source.columns[LEFT]), (hop.right, source.columns[RIGHT])):
            if (name, None) not in self.made.columns:
                self.made.columns[(name, None)] = end
                fresh.append(name)
            elif (name, None) in self.stage.outer and name not in fresh:
                self.made.where.append(equal(end.copy(), self._node(name)))
            else:
                tests.append(equal(end.copy(), self._node(name)))
        self.made.add(source, tests)
        for name in fresh:
            self._properties(name)

    def _hop_props(self, hop: Hop) -> list[str]:
        names = [hop.name]
        names += [name for name, hops in self.shape.lists.items() if hop.name in hops]
        names += [name for name, (_, hops) in self.shape.paths.items() if hop.name in hops]
        wanted = {prop for name in names for prop in self.needs.get(name, frozenset()) if prop != NODES}
        return sorted((wanted | {entry.key for entry in hop.props}) & self.model.rel_kinds.keys())

    def _node_props(self, name: str) -> list[str]:
        wanted = set(self.needs.get(name, frozenset())) | {entry.key for entry in self.shape.nodes[name].props}
        return sorted(wanted & (self.model.node_kinds.keys() | {LABEL}))

    def _properties(self, name: str) -> None:
        """Join the node's table if something of it is read."""
        props = self._node_props(name)
        if props:
            self._join_node(self._source(name, props), name)

    def _source(self, name: str, props: list[str]) -> Source:
        source = node_source(self.model, self.narrowed.labels[name], props, self.stage.ctx.alias(name))
        for prop in props:
            self.made.columns[(name, prop)] = source.columns[prop]
        return source

    def _join_node(self, source: Source, name: str) -> None:
        self.made.add(source, [equal(source.columns["nid"].copy(), self._node(name))])

    def _scan(self, name: str) -> None:
        """A node without relationships here: all nodes of its labels."""
        source = self._source(name, self._node_props(name))
        self.made.columns[(name, None)] = source.columns["nid"]
        self.made.add(source)
