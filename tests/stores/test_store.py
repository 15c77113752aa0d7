"""Reading a graph: queries, elements, evidence and what is filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graphinv.cypher import parse_graph
from graphinv.errors import CypherError, QueryFailed, StoreUnavailable, UsageError
from graphinv.model.layout import EDGE_TABLES
from graphinv.stores.base import ColumnInfo, EdgeRef, EdgeText, GraphStore, NodeText, SourceRow
from graphinv.stores.duckdb.small import write_drawn, write_small
from graphinv.stores.duckdb.store import DuckStore
from tests.mapping.hand import Hand, credit_code

FAMILY = """
(o:Person {id: P1, name: 王强})-[:HOLDS_POST {since: 2015-01-01, post: 局长}]->(u:Unit {id: U1})
(o)-[:FAMILY {type: child}]->(p:Person {id: P2}),
(p)-[:OWNS {share: 0.6, since: 2018-05, certain: false}]->(c:Company {id: C1})
(c)-[:WON]->(k:Contract {id: K1, amount: 1200000, signed_on: 2020-03-09}),
(k)-[:BUYER]->(u)
"""


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with DuckStore.memory() as found:
        write_drawn(found.con, parse_graph(FAMILY))
        yield found


def _tag(edge_type: str, start: str, end: str) -> int:
    return next(t.tag for t in EDGE_TABLES if (t.type, t.start, t.end) == (edge_type, start, end))


def test_a_query_gives_nodes_relationships_lists_and_scalars(store: GraphStore) -> None:
    text = """MATCH (o:Person)-[post:HOLDS_POST]->(u:Unit)<-[b:BUYER]-(k:Award)
              RETURN o, post, collect(b) AS buys, k.amount AS amount, u.id AS unit, collect(k) AS awards"""
    result = store.run(text)
    assert [(c.name, c.kind, c.type) for c in result.columns] == [
        ("o", "node", None),
        ("post", "relationship", None),
        ("buys", "list", "relationship"),
        ("amount", "scalar", "money"),
        ("unit", "scalar", "string"),
        ("awards", "list", "node"),
    ]
    assert all(isinstance(column, ColumnInfo) for column in result.columns)
    ((official, post, buys, amount, unit, awards),) = result.rows
    assert (amount, unit, len(awards)) == (120_000_000, "U1", 1)
    assert store.nodes([official, *awards])[official].props["name"] == "王强"
    assert store.nodes(awards)[awards[0]].props["signed_on"] == date(2020, 3, 9)
    edge = store.edges([post])[post]
    assert (edge.type, edge.src, edge.certain, edge.props["post"]) == ("HOLDS_POST", official, True, "局长")
    assert edge.props["until"] == date.max and edge.props["until_certain"] == date.min
    assert buys[0].table == _tag("BUYER", "Contract", "Unit")


def test_the_certain_form_needs_certain_edges(store: GraphStore) -> None:
    text = "MATCH (p:Person)-[i:OWNS]->(c:Company) WHERE i.share >= $least RETURN p, c"
    assert len(store.run(text, {"least": 0.5, "unused": 1}).rows) == 1
    assert store.run(text, {"least": 0.7}).rows == []
    assert store.run(text, {"least": 0.5}, certain=True).rows == []


def test_a_query_that_cannot_run_says_why(store: GraphStore) -> None:
    with pytest.raises(QueryFailed, match=r"needs the parameter \$least"):
        store.run("MATCH (p:Person) WHERE p.name = $least RETURN p")
    with pytest.raises(CypherError):
        store.run("MATCH (p:Persn) RETURN p")


def test_a_derived_edge_unfolds_to_base_edges_each_once(store: DuckStore) -> None:
    kin, interest = _tag("KIN", "Person", "Person"), _tag("FAMILY_PARTY", "Person", "Company")
    family, owns = _tag("FAMILY", "Person", "Person"), _tag("OWNS", "Person", "Company")
    steps = [(901, 1, family, 2), (902, 1, kin, 901), (902, 2, owns, 3), (902, 3, family, 2)]
    for step in steps:
        store.con.execute("INSERT INTO via VALUES (?, ?, ?, ?)", list(step))
    found = store.base_edges([EdgeRef(interest, 902), EdgeRef(owns, 3)])
    assert found == {
        EdgeRef(interest, 902): (EdgeRef(family, 2), EdgeRef(owns, 3)),
        EdgeRef(owns, 3): (EdgeRef(owns, 3),),
    }


def test_filled_counts_what_is_known(store: GraphStore) -> None:
    counts = {
        ("Person", ""): 2,
        ("Person", "name"): 1,
        ("Party", "name"): 1,
        ("Contract", "signed_on"): 1,
        ("Contract", "since"): 0,
        ("Award", ""): 1,
        ("Person", "died_on"): 0,
        ("OWNS", "share"): 1,
        ("OWNS", "since"): 1,
        ("OWNS", "until"): 0,
        ("KIN", ""): 0,
    }
    assert {key: store.filled(*key) for key in counts} == counts


def test_sources_are_read_with_file_and_row(tmp_path: Path) -> None:
    hand = Hand()
    rows = [{"person_id": "P1", "unit_id": "U1", "post": post, "since": "2015-01-01"} for post in ("局长", "书记")]
    hand.file("positions", rows, name="positions_2020.xlsx")
    hand.file("persons", [{"person_id": "P1", "name": "甲"}])
    hand.file("deaths", [])
    hand.con.execute("INSERT INTO rejects VALUES (1, 9, '姓名', NULL, 'is empty')")
    hand.graph(tmp_path / "g.duckdb").con.close()
    with DuckStore.open(tmp_path / "g.duckdb") as store:
        ((person, posts),) = store.run("MATCH (p:Person)-[h:HOLDS_POST]->(u) RETURN p, collect(h) AS posts").rows
        assert store.node_sources([person]) == {person: (SourceRow("persons", "persons.csv", None, 2),)}
        found = store.edge_sources(posts)
        assert {rows[0] for rows in found.values()} == {
            SourceRow("positions", "positions_2020.xlsx", None, row) for row in (2, 3)
        }
        assert store.loaded() == {"deaths": 0, "persons": 1, "positions": 2}
        assert store.find("Person", "P1") == person and store.find("Person", "P9") is None
        assert set(store.meta()) >= {"format", "graph_hash", "hash.n_Person"}
        assert store.rejects() == [("positions_2020.xlsx", 9, "姓名", None, "is empty", "is empty", None)]
        assert store.edge_sources([]) == {} and store.nodes([]) == {}


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"graph-1.duckdb is gone"):
        DuckStore.open(tmp_path / "graph-1.duckdb")
    (tmp_path / "graph-2.duckdb").write_text("not a database, but long enough to be read as one " * 200)
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        DuckStore.open(tmp_path / "graph-2.duckdb")


def test_small_graphs_take_text() -> None:
    with DuckStore.memory() as store:
        write_small(
            store.con,
            [
                NodeText("o", "Person", "P1", {"name": "甲", "died_on": "2019-05"}),
                NodeText("k", "Contract", "K1", {"amount": "1285000.50", "signed_on": "2020-03-09", "since": "2020"}),
                NodeText("c", "Company", credit_code(1)),
                NodeText("q", "Person", "P2", {"former_names": ["乙"]}),
            ],
            [
                EdgeText("OWNS", "o", "c", {"share": "35%", "since": "2018", "until": "9999-12-31", "certain": False}),
                EdgeText("FAMILY", "o", "q", {"type": "child"}),
                EdgeText("WON", "c", "k"),
            ],
        )
        text = "MATCH (o:Person)-[i:OWNS]->(c:Company)-[:WON]->(k:Contract), (o)-[f:FAMILY]->(q) RETURN o, i, k, f"
        ((official, owns, contract, family),) = store.run(text).rows
        props = store.edges([owns, family])
        assert props[owns].props["share"] == 0.35 and props[owns].certain is False
        validity = [props[owns].props[name] for name in ("since", "until", "since_certain", "until_certain")]
        assert validity == [date(2018, 1, 1), date.max, date(2018, 12, 31), date.max]
        assert props[family].props["since_certain"] == date.min and props[family].props["until_certain"] == date.max
        node = store.nodes([contract])[contract]
        assert node.props["amount"] == 128_500_050
        assert (node.props["infl_from"], node.props["awarded_on"]) == (date(2019, 8, 12), date(2020, 2, 8))
        assert store.nodes([official])[official].props["died_on_last"] == date(2019, 5, 31)


@pytest.mark.parametrize(
    ("node", "edge", "message"),
    [
        ({"naem": "x"}, {}, "no property `naem`"),
        ({"died_on": "2019-13"}, {}, "died_on cannot be '2019-13'"),
        ({}, {"shre": "0.1"}, "no property `shre`"),
    ],
)
def test_small_graphs_fit_the_model(node: dict[str, str], edge: dict[str, str], message: str) -> None:
    nodes = [NodeText("o", "Person", "P1", node), NodeText("c", "Company", "C1")]
    with DuckStore.memory() as store, pytest.raises(UsageError, match=message):
        write_small(store.con, nodes, [EdgeText("OWNS", "o", "c", edge)])


def test_small_graphs_join_what_can_be_joined() -> None:
    nodes = [NodeText("o", "Person", "P1"), NodeText("c", "Company", "C1")]
    with DuckStore.memory() as store, pytest.raises(UsageError, match="OWNS cannot join Company to Person"):
        write_small(store.con, nodes, [EdgeText("OWNS", "c", "o")])
