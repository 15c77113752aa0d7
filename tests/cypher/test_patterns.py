"""Random patterns on random graphs against a search that tries every assignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graphinv.errors import CypherError

NODES = {"a": "Person", "b": "Person", "c": "Company", "d": "Company", "e": "Unit"}
JOINS = {
    "FAMILY": {("Person", "Person")},
    "OWNS": {("Person", "Company"), ("Company", "Company"), ("Unit", "Company")},
    "EMPLOYED_BY": {("Person", "Company"), ("Person", "Unit")},
}
LABELS = {
    "Person": {"Person"},
    "Party": {"Person", "Company", "Unit"},
    "Unit": {"Unit"},
    "": {"Person", "Company", "Unit"},
}
Edge = tuple[str, str, str]

EDGE = st.tuples(st.sampled_from(sorted(JOINS)), st.sampled_from(sorted(NODES)), st.sampled_from(sorted(NODES))).filter(
    lambda edge: (NODES[edge[1]], NODES[edge[2]]) in JOINS[edge[0]]
)
HOP = st.tuples(
    st.sampled_from("xyz"),
    st.sampled_from("xyz"),
    st.lists(st.sampled_from(sorted(JOINS)), min_size=1, max_size=2, unique=True),
    st.sampled_from(["out", "in", "both"]),
)


def _fits(edge: Edge, kinds: list[str], way: str, left: str, right: str) -> bool:
    ends = {"out": [(left, right)], "in": [(right, left)], "both": [(left, right), (right, left)]}[way]
    return edge[0] in kinds and (edge[1], edge[2]) in ends


def _matches(edges: list[Edge], hops: list[Any], labels: dict[str, str]) -> Iterator[tuple[str, ...]]:
    names = sorted({name for hop in hops for name in hop[:2]})
    for nodes in product(NODES, repeat=len(names)):
        place = dict(zip(names, nodes, strict=True))
        if any(NODES[place[name]] not in LABELS[labels[name]] for name in names):
            continue
        for used in product(range(len(edges)), repeat=len(hops)):
            fit = (
                _fits(edges[n], hop[2], hop[3], place[hop[0]], place[hop[1]]) for n, hop in zip(used, hops, strict=True)
            )
            if len(set(used)) == len(used) and all(fit):
                yield nodes


@given(
    edges=st.lists(EDGE, max_size=6),
    hops=st.lists(HOP, min_size=1, max_size=3),
    labels=st.fixed_dictionaries({name: st.sampled_from(sorted(LABELS)) for name in "xyz"}),
)
@settings(max_examples=40, deadline=None)
def test_random_patterns(scratch: Any, edges: list[Edge], hops: list[Any], labels: dict[str, str]) -> None:
    expected = Counter(_matches(edges, hops, labels))
    arrows = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}
    drawn = ", ".join(
        f"({left}){arrows[way][0]}[:{'|'.join(kinds)}]{arrows[way][1]}({right})" for left, right, kinds, way in hops
    )
    names = sorted({name for hop in hops for name in hop[:2]})
    tests = " AND ".join(f"{name}:{labels[name]}" for name in names if labels[name])
    text = f"MATCH {drawn} {f'WHERE {tests}' if tests else ''} RETURN {', '.join(names)}"
    lines = [f"({name}:{label})" for name, label in NODES.items()]
    scratch.redraw("\n".join([*lines, *(f"({s})-[:{kind}]->({t})" for kind, s, t in edges)]))
    try:
        assert Counter(scratch.rows(text)) == expected
    except CypherError:
        # The model rules the pattern out, so no graph can hold it.
        assert not expected
