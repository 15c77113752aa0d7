"""In which order a rule's patterns are written must not decide how much work the engine does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.cypher import compile_query, parse
from graphinv.cypher.ast import Clause, Logic, Match, NodePattern, Pattern, Query, RelPattern, Single
from tests.acceptance.county import GROUP, Counties, County

pytestmark = GROUP

ORDERS = 6
"""Written orders tried for each rule, beside the one in its file."""

TIMES = 5
"""The worst order may handle this many times the rows of the best."""

TURNED = {"out": "in", "in": "out", "both": "both"}

Shuffle = Callable[[list[Pattern]], list[Pattern]]


def steps(pattern: Pattern) -> list[Pattern]:
    """Each relationship with its two ends as a pattern of its own; a named path stays whole."""
    if pattern.var is not None or not pattern.rels:
        return [pattern]
    if not all(node.var for node in pattern.nodes[1:-1]):
        return [pattern]
    return [
        replace(pattern, nodes=pattern.nodes[place : place + 2], rels=(rel,)) for place, rel in enumerate(pattern.rels)
    ]


def turned(pattern: Pattern) -> Pattern:
    """The same pattern written from its other end."""
    if pattern.var is not None:
        return pattern
    rels: tuple[RelPattern, ...] = tuple(
        replace(rel, direction=TURNED[rel.direction]) for rel in reversed(pattern.rels)
    )
    nodes: tuple[NodePattern, ...] = tuple(reversed(pattern.nodes))
    return replace(pattern, nodes=nodes, rels=rels)


def joined(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """One MATCH for those that follow one another: they ask for the same."""
    last: Match | None = None
    for clause in clauses:
        if isinstance(clause, Match) and not clause.optional:
            last = clause if last is None else both(last, clause)
            continue
        if last is not None:
            yield last
            last = None
        yield clause
    if last is not None:
        yield last


def both(one: Match, two: Match) -> Match:
    """Two MATCH as one."""
    wheres = [where for where in (one.where, two.where) if where is not None]
    where = Logic("AND", tuple(wheres)) if len(wheres) == 2 else (wheres or [None])[0]
    return replace(one, patterns=one.patterns + two.patterns, where=where)


def written(tree: Query, shuffle: Shuffle) -> Query:
    """The same query with the patterns of every MATCH in another order."""

    def clause(one: Clause) -> Clause:
        if not isinstance(one, Match) or one.optional:
            return one
        parts = [step for pattern in one.patterns for step in steps(pattern)]
        return replace(one, patterns=tuple(shuffle(parts)))

    return replace(tree, parts=tuple(Single(tuple(map(clause, joined(part.clauses)))) for part in tree.parts))


def shuffled(seed: int) -> Shuffle:
    random = Random(seed)

    def shuffle(parts: list[Pattern]) -> list[Pattern]:
        mixed = random.sample(parts, len(parts))
        return [turned(part) if random.random() < 0.5 else part for part in mixed]

    return shuffle


def work(county: County, tree: Query, values: dict[str, Any]) -> tuple[int, int]:
    """How many rows the operators of the plan handle together, and how many the answer has.

    Neither depends on the machine.
    """
    compiled = compile_query(tree)
    bound = {name: values[name] for name in compiled.parameters}
    query = f"EXPLAIN (ANALYZE, FORMAT JSON) {compiled.sql}"
    (row,) = county.workspace.store.con.execute(query, bound).fetchall()
    (collector,) = json.loads(row[1])["operator"]
    ((top,),) = [explained["children"] for explained in collector["children"]]
    return handled(top), top["intermediate_rows"]


def handled(node: dict[str, Any]) -> int:
    return int(node["intermediate_rows"]) + sum(handled(child) for child in node.get("children", []))


@pytest.mark.parametrize("ident", sorted(Catalogue().rules))
def test_no_order_is_much_worse(counties: Counties, ident: str) -> None:
    rule = Catalogue().rules[ident]
    tree = parse(rule.cypher)
    values = {name: spec.default for name, spec in rule.params.items()}
    asked, answer = work(counties[1], tree, values)
    found = [work(counties[1], written(tree, shuffled(seed)), values) for seed in range(ORDERS)]
    assert all(other == answer for _, other in found)
    rows = [asked, *(count for count, _ in found)]
    assert min(rows) > 0
    assert max(rows) <= TIMES * min(rows), rows
