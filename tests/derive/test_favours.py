# ruff: noqa: E501 -- graphs stand as they are read
"""FAVOURS: which acts are favours of one official for another's family, with a near-miss for each condition."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.graphs import draw

# a heads unit u, b heads unit v; each has a child with a firm that wins from the other's unit.
RING = """
    (a:Person {id: A})-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2026-01-01}]->(u:Unit {region_code: 330102})
    (b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2026-01-01}]->(v:Unit {region_code: 330102})
    (a)-[:FAMILY {type: child}]->(p:Person)-[:OWNS {share: 0.6, since: 2018-01-01, until: 2026-01-01}]->(c:Company)
    (b)-[:FAMILY {type: child}]->(q:Person)-[:OWNS {share: 0.6, since: 2018-01-01, until: 2026-01-01}]->(d:Company)
    (v)<-[:BUYER]-(k:Contract {amount: 60000, awarded_on: 2022-06-30})<-[:WON]-(c)
    (u)<-[:BUYER]-(l:Contract {amount: 70000, awarded_on: 2022-09-30})<-[:WON]-(d)
"""
BOTH = [("A", "B"), ("B", "A")]


def favours(graph: str, columns: str = "g.id, t.id") -> list[Any]:
    with draw(graph) as store:
        query = f"""SELECT {columns} FROM e_FAVOURS__Person__Person AS f
            JOIN n_Person AS g ON g.nid = f.src JOIN n_Person AS t ON t.nid = f.dst ORDER BY ALL"""
        return store.con.execute(query).fetchall()


def test_each_does_the_other_a_favour() -> None:
    columns = 'g.id, t.id, f.kind, f."on"::TEXT, f.on_last::TEXT, f.amount, f.certain'
    assert favours(RING, columns) == [
        ("A", "B", "award", "2022-09-30", "2022-09-30", 7_000_000, True),
        ("B", "A", "award", "2022-06-30", "2022-06-30", 6_000_000, True),
    ]


def test_nothing_out_of_nothing() -> None:
    assert favours("(a:Person)") == []


def test_a_giver_whose_family_received_nothing_is_in_no_ring() -> None:
    assert favours(RING.replace("(l:Contract", "(l:Lot").replace("<-[:WON]-(d)", ", (d)-[:BID]->(l)")) == []


GRANT = "(q)-[:RECEIVED {payment_id: F1, paid_on: 2022-09-30, amount: 70000}]->(m:Programme)-[:MANAGED_BY]->(u)\n"
JOB = "(q)-[:EMPLOYED_BY {since: 2022-09-30, until: 2026-01-01}]->(u)\n"
LICENCE = "(e:Approval {result: granted, decided_on: 2022-09-30})-[:ISSUED_BY]->(u), (e)-[:ISSUED_TO]->(d)\n"


@pytest.mark.parametrize(("act", "kind"), [(GRANT, "grant"), (JOB, "job"), (LICENCE, "approval")])
def test_every_kind_of_act(act: str, kind: str) -> None:
    graph = RING.replace("(u)<-[:BUYER]-(l:Contract {amount: 70000, awarded_on: 2022-09-30})<-[:WON]-(d)", act)
    assert favours(graph, "g.id, t.id, f.kind") == [("A", "B", kind), ("B", "A", "award")]


def test_what_the_taker_gets_in_person_is_none() -> None:
    graph = RING.replace("(u)<-[:BUYER]-(l:Contract {amount: 70000, awarded_on: 2022-09-30})<-[:WON]-(d)", GRANT)
    assert favours(graph.replace("(q)-[:RECEIVED", "(b)-[:RECEIVED")) == []


def test_what_goes_to_the_givers_family_too_is_none() -> None:
    graph = f"{RING}(a)-[:FAMILY {{type: spouse, since: 2010-01-01, until: 9999-12-31}}]->(b)\n(a)-[:FAMILY {{type: child}}]->(q)\n"
    assert favours(graph + "(b)-[:FAMILY {type: child}]->(p)") == []


@pytest.mark.parametrize(("since", "found"), [("2022-09-30", [("B", "A")]), ("2022-10-01", BOTH)])
def test_what_the_takers_own_body_does_is_none(since: str, found: list[Any]) -> None:
    assert favours(f"{RING}(b)-[:HOLDS_POST {{since: {since}, until: 2026-01-01}}]->(u)") == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2026-01-01}]", "(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2022-07-01, until: 2026-01-01}]", [("A", "B")]),
        ("(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2026-01-01}]", "(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2022-06-30}]", [("A", "B")]),
        ("(p:Person)-[:OWNS {share: 0.6, since: 2018-01-01", "(p:Person)-[:OWNS {share: 0.6, since: 2022-07-01", []),
        ("(p:Person)-[:OWNS {share: 0.6, since: 2018-01-01", "(p:Person)-[:OWNS {share: 0.6, since: 2022-06-30", BOTH),
        ("(p:Person)-[:OWNS {share: 0.6", "(p:Person)-[:OWNS {share: 0.04", []),
    ],
)  # fmt: skip
def test_power_and_family_on_the_day_of_the_act(old: str, new: str, found: list[Any]) -> None:
    assert old in RING
    assert favours(RING.replace(old, new)) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("awarded_on: 2022-06-30", "awarded_on: 2022"),
        ("(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2015-01-01", "(b:Person {id: B})-[:HOLDS_POST {is_leader: true, since: 2022"),
        ("(p:Person)-[:OWNS {share: 0.6, since: 2018-01-01", "(p:Person)-[:OWNS {share: 0.6, since: 2022"),
        ("<-[:WON]-(c)", "<-[:WON {certain: false}]-(c)"),
    ],
)  # fmt: skip
def test_what_may_not_have_been_so_is_possible(old: str, new: str) -> None:
    assert old in RING
    wanted = [("A", "B", True), ("B", "A", old.startswith("awarded_on"))]
    assert favours(RING.replace(old, new), "g.id, t.id, f.certain") == wanted


def test_one_edge_for_each_act_however_many_ways_lead_there() -> None:
    """b leads the unit in a second post, and its superior as well; p holds an office beside the share."""
    more = """(b)-[:HOLDS_POST {post: 书记, since: 2015-01-01, until: 2026-01-01}]->(v)
        (b)-[:HOLDS_POST {is_leader: true, since: 2015-01-01, until: 2026-01-01}]->(w:Unit)<-[:PART_OF {since: 2010-01-01, until: 9999-12-31}]-(v)
        (p)-[:HAS_ROLE {role: director, since: 2018-01-01, until: 2026-01-01}]->(c)"""
    assert favours(RING + more) == BOTH
    assert favours(f"{RING}(v)<-[:BUYER]-(m:Contract {{awarded_on: 2022-07-30}})<-[:WON]-(c)") == [*BOTH, ("B", "A")]


@pytest.mark.parametrize(("region", "found"), [("330102", BOTH), ("330100", BOTH), ("330103", [("A", "B")])])
def test_the_head_of_a_region_does_the_favours_of_its_units(region: str, found: list[Any]) -> None:
    graph = RING.replace("->(v:Unit {region_code: 330102})", f"->(g:Unit {{kind: government, region_code: {region}}})")
    assert favours(graph.replace("(v)<-", "(v:Unit {region_code: 330102})<-")) == found


def test_it_unfolds_to_what_was_declared() -> None:
    with draw(RING) as store:
        eids = [row[0] for row in store.con.execute("SELECT eid FROM e_FAVOURS__Person__Person").fetchall()]
        refs = store.by_eid({"FAVOURS": eids}).values()
        for bases in store.base_edges(refs).values():
            types = [edge.type for edge in store.edges(bases).values()]
            assert sorted(types) == ["BUYER", "FAMILY", "HOLDS_POST", "OWNS", "WON"]
