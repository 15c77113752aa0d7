"""One county, two engines, each in its own copy of one workspace: the same leads, byte for byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graphinv.stores.base import EdgeRef
from graphinv.stores.neo4j.server import Server as Connection
from graphinv.sweep import _PRODUCT
from graphinv.workspace import DEMO_DAY, Workspace, demo_workspace
from tests.cli.running import run
from tests.neo4j.conftest import settings
from tests.neo4j.server import PASSWORD, Server


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Server) -> tuple[Path, Path]:
    """The workspace swept on its own graph, and its copy, published by the load itself and swept on Neo4j."""
    folder = tmp_path_factory.mktemp("same")
    own, copy = folder / "own", folder / "copy"
    with demo_workspace(own, scale=0.03, seed=1) as workspace:
        workspace.load([own / "exports"])
    shutil.copytree(own, copy)
    with (copy / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write(f'[neo4j]\nuri = "{neo4j_server.uri}"\nlabel = "Same"\npublish_after_load = true\n')
    secret = {"GRAPHINV_NEO4J_PASSWORD": PASSWORD}
    said = run("-w", copy, "load", copy / "exports", **secret).stderr.decode()
    assert "Nothing has changed" in said and "Published to Neo4j" in said
    day = ("--as-of", DEMO_DAY.isoformat())
    for place, engine in ((own, "duckdb"), (copy, "neo4j")):
        run(
            "-w",
            place,
            "sweep",
            "run",
            *day,
            "--engine",
            engine,
            "--format",
            "json",
            "-o",
            place / "sweep.json",
            **secret,
        )
        run("-w", place, "leads", "export", "--named", "-o", place / "leads.json")
    return own, copy


def test_the_same_leads_byte_for_byte(swept: tuple[Path, Path]) -> None:
    own, copy = ((place / "leads.json").read_bytes() for place in swept)
    assert own.count(b"\n") > 40
    assert own == copy


def test_the_same_sweep_but_for_engine_and_time(swept: tuple[Path, Path]) -> None:
    bodies = [json.loads((place / "sweep.json").read_text("utf-8")) for place in swept]
    assert [body["engine"] for body in bodies] == ["duckdb", "neo4j"]
    for body in bodies:
        del body["engine"]
        for rule in body["rules"]:
            del rule["seconds"]
            rule["warning"] = _without_product(rule["warning"])
    assert bodies[0] == bodies[1]


def _without_product(warning: dict[str, str] | None) -> dict[str, str] | None:
    """That a plan holds a product is said of rules that took more than a second, on this engine and this machine."""
    found = {lang: text.removesuffix(_PRODUCT[lang]).rstrip("；; ") for lang, text in (warning or {}).items()}
    return found if any(found.values()) else None


def test_on_the_server_a_lead_unfolds_to_the_same_base_facts(swept: tuple[Path, Path], neo4j_server: Server) -> None:
    """`via` and `src` on the server, followed there, against the embedded graph."""
    with Workspace.open(swept[1]) as workspace, Connection(settings(neo4j_server, "Same")) as server:
        store = workspace.store
        derived = server.read("MATCH (:Same)-[r:KIN|INTEREST_IN]->(:Same) RETURN r.eid, type(r), r.via LIMIT 300").rows
        assert len(derived) == 300
        wanted = store.by_eid(
            {type_: [int(eid) for eid, name, _ in derived if name == type_] for _, type_, _ in derived}
        )
        bases = store.base_edges(wanted.values())
        sources = store.edge_sources({ref for some in bases.values() for ref in some})
        for eid, _, via in derived:
            refs = bases[wanted[int(eid)]]
            assert _unfolded(server, via) == [str(ref.eid) for ref in refs]
        text = "MATCH (:Same)-[r]->(:Same) WHERE r.eid IN $eids RETURN r.eid, r.src"
        found = dict(server.read(text, {"eids": [str(ref.eid) for ref in sources]}).rows)
        assert found == {str(ref.eid): _places(store, ref) for ref in sources}


def _unfolded(server: Connection, via: list[str]) -> list[str]:
    """Base edges, each once; a base edge has no `via`."""
    text = "MATCH (:Same)-[r]->(:Same) WHERE r.eid IN $eids RETURN r.eid, r.via"
    below = dict(server.read(text, {"eids": via}).rows)
    unfolded = [one for eid in via for one in (_unfolded(server, below[eid]) if below[eid] else [eid])]
    return list(dict.fromkeys(unfolded))


def _places(store: object, ref: EdgeRef) -> list[str]:
    rows = store.edge_sources([ref])[ref]  # type: ignore[attr-defined]
    return sorted(f"{row.file}{'/' + row.sheet if row.sheet else ''}#{row.row}" for row in rows)


def test_queries_and_engines_by_command(swept: tuple[Path, Path]) -> None:
    copy, secret = swept[1], {"GRAPHINV_NEO4J_PASSWORD": PASSWORD}
    text = "MATCH (c:Company)-[w:WON]->(k:Award) RETURN c.id AS company, count(k) AS won ORDER BY won DESC, company"
    answers = [
        run("-w", copy, "query", text, "--engine", engine, "--format", "json", **secret).stdout
        for engine in ("duckdb", "neo4j")
    ]
    assert answers[0] == answers[1] and len(json.loads(answers[0])) > 20
    cut = run("-w", copy, "query", text, "--engine", "neo4j", "--max-rows", "5", "--format", "json", **secret)
    assert len(json.loads(cut.stdout)) == 5 and "Only the first 5 rows" in cut.stderr.decode()
    product = "MATCH (c:Company), (u:Unit) RETURN count(*) AS n"
    for engine in ("duckdb", "neo4j"):
        said = run("-w", copy, "query", product, "--engine", engine, **secret).stderr.decode()
        assert "Cartesian product" in said
    slow = "MATCH (a:Account), (b:Account), (c:Account) WHERE a.id + b.id + c.id = 'x' RETURN count(*) AS n"
    for engine in ("duckdb", "neo4j"):
        said = run("-w", copy, "query", slow, "--engine", engine, "--timeout", "0.5", code=1, **secret).stderr.decode()
        assert "was ended" in said
    told = run("-w", copy, "query", "MATCH (h:Holiday) RETURN h", "--engine", "neo4j", code=1, **secret).stderr.decode()
    assert "Not on the server: Holiday" in told and "--all" in told
    rows = json.loads(run("-w", copy, "engines", "--format", "json", **secret).stdout)
    assert [(row["engine"], row["state"]) for row in rows] == [("duckdb", "ok"), ("neo4j", "ok")]
    run("-w", copy, "query", text, "--engine", "spark", code=2)
    run("-w", swept[0], "query", text, "--engine", "neo4j", code=2)


def test_an_older_state_is_not_asked(swept: tuple[Path, Path], tmp_path: Path) -> None:
    """A load without publishing: the server's graph is no longer the workspace's."""
    copy = Path(shutil.copytree(swept[1], tmp_path / "older"))
    path = copy / "exports" / "watchlist.csv"
    path.write_text("\n".join(path.read_text("utf-8-sig").splitlines()[:-2]) + "\n", "utf-8")
    with Workspace.open(copy) as workspace:
        workspace.load([path])
    secret = {"GRAPHINV_NEO4J_PASSWORD": PASSWORD}
    said = run("-w", copy, "sweep", "run", "--engine", "neo4j", code=1, **secret).stderr.decode()
    assert "another state" in said and "graphinv publish" in said
    rows = json.loads(run("-w", copy, "engines", "--format", "json", **secret).stdout)
    assert rows[1]["state"] == "warn"
