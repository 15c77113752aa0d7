"""What the tests of rules and leads share: rules, small drawn graphs, and source rows such as a load would leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from graphinv import derive
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.cypher import parse_graph
from graphinv.leads.build import leads_of
from graphinv.leads.lead import Lead
from graphinv.leads.to_json import View, people
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import edge_tables, node_table
from graphinv.render.redact import Mode, Redactor
from graphinv.rules.cases import fill
from graphinv.rules.run import run_rule
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore

QUERIES = Path(__file__).resolve().parents[2] / "queries"
DAY = date(2024, 12, 31)

HEADER = {
    "id": "own-rule",
    "code": "Z9",
    "version": "1",
    "title": "{zh: 规则, en: A rule}",
    "class": "S",
    "severity": "medium",
    "needs": "[HAS_ROLE]",
    "identity": "[person, company]",
    "population": "MATCH (c:Company) RETURN count(c)",
    "explain": "{zh: '{person}任{company}职务', en: '{person} serves {company}'}",
}
BODY = "MATCH (person:Person)-[role:HAS_ROLE]->(company:Company) RETURN person, role, company"

FAMILY_FIRM = """
    (o:Person {name: 王建国})-[:HOLDS_POST {post: 局长, since: 2019-01-01, until: 2024-02-01}]->(u:Unit)
    (u:Unit {id: U-019, name: 某局})
    (k:Contract {id: HT-7, title: 维修, amount: 1285000, infl_from: 2022-03-01, awarded_on: 2022-06-30})-[:BUYER]->(u)
    (o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})
    (p)-[:OWNS {share: 0.6, since: 2020-03-01, until: 2023-05-11}]->(c:Company {id: 91330100MA00000072, name: 丙公司})
    (c)-[:WON]->(k)
"""


def rule_paths() -> list[Path]:
    return sorted(QUERIES.rglob("*.cypher"))


def built_in(stem: str) -> RuleSpec:
    (path,) = QUERIES.rglob(f"{stem}.cypher")
    return load_rule(path)


def write_rule(folder: Path, body: str = BODY, **changes: str) -> Path:
    """A rule file; `changes` replace or add lines of its header, an empty one drops the key."""
    header: Mapping[str, str] = {**HEADER, **{name.rstrip("_"): text for name, text in changes.items()}}
    lines = [f"// {name}: {text}" for name, text in header.items() if text]
    path = folder / "own_rule.cypher"
    path.write_text("\n".join(["// ---", *lines, "// ---", body, ""]), "utf-8")
    return path


def own_rule(folder: Path, body: str = BODY, **changes: str) -> RuleSpec:
    return load_rule(write_rule(folder, body, **changes))


def draw(text: str, as_of: date | None = None, *, sources: bool = False) -> DuckStore:
    """A store with this graph and all derived relations; with `sources` each element has one source row."""
    store = DuckStore.memory()
    write_drawn(store.con, parse_graph(text, as_of=as_of))
    derive.run(store.con)
    if sources:
        add_sources(store)
    return store


@contextmanager
def drawn(store: DuckStore, rule: RuleSpec, text: str, as_of: date) -> Iterator[None]:
    """This graph in an empty store with what the rule reads; the store is empty again after."""
    store.con.execute("BEGIN")
    try:
        fill(rule, parse_graph(text, as_of=as_of), store)
        yield
    finally:
        store.con.execute("ROLLBACK")


def add_sources(store: DuckStore) -> None:
    """One file per label and edge type, named and numbered like it; rows in the order of the ids, header in row 1."""
    con = store.con
    names = [*LABELS, *(edge.name for edge in EDGES.values() if not edge.derived)]
    for file, name in enumerate(names):
        tables = [node_table(name)] if name in LABELS else [table.name for table in edge_tables((name,))]
        key, target = ("nid", "node_source") if name in LABELS else ("eid", "more_source")
        union = " UNION ALL ".join(f'SELECT {key} FROM "{table}"' for table in tables)
        con.execute(f"INSERT INTO {target} SELECT {key}, {file}, 1 + row_number() OVER (ORDER BY {key}) FROM ({union})")
        con.execute(
            "INSERT INTO source_file (file, name, tbl, loader, rows, loaded) VALUES (?, ?, ?, ?, 0, 0)",
            [file, f"{name.lower()}.csv", name.lower(), name.lower()],
        )


def told(text: str, stem: str) -> View:
    """The one lead that the rule opens in this graph, with names."""
    with draw(text) as store:
        (lead,) = leads(store, built_in(stem))
    return View(lead, True, Redactor(Mode.NAMED, people(lead, True)))


def leads(store: DuckStore, *rules: RuleSpec) -> list[Lead]:
    return leads_of([run_rule(store, rule) for rule in rules], store, DAY)
