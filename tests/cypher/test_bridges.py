"""Two hops through a new node between nodes of an earlier clause give the same rows as anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphinv.cypher import compile_query

GRAPH = """
(c:Company)-[:OWNS]->(d:Company), (o:Person)-[:HOLDS_POST]->(u:Unit), (p:Person)-[:HOLDS_POST]->(v:Unit)
(c)-[:WON {bid_id: x}]->(k1:Contract {amount: 5})-[:BUYER]->(u), (c)-[:WON]->(k2:Lot {amount: 7})-[:BUYER]->(u)
(k2)-[:BUYER]->(v), (d)-[:WON]->(k3:Contract)-[:BUYER]->(v), (c)-[:WON]->(k4:Contract)
"""
KNOWN = "MATCH (c:Company)-[:OWNS]->(:Company), (o:Person)-[:HOLDS_POST]->(u:Unit)\n"
SALE = "(u)<-[buys:BUYER]-(k:Award)<-[won:WON]-(c)"


def test_an_award_between_a_known_unit_and_a_known_company(draw: Callable[[str], Any]) -> None:
    """Also one with two buyers, and with properties of everything on the way."""
    text = f"{KNOWN}MATCH {SALE} RETURN o, c, k, buys, won, won.bid_id AS bid, k.amount AS fen ORDER BY fen, o.id"
    assert draw(GRAPH).rows(text) == [
        ("o", "c", "k1", "BUYER k1>u", "WON c>k1", "x", 500),
        ("o", "c", "k2", "BUYER k2>u", "WON c>k2", None, 700),
        ("p", "c", "k2", "BUYER k2>v", "WON c>k2", None, 700),
    ]
    assert compile_query(text).sql.count("OFFSET 0") == 1


def test_one_award_of_two_buyers(draw: Callable[[str], Any]) -> None:
    """Both hops could start the bridge; the relationships of a clause differ."""
    text = "MATCH (u:Unit), (v:Unit) MATCH (u)<-[a:BUYER]-(k:Lot)-[b:BUYER]->(v) RETURN u, k, v ORDER BY u.id"
    assert draw(GRAPH).rows(text) == [("u", "k2", "v"), ("v", "k2", "u")]


def test_where_an_end_or_the_award_is_not_of_an_earlier_clause(draw: Callable[[str], Any]) -> None:
    graph = draw(GRAPH)
    sold = [("c", "k1"), ("c", "k2"), ("c", "k2"), ("d", "k3")]
    assert graph.rows("MATCH (u:Unit) MATCH (u)<-[:BUYER]-(k:Award)<-[:WON]-(c) RETURN c, k ORDER BY k.id") == sold
    inside = f"MATCH (c:Company), (u:Unit) WHERE EXISTS {{ MATCH {SALE} }} RETURN c, u ORDER BY c.id, u.id"
    assert graph.rows(inside) == [("c", "u"), ("c", "v"), ("d", "v")]
    again = f"MATCH (u:Unit), (c:Company), (k:Lot) MATCH {SALE} RETURN u, k ORDER BY u.id"
    assert graph.rows(again) == [("u", "k2"), ("v", "k2")]


def test_a_bridge_may_be_missing(draw: Callable[[str], Any]) -> None:
    text = f"MATCH (c:Company {{id: 'd'}}), (u:Unit) OPTIONAL MATCH {SALE} RETURN u, k ORDER BY u.id"
    assert draw(GRAPH).rows(text) == [("u", None), ("v", "k3")]
