"""Small graphs for tests: drawn as text, derived, and with source rows such as a load would leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graphinv import derive
from graphinv.content.rule_spec import RuleSpec, load_rule
from graphinv.cypher import parse_graph
from graphinv.model import EDGES, LABELS
from graphinv.model.layout import edge_tables, node_table
from graphinv.stores.duckdb.small import write_drawn
from graphinv.stores.duckdb.store import DuckStore

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"


def rule_paths() -> list[Path]:
    return sorted(QUERIES.rglob("*.cypher"))


def rule(stem: str) -> RuleSpec:
    (path,) = QUERIES.rglob(f"{stem}.cypher")
    return load_rule(path)


def draw(text: str, as_of: date | None = None, *, sources: bool = False) -> DuckStore:
    """A store with this graph and all derived relations; with `sources` each element has one source row."""
    store = DuckStore.memory()
    write_drawn(store.con, parse_graph(text, as_of=as_of))
    derive.run(store.con)
    if sources:
        _add_sources(store)
    return store


def _add_sources(store: DuckStore) -> None:
    """One file per label and edge type, rows in the order of the ids; header in row 1."""
    con = store.con
    for file, name in enumerate([*LABELS, *(edge.name for edge in EDGES.values() if not edge.derived)]):
        tables = [node_table(name)] if name in LABELS else [table.name for table in edge_tables((name,))]
        key = "nid" if name in LABELS else "eid"
        target = "node_source" if name in LABELS else "edge_source"
        union = " UNION ALL ".join(f'SELECT {key} FROM "{table}"' for table in tables)
        con.execute(f"INSERT INTO {target} SELECT {key}, {file}, 1 + row_number() OVER (ORDER BY {key}) FROM ({union})")
        con.execute(
            "INSERT INTO source_file (file, name, tbl, loader, rows, loaded) VALUES (?, ?, ?, ?, 0, 0)",
            [file, f"{name.lower()}.csv", name.lower(), name.lower()],
        )
