"""Publishing: the whole graph, then only what has changed, whatever happens in between."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j.exceptions import TransientError

from graphinv.errors import StoreError, StoreUnavailable
from graphinv.stores.neo4j import kept
from graphinv.stores.neo4j.publish import EVERYTHING, Publication, Published
from graphinv.stores.neo4j.schema import PUBLICATION
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.workspace import Workspace
from tests.cli.running import ENV
from tests.neo4j.conftest import settings
from tests.neo4j.published import expected, on_server
from tests.neo4j.server import PASSWORD, Server, running

FILE = "transfers_2023.csv"


@pytest.fixture
def case(tmp_path: Path, cut_county: Path) -> Path:
    return Path(shutil.copytree(cut_county, tmp_path / "case"))


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "BATCH", 20)


def publish(case: Path, to: Connection, wanted: frozenset[str] = EVERYTHING, *, full: bool = False) -> Published:
    with Workspace.open(case) as workspace:
        graph_hash, graph = workspace.store.meta()["graph_hash"], workspace.files.current()
    assert graph
    return Publication(to, case / ".graphinv", graph, graph_hash).run(wanted, full=full)


def same(case: Path, connection: Connection) -> bool:
    """Whether exactly the graph of the workspace is on the server."""
    with Workspace.open(case) as workspace:
        wanted = expected(workspace.store, connection.settings.label)
    found = on_server(connection)
    assert len(wanted) > 4_000
    assert wanted.keys() == found.keys()
    assert [key for key in wanted if wanted[key] != found[key]] == []
    return True


def change(case: Path) -> None:
    """Five payments fewer, three of another amount, two between others, one more."""
    path = case / "exports" / FILE
    head, *rows = path.read_text("utf-8-sig").splitlines()
    names = head.split(",")
    cells = [row.split(",") for row in rows]
    amount, payer, payee, key = (names.index(name) for name in ("交易金额(元)", "付款账号", "收款账号", "流水号"))
    for row in cells[10:13]:
        row[amount] = "123.45"
    for row in cells[20:22]:
        row[payer], row[payee] = row[payee], row[payer]
    more = list(cells[30])
    more[key] = "NEW-1"
    kept_rows = [*cells[5:], more]
    path.write_text("\n".join([head, *(",".join(row) for row in kept_rows)]) + "\n", "utf-8")
    with Workspace.open(case) as workspace:
        workspace.load([path])


def test_the_whole_graph_then_only_what_has_changed(case: Path, connection: Connection) -> None:
    first = publish(case, connection)
    assert same(case, connection) and first.whole and first.total("create") > 4_000
    assert publish(case, connection).changes == {}
    change(case)
    again = publish(case, connection)
    assert same(case, connection)
    assert again.total("create") + again.total("update") + again.total("delete") < first.total("create") / 10
    assert again.changes["PAID"]["create"] >= 3 and again.changes["PAID"]["delete"] >= 7
    assert publish(case, connection, full=True).whole and same(case, connection)


def test_nodes_are_found_by_the_ids_of_their_sources(case: Path, connection: Connection) -> None:
    publish(case, connection, frozenset({"Whitelisted", "Watched"}))
    plan = connection.plan(f"MATCH (n:{connection.settings.label}:Watched {{id: $id}}) RETURN n", {"id": "1"})
    assert "NodeIndexSeek" in plan


def test_a_publication_from_elsewhere_is_replaced(case: Path, connection: Connection) -> None:
    """The state on the server is not the one that this folder knows of."""
    publish(case, connection)
    for path in (case / ".graphinv").glob("neo4j-*"):
        path.unlink()
    assert publish(case, connection).whole and same(case, connection)


def test_only_what_is_wanted_and_less_of_it_later(case: Path, connection: Connection) -> None:
    done = publish(case, connection, frozenset({"WON", "Watched"}))
    assert set(done.types) == {"WON"} and {"Company", "Contract", "Lot", "Watched"} == set(done.labels)
    publish(case, connection, frozenset({"Watched"}))
    found = on_server(connection)
    assert {tuple(one["labels"]) for one in found.values()} == {(connection.settings.label, "Watched")}


def test_others_are_neither_read_nor_touched(case: Path, connection: Connection, neo4j_server: Server) -> None:
    """Nodes and edges of the same labels, types and ids that are not ours, and a second workspace."""
    publish(case, connection)
    label = connection.settings.label
    connection.alone(
        f"MATCH (n:{label}:Person) WITH n LIMIT 3 "
        "CREATE (:Foreign:Person {gid: n.gid, name: 'theirs'})-[:FAMILY {eid: '1', type: 'child'}]->(:Foreign:Person)"
    )
    with Connection(settings(neo4j_server, f"{label}_second")) as second:
        publish(case, second)
        assert same(case, connection) and same(case, second)
        publish(case, second, frozenset())
        second.alone(f"MATCH (n:{label}_second) DETACH DELETE n")
    assert same(case, connection)
    ((nodes, edges),) = connection.read("MATCH (a:Foreign)-[r:FAMILY]->(b:Foreign) RETURN count(a), count(r)").rows
    assert (nodes, edges) == (3, 3)
    connection.alone("MATCH (n:Foreign) DETACH DELETE n")


def test_a_label_of_somebody_else_is_refused(case: Path, connection: Connection) -> None:
    connection.alone(f"CREATE (:{connection.settings.label} {{name: 'theirs'}})")
    with pytest.raises(StoreError, match=r"1 nodes with the label .* graphinv did not publish"):
        publish(case, connection)
    ((count,),) = connection.read(f"MATCH (n:{connection.settings.label}) RETURN count(n)").rows
    assert count == 1


SLOWLY = "from graphinv.stores.neo4j import kept; kept.BATCH = 10; from graphinv.cli import main; main()"
"""The program with such small batches that there is time to stop it."""


def words(case: Path, uri: str) -> list[str]:
    return [sys.executable, "-c", SLOWLY, "-w", str(case), "publish", "--all", "--to", uri]


def environment(**more: str) -> dict[str, str]:
    return {**ENV, "GRAPHINV_NEO4J_PASSWORD": PASSWORD, **more}


def arrived(connection: Connection) -> int:
    found = connection.read(
        f"MATCH (m:{PUBLICATION} {{ws: $ws}}) RETURN sum(m.batch)", {"ws": connection.settings.label}
    )
    return int(found.rows[0][0] or 0)


@pytest.fixture
def own(case: Path, connection: Connection) -> Connection:
    """The connection whose label the workspace itself has."""
    with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(f'[neo4j]\nlabel = "{connection.settings.label}"\n')
    return connection


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)], ids=["killed", "interrupted"]
)
def test_stopped_in_the_middle_and_taken_up_again(
    case: Path, own: Connection, number: signal.Signals, code: int
) -> None:
    process = subprocess.Popen(
        words(case, own.settings.uri),
        env=environment(),
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        end = time.monotonic() + 60
        while not arrived(own):
            assert process.poll() is None and time.monotonic() < end
        process.send_signal(number)
        process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == code
    there = len(on_server(own))
    with Workspace.open(case) as workspace:
        assert there < len(expected(workspace.store, own.settings.label)), "it had not ended by itself"
    change(case)
    done = publish(case, own)
    assert same(case, own) and not done.whole, "what had arrived is not sent again"


def test_a_server_that_goes_away(case: Path, tmp_path: Path) -> None:
    with running(tmp_path / "neo4j") as server, Connection(settings(server, "Gone")) as connection:
        with (case / "graphinv.toml").open("a", encoding="utf-8") as file:
            file.write('[neo4j]\nlabel = "Gone"\n')
        process = subprocess.Popen(words(case, server.uri), env=environment(), stderr=subprocess.PIPE)
        try:
            while not arrived(connection):
                assert process.poll() is None
            server.kill()
            began = time.monotonic()
            said = process.communicate(timeout=120)[1].decode()
            assert time.monotonic() - began < 25, "one batch waits for the server, no other after it"
        finally:
            process.kill()
            process.communicate()
        assert process.returncode == 12, said
        assert said.count("\n") == 1 and "No Neo4j server answers." in said and "goes on from there" in said
        server.start()
        assert not publish(case, connection).whole and same(case, connection)


def test_two_at_the_same_time(case: Path, connection: Connection, tmp_path: Path) -> None:
    """Of one folder the second waits for nothing; of a copy of it the marker tells that somebody else is at it."""
    publish(case, connection, frozenset({"WON"}))
    copy = Path(shutil.copytree(case, tmp_path / "copy"))
    publish(copy, connection, full=True)
    connection.alone(f"MATCH (m:{PUBLICATION} {{ws: '{connection.settings.label}'}}) SET m.publication = 'other'")
    assert publish(case, connection).whole and same(case, connection)


def test_transient_errors_are_tried_again(connection: Connection) -> None:
    tries: list[int] = []

    def work(transaction: object) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise TransientError("Neo.TransientError.Transaction.DeadlockDetected")
        return "done"

    assert connection.write(work) == "done" and len(tries) == 3


def test_nobody_answers(case: Path) -> None:
    with Connection(settings(Server(case, port=1), "Nobody")) as connection, pytest.raises(StoreUnavailable):
        publish(case, connection)
