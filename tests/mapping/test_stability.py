"""The same facts give the same ids, numbers and hash, however the files are named, split and sorted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graphinv.errors import StoreError
from graphinv.mapping import keys
from graphinv.model.ids import person_gid, pseudonym
from tests.mapping.hand import KEY, Graph, Hand, credit_code, person_no

NASTY = (
    "王伟",
    "<script>alert(1)</script>",
    "'; DROP TABLE n_Person; --",
    "=cmd|' /C calc'!A0",
    "\u202eabc",
    "长" * 10_000,
)

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def _tables() -> Tables:
    people = [{"person_id": f"P{n}", "id_no": person_no(n % 7), "name": NASTY[n % 6]} for n in range(9)]
    return {
        "persons": [*people, {"person_id": "Q1", "name": "无证"}],
        "kinship": [
            {"a_id": f"P{n}", "b_id": None if n % 2 else f"P{n + 1}", "b_name": NASTY[n % 6], "type": "child"}
            for n in range(6)
        ],
        "companies": [{"company_id": credit_code(n), "name": f"公司{n % 4}"} for n in range(6)],
        "shareholdings": [
            {"holder_id": f"P{n}", "company_id": None, "company_name": f"公司{n}", "share": 0.1} for n in range(6)
        ],
        "contracts": [
            {"contract_id": f"K{n}", "buyer_id": "U1", "supplier_id": credit_code(n), "lot_id": "L1", "amount": n}
            for n in range(6)
        ],
        "bids": [
            {"bid_id": f"B{n}", "lot_id": f"L{n}", "company_id": credit_code(n), "status": "won"} for n in range(6)
        ],
        "gifts": [
            {"gift_id": str(n), "member_id": str(n % 2), "member_name": NASTY[n], "giver_name": "某", "amount": n}
            for n in range(6)
        ],
    }


def _build(tables: Tables, target: Path, seed: int | None = None, key: bytes = KEY) -> Graph:
    hand, chance = Hand(), random.Random(seed)
    names = list(tables)
    if seed is not None:
        chance.shuffle(names)
    for loader in names:
        rows = list(tables[loader])
        if seed is None:
            hand.file(loader, rows)
            continue
        chance.shuffle(rows)
        middle = chance.randrange(1, len(rows))
        hand.file(loader, rows[:middle], name=f"{loader}_{chance.random()}.csv")
        hand.file(loader, rows[middle:], name=f"{loader}_{chance.random()}.xlsx")
    return hand.graph(target, key)


def _elements(graph: Graph) -> set[tuple[Any, ...]]:
    tables = graph.rows("SELECT table_name FROM duckdb_tables() WHERE table_name ^@ 'n_' OR table_name ^@ 'e_'")
    said = "SELECT COLUMNS(lambda c: c NOT IN ('file', 'row')) FROM"  # what is said, not where it was read
    return {(name, *row) for (name,) in tables for row in map(str, graph.rows(f'{said} "{name}"')) if row}


def test_the_order_and_names_of_files_change_nothing(tmp_path: Path) -> None:
    first = _build(_tables(), tmp_path / "0.duckdb")
    assert first.totals.nodes["Person"] > 15
    for seed in (1, 2, 3):
        again = _build(_tables(), tmp_path / f"{seed}.duckdb", seed)
        assert _elements(again) == _elements(first)
        assert again.totals.graph_hash == first.totals.graph_hash
        assert dict(again.totals.stubs) == dict(first.totals.stubs)


def test_one_changed_value_changes_the_hash_and_no_id(tmp_path: Path) -> None:
    tables = dict(_tables())
    first = _build(tables, tmp_path / "0.duckdb")
    contracts = [dict(row) for row in tables["contracts"]]
    contracts[3]["amount"] = 4
    second = _build({**tables, "contracts": contracts}, tmp_path / "1.duckdb")
    assert first.totals.graph_hash != second.totals.graph_hash
    for query in ("SELECT gid FROM n_Person ORDER BY 1", "SELECT eid FROM edge_source ORDER BY 1"):
        assert first.rows(query) == second.rows(query)


def test_another_key_gives_other_ids_of_persons_and_edges(tmp_path: Path) -> None:
    one, other = (_build(_tables(), tmp_path / f"{n}.duckdb", key=bytes([n]) * 32) for n in (1, 2))
    for query in ("SELECT gid FROM n_Person", "SELECT eid FROM edge_source"):
        assert not set(one.rows(query)) & set(other.rows(query))
    assert one.rows("SELECT gid FROM n_Contract") == other.rows("SELECT gid FROM n_Contract")


def test_ids_in_sql_are_those_of_the_model() -> None:
    with duckdb.connect() as con:
        keys.define(con, KEY)
        for text in NASTY:
            query = f"SELECT {keys.person_gid('record', '$1', '$2', '$3', '$4')} AS gid, m_pseudonym(gid)"
            parts = ("kinship", "a\x1fb", "b_id", text)
            gid = person_gid(KEY, "record", *parts)
            assert con.execute(query, list(parts)).fetchone() == (gid, pseudonym(gid))


def test_parts_of_an_id_do_not_run_into_each_other() -> None:
    assert person_gid(KEY, "record", "ab", "c") != person_gid(KEY, "record", "a", "bc")
    assert person_gid(KEY, "id_no", "1") != person_gid(b"", "id_no", "1")


def test_nodes_are_numbered_without_gaps(tmp_path: Path) -> None:
    graph = _build(_tables(), tmp_path / "g.duckdb")
    ranges = {label: (lo, hi) for label, lo, hi in graph.rows("SELECT * FROM label_range")}
    for label, (low, high) in ranges.items():
        found = graph.rows(f'SELECT count(*), min(nid), max(nid), count(DISTINCT gid) FROM "n_{label}"')
        assert found == [(high - low, low, high - 1, high - low) if high > low else (0, None, None, 0)], label
    assert ranges["Party"] == (ranges["Person"][0], ranges["Unit"][1])
    assert ranges["Award"] == (ranges["Contract"][0], ranges["Lot"][1])


def test_everything_says_where_it_was_read(tmp_path: Path) -> None:
    graph = _build(_tables(), tmp_path / "g.duckdb")
    nodes = graph.rows("SELECT table_name FROM duckdb_tables() WHERE table_name ^@ 'n_'")
    edges = graph.rows("SELECT table_name FROM duckdb_tables() WHERE table_name ^@ 'e_'")
    for (name,) in nodes:
        assert graph.rows(f'SELECT count(*) FROM "{name}" ANTI JOIN node_source USING (nid)') == [(0,)], name
    for (name,) in edges:
        assert graph.rows(f'SELECT count(*) FROM "{name}" ANTI JOIN edge_source USING (eid)') == [(0,)], name
    assert graph.rows("SELECT count(*) FROM source_file") == [(7,)]


def test_rows_that_staging_merged_are_sources_too(tmp_path: Path) -> None:
    hand = Hand()
    row = {"contract_id": "K1", "buyer_id": "U1", "supplier_id": "X:1", "amount": 1}
    hand.file("contracts", [row])
    hand.file("contracts", [], name="contracts_2.csv")
    hand.con.execute("INSERT INTO merged VALUES ('contracts', 'K1', 2, 7)")
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.rows("SELECT file, row FROM node_source JOIN n_Contract USING (nid) ORDER BY ALL") == [(1, 2), (2, 7)]
    source = "SELECT r.file, r.row FROM edge_source r JOIN e_WON__Company__Contract USING (eid) ORDER BY ALL"
    assert graph.rows(source) == [(1, 2), (2, 7)]


def test_two_loaders_of_one_table_give_a_fact_once(tmp_path: Path) -> None:
    hand = Hand()
    row = {"gift_id": "1", "member_id": "1", "member_name": "A", "giver_id": "X:1", "amount": 5}
    hand.file("gifts", [row])
    hand.file("more-gifts", [row, {**row, "gift_id": "2"}])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert graph.totals.edges["PAID"] == 2
    ((sources,),) = graph.rows("SELECT count(*) FROM edge_source JOIN e_PAID__Account__Account USING (eid)")
    assert sources == 3


def test_two_rows_with_one_key_are_refused(tmp_path: Path) -> None:
    hand = Hand()
    row = {"contract_id": "K1", "buyer_id": "U1", "supplier_id": "X:1", "amount": 1}
    hand.file("contracts", [row, {**row, "amount": 2}])
    with pytest.raises(StoreError, match="stand in several rows"):
        hand.graph(tmp_path / "g.duckdb")
    assert hand.con.execute("SELECT current_database()").fetchone() == ("memory",), "the connection goes on"
