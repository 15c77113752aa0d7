"""path and expand as a user types them: who is meant, what is said, what is masked, what is drawn."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import visit
from tests.cli.running import rows, run

pytestmark = pytest.mark.xdist_group("cli")

HELD = """
MATCH (p:Person)-[:OWNS]->(c:Company)-[:WON]->(k:Contract)
WHERE p.name <> '' RETURN p, c, k ORDER BY k.id LIMIT 1
"""


@pytest.fixture(scope="module")
def held(county: Path) -> dict[str, str]:
    """A person who holds shares of a company that won a contract: ids as typed with names, and the person's mask."""
    named = rows("-w", county, "query", HELD, "--named")[0]
    masked = rows("-w", county, "query", HELD)[0]
    found = {key: str(named[key]["id"]) for key in "pck"}
    return found | {"mask": masked["p"]["id"], "name": named["p"]["props"]["name"], "firm": named["c"]["props"]["name"]}


def test_a_path_has_its_facts_and_source_rows(county: Path, held: dict[str, str]) -> None:
    found = json.loads(run("-w", county, "path", held["p"], held["k"], "--format", "json").stdout)
    assert (found["length"], found["total"]) == (2, 1)
    (path,) = found["paths"]
    assert [node["label"] for node in path["nodes"]] == ["Person", "Company", "Contract"]
    assert [step["relations"] for step in path["steps"]] == [len(step["evidence"]) for step in path["steps"]]
    types = {fact["n"]: fact for fact in found["evidence"]}
    assert {types[n]["type"] for step in path["steps"] for n in step["evidence"]} >= {"OWNS", "WON"}
    assert all(fact["source"] and fact["source"][0]["row"] >= 2 for fact in found["evidence"])
    assert found["searched"] == {
        "engine": "duckdb",
        "max_hops": 6,
        "types": found["searched"]["types"],
        "on": None,
        "certain": False,
        "hub": 100,
        "through_hubs": False,
    }
    assert "KIN" not in found["searched"]["types"] and "OWNS" in found["searched"]["types"]


def test_an_entity_has_several_names(county: Path, held: dict[str, str]) -> None:
    first = run("-w", county, "path", held["p"], held["k"], "--format", "json").stdout
    for start, end in (
        (held["mask"], held["k"]),
        (f"Person:{held['mask']}", f"Award:{held['k']}"),
        (f"person:{held['p']}", f"contract-{held['k']}"),
    ):
        assert run("-w", county, "path", start, end, "--format", "json").stdout == first
    assert rows("-w", county, "expand", held["firm"], "--limit", "3")["start"]["id"] == held["c"]  # type: ignore[call-overload]


def test_names_are_masked(county: Path, held: dict[str, str]) -> None:
    for fmt in ("table", "json", "jsonl", "csv"):
        words = ("-w", county, "path", held["mask"], held["k"], "--format", fmt)
        done = run(*words)
        said = (done.stdout + done.stderr).decode("utf-8-sig")
        assert held["name"] not in said and held["p"] not in said, fmt
        assert held["name"] in run(*words, "--named").stdout.decode("utf-8-sig")


def test_rows_are_one_relation_each(county: Path, held: dict[str, str]) -> None:
    text = run("-w", county, "path", held["p"], held["k"], "--format", "csv").stdout.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert {"path", "step", "type", "from", "to", "since", "until", "certainty", "source"} <= found[0].keys()
    assert {row["step"] for row in found} == {"1", "2"}
    assert [row["type"] for row in found if row["step"] == "2"] == ["WON"]


def test_no_path_is_an_answer(county: Path, held: dict[str, str]) -> None:
    words = ("-w", county, "path", held["p"], held["k"], "--types", "family,won", "--on", "2023-01-01", "--certain")
    said = run(*words).stdout.decode()
    assert "There is no path of at most 6 steps" in said
    assert " ".join(said.split()).endswith(
        "Searched: FAMILY, WON, on 2023-01-01, certain ones only, not through nodes with more than 100 of them."
    )
    assert "没有 6 步以内的路径" in run(*words, GRAPHINV_LANG="zh").stdout.decode()
    found = json.loads(run(*words, "--format", "json").stdout)
    assert (found["length"], found["paths"]) == (None, [])
    assert "no path" in run(*words, "--format", "csv").stderr.decode()


def test_a_way_through_hubs_is_mentioned_and_shown(county: Path) -> None:
    words = ("-w", county, "path", "BT01", "BT20", "--types", "RECEIVED,MANAGED_BY,BUYER", "--hub", "1")
    assert "Through hubs there is one of 2" in run(*words).stdout.decode()
    found = json.loads(run(*words, "--through-hubs", "--limit", "1", "--format", "json").stdout)
    assert found["length"] == 2 and len(found["paths"]) == 1 < found["total"]


def test_hubs_are_counted_and_not_passed(county: Path) -> None:
    found = json.loads(run("-w", county, "expand", "BT20", "--hub", "8", "--hops", "2", "--format", "json").stdout)
    hubs = {node["id"]: node for node in found["nodes"] if node["hub"]}
    assert "BT20" in hubs and hubs["BT20"]["hub"]["RECEIVED"] > 8
    assert len(hubs) > 1
    inside = {node["id"] for node in found["nodes"] if node["hop"] <= 1}
    for step in found["steps"]:
        assert step["from"]["id"] not in hubs.keys() - {"BT20"} or step["to"]["id"] in inside
    table = " ".join(run("-w", county, "expand", "BT20", "--hub", "8", "--limit", "2").stdout.decode().split())
    assert "is a hub:" in table and "more at step 1 are not listed" in table


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("path", "BT01", "BT20", "--types", "OWN"), "Did you mean OWNS"),
        (("path", "BT01", "BT99"), "Nothing in the graph is called BT99. Did you mean Programme:BT"),
        (("path", "Company:BT01", "BT20"), "Nothing in the graph is called Company:BT01"),
        (("expand", "no such thing at all"), "Give a key of the sources"),
        (("path", "BT01", "BT20", "--on", "today"), "2024-06-30"),
        (("expand", "BT01", "--engine", "oracle"), "Known: duckdb, neo4j"),
        (("expand", "BT01", "--engine", "neo4j"), "No Neo4j server is named"),
        (("expand", "BT01", "--hops", "0"), "--hops"),
    ],
)
def test_what_cannot_be_meant_is_refused(county: Path, words: tuple[str, ...], said: str) -> None:
    assert said in run("-w", county, *words, code=2).stderr.decode()


def test_a_common_name_is_not_guessed(county: Path) -> None:
    text = "MATCH (a:Person), (b:Person) WHERE a.name = b.name AND a.id < b.id RETURN a.name AS name, a, b LIMIT 1"
    (found,) = rows("-w", county, "query", text, "--named")
    masked = rows("-w", county, "query", text)[0]
    said = run("-w", county, "expand", found["name"], code=2).stderr.decode()
    assert "may be any of" in said and f"Person:{masked['a']['id']}" in said
    assert found["a"]["id"] not in said
    assert f"Person:{found['a']['id']}" in run("-w", county, "expand", found["name"], "--named", code=2).stderr.decode()


def test_two_runs_write_the_same_bytes(county: Path, held: dict[str, str], tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        run("-w", county, "expand", held["c"], "--hops", "2", "--report", tmp_path / name)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_nodes_of_one_key_stay_apart(county: Path, tmp_path: Path) -> None:
    text = "MATCH (l:Lot)-[:LOT_OF]->(t:Tender) WHERE l.id = t.id RETURN l.id AS id ORDER BY id LIMIT 1"
    key = rows("-w", county, "query", text)[0]["id"]
    assert "may be any of 2" in run("-w", county, "expand", key, code=2).stderr.decode()
    page = tmp_path / "lot.html"
    found = json.loads(run("-w", county, "expand", f"Lot:{key}", "--report", page, "--format", "json").stdout)
    assert {"Lot", "Tender"} <= {node["label"] for node in found["nodes"] if node["id"] == key}
    drawn = page.read_text("utf-8")
    assert f'"Lot:{key}"' in drawn and f'"Tender:{key}"' in drawn


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_interactive_and_masked(
    county: Path, held: dict[str, str], browser: Browser, tmp_path: Path, lang: str
) -> None:
    page = tmp_path / "path.html"
    run("-w", county, "--lang", lang, "path", held["p"], held["k"], "--report", page)
    text = page.read_text("utf-8")
    assert held["name"] not in text and held["p"] not in text
    with visit(browser, page) as seen:
        seen.page.fill("#find", held["c"])
        seen.page.press("#find", "Enter")
        about = seen.page.inner_text("#about")
        assert held["firm"] in about
        assert ("中标" if lang == "zh" else "award") in about
        assert seen.complaints == [] and seen.outside == []
