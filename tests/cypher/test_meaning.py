"""NULL logic, trails and grouping against plain Python that shares nothing with the compiler."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Truth = bool | None
LEAVES = {"x": "p.sex = 'm'", "y": "p.name = 'm'", "z": "p.region_code = 'm'"}


def _and(a: Truth, b: Truth) -> Truth:
    return False if False in (a, b) else None if None in (a, b) else True


def _not(a: Truth) -> Truth:
    return None if a is None else not a


def _xor(a: Truth, b: Truth) -> Truth:
    return None if None in (a, b) else a is not b


Tree = tuple[Any, ...] | str
TREES = st.recursive(
    st.sampled_from([*LEAVES, "null"]),
    lambda inner: st.one_of(
        st.tuples(st.just("NOT"), inner),
        st.tuples(st.sampled_from(["AND", "OR", "XOR"]), inner, inner),
        st.tuples(st.just("IS NULL"), inner),
    ),
    max_leaves=8,
)


def _text(tree: Tree) -> str:
    if isinstance(tree, str):
        return LEAVES.get(tree, tree)
    if tree[0] == "NOT":
        return f"NOT ({_text(tree[1])})"
    if tree[0] == "IS NULL":
        return f"({_text(tree[1])}) IS NULL"
    return f"({_text(tree[1])}) {tree[0]} ({_text(tree[2])})"


def _value(tree: Tree, leaves: dict[str, Truth]) -> Truth:
    if isinstance(tree, str):
        return leaves.get(tree)
    parts = [_value(part, leaves) for part in tree[1:]]
    if tree[0] == "NOT":
        return _not(parts[0])
    if tree[0] == "IS NULL":
        return parts[0] is None
    if tree[0] == "AND":
        return _and(*parts)
    return _xor(*parts) if tree[0] == "XOR" else _not(_and(_not(parts[0]), _not(parts[1])))


@pytest.fixture(scope="module")
def truths() -> Any:
    """27 people: each of three properties is m (true), f (false) or missing (null)."""
    from tests.cypher.conftest import Graph

    words = {True: "m", False: "f"}
    lines = []
    for place, row in enumerate(product([True, False, None], repeat=3)):
        props = [
            f"{name}: {words[v]}" for name, v in zip(("sex", "name", "region_code"), row, strict=True) if v is not None
        ]
        lines.append(f"(p{place}:Person {{{', '.join(props)}}})")
    made = Graph("\n".join(lines))
    yield made
    made.base.close()


@given(tree=TREES)
@settings(max_examples=60, deadline=None)
def test_three_valued_logic(truths: Any, tree: Tree) -> None:
    rows = [dict(zip("xyz", row, strict=True)) for row in product([True, False, None], repeat=3)]
    expected = {f"p{place}" for place, leaves in enumerate(rows) if _value(tree, leaves) is True}
    assert {row[0] for row in truths.rows(f"MATCH (p:Person) WHERE {_text(tree)} RETURN p")} == expected


EDGES = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "b"), ("c", "d"), ("d", "d"), ("d", "b")]


def _trails(start: str, steps: int, both: bool) -> Counter[str]:
    """Ends of all walks of this length that use no edge twice."""
    found: Counter[str] = Counter()

    def go(node: str, used: tuple[int, ...]) -> None:
        if len(used) == steps:
            found[node] += 1
            return
        for number, (src, dst) in enumerate(EDGES):
            if number in used:
                continue
            if src == node:
                go(dst, (*used, number))
            if both and dst == node and src != dst:
                go(src, (*used, number))

    go(start, ())
    return found


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_trails(draw: Callable[[str], Any], steps: int, both: bool) -> None:
    """Parallel edges, a loop and a circle; as one variable length and as single hops."""
    graph = draw("(a:Company)\n" + "\n".join(f"({s}:Company)-[:OWNS {{share: 0.1}}]->({t}:Company)" for s, t in EDGES))
    arrow = "-" if both else "->"
    expected = _trails("a", steps, both)
    variable = f"MATCH (x:Company {{id: 'a'}})-[:OWNS*{steps}]{arrow}(y) RETURN y"
    assert Counter(row[0] for row in graph.rows(variable)) == expected
    hops = "".join(f"-[:OWNS]{arrow}(n{step})" for step in range(steps))
    single = f"MATCH (x:Company {{id: 'a'}}){hops} RETURN n{steps - 1} AS y"
    assert Counter(row[0] for row in graph.rows(single)) == expected
    parts = ", ".join(
        f"({'x' if step == 0 else f'n{step - 1}'})-[:OWNS]{arrow}(n{step})" for step in reversed(range(steps))
    )
    comma = f"MATCH {parts} WHERE x.id = 'a' RETURN n{steps - 1} AS y"
    assert Counter(row[0] for row in graph.rows(comma)) == expected


@given(
    rows=st.lists(
        st.tuples(st.sampled_from("pqr"), st.sampled_from(["u", "v"]), st.one_of(st.none(), st.integers(-5, 5))),
        max_size=12,
    )
)
@settings(max_examples=25, deadline=None)
def test_grouping(scratch: Any, rows: list[tuple[str, str, int | None]]) -> None:
    """WITH groups by the node; aggregates skip null; DISTINCT counts values once."""
    lines = ["(p:Person), (q:Person), (r:Person), (u:Programme), (v:Programme)"]
    for payee, programme, amount in rows:
        props = "" if amount is None else f" {{amount: {amount}}}"
        lines.append(f"({payee})-[:RECEIVED{props}]->({programme})")
    scratch.redraw("\n".join(lines))
    text = (
        "MATCH (x:Person)-[r:RECEIVED]->(g) WITH x, count(r) AS n, count(r.amount) AS k, sum(r.amount) AS s, "
        "min(r.amount) AS low, count(DISTINCT g) AS gs, count(DISTINCT r.amount) AS d RETURN x, n, k, s, low, gs, d"
    )
    groups: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for payee, programme, amount in rows:
        groups[payee].append((programme, None if amount is None else amount * 100))
    expected = set()
    for payee, group in groups.items():
        known = [amount for _, amount in group if amount is not None]
        low = min(known, default=None)
        expected.add(
            (payee, len(group), len(known), sum(known), low, len({name for name, _ in group}), len(set(known)))
        )
    found = scratch.rows(text)
    assert len(found) == len(expected) and set(found) == expected
