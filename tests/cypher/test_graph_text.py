"""Drawn graphs: values as the store keeps them, and every mistake at its place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from graphinv.cypher import parse_graph
from graphinv.errors import CypherError

EVER, NEVER = date.max, date.min


def props(text: str, **options: Any) -> dict[str, Any]:
    return parse_graph(text, **options).edges[0].props


def test_nodes_edges_and_inferred_labels() -> None:
    graph = parse_graph(
        """
        // the father's bureau
        (o:Person {name: 甲})-[:HOLDS_POST {since: 2019-01-01}]->(u)<-[:BUYER]-(k:Contract {awarded_on: 2022-06-30})
        (o)-[:FAMILY {type: child}]->(p)-[:OWNS {share: 0.6}]->(c)-[:WON]->(k)
        """
    )
    assert {name: node.label for name, node in graph.nodes.items()} == {
        "o": "Person",
        "u": "Unit",
        "k": "Contract",
        "p": "Person",
        "c": "Company",
    }
    assert [(edge.type, edge.src, edge.dst) for edge in graph.edges] == [
        ("HOLDS_POST", "o", "u"),
        ("BUYER", "k", "u"),
        ("FAMILY", "o", "p"),
        ("OWNS", "p", "c"),
        ("WON", "c", "k"),
    ]
    assert graph.nodes["o"].props["id"] == "o" and graph.nodes["o"].props["name"] == "甲"


def test_values() -> None:
    [node] = parse_graph(
        "(a:Company {id: 913, name: '甲, 乙 {有限}', reg_capital: 1200000, founded_on: 2010-05, "
        'former_names: [甲建, "乙"]})'
    ).nodes.values()
    assert node.props | {} == {
        "id": "913",
        "name": "甲, 乙 {有限}",
        "reg_capital": 120_000_000,
        "founded_on": date(2010, 5, 1),
        "founded_on_last": date(2010, 5, 31),
        "closed_on": NEVER,
        "closed_on_last": EVER,
        "former_names": ["甲建", "乙"],
    }
    paid = props(
        "(a:Account)-[:PAID {amount: -12.50, at: 2021-07-01 10:30, on: 2021-07-01, memo: 货款 2021}]->(b:Account)"
    )
    assert (paid["amount"], paid["at"], paid["memo"]) == (-1250, datetime(2021, 7, 1, 10, 30), "货款 2021")
    post = props("(a:Person)-[:HOLDS_POST {is_leader: true, portfolio: []}]->(b:Unit)")
    assert post["is_leader"] is True and post["portfolio"] == []
    assert props("(a:Person)-[:OWNS {share: 35%, certain: false}]->(b)")["certain"] is False


@pytest.mark.parametrize(
    ("drawn", "since", "since_certain", "until_certain", "until"),
    [
        ("", NEVER, EVER, NEVER, EVER),
        (
            "since: 2019-01-01, until: 2021-02-03",
            date(2019, 1, 1),
            date(2019, 1, 1),
            date(2021, 2, 3),
            date(2021, 2, 3),
        ),
        ("since: 2019-05, until: 2021-02", date(2019, 5, 1), date(2019, 5, 31), date(2021, 2, 1), date(2021, 2, 28)),
        ("since: unknown, until: 9999-12-31", NEVER, EVER, EVER, EVER),
        ("since: 0001-01-01, until: 至今", NEVER, NEVER, EVER, EVER),
    ],
)
def test_validity(drawn: str, since: date, since_certain: date, until_certain: date, until: date) -> None:
    found = props(f"(a:Person)-[:OWNS {{{drawn}}}]->(b)")
    assert (found["since"], found["since_certain"]) == (since, since_certain)
    assert (found["until_certain"], found["until"]) == (until_certain, until)


def test_not_ended_on_the_day_of_the_batch() -> None:
    found = props("(a:Person)-[:OWNS {since: 2019-01-01}]->(b)", as_of=date(2024, 6, 30))
    assert (found["until_certain"], found["until"]) == (date(2024, 7, 1), EVER)


def test_blood_kinship_holds_for_ever() -> None:
    child = props("(a)-[:FAMILY {type: child}]->(b)", as_of=date(2024, 6, 30))
    assert (child["since_certain"], child["until_certain"]) == (NEVER, EVER)
    spouse = props("(a)-[:FAMILY {type: spouse}]->(b)")
    assert (spouse["since_certain"], spouse["until_certain"]) == (EVER, NEVER)


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "advice"),
    [
        ("(o:Persn)", 1, 1, "Persn", "Person"),
        ("(o:Person)\n(o)-[:OWN]->(c)", 2, 4, "OWN", "OWNS"),
        ("(o:Person)<-[:OWNS]-(c:Company)", 1, 11, "the other way", "Turn the arrow"),
        ("(o:Person)-[:BUYER]->(c:Company)", 1, 11, "does not fit", "Contract→Unit"),
        ("(o:Person {nmae: x})", 1, 12, "nmae", "name"),
        ("(a:Unit)-[:OWNS {shares: 1}]->(b:Company)", 1, 18, "shares", "share"),
        ("(o:Person {born_on: 2021-02-30})", 1, 12, "2021-02-30", "2019-05"),
        ("(a:Person)-[:OWNS {share: 1.2}]->(b)", 1, 20, "1.2", "0.05"),
        ("(a:Person)-[:HOLDS_POST {acting: yes}]->(b)", 1, 26, "yes", "true or false"),
        ("(c:Company {reg_capital: 十万})", 1, 13, "十万", "yuan"),
        ("(c:Company {name: [a, b]})", 1, 13, "one value", ""),
        ("(a:Company)-[:BID]-(b)", 1, 12, "one way", "-[:OWNS]->"),
        ("(a:Company)-->(b)", 1, 13, "[", ""),
        ("(x)", 1, 1, "one of many", "(x:Label)"),
        ("(x)-[:OWNS]->(c)", 1, 1, "Company or Person or Unit", "(x:Label)"),
        ("(a:Award)-[:BUYER]->(u)", 1, 1, "Contract or Lot", "(a:Label)"),
        ("(o:Person {name: 甲}", 1, 20, ")", ""),
        ("(o:Person {name: })", 1, 18, "a value", "quotes"),
        ("(o:Person {name: 甲}), (o {name: 乙})", 1, 27, "twice", "once"),
        ("(o:Person), (o:Company)", 1, 1, "No node is Person and Company", "one label"),
        ("MATCH (o:Person)", 1, 1, "(", ""),
    ],
)
def test_mistakes(text: str, line: int, column: int, message: str, advice: str) -> None:
    with pytest.raises(CypherError) as caught:
        parse_graph(text)
    error = caught.value
    assert (error.line, error.column) == (line, column), str(error)
    assert message in error.message, error.message
    assert advice in error.hint, error.hint
