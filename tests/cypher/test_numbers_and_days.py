"""Parameters keep their value beside whole numbers, and days are made of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graphinv.cypher import compile_query
from graphinv.errors import CypherError
from tests.cypher.conftest import Graph

GRAPH = "(a:Company {id: a})-[:WON]->(k:Contract {id: k, amount: 3, awarded_on: 2023-12-20})"


@pytest.fixture(scope="module")
def small() -> Iterator[Graph]:
    made = Graph(GRAPH)
    yield made
    made.base.close()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("WITH 5 AS n RETURN $part * n AS x", [(2.0,)]),
        ("WITH 5 AS n RETURN n - $part AS x", [(4.6,)]),
        ("MATCH (k:Contract) WHERE 2 < $part * 6 AND k.amount < $part * 1000 RETURN k.id AS id", [("k",)]),
        ("WITH 1 AS n WHERE n > $part RETURN n", [(1,)]),
        ("WITH 0 AS n WHERE n < $part RETURN n", [(0,)]),
        ("WITH 5 AS n RETURN coalesce(null, $part) * n AS x", [(2.0,)]),
    ],
)
def test_a_share_beside_a_whole_number_is_not_rounded(small: Graph, text: str, rows: list[Any]) -> None:
    assert small.rows(text, {"part": 0.4}) == rows


def test_a_missing_number_compares_to_nothing(small: Graph) -> None:
    assert small.rows("MATCH (k:Contract) WHERE k.amount < $part RETURN k", {"part": None}) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("date({year: 2024})", date(2024, 1, 1)),
        ("date({year: 2024, month: 2})", date(2024, 2, 1)),
        ("date({year: 2024, month: 2, day: 29})", date(2024, 2, 29)),
        ("date({year: k.awarded_on.year + 1})", date(2024, 1, 1)),
        ("date({year: $year, month: 1 + 2})", date(2020, 3, 1)),
        ("date({year: null})", None),
    ],
)
def test_a_day_of_its_parts(small: Graph, text: str, day: date | None) -> None:
    given = {"year": 2020} if "$year" in text else {}
    assert small.rows(f"MATCH (k:Contract) RETURN {text} AS d", given) == [(day,)]


@pytest.mark.parametrize(
    ("year", "possible", "certain"),
    [(2022, [], []), (2023, [("k",)], [("k",)]), (2024, [], [])],
)
def test_a_year_that_is_computed_bounds_days(small: Graph, year: int, possible: list[Any], certain: list[Any]) -> None:
    text = (
        f"MATCH (k:Contract) WITH k, {year} AS y WHERE within_days(date({{year: y}}), k.awarded_on, 0, null) "
        "AND before(k.awarded_on, date({year: y + 1})) RETURN k.id AS id"
    )
    assert small.rows(text) == possible
    assert small.rows(text, mode="certain") == certain


@pytest.mark.parametrize("text", ["date({month: 2})", "date({year: 2024, day: 1})", "date({year: '2024'})"])
def test_other_parts_make_no_day(text: str) -> None:
    with pytest.raises(CypherError) as error:
        compile_query(f"RETURN {text} AS d")
    assert "{year: y, month: m, day: d}" in str(error.value)


def test_the_other_dialect_has_it_too() -> None:
    assert "MAKE_DATE" in compile_query("RETURN date({year: 2024}) AS d", dialect="spark").sql
