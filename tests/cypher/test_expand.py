"""The two readings of a query: text of the named predicates, certainty, and what NOT does to both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from graphinv.cypher import check, compile_query, expand, parse, to_cypher

PAIR = "MATCH (o:Person)-[e:HOLDS_POST]->(u), (c)-[:WON]->(k:Contract) WHERE {} RETURN o"


def expanded(test: str, mode: Any) -> str:
    query = parse(PAIR.format(test))
    check(query)
    text = to_cypher(expand(query, mode))
    return text.split("\nWHERE ")[1].split("\nRETURN")[0]


@pytest.mark.parametrize(
    ("test", "possible", "certain"),
    [
        (
            "valid_at(e, k.signed_on)",
            "e.since <= k.signed_on_last AND k.signed_on < e.until",
            "e.since_certain <= k.signed_on AND k.signed_on_last < e.until_certain",
        ),
        (
            "overlaps(e, k.infl_from, k.awarded_on)",
            "e.since <= k.awarded_on_last AND k.infl_from < e.until",
            "e.since_certain < e.until_certain AND e.since_certain <= k.awarded_on AND "
            "k.infl_from_last < e.until_certain",
        ),
        (
            "before(k.awarded_on, e.until)",
            "k.awarded_on < e.until",
            "k.awarded_on_last < e.until_certain",
        ),
        (
            "within_days(e.since, k.awarded_on, 0, $n)",
            "k.awarded_on_last >= (e.since + duration({days: 0})) AND "
            "($n IS NULL OR k.awarded_on <= (e.since_certain + duration({days: $n})))",
            "k.awarded_on >= (e.since_certain + duration({days: 0})) AND "
            "($n IS NULL OR k.awarded_on_last <= (e.since + duration({days: $n})))",
        ),
        (
            "started_within(e, date('2020-01-01'), $b)",
            "e.since <= date($b) AND e.since_certain >= date('2020-01-01')",
            "e.since >= date('2020-01-01') AND e.since_certain <= date($b)",
        ),
        (
            "ended_within(e, k.since, k.until)",
            "e.until_certain <= k.until AND e.until >= k.since",
            "e.until_certain >= k.since_certain AND e.until <= k.until_certain",
        ),
        (
            "before(e.until + duration({days: 30}), k.awarded_on)",
            "(e.until_certain + duration({days: 30})) < k.awarded_on_last",
            "(e.until + duration({days: 30})) < k.awarded_on",
        ),
    ],
)
def test_text_of_the_predicates(test: str, possible: str, certain: str) -> None:
    assert expanded(test, "possible") == possible
    assert expanded(test, "certain") == f"{certain} AND e.certain AND _1.certain"


def test_not_swaps_the_readings() -> None:
    assert expanded("NOT before(k.awarded_on, e.since)", "possible") == "NOT (k.awarded_on_last < e.since)"
    assert expanded("NOT before(k.awarded_on, e.since)", "certain").startswith("NOT (k.awarded_on < e.since_certain)")


def test_not_exists_takes_the_other_edges() -> None:
    """Certainly no deal: not even an uncertain one. Possibly no deal: no certain one."""
    test = "NOT EXISTS { (o)-[r:OWNS]->(c) WHERE valid_at(r, k.signed_on) }"
    assert "r.certain" in expanded(test, "possible") and "r.since_certain" in expanded(test, "possible")
    certain = expanded(test, "certain").removesuffix(" AND e.certain AND _1.certain")
    assert "certain" not in certain


def test_double_negation_is_back() -> None:
    test = "NOT (NOT EXISTS { (o)-[r:OWNS]->(c) })"
    assert "r.certain" in expanded(test, "certain")
    assert "r.certain" not in expanded(test, "possible")


@pytest.mark.parametrize(
    ("test", "certain_inside"),
    [
        ("COUNT { (o)-[r:OWNS]->() } >= 2", True),
        ("COUNT { (o)-[r:OWNS]->() } < 2", False),
        ("2 > COUNT { (o)-[r:OWNS]->() }", False),
        ("COUNT { (o)-[r:OWNS]->() } = 0", False),
        ("none(x IN [1] WHERE EXISTS { (o)-[r:OWNS]->() })", False),
    ],
)
def test_counting_down_swaps(test: str, certain_inside: bool) -> None:
    assert ("r.certain" in expanded(test, "certain")) is certain_inside


def test_certain_edges_of_a_variable_length() -> None:
    query = parse("MATCH (p:Person)-[:OWNS*1..2]->(c) RETURN c")
    assert "all(_2 IN _1 WHERE _1.certain)".replace("_1.c", "_2.c") in to_cypher(expand(query, "certain"))


def test_fresh_variables_avoid_those_of_the_query() -> None:
    query = parse("MATCH (_1:Person)-[:OWNS]->(c) RETURN c")
    assert to_cypher(expand(query, "certain")) == "MATCH (_1:Person)-[_2:OWNS]->(c)\nWHERE _2.certain\nRETURN c"


@pytest.mark.parametrize("mode", ["possible", "certain"])
def test_expanded_text_is_plain_cypher(mode: Any) -> None:
    text = expanded("overlaps(e, k.infl_from, k.awarded_on) AND NOT before(e.since, k.since)", mode)
    assert not any(name in text for name in ("overlaps(", "before("))


DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range(0, 40, 8)]
SPANS = [(a, b) for a, b in product(DAYS, DAYS) if a <= b]


def _holds(kind: str, since: date, until: date, a: date, b: date) -> bool:
    """The meaning on known days; overlaps is about a closed range [a, b]."""
    return {
        "valid_at(e, k.signed_on)": since <= a < until,
        "overlaps(e, k.signed_on, k.awarded_on)": since < until and since <= b and a < until and a <= b,
        "before(e.since, k.signed_on)": since < a,
        "within_days(e.since, k.signed_on, 3, 20)": 3 <= (a - since).days <= 20,
        "started_within(e, k.signed_on, k.awarded_on)": a <= since <= b,
        "ended_within(e, k.signed_on, k.awarded_on)": a <= until <= b,
    }[kind]


def _worlds(row: tuple[tuple[date, date], ...]) -> list[tuple[date, ...]]:
    return [
        tuple(days)
        for days in product(
            *[[first + timedelta(days=n) for n in range((last - first).days + 1)] for first, last in row]
        )
    ]


@pytest.mark.parametrize(
    "test",
    [
        "valid_at(e, k.signed_on)",
        "before(e.since, k.signed_on)",
        "within_days(e.since, k.signed_on, 3, 20)",
        "started_within(e, k.signed_on, k.awarded_on)",
        "ended_within(e, k.signed_on, k.awarded_on)",
    ],
)
def test_readings_against_all_days(draw: Callable[[str], Any], test: str) -> None:
    """Possible as soon as some choice of days fits, certain only if every one does; tried on all choices."""
    base = date(2020, 1, 1)
    day = lambda n: base + timedelta(days=n)  # noqa: E731
    points = [(day(0), day(0)), (day(0), day(6)), (day(4), day(10)), (day(9), day(9))]
    rows = [
        (since, until, a, b)
        for since, until, a, b in product(points, points, points, points)
        if since[1] < until[0] and a[1] <= b[0]
    ]
    assert len(rows) > 5
    graph = draw("(p:Person)-[:HOLDS_POST]->(u:Unit), (c:Company)-[:WON]->(k:Contract)")
    text = f"MATCH (p)-[e:HOLDS_POST]->(), (k:Contract) WHERE {test} RETURN k"
    for row in rows:
        _set_days(graph.base, *row)
        fits = {_holds(test, *world) for world in _worlds(row)}
        assert bool(graph.rows(text)) is (True in fits), row
        assert bool(graph.rows(text, mode="certain")) is (False not in fits), row


def _set_days(base: Any, since: Any, until: Any, a: Any, b: Any) -> None:
    base.execute(
        'UPDATE "e_HOLDS_POST__Person__Unit" SET since = ?, since_certain = ?, until_certain = ?, until = ?',
        [*since, *until],
    )
    base.execute(
        'UPDATE "n_Contract" SET signed_on = ?, signed_on_last = ?, awarded_on = ?, awarded_on_last = ?', [*a, *b]
    )


def test_certainty_of_edges_reaches_the_rows(graph: Any) -> None:
    """s holds b by name only (certain = false)."""
    text = "MATCH (p:Person)-[r:OWNS]->(c) RETURN p ORDER BY p.id"
    assert graph.rows(text) == [("d",), ("s",)]
    assert graph.rows(text, mode="certain") == [("d",)]
    text = "MATCH (p:Person {id: 's'}) WHERE NOT EXISTS { (p)-[:OWNS]->(:Company) } RETURN p"
    assert graph.rows(text) == [("s",)]
    assert graph.rows(text, mode="certain") == []


def test_what_is_not_a_date_of_the_graph_is_refused_in_both_modes() -> None:
    from graphinv.errors import CypherError

    text = "MATCH ()-[r:RECEIVED]->(g) WITH min(r.paid_on) AS d MATCH (g:Unit) WHERE before(d, $x) RETURN g"
    for mode in ("possible", "certain"):
        with pytest.raises(CypherError, match="cannot read"):
            compile_query(text, mode=mode)
