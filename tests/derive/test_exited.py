"""EXITED: when an interest ends for good, with a near-miss for each condition and a day-by-day oracle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from graphinv.derive.exited import MIN_SHARE, RETURN_DAYS
from tests.rules.graphs import draw

KIN = "(o:Person)-[:HOLDS_POST]->(:Unit) (o)-[:FAMILY {type: child}]->(p:Person)\n"
COLUMNS = '"on"::TEXT, on_last::TEXT, share, transferee, price, certain'


def exits(graph: str, columns: str = COLUMNS) -> list[Any]:
    with draw(graph) as store:
        return store.con.execute(f"SELECT {columns} FROM e_EXITED__Person__Company ORDER BY ALL").fetchall()


def of_kin(*held: str) -> list[Any]:
    """The exits of an official's child who holds these."""
    edges = " ".join(f"(p)-[:{one}]->(c)" for one in held)
    return exits(f"{KIN}(c:Company) {edges}", '"on"::TEXT, share')


def test_the_last_share_is_sold() -> None:
    sold = "share: 0.6, since: 2019-01-01, until: 2022-05-11, transferee_id: q, transfer_price: 5000"
    graph = f"{KIN}(p)-[:OWNS {{{sold}}}]->(c:Company)"
    assert exits(graph) == [("2022-05-11", "2022-05-11", 0.6, "q", 500_000, True)]


def test_who_holds_still_has_not_left() -> None:
    assert of_kin("OWNS {share: 0.6, since: 2019-01-01, until: 9999-12-31}") == []
    assert of_kin("OWNS {share: 0.6, since: 2019-01-01}") == []


def test_a_partial_date_is_as_wide_as_it_is() -> None:
    graph = f"{KIN}(p)-[:OWNS {{share: 0.6, since: 2019-01-01, until: 2022-05}}]->(c:Company)"
    assert exits(graph, '"on"::TEXT, on_last::TEXT') == [("2022-05-01", "2022-05-31")]
    graph = f"{KIN}(p)-[:OWNS {{share: 0.6, until: 2022-05-11}}]->(c:Company)"
    assert exits(graph, '"on"::TEXT, on_last::TEXT') == [("2022-05-11", "2022-05-11")]


def test_a_share_by_name_only_is_uncertain() -> None:
    graph = f"{KIN}(p)-[:OWNS {{share: 0.6, until: 2022-05-11, certain: false}}]->(c:Company)"
    assert exits(graph, "certain") == [(False,)]


FIRST = "OWNS {share: 0.6, since: 2019-01-01, until: 2022-05-11}"


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("OWNS {share: 0.3, since: 2022-05-11}", []),  # a change of the share
        ("OWNS {share: 0.3, since: 2022-06-09}", []),
        ("OWNS {share: 0.3, since: 2022-06-10}", [("2022-05-11", 0.6)]),
        ("OWNS {share: 0.04, since: 2022-05-11}", [("2022-05-11", 0.6)]),
        ("OWNS {share: 0.05, since: 2022-05-11}", []),
        ("HAS_ROLE {role: director, since: 2020-01-01}", []),
        ("HAS_ROLE {role: contact, since: 2020-01-01}", [("2022-05-11", 0.6)]),
        ("HAS_ROLE {role: director, since: 2020-01-01, until: 2022-07-01}", [("2022-07-01", None)]),
        (
            "HAS_ROLE {role: director, since: 2023-01-01, until: 2024-01-01}",
            [("2022-05-11", 0.6), ("2024-01-01", None)],
        ),
    ],
)
def test_something_is_left(then: str, found: list[Any]) -> None:
    assert of_kin(FIRST, then) == found


def test_a_mandate_left_behind_is_no_interest() -> None:
    graph = f"{KIN}(p)-[:{FIRST}]->(c:Company)-[:HOLDS_ACCOUNT]->(a:Account) (p)-[:OPERATES {{role: operator}}]->(a)"
    assert exits(graph, '"on"::TEXT') == [("2022-05-11",)]


def test_only_officials_and_kin() -> None:
    assert exits(f"(p:Person)-[:{FIRST}]->(c:Company)") == []
    assert len(exits(f"(p:Person)-[:{FIRST}]->(c:Company) (p)-[:HOLDS_POST]->(:Unit)")) == 1


def test_two_buyers_are_two_edges_and_the_evidence_is_what_ended() -> None:
    graph = f"""{KIN}(c:Company)
        (p)-[:OWNS {{share: 0.4, since: 2019-01-01, until: 2022-05-11, transferee_id: q}}]->(c)
        (p)-[:OWNS {{share: 0.2, since: 2019-01-01, until: 2022-05-11, transferee_id: r}}]->(c)"""
    assert exits(graph, "share, transferee") == [(0.2, "r"), (0.4, "q")]
    with draw(graph) as store:
        found = store.con.execute(
            "SELECT count(DISTINCT h.base_eid) FROM e_EXITED__Person__Company AS x JOIN via AS v ON v.eid = x.eid "
            "JOIN via AS h ON h.eid = v.base_eid GROUP BY x.eid"
        ).fetchall()
    assert found == [(2,), (2,)]


DAY = date(2020, 1, 1)
DAYS = 240


def random_stakes(random: Random) -> Iterator[tuple[str, int, int, float | None]]:
    """Type of edge, first day, first day after, share: of one person in one company."""
    for number in range(random.randint(1, 4)):
        start = random.randint(0, DAYS)
        end = random.choice([start + random.randint(1, 80), start + random.randint(1, 80), 10_000])
        office = random.random() < 0.3
        kind = ("HAS_ROLE", "OWNS")[not office]
        yield kind, start, end, None if office else random.choice([0.02, 0.04, 0.05, 0.3]) + number / 1000


def by_day(stakes: list[tuple[str, int, int, float | None]]) -> list[int]:
    """The days on which an interest ends and none is there for RETURN_DAYS."""

    def interested(day: int) -> bool:
        at = [(kind, share) for kind, start, end, share in stakes if start <= day < end]
        return any(kind == "HAS_ROLE" for kind, _ in at) or sum(share or 0 for _, share in at) >= MIN_SHARE

    return [
        day
        for day in range(1, DAYS + 200)
        if interested(day - 1) and not any(interested(later) for later in range(day, day + RETURN_DAYS))
    ]


def drawn(stakes: list[tuple[str, int, int, float | None]]) -> str:
    def one(kind: str, start: int, end: int, share: float | None) -> str:
        until = "9999-12-31" if end == 10_000 else str(DAY + timedelta(days=end))
        what = "role: director" if share is None else f"share: {share}"
        return f"(p)-[:{kind} {{{what}, since: {DAY + timedelta(days=start)}, until: {until}}}]->(c)"

    return f"{KIN}(c:Company) (c)-[:WON]->(:Contract) " + " ".join(one(*stake) for stake in stakes)


@pytest.mark.parametrize("seed", range(40))
def test_the_same_as_day_by_day(seed: int) -> None:
    stakes = list(random_stakes(Random(seed)))
    wanted = [str(DAY + timedelta(days=day)) for day in by_day(stakes)]
    assert [row[0] for row in exits(drawn(stakes), 'DISTINCT "on"::TEXT')] == wanted
