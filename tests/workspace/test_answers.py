"""Answers of free queries: what stands in lists and maps is shown, and masked, as it is in a column of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graphinv.cypher import parse_graph
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore
from graphinv.workspace.answers import Question, answer

DRAWN = """
(wang:Person {name: 王大强, born_on: 1968-03-01})-[:OWNS {share: 0.6}]->(jian:Company {name: 建安公司})
(jian)-[:WON]->(k:Contract {title: 校舍, amount: 500000})
"""
OWNED = "MATCH (p:Person)-[r:OWNS]->(c:Company)-[:WON]->(k:Contract) RETURN "


@pytest.fixture(scope="module")
def store() -> Iterator[DuckStore]:
    with DuckStore.memory() as made:
        write_drawn(made.con, parse_graph(DRAWN))
        yield made


def only(store: DuckStore, columns: str, *, named: bool = True) -> Any:
    [row] = answer(store, Question(OWNED + columns), named=named).rows
    return row


def test_elements_in_maps_and_lists_are_shown_as_in_columns(store: DuckStore) -> None:
    row = only(store, "p, r, k.amount AS fen, {who: p, how: r, fen: k.amount} AS m, collect({who: p, rs: [r]}) AS ms")
    assert row["m"] == {"who": row["p"], "how": row["r"], "fen": row["fen"]}
    assert row["ms"] == [{"who": row["p"], "rs": [row["r"]]}]
    assert row["p"]["props"]["name"] == "王大强" and row["r"]["type"] == "OWNS"


def test_paths_in_lists_are_lists_of_relationships(store: DuckStore) -> None:
    text = "MATCH x = (p:Person)-[:OWNS]->(c) RETURN x, collect(x) AS xs"
    [row] = answer(store, Question(text), named=True).rows
    assert row["xs"] == [row["x"]] and row["x"][0]["type"] == "OWNS"


def test_no_name_of_a_person_stands_in_a_masked_map(store: DuckStore) -> None:
    columns = "p {.name, .id} AS m, collect({n: p.name, who: p}) AS ms, [[p.name]] AS ls, {a: {b: p.name}} AS deep"
    assert "王大强" in str(only(store, columns))
    assert "王大强" not in str(only(store, columns, named=False))


def test_what_is_missing_in_a_map_is_null(store: DuckStore) -> None:
    text = "MATCH (c:Company) OPTIONAL MATCH (c)-[b:BID]->(l) RETURN {bid: b, lot: l} AS m, l {.title} AS n, [b] AS bs"
    found = answer(store, Question(text), named=True)
    assert found.columns == ["m", "n", "bs"]
    assert found.rows == [{"m": {"bid": None, "lot": None}, "n": None, "bs": [None]}]
