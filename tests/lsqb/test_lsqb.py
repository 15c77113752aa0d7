"""Both engines with a model that is not graphinv's own: the benchmark's counts, and what else a store answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphinv.cypher import compile_query, parse_graph
from graphinv.cypher.schema import Model
from graphinv.errors import CypherError, UsageError
from graphinv.model import EdgeType, Label
from graphinv.model.layout import Layout
from graphinv.stores.base import EdgeRef, EdgeText, GraphStore, NodeText
from graphinv.stores.duckdb.fill import fill
from graphinv.stores.duckdb.store import DuckStore
from graphinv.stores.neo4j.schema import prepare
from graphinv.stores.neo4j.server import Server
from graphinv.stores.neo4j.settings import Settings
from graphinv.stores.neo4j.small import put
from graphinv.stores.neo4j.store import Neo4jStore
from tests.lsqb.counts import COUNTS, NINE
from tests.lsqb.network import SCALES, needs_network, network, network_model
from tests.neo4j.server import PASSWORD, running
from tests.neo4j.server import Server as Process

pytestmark = pytest.mark.xdist_group("lsqb")


@pytest.fixture(scope="module", params=SCALES)
def scale(request: pytest.FixtureRequest) -> str:
    needs_network()
    return str(request.param)


@pytest.fixture(scope="module")
def store(scale: str) -> Iterator[DuckStore]:
    with DuckStore.memory(network_model()) as found:
        fill(found.con, found.layout, *network(scale))
        yield found


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server with nothing else on it: the plans of these queries are as good as its statistics."""
    with running(tmp_path_factory.mktemp("neo4j-network")) as process:
        yield process


@pytest.fixture(scope="module", params=["duckdb", "neo4j"])
def engine(request: pytest.FixtureRequest, store: DuckStore, scale: str) -> Iterator[GraphStore]:
    """The same network on each engine; on the server a label for each, whose plans are made for its size."""
    if request.param == "duckdb":
        yield store
        return
    process = request.getfixturevalue("alone")
    label = f"Network_{scale.replace('.', '_')}"
    with Server(Settings(process.uri, label, password=PASSWORD)) as server:
        prepare(server, label, ())
        put(server, store.con, store.layout)
        yield Neo4jStore(store, server)


@pytest.mark.parametrize("name", COUNTS)
def test_counts(engine: GraphStore, scale: str, name: str) -> None:
    counted = COUNTS[name]
    assert engine.run(counted.text).rows == [(counted.on(scale),)]


@pytest.mark.parametrize("name", [name for name in NINE if "Comment|Post" in NINE[name].text])
def test_a_supertype_is_its_members(engine: GraphStore, scale: str, name: str) -> None:
    text = NINE[name].text.replace("Comment|Post", "Message")
    assert engine.run(text).rows == [(NINE[name].on(scale),)]


def test_all_rows_are_there(store: DuckStore, scale: str) -> None:
    nodes, edges = network(scale)
    assert store.run("MATCH (n) RETURN count(*)").rows == [(len(nodes),)]
    assert store.run("MATCH ()-[r]->() RETURN count(*)").rows == [(len(edges),)]
    assert store.filled("Message", "") == store.filled("Comment", "") + store.filled("Post", "") > 0


def test_nodes_and_edges_are_read_by_their_numbers(store: DuckStore) -> None:
    text = "MATCH (m:Message)-[r:HAS_CREATOR]->(p:Person) RETURN m, r, p, labels(m) AS labels ORDER BY m.gid LIMIT 3"
    for message, made, person, labels in store.run(text, certain=True).rows:
        found = store.nodes([message, person])
        assert [found[message].label, "Message"] == labels and found[person].label == "Person"
        assert found[person].gid == f"person-{found[person].id}"
        edge = store.edges([made])[made]
        assert (edge.type, edge.src, edge.dst, edge.props) == ("HAS_CREATOR", message, person, {})
        assert store.base_edges([made]) == {made: (made,)}
        assert store.edge_sources([made]) == {}
        assert store.find("Person", found[person].id) == person


def test_another_connection_has_the_same_model(store: DuckStore, scale: str) -> None:
    other = store.beside()
    assert other.run(COUNTS["triangles"].text).rows == [(COUNTS["triangles"].on(scale),)]
    other.close()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (c:Contract) RETURN c", "Unknown label Contract"),
        ("MATCH ()-[r:OWNS]->() RETURN r", "Unknown relationship type OWNS"),
        ("MATCH (p:Person) RETURN p.name", "name"),
        ("MATCH (t:Tag)-[:HAS_TAG]->(p:Post) RETURN t", "points the other way"),
    ],
)
def test_what_only_graphinvs_own_model_has_is_refused(text: str, message: str) -> None:
    with pytest.raises(CypherError, match=message):
        compile_query(text, network_model())


def test_edges_join_what_the_model_lets_them_join() -> None:
    nodes = [NodeText("t", "Tag", "1"), NodeText("p", "Person", "1")]
    with DuckStore.memory(network_model()) as store, pytest.raises(UsageError, match="LIKES cannot join Person to Tag"):
        fill(store.con, store.layout, nodes, [EdgeText("LIKES", "p", "t")])


def test_a_name_means_what_its_own_model_says() -> None:
    """KIN has no arrow rule of its own elsewhere, and BUYER may lead from one node to many."""
    labels = {name: Label(name) for name in ("Award", "Person")}
    edges = {name: EdgeType(name, (("Award", "Person"), ("Person", "Person"))) for name in ("BUYER", "KIN")}
    model = Model(Layout(labels, {}, edges))
    drawn = parse_graph("(a:Award)-[:BUYER]->(p:Person), (a)-[:BUYER]->(q:Person)-[:KIN]->(p)", model)
    with DuckStore.memory(model) as store:
        nodes = [NodeText(key, node.label, key) for key, node in drawn.nodes.items()]
        fill(store.con, model.layout, nodes, [EdgeText(edge.type, edge.src, edge.dst) for edge in drawn.edges])
        ((kin,),) = store.run("MATCH (:Person {id: 'p'})-[k:KIN]-(:Person) RETURN k").rows
        assert kin == EdgeRef(next(t.tag for t in model.tables if t.name == "e_KIN__Person__Person"), 3)
        text = "MATCH (x:Person), (y:Person) WHERE x.id < y.id MATCH (x)<-[:BUYER]-(w:Award)-[:BUYER]->(y) RETURN w.id"
        assert store.run(text).rows == [("a",)]
