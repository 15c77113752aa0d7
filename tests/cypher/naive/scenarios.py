"""Queries for which the compiler and the interpreter once gave different answers, each with the right ones."""

from __future__ import annotations

from typing import Any

SMALL = """
(p:Person {name: 'a', born_on: 2020-05, died_on: unknown}), (q:Person {name: 'b', died_on: 2021, former_names: ['x']})
(u:Unit), (p)-[:FAMILY {type: spouse}]->(q), (p)-[:KIN {steps: 2}]->(q)
(p)-[:HOLDS_POST {since: 2019, until: 0001-01-01, portfolio: []}]->(u), (q)-[:HOLDS_POST {certain: false}]->(u)
(k:Contract {since: 2019})-[:BUYER]->(u), (l:Lot)-[:BUYER]->(u)
"""

Rows = list[tuple[Any, ...]]


def _same(text: str, *rows: tuple[Any, ...]) -> tuple[str, Rows, Rows]:
    """A query with the same answers in both readings."""
    return text, list(rows), list(rows)


SCENARIOS: dict[str, tuple[str, Rows, Rows]] = {
    "null among the elements of IN": _same(
        "WITH [1, null] AS xs RETURN 2 IN xs AS a, NOT (2 IN xs) AS b, 1 IN xs AS c, null IN xs AS d",
        (None, None, True, None),
    ),
    "nothing is in an empty list, not even null": _same(
        "WITH [1] AS xs RETURN null IN [x IN xs WHERE x > 5] AS a, NOT (null IN [x IN xs WHERE x > 5]) AS b",
        (False, True),
    ),
    "a list joined to what is missing is missing": _same(
        "MATCH (x:Person) RETURN x, x.former_names + ['y'] AS a, ['y'] + x.former_names AS b",
        ("p", None, None),
        ("q", ["x", "y"], ["y", "x"]),
    ),
    "an index worked out to nought counts from the front": _same(
        "WITH ['a', 'b'] AS xs, 0 AS z RETURN xs[-z] AS a, xs[-0] AS b, xs[z - 1] AS c", ("a", "a", "b")
    ),
    "an unknown date in a pattern equals no other unknown date": _same(
        "MATCH (x:Person), (y:Person {died_on: x.died_on}) RETURN x, y", ("q", "q")
    ),
    "an unknown date in a pattern equals no known first day either": _same(
        "MATCH (x)-[r:HOLDS_POST]->(y:Unit {since: r.until}) RETURN x, r",
    ),
    "grouped by a constant, nothing makes no row": _same("MATCH (x:Account) RETURN 'x' AS k, true AS t, count(*) AS n"),
    "constants of every kind are no keys": _same(
        "MATCH (x:Person) RETURN true AS k, -1 AS z, [1] AS l, count(*) AS n", (True, -1.0, [1.0], 2.0)
    ),
    "ordered by constants": _same("MATCH (x:Person) RETURN 'a' AS k, x ORDER BY true, k, x.id", ("a", "p"), ("a", "q")),
    "an aggregate inside of CALL over what stands outside": _same(
        "UNWIND [1, 2] AS x CALL (x) { MATCH (y:Person) RETURN sum(x) AS s, collect(x) AS c, count(y) AS n } "
        "RETURN x, s, c, n",
        (1.0, 2.0, [1.0, 1.0], 2.0),
        (2.0, 4.0, [2.0, 2.0], 2.0),
    ),
    "a COUNT of aggregates is one row": _same(
        "MATCH (x:Person) RETURN x, COUNT { MATCH (x)-[:KIN]->(y) RETURN count(y) AS n, sum(size(x.name)) AS s } AS c",
        ("p", 1.0),
        ("q", 1.0),
    ),
    "a missing number of days sets no bound": _same(
        "MATCH (x:Person {id: 'p'}) OPTIONAL MATCH (x)-[k:KIN]->(y) WHERE k.steps > 9 WITH x, k "
        "MATCH (z:Person {id: 'q'}) WHERE within_days(x.born_on, z.died_on, k.steps, null) RETURN x, z",
        ("p", "q"),
    ),
    "date() of a partial date keeps both of its ends": (
        "MATCH (x:Person) WHERE before(date(x.born_on) + duration({days: 2}), date('2020-05-15')) RETURN x",
        [("p",), ("q",)],
        [],
    ),
    "date() of an unknown date is every day": (
        "MATCH (x:Person) WHERE NOT before(date(x.died_on), date('2020-01-01')) RETURN x",
        [("p",), ("q",)],
        [("q",)],
    ),
    "a number of days worked out from an unknown date is missing": (
        "MATCH (x:Person) WHERE before(x.born_on + duration({days: x.died_on.year - 2019}), date('2020-05-15')) "
        "RETURN x",
        [("q",)],
        [],
    ),
    "since where only one of the labels has a validity": (
        "MATCH (x:Award)-[:BUYER]->() WHERE before(x.since, date('2019-06-01')) RETURN x",
        [("k",)],
        [],
    ),
}
