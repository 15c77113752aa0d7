"""Accounts, transfers and payments: who holds what, what moved, and what is refused."""

from __future__ import annotations

from pathlib import Path

from tests.mapping.dirty import load
from tests.mapping.hand import credit_code, person_no

A, B = (credit_code(seed) for seed in (1, 2))
OFFICIAL, CHILD = person_no(1), person_no(2)
ACCOUNTS = ["账号", "开户行", "户主证件号", "角色", "开户日期", "销户日期", "授权起始", "授权终止", "数据共享依据"]
DAYS = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"


def test_roles_on_accounts(tmp_path: Path) -> None:
    rows = [
        ACCOUNTS,
        ["6222 0001", "工行", OFFICIAL, "", "2015-03-01", "2020-06", "", "", "协议1"],
        ["6222 0001", "", CHILD, "实际使用人", "2015-03-01", "2020-06", "2018", "", "协议1"],
        ["6222 0001", "", CHILD, "经办人", "", "", "2019-01-01", "2019-02-01", ""],
        ["6222 0002", "农行", A, "户主", "", "", "", "", "协议1"],
        ["6222 0002", "农行", CHILD, "授权人", "", "", "", "", "协议1"],
        ["6222 0002", "农行", B, "经办人", "", "", "", "", "协议1"],
        ["", "农行", A, "户主", "", "", "", "", ""],
        ["6.2E+18", "农行", A, "户主", "", "", "", "", ""],
        ["6222 0003", "", "", "户主", "", "", "", "", ""],
    ]
    companies = [["统一社会信用代码", "企业名称"], [A, "甲公司"], [B, "乙公司"]]
    loaded = load(tmp_path, {"accounts": rows, "companies": companies})
    graph = loaded.graph
    assert graph.rows("SELECT id, bank, opened_on::VARCHAR, closed_on::VARCHAR, stub FROM n_Account ORDER BY id") == [
        ("6222 0001", "工行", "2015-03-01", "2020-06-01", False),
        ("6222 0002", "农行", "0001-01-01", "0001-01-01", False),
    ]
    owner = ("owner", "协议1", "2015-03-01", "2020-06-30", "2015-03-01", "2020-06-01")
    assert graph.rows(f"SELECT role, legal_ground, {DAYS} FROM e_HOLDS_ACCOUNT__Person__Account") == [owner]
    assert graph.pairs("HOLDS_ACCOUNT__Company__Account") == [(A, "6222 0002")]
    assert graph.rows(f"SELECT role, legal_ground, {DAYS} FROM e_OPERATES__Person__Account ORDER BY role") == [
        ("authorised", "协议1", "0001-01-01", "9999-12-31", "9999-12-31", "0001-01-01"),
        ("card_user", "协议1", "2018-01-01", "2020-06-30", "2018-12-31", "2020-06-01"),
        ("operator", None, "2019-01-01", "2019-02-01", "2019-01-01", "2019-02-01"),
    ]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(8, "账号"), (9, "账号"), (10, "户主证件号")]
    assert loaded.notes == [("accounts", 7, "party", "OPERATES cannot join Company to Account; no edge was made")]


TRANSFERS = ["流水号", "交易时间", "交易金额(元)", "付款账号", "收款账号", "付款户名", "摘要", "数据共享依据"]


def test_transfers(tmp_path: Path) -> None:
    rows = [
        TRANSFERS,
        ["T1", "2020-03-01 14:05:00", "1,000.50", "6222 0001", "6222 0002", "张三", "货款", "协议1"],
        ["", "2020/3/2", "10", "CASH", "6222 0002", "", "现金存入", "协议1"],
        ["T3", "2020-03-01", "0", "6222 0001", "6222 0002", "", "", ""],
        ["T4", "2020-03-01", "-5", "6222 0001", "6222 0002", "", "", ""],
        ["T5", "", "5", "6222 0001", "6222 0002", "", "", ""],
        ["T6", "2020-03-01", "5", "6222 0001", "", "张三", "", ""],
        ["T7", "2020-03-01", "五元", "6222 0001", "6222 0002", "", "", ""],
        ["T8", "2020-03-01", "5", "6.222E+15", "6222 0002", "", "", ""],
        ["T1", "2020-03-01 14:05:00", "1000.5", "6222 0001", "6222 0002", "张三", "货款", "协议1"],
    ]
    loaded = load(tmp_path, {"transfers": rows})
    graph = loaded.graph
    columns = 'amount, currency, "at"::VARCHAR, "on"::VARCHAR, memo, legal_ground'
    assert graph.rows(f'SELECT {columns} FROM e_PAID__Account__Account ORDER BY "at"') == [
        (100050, "CNY", "2020-03-01 14:05:00", "2020-03-01", "货款", "协议1"),
        (1000, "CNY", "2020-03-02 00:00:00", "2020-03-02", "现金存入", "协议1"),
    ]
    assert graph.pairs("PAID__Account__Account") == [("6222 0001", "6222 0002"), ("CASH", "6222 0002")]
    assert [(row, column, reason) for _, row, column, reason in loaded.rejects][:4] == [
        (4, "交易金额(元)", "must be more than 0"),
        (5, "交易金额(元)", "must be more than 0"),
        (6, "交易时间", "required cell is empty"),
        (7, "收款账号", "required cell is empty"),
    ]
    assert [row for _, row, _, _ in loaded.rejects] == [4, 5, 6, 7, 8, 9]
    assert dict(graph.totals.stubs) == {"transfers.from_account_id": 2, "transfers.to_account_id": 1}
    assert graph.rows("SELECT count(*) FROM edge_source") == [(3,)], "the row that stands twice is a source, too"


def test_an_account_known_by_its_holders_name_alone_is_refused(tmp_path: Path) -> None:
    rows = [["交易时间", "交易金额", "付款账号", "from_account_name", "收款账号"], ["2020-03-01", "5", "", "张三", "1"]]
    loaded = load(tmp_path, {"transfers": rows})
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(2, "付款账号")]


PAYMENTS = [
    "支付编号",
    "合同编号",
    "付款单位",
    "收款单位",
    "收款账号",
    "支付日期",
    "支付金额(万元)",
    "预算科目",
    "数据共享依据",
]


def test_payments_go_from_stand_in_to_account(tmp_path: Path) -> None:
    rows = [
        PAYMENTS,
        ["Z1", "HT-1", "U1", A, "6222 0002", "2020-03-01", "1.5", "50201", "协议2"],
        ["Z2", "HT-1", "U1", A, "6222 0002", "2020-05", "2", "", "协议2"],
        ["Z3", "HT-2", "教育局", B, "", "2020-03-01", "-0.5", "", "协议2"],
        ["Z4", "", "U1", OFFICIAL, "", "2020-03-01", "1", "", ""],
        ["Z5", "HT-1", "", A, "", "2020-03-01", "1", "", ""],
        ["Z6", "HT-1", "U1", "", "6222 0002", "2020-03-01", "1", "", ""],
        ["Z7", "HT-1", "U1", A, "", "", "1", "", ""],
    ]
    units = [["单位编码", "单位名称"], ["U1", "教育局"]]
    loaded = load(tmp_path, {"payments": rows, "units": units})
    graph = loaded.graph
    columns = 'tx_id, amount, "on"::VARCHAR, on_last::VARCHAR, contract_id, memo, legal_ground, e.certain'
    assert graph.rows(f"SELECT {columns} FROM e_PAID__Account__Account e ORDER BY tx_id") == [
        ("Z1", 1_500_000, "2020-03-01", "2020-03-01", "HT-1", "50201", "协议2", True),
        ("Z2", 2_000_000, "2020-05-01", "2020-05-31", "HT-1", None, "协议2", True),
        ("Z3", -500_000, "2020-03-01", "2020-03-01", "HT-2", None, "协议2", False),
        ("Z4", 1_000_000, "2020-03-01", "2020-03-01", None, None, None, True),
    ]
    held = f"SELECT role, legal_ground, {DAYS} FROM e_HOLDS_ACCOUNT__Company__Account ORDER BY role"
    ever = ("0001-01-01", "9999-12-31", "0001-01-01", "9999-12-31")
    assert graph.rows(held) == [
        ("owner", "协议2", *ever),
        ("payee", "协议2", "2020-03-01", "2020-06-01", "2020-03-01", "2020-05-02"),
    ]
    assert graph.rows("SELECT role, legal_ground FROM e_HOLDS_ACCOUNT__Unit__Account") == [("owner", "协议2")]
    assert graph.rows("SELECT role, legal_ground FROM e_HOLDS_ACCOUNT__Person__Account") == [("owner", None)]
    assert len(graph.ids("Account")) == 4, "no stand-in for a payee whose account is known"
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (6, "付款单位"),
        (7, "收款单位"),
        (8, "支付日期"),
    ]


def test_a_payment_that_stands_in_the_statements_too_is_one(tmp_path: Path) -> None:
    payments = [
        PAYMENTS,
        ["T1", "HT-1", "U1", A, "6222 0002", "2020-03-01", "1", "", "协议2"],
        ["T2", "HT-1", "U1", A, "6222 0002", "2020-03-01", "2", "", "协议2"],
        ["Z9", "HT-1", "U1", A, "6222 0002", "2020-03-01", "3", "", "协议2"],
    ]
    transfers = [
        TRANSFERS,
        ["T1", "2020-03-01 14:05:00", "10000", "6222 0001", "6222 0002", "", "", "协议1"],
        ["T2", "2020-03-01 15:05:00", "19000", "6222 0001", "6222 0002", "", "", "协议1"],
        ["T3", "2020-03-01 16:05:00", "30000", "6222 0001", "6222 0002", "", "", "协议1"],
    ]
    loaded = load(tmp_path, {"payments": payments, "transfers": transfers})
    graph = loaded.graph
    columns = "e.tx_id, e.amount, e.contract_id, a.id"
    paid = f"SELECT {columns} FROM e_PAID__Account__Account e JOIN n_Account a ON a.nid = e.src ORDER BY tx_id"
    assert graph.rows(paid) == [
        ("T1", 1_000_000, "HT-1", "6222 0001"),
        ("T2", 1_900_000, "HT-1", "6222 0001"),
        ("T3", 3_000_000, None, "6222 0001"),
        ("Z9", 3_000_000, "HT-1", graph.rows("SELECT id FROM n_Account WHERE gid LIKE 'account-of-unit%'")[0][0]),
    ]
    sources = (
        "SELECT tbl, r.row FROM edge_source r JOIN source_file USING (file) JOIN e_PAID__Account__Account e USING (eid)"
    )
    assert graph.rows(f"{sources} WHERE tx_id = 'T1' ORDER BY tbl") == [("payments", 2), ("transfers", 2)]
    assert loaded.notes == [("payments", 3, "amount", "the transfer with this number says 19000.00, which is kept")]
