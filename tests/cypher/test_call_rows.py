"""CALL () { … }: the rows of a query of its own, from which the clauses after it go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphinv.cypher import compile_query, expand, parse, to_cypher
from graphinv.cypher.check import check
from graphinv.errors import CypherError
from graphinv.rules.lint import lint
from tests.rules.graphs import own_rule

FAMILY = """
(o:Person)-[:FAMILY {type: child}]->(d:Person {name: 乙})-[:OWNS {share: 0.6, since: 2020-01}]->(g:Company {name: 丙})
(o)-[:HOLDS_ACCOUNT {since: 2018-01-01, until: 2024-01-01}]->(a1:Account)
(d)-[:HOLDS_ACCOUNT {since: 2018-01-01, until: 2024-01-01, certain: false}]->(a2:Account)
(g)-[:HOLDS_ACCOUNT]->(a3:Account)
(x:Account)-[:PAID {tx_id: 1, amount: 1, on: 2022-01-01}]->(a1), (x)-[:PAID {tx_id: 2, amount: 2, on: 2022-01-01}]->(a2)
(x)-[:PAID {tx_id: 3, amount: 4, on: 2022-01-01}]->(a3), (x)-[:PAID {tx_id: 4, amount: 8, on: 2022-01-01}]->(b:Account)
"""
HOLDERS = """
CALL () {
  MATCH (p:Person)-[holds:HOLDS_ACCOUNT]->(to:Account) RETURN p AS holder, null AS owns, holds, to
  UNION ALL
  MATCH (:Person)-[owns:OWNS]->(c:Company)-[holds:HOLDS_ACCOUNT]->(to:Account) RETURN c AS holder, owns, holds, to
}
"""


@pytest.fixture
def family(draw: Callable[[str], Any]) -> Any:
    return draw(FAMILY)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "MATCH (from)-[paid:PAID]->(to) RETURN holder, owns, paid.amount AS fen ORDER BY fen",
            [("o", None, 100), ("d", None, 200), ("g", "OWNS d>g", 400)],
        ),
        (
            "RETURN labels(holder)[0] AS label, holder.name AS name, owns.share AS share, owns IS NULL AS own "
            "ORDER BY label, name",
            [("Company", "丙", 0.6, False), ("Person", "乙", None, True), ("Person", None, None, True)],
        ),
        ("WITH count(holds) AS n, collect(owns) AS all RETURN n, all", [(3, ["OWNS d>g"])]),
        ("WITH holder WHERE holder:Company RETURN holder", [("g",)]),
        ("OPTIONAL MATCH (holder)<-[f:FAMILY]-(o:Person) RETURN holder, o ORDER BY holder.id", None),
    ],
)
def test_clauses_go_on_from_its_rows(family: Any, text: str, rows: list[tuple[Any, ...]] | None) -> None:
    rows = rows if rows is not None else [("d", "o"), ("g", None), ("o", None)]
    assert family.rows(HOLDERS + text) == rows


def test_certain_reading_reaches_inside(family: Any) -> None:
    text = HOLDERS + "MATCH (x)-[paid:PAID]->(to) WHERE valid_at(holds, paid.on) RETURN holder ORDER BY holder.id"
    assert family.rows(text) == [("d",), ("g",), ("o",)]
    assert family.rows(text, mode="certain") == [("o",)]


@pytest.mark.parametrize(("word", "count"), [("UNION", 2), ("UNION ALL", 4)])
def test_doubles_are_kept_only_with_all(family: Any, word: str, count: int) -> None:
    part = "MATCH (p:Person)-[h:HOLDS_ACCOUNT]->(:Account) RETURN p, h"
    assert len(family.rows(f"CALL () {{ {part} {word} {part} }} RETURN p, h")) == count


def test_a_part_may_order_limit_and_aggregate(family: Any) -> None:
    text = """CALL () { MATCH (:Account)-[r:PAID]->(a) RETURN a, sum(r.amount) AS fen ORDER BY fen DESC LIMIT 1
                        UNION ALL MATCH (a:Account {id: 'a1'}) RETURN 0 AS fen, a }
              RETURN a, fen ORDER BY fen"""
    assert family.rows(text) == [("a1", 0), ("b", 800)]


def test_parameters_and_time_reach_inside(family: Any) -> None:
    text = """CALL () { MATCH (p:Person)-[h:HOLDS_ACCOUNT]->(a) WHERE valid_at(h, $day) AND p.id = $who RETURN p, a }
              RETURN p, a"""
    assert family.rows(text, {"day": "2020-01-01", "who": "o"}) == [("o", "a1")]
    assert compile_query(text).parameters == {"day", "who"}


def test_it_is_printed_as_it_is_read() -> None:
    tree = parse(HOLDERS + "RETURN holder")
    check(tree)
    assert parse(to_cypher(tree)) == tree
    assert to_cypher(expand(tree, "certain")).count(".certain") == 3


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("MATCH (p:Person) CALL () { MATCH (q:Person) RETURN q } RETURN p", "must be the first", "CALL (x) {"),
        ("CALL () { MATCH (q:Person) } RETURN q", "RETURN", ""),
        ("CALL () { MATCH (q:Person) RETURN q UNION MATCH (q:Person) RETURN q.id AS i } RETURN q", "different", "AS"),
        ("CALL () { MATCH (q:Person) RETURN q UNION MATCH (p:Person) RETURN p.id AS q } RETURN q", "node", "Convert"),
        ("CALL () { MATCH (q:Person) RETURN q } RETURN p", "Unknown variable p", ""),
        ("CALL () { MATCH (q:Person) RETURN q.nam AS n } RETURN n", "nam", "name"),
    ],
)
def test_refusals(text: str, message: str, advice: str) -> None:
    with pytest.raises(CypherError) as found:
        compile_query(text)
    assert message in found.value.message
    assert advice in found.value.hint


BODY = """CALL () {
  MATCH (person:Person)-[held:OWNS]->(company:Company) RETURN person, held AS tie, company
  UNION ALL
  MATCH (person:Person)-[role:HAS_ROLE]->(company:Company) RETURN person, role AS tie, company
}
"""


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BODY + "RETURN person, tie, company", None),
        (BODY + "WITH person, company, collect(tie) AS ties RETURN person, company, ties", None),
        (BODY + "RETURN person, company", "`tie` is not returned: it is part of the evidence"),
        (BODY.replace(", role AS tie", ", null AS tie") + "RETURN person, tie, company", "`role` is not returned"),
        (BODY.replace("[held:OWNS]", "[:OWNS]").replace("held AS", "null AS") + "RETURN person, tie, company", "name"),
    ],
)
def test_what_it_matches_is_evidence_of_a_rule(tmp_path: Path, body: str, problem: str | None) -> None:
    found = lint(own_rule(tmp_path, body, explain="{zh: x, en: y}"))
    assert found == [] if problem is None else any(problem in str(text) for text in found)
