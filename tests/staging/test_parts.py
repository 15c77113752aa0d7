"""Several tables in one input: batches, provenance, the cache and the audit of columns know the part."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.errors import BadFile, SourceMissing
from graphinv.staging import intake
from graphinv.staging.raw import RawCell, raw_rows
from graphinv.staging.result import Staging
from tests.staging.bench import Bench, loader
from tests.workbook import Sheets, write_book

BIDS = ["lot_id", "company_id", "status", "amount"]
KIN = ["本人身份证号", "亲属身份证号", "关系", "称谓"]


def workbook(bench: Bench, sheets: Sheets, name: str = "导出.xlsx") -> Path:
    return write_book(bench.folder / name, sheets)


def load(bench: Bench, before: Staging | None, *inputs: Path | str, **options: str) -> Staging:
    live = before.live if before else ()
    return bench.stage(*inputs, cache=bench.folder / "kept", live=live, **options)  # type: ignore[arg-type]


def bids(bench: Bench) -> list[tuple[str, str]]:
    return bench.rows("SELECT lot_id, company_id FROM s_bids ORDER BY 1, 2")


ONE, TWO, KINDRED = (
    [BIDS, ["L1", "X:1", "valid", "x"]],
    [BIDS, ["L2", "X:2", "valid", "1"]],
    [KIN, ["P1", "P2", "配偶", "妻"]],
)


def test_rows_know_their_sheet(bench: Bench) -> None:
    staged = load(bench, None, workbook(bench, {"说明": [["x"]], "2021": ONE, "2022": TWO, "亲属": KINDRED}))
    assert [(file.name, file.sheet, file.loader, file.rows, file.rejected) for file in staged.files] == [
        ("导出.xlsx", "2021", "bids", 1, 1),
        ("导出.xlsx", "2022", "bids", 1, 0),
        ("导出.xlsx", "亲属", "kinship", 1, 0),
    ]
    assert bench.rows("SELECT sheet, row, col FROM rejects JOIN files USING (file)") == [("2021", 2, "amount")]
    assert [(Path(left.path).name, str(left.reason)) for left in staged.left_out] == [
        ("说明", "no loader knows its name or its headers")
    ]
    assert bench.rows("SELECT sheet, value FROM notes JOIN files USING (file) WHERE row IS NULL") == [("2021", "说明")]
    assert len(staged.given) == 3


def test_a_new_version_replaces_all_sheets(bench: Bench) -> None:
    first = load(
        bench, None, workbook(bench, {"2021": TWO, "2022": [BIDS, ["L3", "X:3", "valid", ""]], "亲属": KINDRED})
    )
    assert bids(bench) == [("L2", "X:2"), ("L3", "X:3")]
    second = load(bench, first, workbook(bench, {"2021": [BIDS, ["L4", "X:4", "valid", ""]]}))
    assert bids(bench) == [("L4", "X:4")]
    assert sorted((file.loader, file.part) for file in second.replaced) == [
        ("bids", "2021"),
        ("bids", "2022"),
        ("kinship", "亲属"),
    ]
    assert [(file.loader, file.part) for file in second.live] == [("bids", "2021")]


def test_a_part_that_the_user_asked_for_leaves_the_others(bench: Bench) -> None:
    path = workbook(bench, {"2021": TWO, "亲属": KINDRED})
    first = load(bench, None, path)
    second = load(bench, first, path, loader="bids")
    assert [(file.loader, file.part) for file in second.live] == [("bids", "2021"), ("kinship", "亲属")]


def test_the_same_workbook_again_changes_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(bench, {"说明": [["x"]], "2021": ONE, "2022": TWO})
    first = load(bench, None, path)
    monkeypatch.setattr(intake, "type_file", None)  # nothing may be parsed again
    second = load(bench, first, path)
    assert not second.changed and second.live == first.live


def test_sheets_with_the_same_rows_count_once(bench: Bench) -> None:
    staged = load(bench, None, workbook(bench, {"2021": TWO, "2021 (2)": TWO}))
    assert (bids(bench), len(staged.copies)) == ([("L2", "X:2")], 1)


def test_an_unread_sheet_more_is_another_note(bench: Bench) -> None:
    first = load(bench, None, workbook(bench, {"2021": TWO}))
    load(bench, first, workbook(bench, {"2021": TWO, "说明": [["x"]]}))
    assert bench.rows("SELECT value FROM notes WHERE row IS NULL") == [("说明",)]


def test_strict_refuses_sheets_with_content_only(bench: Bench) -> None:
    load(bench, None, workbook(bench, {"2021": TWO, "Sheet2": []}), strict=True)  # type: ignore[arg-type]
    with pytest.raises(BadFile, match=r"/说明: no loader knows"):
        load(bench, None, workbook(bench, {"2021": TWO, "说明": [["x"]]}), strict=True)  # type: ignore[arg-type]


ORDERS = """
id: x.orders
title: {zh: 订单, en: Orders}
source: {format: jsonl, files: [orders], rows: "order.lines[]"}
columns:
  no: {as: contract_id, req: yes}
  "order.lines[].supplier.id": {as: supplier_id, type: company, req: yes}
  "order.lines[].sum": {as: amount, type: money_cny}
  "order.lines[].day": {as: signed_on, type: date, lenient: true}
  "order.lines[].marks[]": {as: marks, type: list}
  "order.lines[#]": {as: line, type: int}
key: [contract_id, line]
ignore: [trace]
nodes:
  contract: {label: Contract, key: [contract_id, line], props: [amount, signed_on]}
  supplier: {ref: company, id: supplier_id}
edges:
  - {type: WON, from: supplier, to: contract}
"""
RECORDS = [
    {
        "no": "K1",
        "trace": {"a": {"b": 1}},
        "order": {
            "note": "n",
            "lines": [
                {"supplier": {"id": "X:1"}, "sum": 1.5, "day": "2021-02", "marks": ["a", "b"]},
                {"supplier": {"id": "X:2"}, "sum": "much", "day": "soon"},
            ],
        },
    },
    {"no": "K2", "order": {"lines": [{"supplier": {"id": "X:3"}, "day": "soon", "extra": {"deep": True}}]}},
]


@pytest.fixture
def orders(bench: Bench) -> Path:
    bench.loaders = {"x.orders": loader(bench.folder / "orders.yaml", ORDERS)}
    lines = [json.dumps(RECORDS[0]), "not json", json.dumps(RECORDS[1])]
    return bench.file("orders.jsonl", "\n".join(lines))


def test_json_lines(bench: Bench, orders: Path) -> None:
    staged = load(bench, None, orders)
    (file,) = staged.files
    assert (file.sheet, file.reader, file.rows, file.loaded, file.rejected) == ("order.lines[]", "json", 4, 2, 2)
    assert bench.typed("x.orders", "row, contract_id, line, amount, signed_on::VARCHAR, marks") == [
        (100_001, "K1", 1, 150, "2021-02-01", ["a", "b"]),
        (300_001, "K2", 1, None, None, None),
    ]
    rejects = [(row, column, value, reason.split(":")[0]) for _, row, column, value, reason in bench.rejects()]
    assert rejects == [
        (2, "", "not json", "not JSON"),
        (100_002, "order.lines[].sum", "much", "not an amount in CNY; write 1234.56"),
    ]


def test_a_lenient_cell_is_empty_with_a_warning(bench: Bench, orders: Path) -> None:
    load(bench, None, orders)
    assert [(row, column, value) for _, row, column, value, _ in bench.notes()] == [
        (300_001, "order.lines[].day", "soon")
    ]


def test_paths_that_nobody_reads_are_listed_with_their_fill(bench: Bench, orders: Path) -> None:
    (file,) = load(bench, None, orders).files
    assert file.unknown == {"order.note": 0.5, "order.lines[].extra.deep": 0.25}
    assert bench.typed("x.orders", "extras") == [('{"order.note":"n"}',), ('{"order.lines[].extra.deep":"true"}',)]


def test_another_loader_of_the_file_takes_over_its_paths(bench: Bench, orders: Path) -> None:
    """What is listed beside a loader's rows depends on the others: the cache must not hold on to it."""
    first = load(bench, None, orders)
    text = ORDERS.replace("x.orders", "x.notes").replace('rows: "order.lines[]"', 'rows: "order.lines[].marks[]"')
    more = loader(bench.folder / "notes.yaml", text.replace("ignore: [trace]", "ignore: [order.note]"))
    bench.loaders = {**bench.loaders, "x.notes": more}
    second = load(bench, first, orders)
    unknown = {file.loader: file.unknown for file in second.files}
    assert unknown == {"x.orders": {"order.lines[].extra.deep": 0.25}, "x.notes": {}}


def test_cells_of_json_rows_are_shown_again(bench: Bench, orders: Path) -> None:
    staged = load(bench, None, orders)
    spec, file = bench.loaders["x.orders"], staged.files[0]
    found = raw_rows(file.path, file.sha256, spec, [100_001, 300_001], file.sheet or "")
    assert found[100_001][0] == RawCell("no", "contract_id", "K1")
    assert {cell.header for cell in found[300_001]} == {
        *("no", "order.lines[].supplier.id", "order.lines[].day", "order.lines[#]")
    }


@pytest.fixture
def database(bench: Bench) -> Path:
    path = bench.folder / "采购.db"
    with closing(sqlite3.connect(path)) as con:
        con.executescript(
            "CREATE TABLE bids_2021 (lot_id PRIMARY KEY, company_id, status, amount, note);"
            "INSERT INTO bids_2021 VALUES ('L2', 'X:2', 'valid', 1.5, 'n'), ('L1', 'X:1', 'valid', 'much', NULL);"
            "CREATE TABLE log (a, b); INSERT INTO log VALUES (1, 2);"
        )
    return path


@pytest.mark.parametrize("driver", ["sqlite", "sqlite+pysqlite"])
def test_a_database(bench: Bench, database: Path, driver: str) -> None:
    url = f"{driver}:///{database}"
    staged = load(bench, None, url)
    (file,) = staged.files
    assert (file.name, file.sheet, file.batch, file.reader) == ("采购.db", "bids_2021", "bids/采购.db", "sql")
    assert bench.typed("bids", "row, lot_id, amount") == [(2, "L2", 150)]
    assert [(row, column, value) for _, row, column, value, _ in bench.rejects()] == [(1, "amount", "much")]
    assert file.unknown == {"note": 0.5}
    assert [str(left.reason) for left in staged.left_out] == ["no loader knows its name or its headers"]
    found = raw_rows(file.path, file.sha256, bench.loaders["bids"], [2], "bids_2021")
    assert [(cell.header, cell.text) for cell in found[2]][:2] == [("lot_id", "L2"), ("company_id", "X:2")]


def test_a_database_that_has_not_changed(bench: Bench, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{database}"
    first = load(bench, None, url)
    with closing(sqlite3.connect(database)) as con:
        con.execute("INSERT INTO log VALUES (3, 4)")
        con.commit()
    with monkeypatch.context() as patched:
        patched.setattr(intake, "type_file", None)
        assert not load(bench, first, url).changed
    with closing(sqlite3.connect(database)) as con:
        con.execute("DELETE FROM bids_2021")
        con.commit()
    second = load(bench, first, url)
    assert second.changed and bids(bench) == []


def test_rows_of_a_database_are_made_anew_from_it(bench: Bench, database: Path) -> None:
    first = load(bench, None, f"sqlite:///{database}")
    for kept in (bench.folder / "kept").iterdir():
        kept.unlink()
    other = bench.table("deaths.csv", [["person_id", "died_on", "register"], ["P1", "2021", "公安"]])
    second = load(bench, first, other)
    assert bids(bench) == [("L2", "X:2")] and len(second.files) == 2
    with closing(sqlite3.connect(database)) as con:
        con.execute("UPDATE bids_2021 SET note = 'm'")
        con.commit()
    for kept in (bench.folder / "kept").iterdir():
        kept.unlink()
    with pytest.raises(SourceMissing, match="or the file has changed"):
        load(bench, first, other)


def test_a_loader_asked_for_reads_the_tables_that_fit(bench: Bench, database: Path) -> None:
    bench.loaders = {name: replace(spec, files=()) for name, spec in bench.loaders.items()}
    staged = load(bench, None, f"sqlite:///{database}", loader="bids")
    assert [(file.sheet, file.loader) for file in staged.files] == [("bids_2021", "bids")]


def test_a_database_file_in_a_folder_is_named_with_its_url(bench: Bench, database: Path) -> None:
    staged = load(bench, None, database)
    assert str(staged.left_out[0].reason) == f"is a database: load it by its URL, sqlite:///{database}"
