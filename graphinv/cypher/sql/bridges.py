"""Two hops that lead through a new node from one node of an earlier clause to another.

They are joined with each other first where one of them is the only one of its kind at the new node (an award has one
buyer): that pair is no bigger than the other table. Joined one after the other, 4 M payments times all awards of their
payer took 8 GB.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from graphinv.cypher.narrow import Narrowed
from graphinv.cypher.schema import Model
from graphinv.cypher.shape import Hop, Shape
from graphinv.cypher.sql.build import column, equal, fenced, named, select, subquery
from graphinv.cypher.sql.env import Key
from graphinv.cypher.sql.needs import TAG
from graphinv.cypher.sql.sources import LEFT, RIGHT, Source


@dataclass(frozen=True)
class Bridge:
    """Two hops and the new node between them; `first` starts there."""

    middle: str
    first: Hop
    second: Hop

    @property
    def hops(self) -> tuple[Hop, Hop]:
        return self.first, self.second

    def far(self, hop: Hop) -> str:
        """The end of a hop that an earlier clause knows."""
        return hop.right if hop.left == self.middle else hop.left


def bridges(
    shape: Shape, narrowed: Narrowed, model: Model, own: Container[Key], known: Container[Key]
) -> Iterator[Bridge]:
    """The bridges of a pattern; `own` are columns of earlier clauses, `known` also those of a surrounding query."""
    done: set[str] = set()
    for hop in shape.hops:
        middle = _start(hop, narrowed, model)
        others = [other for other in shape.hops if other is not hop and middle in (other.left, other.right)]
        if middle is None or len(others) != 1 or middle in done or (middle, None) in known:
            continue
        found = Bridge(middle, hop, others[0])
        if all((found.far(one), None) in own for one in found.hops):
            done.add(middle)
            yield found


def _start(hop: Hop, narrowed: Narrowed, model: Model) -> str | None:
    """The node at which a hop starts, if no node has two such relationships."""
    choices = narrowed.choices[hop.name]
    starts = {hop.right if choice.flipped else hop.left for choice in choices}
    single = all(model.edges[choice.table.type].one_each for choice in choices)
    return starts.pop() if single and len(starts) == 1 else None


def bridge_table(bridge: Bridge, sources: Mapping[str, Source], alias: str) -> exp.Subquery:
    """Both hops as one fenced table with the middle node and the columns of `cell`."""
    cells: list[exp.Expr] = []
    ends: list[exp.Expr] = []
    for hop in bridge.hops:
        source = sources[hop.name]
        near = LEFT if hop.left == bridge.middle else RIGHT
        cells += [named(value, f"{hop.name}.{name}") for name, value in source.columns.items() if name != near]
        ends.append(source.columns[near])
    first, second = (sources[hop.name].table for hop in bridge.hops)
    inner = select([named(ends[0].copy(), bridge.middle), *cells], first)
    inner.append("joins", exp.Join(this=second, on=equal(*ends)))
    return subquery(fenced(inner), alias)


def cell(hop: Hop, name: str, alias: str) -> exp.Column:
    """A column of a hop in the table of its bridge."""
    return column(f"{hop.name}.{name}", alias)


def far_cell(bridge: Bridge, hop: Hop, alias: str) -> exp.Column:
    """The end of a hop that is known, in the table of the bridge."""
    return cell(hop, RIGHT if hop.left == bridge.middle else LEFT, alias)


def columns_of(hop: Hop, props: list[str], alias: str) -> dict[Key, exp.Expr]:
    """What later clauses read of a hop, found in the table of its bridge."""
    return {(hop.name, key): cell(hop, name, alias) for key, name in _named(props)}


def _named(props: list[str]) -> Iterator[tuple[str | None, str]]:
    yield None, "eid"
    yield TAG, TAG
    yield from ((prop, prop) for prop in props)
