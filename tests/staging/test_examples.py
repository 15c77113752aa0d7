"""The example rows of the data contract, and every format that a table may come in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.staging.bench import Bench

ID, CODE, UNIT = "11010519491231002X", "91330100MA00000072", "11330100000000019E"


def test_the_example_of_the_data_contract(bench: Bench) -> None:
    bench.table("persons.csv", [["人员编号", "姓名", "身份证号", "户号"], ["P1", "张三", ID, "H1"]])
    header = ["股东证件号", "统一社会信用代码", "持股比例(%)", "入股日期", "退股日期"]
    bench.table("shareholdings.csv", [header, [ID, CODE, "35", "2019-05", ""]])
    header = ["合同编号", "采购人", "供应商信用代码", "中标金额(万元)", "签订日期"]
    bench.table("contracts.csv", [header, ["HT-7", UNIT, CODE, "128.5", "2021/3/9"]], "gb18030")
    staged = bench.stage()
    assert staged.totals == {"rows": 3, "loaded": 3, "warned": 0, "rejected": 0}
    assert bench.typed("persons", "person_id, name, id_no, id_no_ok, household_id, row_key") == [
        ("P1", "张三", ID, True, "H1", "P1")
    ]
    assert bench.typed("shareholdings", "holder_id, holder_id_ok, company_id, share, since, since_last, until") == [
        (ID, True, CODE, 0.35, date(2019, 5, 1), date(2019, 5, 31), None)
    ]
    assert bench.typed("contracts", "contract_id, buyer_id, supplier_id_ok, amount, signed_on") == [
        ("HT-7", UNIT, True, 128_500_000, date(2021, 3, 9))
    ]
    assert [file.encoding for file in staged.files] == ["gb18030", "utf-8", "utf-8"]


def test_a_workbook(bench: Bench) -> None:
    path = bench.folder / "subsidy_payments.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, _ = book.add_worksheet("发放"), book.add_worksheet("说明")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["发放编号", "项目代码", "身份证号", "发放日期", "发放金额(元)", "发放账号"])
        sheet.write_row(2, 0, [1001, "B1", ID])
        sheet.write_datetime(2, 3, date(2021, 2, 3), day)
        sheet.write_row(2, 4, [1234.5, 6228480012345])
        sheet.write_row(3, 0, [1002, "B1", 110105194912310029])
    staged = bench.stage(path)
    assert (staged.files[0].sheet, staged.files[0].reader) == ("发放", "calamine")
    assert bench.typed("subsidy_payments", "row, payment_id, paid_on, amount, account_id") == [
        (3, "1001", date(2021, 2, 3), 123_450, "6228480012345")
    ]
    assert [(row, col, value) for _, row, col, value, _ in bench.rejects()] == [
        (4, "发放日期", ""),
        (4, "发放金额(元)", ""),
        (4, "身份证号", "1.10105194912310E+17"),
    ]
    assert [(row, value) for _, row, _, value, _ in bench.notes()] == [(None, "说明")]


def test_parquet(bench: Bench) -> None:
    path = bench.folder / "contracts.parquet"
    columns = {
        "contract_id": pa.array(["K1", "K2"]),
        "buyer_id": pa.array([UNIT, None]),
        "supplier_id": pa.array([CODE, CODE]),
        "amount": pa.array([Decimal("1234.56"), Decimal("-1.00")], pa.decimal128(18, 2)),
        "signed_on": pa.array([date(2021, 3, 9), None]),
        "score": pa.array([3.0, 0.5]),
    }
    pq.write_table(pa.table(columns), path)
    staged = bench.stage(path)
    assert bench.typed("contracts", "row, amount, signed_on, extras") == [
        (2, 123_456, date(2021, 3, 9), '{"score":"3"}')
    ]
    assert bench.rejects() == [("contracts.parquet", 3, "buyer_id", None, "required cell is empty")]
    assert staged.files[0].unknown == {"score": 1.0}


def test_a_path_that_looks_like_a_pattern(bench: Bench) -> None:
    folder = bench.folder / "到货 [1]*?"
    folder.mkdir()
    path = folder / "persons_[a-z].csv"
    path.write_text("person_id,name\nP1,甲\n", "utf-8")
    staged = bench.stage(path, cache=folder / "cache")
    assert staged.files[0].reader == "duckdb"
    assert bench.stage(path, cache=folder / "cache").totals["loaded"] == 1


def test_text_in_every_spelling_of_a_kind(bench: Bench) -> None:
    rows = [["person_id", "unit_id", "post", "since", "until(含)", "is_leader", "portfolio", "leave_kind"]]
    rows += [[ID, "U1", "局长", "2015", "2020-12-31", "是", "FIN；HR、 ;PROC|", "调任"]]
    rows += [[ID, "U1", "书记", "2021-01-01", "长期", "n", "", "TRANSFER"]]
    bench.stage(bench.table("positions.csv", rows))
    assert bench.typed("positions", "since, since_last, until, is_leader, portfolio, leave_kind") == [
        (date(2015, 1, 1), date(2015, 12, 31), date(2021, 1, 1), True, ["FIN", "HR", "PROC"], "transfer"),
        (date(2021, 1, 1), date(2021, 1, 1), None, False, None, "transfer"),
    ]


def test_defaults(bench: Bench) -> None:
    bench.table("shareholdings.csv", [["holder_id", "company_id", "share"], ["X:1", CODE, "1"]])
    bench.table("bids.csv", [["lot_id", "company_id", "status"], ["L1", CODE, "中标"]])
    bench.table("tenders.csv", [["tender_id", "title", "buyer_id", "method"], ["T1", "修路", UNIT, "公开招标"]])
    bench.stage()
    assert bench.typed("shareholdings", "kind, holder_id_ok") == [("equity", None)]
    assert bench.typed("bids", "bid_id, row_key") == [(f"L1#{CODE}", f"L1#{CODE}")]
    assert bench.typed("tenders", "lot_id") == [("T1",)]


def test_names_beside_references(bench: Bench) -> None:
    rows = [
        ["contract_id", "采购人名称", "supplier_id", "supplier_type", "amount"],
        ["K1", "教育局", CODE, "企业", "5"],
    ]
    bench.stage(bench.table("contracts.csv", rows))
    assert bench.typed("contracts", "buyer_id, buyer_name, supplier_type") == [(None, "教育局", "company")]
