"""What counts as the same answer of two engines, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from graphinv.stores.base import ColumnInfo, Edge, EdgeRef, Node, Params, Result
from tests.cypher.naive.engine import Naive
from tests.cypher.naive.graph import lists_of
from tests.engines.compare import answered
from tests.engines.embedded import redrawn
from tests.engines.pairs import drawn

GRAPH = """
(p:Person {name: 甲}), (q:Person {name: 乙}), (c:Company {reg_capital: 3})
(p)-[:OWNS {share: 0.1}]->(c), (p)-[:OWNS {share: 0.2}]->(c), (q)-[:OWNS {share: 0.3}]->(c)
"""


class Numbered:
    """An engine with these answers, which numbers nodes and edge tables in its own way."""

    def __init__(self, columns: str, rows: Sequence[tuple[Any, ...]], shift: int = 0) -> None:
        parts = [column.split(":") for column in columns.split()]
        self.columns = tuple(ColumnInfo(name, kind, of or None) for name, kind, of in parts)
        self.rows, self.shift = rows, shift

    def run(self, text: str, params: Params | None = None, *, certain: bool = False) -> Result:
        return Result(self.columns, self.rows)

    def nodes(self, nids: Iterable[int]) -> dict[int, Node]:
        return {nid: Node(nid, "", "Person", f"P{nid - self.shift}", {}) for nid in nids}

    def edges(self, refs: Iterable[EdgeRef]) -> dict[EdgeRef, Edge]:
        return {ref: Edge(ref, "OWNS", 1 + self.shift, 2 + self.shift, True, {}) for ref in refs}


def _same(text: str, one: Numbered, other: Numbered) -> bool:
    return answered(one, text) == answered(other, text)


ELEMENTS = "x:node: r:relationship: xs:list:node rs:path:relationship"


def test_numbers_of_nodes_and_tables_are_an_engines_own() -> None:
    text = "RETURN x, r, xs, rs"
    one = Numbered(ELEMENTS, [(1, EdgeRef(4, 7), [1, 2], [EdgeRef(4, 7)]), (None, None, None, None)])
    other = Numbered(ELEMENTS, [(None, None, None, None), (9, EdgeRef(0, 7), [9, 10], [EdgeRef(0, 7)])], shift=8)
    assert _same(text, one, other)
    assert answered(one, text)[0] == (
        ("node", "Person", "P1"),
        ("edge", "OWNS", "P1", "P2", 7),
        [("node", "Person", "P1"), ("node", "Person", "P2")],
        [("edge", "OWNS", "P1", "P2", 7)],
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (0.1 + 0.2, 0.3, True),
        (1, 1.0, True),
        (0.0, -0.0, True),
        (0.3, 0.3000001, False),
        (0, 1e-12, True),
        (123456789012, 123456789013, False),
        (1, True, False),
        (1, "1", False),
        (None, 0, False),
        (123456789012, 123456789012.0, True),
    ],
)
def test_scalars(left: Any, right: Any, same: bool) -> None:
    one, other = (Numbered("n:scalar:", [(value,)]) for value in (left, right))
    assert (repr(answered(one, "RETURN 1 AS n")) == repr(answered(other, "RETURN 1 AS n"))) is same


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("MATCH (p:Person) RETURN collect(p.name) AS xs", True),
        ("MATCH (p:Person) WITH collect(p.name) AS ys RETURN [y IN ys | y] AS xs", True),
        ("MATCH (p:Person) RETURN labels(p) AS xs", True),
        ("MATCH (p:Person) WITH p, collect(p.name) AS ys RETURN p.former_names AS xs", False),
        ("RETURN ['a', 'b'] AS xs", False),
    ],
)
def test_lists_keep_their_order_if_they_have_one(text: str, same: bool) -> None:
    one, other = (Numbered("xs:list:string", [(value,)]) for value in (["a", "b"], ["b", "a"]))
    assert _same(text, one, other) is same


@pytest.mark.parametrize(("ending", "same"), [("", True), (" ORDER BY n", False), (" UNION ALL RETURN 2 AS n", True)])
def test_rows_are_a_bag_unless_ordered(ending: str, same: bool) -> None:
    one, other = (Numbered("n:scalar:int", rows) for rows in ([(1,), (2,), (2,)], [(2,), (1,), (2,)]))
    text = f"UNWIND [1, 2, 2] AS n RETURN n{ending}"
    assert _same(text, one, other) is same
    assert not _same(text, one, Numbered("n:scalar:int", [(1,), (2,)]))


def test_parallel_relationships_are_told_apart_on_both_engines() -> None:
    text = "MATCH path = (p:Person)-[r:OWNS]->(c) RETURN p, r, nodes(path) AS ns, path, r.share AS share"
    naive = Naive(lists_of(GRAPH))
    with redrawn() as store:
        store.redraw(drawn(GRAPH))
        ours = answered(store, text)
        assert ours == answered(naive, text) and len(ours) == 3
        assert {row[1] for row in ours} == {
            ("edge", "OWNS", end, "c", eid) for end, eid in (("p", 1), ("p", 2), ("q", 3))
        }
        store.redraw(drawn("(p:Person)"))
        assert answered(store, text) == []
