"""`check` says what `load` would say and writes nothing; limits that loaders set; what is kept about each batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.errors import BadFile, UsageError
from graphinv.workspace import Workspace
from graphinv.workspace.batch_lines import lines, summary
from graphinv.workspace.checking import Check, CheckReport, check_files
from graphinv.workspace.loading import LoadRequest
from tests.mapping.hand import credit_code, person_no

A, B = credit_code(1), credit_code(2)
PERSONS = (
    f"人员编号,姓名,身份证号,出生日期,备注\nP1,甲,{person_no(1)},1980-01-01,\nP2,乙,,2021-02-30,x\nP3,丙,,1990,x\n"
)
CONTRACTS = (
    "合同编号,采购人,供应商信用代码,供应商名称,合同金额,签订日期\n"
    f"HT-1,U1,{A},,100,2020-01-02\nHT-2,U9,{B},,200,2021-03-04\nHT-2,U9,{B},,300,2021-03-04\nHT-3,U1,,丁公司,5,2022\n"
)
UNITS = "单位编码,单位名称\nU1,教育局\n"
COMPANIES = f"统一社会信用代码,企业名称\n{A},甲公司\n{credit_code(3)},丁公司\n"
FILED = (
    "批次号,数据表,文件名,提供单位,数据截止日,覆盖起,覆盖止,行数\n"
    "B-7,contracts,contracts.csv,财政局,2022-12-31,2020,2023-01-01,4\n"
)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    texts = {"persons": PERSONS, "contracts": CONTRACTS, "units": UNITS, "companies": COMPANIES, "data_filings": FILED}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "case", key=bytes(32)) as workspace:
        yield workspace


def check(*paths: Path, strict: bool = False, loader: str = "") -> CheckReport:
    return Check(Catalogue(), bytes(32), "1GB").run(LoadRequest(paths, strict, loader))


def everything(folder: Path) -> dict[str, str]:
    """Each file below the folder with the hash of its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_check_says_what_the_load_then_does(case: Workspace, exports: Path) -> None:
    said = Check(case.catalogue, case.key, "1GB", case.state).run(LoadRequest([exports]))
    before = everything(case.root)
    done = case.load([exports])
    keys = ("rows", "loaded", "warned", "rejected", "nodes", "edges")
    assert {key: said.load.totals()[key] for key in keys} == {key: done.totals()[key] for key in keys}
    told = {key: value for key, value in said.load.to_json().items() if key not in ("files", "totals")}
    assert told == {key: value for key, value in done.to_json().items() if key not in ("files", "totals")}
    assert said.batches == case.batches() and said.rejects == case.rejects()
    assert said.passed and before.keys() < everything(case.root).keys()


def test_a_check_writes_nothing(case: Workspace, exports: Path) -> None:
    case.load([exports])
    case.close()
    (exports / "persons_2.csv").write_text("人员编号,姓名\nP9,戊\n", "utf-8")
    before = everything(case.root) | everything(exports)
    said = check_files(case.root, LoadRequest([exports / "persons_2.csv"]))
    assert everything(case.root) | everything(exports) == before
    assert not list(case.state.glob("check-*"))
    assert said.load.graph is not None
    assert said.load.graph.nodes["Person"] == 3, "what is loaded already counts"
    assert [batch["batch"] for batch in said.batches] == ["persons/persons_2.csv"]


def test_a_check_needs_no_workspace(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(exports)
    said = check_files(None, LoadRequest([exports]))
    assert said.passed and len(said.load.files) == 5


def test_each_file_that_would_fail_is_named_and_the_others_are_still_told(exports: Path) -> None:
    (exports / "tenders.csv").write_text("项目名称\nx\n", "utf-8")
    (exports / "bids.csv").write_bytes(b"\xff\xfe\x00\xff")
    (exports / "notes.pdf").write_bytes(b"%PDF")
    said = check(exports)
    assert not said.passed
    assert sorted(file for file, _ in said.problems) == ["bids.csv", "tenders.csv"]
    assert any("tender_id" in str(problem) for _, problem in said.problems)
    assert len(said.load.files) == 5 and [Path(path).name for path, _ in said.load.left_out] == ["notes.pdf"]


def test_strict_fails_on_unknown_columns_and_on_rejected_rows(exports: Path) -> None:
    unknown = check(exports / "persons.csv", strict=True)
    assert [("备注" in str(problem)) for _, problem in unknown.problems] == [True]
    contracts = [exports / name for name in ("contracts.csv", "units.csv")]
    assert check(*contracts).passed
    strict = check(*contracts, strict=True)
    assert not strict.problems and not strict.passed and len(strict.rejects) == 2


def test_what_is_kept_about_a_batch(case: Workspace, exports: Path) -> None:
    case.load([exports])
    (found,) = case.batches("contracts.csv")
    assert found["batch"] == "B-7"
    assert [found[name] for name in ("rows", "loaded", "rejected", "conflicts")] == [4, 2, 2, 2]
    assert found["rejected_by"] == [
        {
            "column": "合同金额",
            "reason": "same key as another row, but another value",
            "reason_zh": "与另一行主键相同但取值不同",
            "rows": 2,
            "first": [3, 4],
        }
    ]
    assert found["unknown_ids"] == {} and found["by_name"] == {"supplier_id": 1}
    assert (found["from"], found["to"]) == ("2020-01-02", "2022-12-31")
    assert [found["files"][0][name] for name in ("as_of", "since", "until")] == [
        "2022-12-31",
        "2020-01-01",
        "2023-01-01",
    ]
    (persons,) = case.batches("persons/persons.csv")
    assert persons["files"][0]["unknown_columns"] == {"备注": 0.6667}
    assert [line["rows"] for line in persons["rejected_by"]] == [1] and persons["from"] is None
    with pytest.raises(UsageError, match=r"Did you mean `units\.csv`"):
        case.batches("unit.csv")
    kinds = {line["kind"] for line in lines(found, "zh")}
    assert kinds == {"source", "filing", "rejected", "conflicts", "by_name", "dates"}
    assert summary(found)["conflicts"] == 2


def test_ids_without_a_record_are_counted_by_row_and_by_node(case: Workspace, exports: Path) -> None:
    text = f"合同编号,采购人,供应商信用代码,合同金额\nK1,U1,{A},1\nK2,U7,{B},1\nK3,U7,{B},1\n"
    (exports / "contracts_2.csv").write_text(text, "utf-8")
    case.load([exports])
    (found,) = case.batches("contracts_2.csv")
    assert found["unknown_ids"] == {"buyer_id": {"rows": 2, "of": 3}, "supplier_id": {"rows": 2, "of": 3}}
    assert found["stubs"] == {"buyer_id": 1, "supplier_id": 1}


def kept(workspace: Workspace) -> list[Any]:
    """Everything that the graph keeps about its batches; which rows a file gives does not depend on the way here."""
    con = workspace.store.con
    tables = ("load_tally", "load_dates", "reject", "note")
    found = [sorted(con.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables]
    workspace.close()
    return [*found, workspace.batches()]


def test_loading_bit_by_bit_keeps_the_same(case: Workspace, exports: Path, tmp_path: Path) -> None:
    for name in ("data_filings", "contracts", "persons", "units", "companies"):
        case.load([exports / f"{name}.csv"])
    with Workspace.create(tmp_path / "other", key=bytes(32)) as other:
        other.load([exports])
        assert kept(case) == kept(other)


def loader(case: Workspace, limits: str) -> Workspace:
    """A loader of contracts with these limits, in a workspace opened anew."""
    text = (Catalogue().loaders["contracts"].at).read_text("utf-8")
    text = text.replace("id: contracts\n", f"id: contracts\nreplaces: contracts\nassert: {limits}\n", 1)
    (case.root / "loaders" / "contracts.yaml").write_text(text, "utf-8")
    return Workspace.open(case.root)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("{min: {filled: {signed_on: 0.9, title: 0.5}}}", "gives 0 filled.title, and `contracts` expects at least 0.5"),
        ("{min: {rows: 3}}", "gives 2 rows, and `contracts` expects at least 3"),
        ("{min: {edges: {FOR_LOT: 1}}}", "gives 0 FOR_LOT, and `contracts` expects at least 1"),
    ],
)
def test_a_minimum_that_is_missed_refuses_the_load(case: Workspace, exports: Path, limits: str, said: str) -> None:
    with loader(case, limits) as workspace:
        problems = Check(workspace.catalogue, workspace.key, "1GB").run(LoadRequest([exports])).problems
        assert [said in str(problem) for _, problem in problems] == [True]
        with pytest.raises(BadFile, match="at least"):
            workspace.load([exports])
        assert workspace.rows_loaded() is None


def test_a_maximum_that_is_passed_is_said_and_shown_later(case: Workspace, exports: Path) -> None:
    limits = "{max: {rejected_rows: 0.4, rows: 1, edges: {WON: 9}, unknown_ids: {buyer_id: 0.1, supplier_id: 0.1}}}"
    text = f"合同编号,采购人,供应商信用代码,合同金额\nK1,U1,{A},1\nK2,U7,{A},1\n"
    (exports / "contracts_2.csv").write_text(text, "utf-8")
    with loader(case, limits) as workspace:
        done = workspace.load([exports])
        said = [str(warning) for warning in done.warnings]
        assert len(said) == 2, said
        assert any("gives 4 rows, and `contracts` expects at most 1" in text for text in said)
        assert any("gives 0.25 unknown_ids.buyer_id" in text for text in said)
        (first,), (second,) = workspace.batches("contracts.csv"), workspace.batches("contracts_2.csv")
        assert [str(message) for message in first["over"]] == [
            "B-7: gives 0.5 rejected_rows, and `contracts` expects at most 0.4.",
            "B-7: gives 2 rows, and `contracts` expects at most 1.",
        ]
        assert any("unknown_ids.buyer_id" in str(message) for message in second["over"])
