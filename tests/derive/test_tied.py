"""TIED: how far a winner and its people are from an official, with near-misses and a naive search as oracle."""

from __future__ import annotations

from collections import deque
from random import Random
from typing import Any

import pytest

from graphinv.derive.tied import HOPS, HUB
from tests.rules.graphs import draw

BASE = "(o:Person)-[:HOLDS_POST]->(u:Unit) (c:Company)-[:WON]->(k:Contract)\n"
PHONE = "(i:Identifier {kind: mobile, value: '13800000000'})"


def ties(graph: str, columns: str = "hops", label: str = "Company") -> list[Any]:
    with draw(graph) as store:
        return store.con.execute(f"SELECT {columns} FROM e_TIED__{label}__Person ORDER BY ALL").fetchall()


def of_winner(path: str) -> list[int]:
    return [row[0] for row in ties(BASE + path)]


@pytest.mark.parametrize(
    ("path", "hops"),
    [
        ("(o)-[:OWNS]->(c)", [1]),
        ("(o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS]->(c)", [2]),
        ("(o)-[:FAMILY {type: child}]->(p:Person)-[:HAS_ROLE {role: contact}]->(c)", [2]),
        ("(o)-[:FAMILY {type: child}]->(p:Person)-[:EMPLOYED_BY]->(c)", [2]),
        (f"{PHONE} (o)-[:FAMILY {{type: child}}]->(p:Person)-[:USES]->(i)<-[:USES]-(c)", [2]),
        ("(o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS]->(g:Company)-[:OWNS]->(c)", [3]),
        ("(o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS]->(g:Company)<-[:OWNS]-(q:Person)-[:OWNS]->(c)", []),  # four
        ("(o)-[:OWNS]->(g:Company)<-[:EMPLOYED_BY]-(q:Person)-[:OWNS]->(c)", [3]),
        ("(o)-[:OWNS]->(g:Company {kind: soe})<-[:EMPLOYED_BY]-(q:Person)-[:OWNS]->(c)", []),
        ("(o)-[:EMPLOYED_BY]->(v:Unit)<-[:EMPLOYED_BY]-(q:Person)-[:OWNS]->(c)", []),  # a colleague
        ("(q:Person)-[:OWNS]->(c)", []),
    ],
)
def test_the_way(path: str, hops: list[int]) -> None:
    assert of_winner(path) == hops


def test_people_of_a_winner() -> None:
    graph = BASE + "(o)-[:FAMILY {type: child}]->(p:Person) (p)-[:OWNS]->(c) (o)-[:FAMILY {type: parent}]->(m:Person)"
    with draw(graph) as store:
        query = "SELECT n.id, hops FROM e_TIED__Person__Person AS e JOIN n_Person AS n ON n.nid = e.src"
        assert store.con.execute(query).fetchall() == [("p", 1)]  # the parent has nothing to do with a winner


def test_what_is_shared_must_be_enough() -> None:
    room = "(i:Identifier {kind: room, value: 长江路1号2幢301室})"
    use = "(o)-[:USES]->(i)<-[:USES]-(c)"
    assert of_winner(f"{room} {use}") == []
    mail = "(j:Identifier {kind: ip, value: 203.0.113.7}) (o)-[:USES]->(j)<-[:USES]-(c)"
    assert of_winner(f"{room} {use} {mail}") == [1]


@pytest.mark.parametrize(("staff", "hops"), [(HUB - 1, [3]), (HUB, [])])
def test_a_large_employer_is_not_passed_through(staff: int, hops: list[int]) -> None:
    """The official's child works there beside the head of the winner and others."""
    path = "(o)-[:FAMILY {type: child}]->(p:Person)-[:EMPLOYED_BY]->(g:Company)-[:OWNS]->(c) "
    others = " ".join(f"(x{number}:Person)-[:EMPLOYED_BY]->(g)" for number in range(staff))
    assert of_winner(path + others) == hops


def test_a_large_employer_may_be_the_end() -> None:
    path = "(o)-[:FAMILY {type: child}]->(p:Person)-[:EMPLOYED_BY]->(c) "
    others = " ".join(f"(x{number}:Person)-[:EMPLOYED_BY]->(c)" for number in range(HUB + 5))
    assert of_winner(path + others) == [2]


def test_the_ties_must_hold_at_once() -> None:
    path = "(o)-[:OWNS {since: 2019-01-01, until: 2020-05-01}]->(g:Company)-[:OWNS {since: %s, until: 2023-01-01}]->(c)"
    columns = "hops, since::TEXT, until::TEXT, since_certain::TEXT, until_certain::TEXT, certain"
    times = ("2020-04-01", "2020-05-01", "2020-04-30", "2020-05-01")
    assert ties(BASE + path % "2020-04", columns) == [(2, *times, True)]
    assert ties(BASE + path % "2020-05-01", columns) == []


def test_a_tie_by_name_only_is_uncertain() -> None:
    path = "(o)-[:OWNS {certain: false}]->(g:Company)-[:OWNS]->(c)"
    assert ties(BASE + path, "certain") == [(False,)]


def test_a_longer_way_is_kept_if_it_says_more() -> None:
    direct = "(o)-[:OWNS {since: 2019-01-01, until: 2020-01-01}]->(c) "
    longer = "(o)-[:OWNS {since: %s, until: %s}]->(g:Company)-[:OWNS {since: 2010-01-01, until: 2030-01-01}]->(c)"
    assert of_winner(direct + longer % ("2019-02-01", "2019-12-01")) == [1]
    assert of_winner(direct + longer % ("2021-02-01", "2021-12-01")) == [1, 2]


def test_evidence_leads_from_the_party_to_the_official() -> None:
    with draw(BASE + "(o)-[:FAMILY {type: child}]->(p:Person)-[:OWNS]->(c)") as store:
        steps = store.con.execute(
            "SELECT v.step, v.base_eid IN (SELECT eid FROM e_KIN__Person__Person) FROM via AS v "
            "JOIN e_TIED__Company__Person USING (eid) ORDER BY ALL"
        ).fetchall()
    assert steps == [(1, False), (2, True)]


def test_an_empty_graph_has_none() -> None:
    assert ties("(p:Person)") == []


Graph = list[tuple[str, str, str]]


def random_graph(random: Random) -> Graph:
    people = [f"p{number}" for number in range(7)]
    firms = [f"c{number}" for number in range(5)]
    edges = {(random.choice(people), random.choice(["OWNS", "HAS_ROLE", "EMPLOYED_BY"]), random.choice(firms))
             for _ in range(9)}  # fmt: skip
    edges |= {(one, "OWNS", other) for one, other in (random.sample(firms, 2) for _ in range(2))}
    return sorted(edges)


def shortest(edges: Graph, kin: set[str], start: str) -> dict[str, int]:
    """Hops from an official to each party; kinship leads from the official only."""
    near: dict[str, set[str]] = {}
    for one, _, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        if found[here] == HOPS:
            continue
        for other in near.get(here, set()) | (kin if here == start else set()):
            if other not in found:
                found[other] = found[here] + 1
                queue.append(other)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_the_same_as_a_naive_search(seed: int) -> None:
    edges = random_graph(Random(seed))
    text = "(p0:Person)-[:HOLDS_POST]->(u:Unit) (p0)-[:FAMILY {type: child}]->(p1:Person) "
    text += " ".join(f"(p{number}:Person)" for number in range(2, 7))
    text += " ".join(f" (c{number}:Company)" for number in range(5)) + " (c0)-[:WON]->(:Contract) "
    text += " ".join(f"({one})-[:{kind}]->({other})" for one, kind, other in edges)
    targets = {"c0"} | {one for one, kind, other in edges if other == "c0" and kind != "EMPLOYED_BY" and one[0] == "p"}
    wanted = {name: hops for name, hops in shortest(edges, {"p1"}, "p0").items() if name in targets and hops}
    with draw(text) as store:
        found = dict(
            store.con.execute(
                "SELECT id, min(hops) FROM (SELECT n.id, hops FROM e_TIED__Person__Person AS e JOIN n_Person AS n "
                "ON n.nid = e.src UNION ALL SELECT n.id, hops FROM e_TIED__Company__Person AS e "
                "JOIN n_Company AS n ON n.nid = e.src) GROUP BY id"
            ).fetchall()
        )
    assert found == wanted
