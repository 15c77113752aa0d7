"""Links that a row gives through other rows: traces of bids, subcontracts without a main contractor, services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from tests.mapping.dirty import CATALOGUE, load
from tests.mapping.hand import Graph, credit_code, person_no

A, B, C = (credit_code(seed) for seed in (1, 2, 3))
TRADER = person_no(1)
TENDERS = [
    ["项目编号", "包号", "项目名称", "招标人", "招标方式", "立项编号", "投标截止时间"],
    ["T1", "T1/1", "道路", "U1", "公开招标", "LX-1", "2020-04-01 09:30"],
    ["T1", "T1/2", "道路", "U1", "公开招标", "LX-1", "2020-04-01 09:30"],
    ["T2", "T2", "绿化", "U1", "公开招标", "LX-1", "2020-04-01 09:30"],
    ["T3", "T3", "路灯", "U1", "公开招标", "LX-2", ""],
]
BIDS = [
    ["投标编号", "标段号", "投标人信用代码", "投标人", "递交时间", "投标状态"],
    ["TB-1", "T1/1", A, "", "2020-03-31 16:05", "有效"],
    ["TB-2", "T1/1", B, "", "", "有效"],
    ["TB-3", "T3", C, "", "", "有效"],
    ["", "T1/2", TRADER, "", "2020-03-30", "有效"],
    ["TB-5", "T1/2", "", "无号公司", "2020-03-30", "有效"],
]
TRACES = ["投标编号", "记录时间", "MAC地址", "IP地址", "硬盘序列号", "文件作者", "保证金账户"]
MAC = "001A2B3C4D5E"


def uses(graph: Graph) -> list[tuple[str, ...]]:
    """Firm, kind and value of its identifier, and the days of use."""
    return graph.rows(
        "SELECT coalesce(c.id, c.name), i.kind, i.value, e.since::VARCHAR, e.until::VARCHAR, e.certain "
        "FROM e_USES__Company__Identifier e JOIN n_Company c ON c.nid = src JOIN n_Identifier i ON i.nid = dst "
        "ORDER BY ALL"
    )


def test_a_trace_belongs_to_the_bidder_on_the_day_of_the_bid(tmp_path: Path) -> None:
    rows = [
        TRACES,
        ["TB-1", "2020-05-05 10:00", "00:1a:2b:3c:4d:5e", "", "", "", ""],
        ["TB-2", "2020-05-05 10:00", "00-1A-2B-3C-4D-5E", "10.0.0.1", "", "", ""],
        ["TB-3", "2020-05-05 10:00", "", "", "WD-1", "Admin#3", "6222000000000001"],
        ["TB-3", "", "", "", "WD-2", "", ""],
    ]
    graph = load(tmp_path, {"tenders": TENDERS, "bids": BIDS, "bid_traces": rows}).graph
    handed_in, deadline = ("2020-03-31", "2020-04-01"), ("2020-04-01", "2020-04-02")
    logged = ("2020-05-05", "2020-05-06")
    assert uses(graph) == sorted(
        [
            (A, "mac", MAC, *handed_in, True),
            (B, "mac", MAC, *deadline, True),
            (B, "ip", "10.0.0.1", *deadline, True),
            (C, "device", "WD-1", *logged, True),
            (C, "device", "WD-2", "0001-01-01", "9999-12-31", True),
            (C, "file_author", "Admin#3", *logged, True),
            (C, "deposit_account", "6222000000000001", *logged, True),
        ]
    )
    weights = dict(graph.rows("SELECT kind || ' ' || df, weight FROM n_Identifier"))
    assert weights["mac 2"] == 0.630929754 and weights["deposit_account 1"] == weights["file_author 1"] == 0
    rests = "SELECT f.tbl FROM e_USES__Company__Identifier e JOIN edge_source s USING (eid) JOIN source_file f "
    rests += "ON f.file = s.file JOIN n_Company c ON c.nid = e.src WHERE c.id = ? ORDER BY ALL"
    assert graph.rows(rests, A) == [("bid_traces",), ("bids",)]
    logs = graph.rows("SELECT bid_id, logged_at::VARCHAR FROM e_USES__Company__Identifier WHERE bid_id = 'TB-1'")
    assert logs == [("TB-1", "2020-05-05 10:00:00")]


def test_several_traces_of_one_bid_are_several_and_a_bidder_known_by_name_is_uncertain(tmp_path: Path) -> None:
    rows = [
        TRACES,
        ["TB-1", "2020-03-31 10:00", "", "10.0.0.1", "", "", ""],
        ["TB-1", "2020-03-31 11:00", "", "10.0.0.1", "", "", ""],
        ["TB-5", "", "", "10.0.0.1", "", "", ""],
    ]
    graph = load(tmp_path, {"tenders": TENDERS, "bids": BIDS, "bid_traces": rows}).graph
    assert [(ident == A, certain) for ident, *_, certain in uses(graph)] == [(True, True)] * 2 + [(False, False)]
    assert graph.rows("SELECT df FROM n_Identifier") == [(2,)], "how often a firm uses it does not count"


class _Spanning(Catalogue):
    @cached_property
    def loaders(self) -> Mapping[str, LoaderSpec]:
        traces = CATALOGUE.loaders["bid_traces"]
        edges = tuple(replace(edge, span=True) for edge in traces.edges)
        return {**CATALOGUE.loaders, "bid_traces": replace(traces, edges=edges)}


def test_links_through_other_rows_can_be_one_over_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mapping.dirty.CATALOGUE", _Spanning())
    bids = [*BIDS, ["TB-6", "T2", A, "", "2020-05-30", "有效"]]
    rows = [TRACES, ["TB-1", "", MAC, "", "", "", ""], ["TB-6", "", MAC, "", "", "", ""]]
    graph = load(tmp_path, {"tenders": TENDERS, "bids": bids, "bid_traces": rows}).graph
    assert uses(graph) == [(A, "mac", MAC, "2020-03-31", "2020-05-31", True)]
    rests = "SELECT f.tbl, s.row FROM e_USES__Company__Identifier e JOIN edge_source s USING (eid) "
    rests += "JOIN source_file f ON f.file = s.file ORDER BY ALL"
    assert graph.rows(rests) == [("bid_traces", 2), ("bid_traces", 3), ("bids", 2), ("bids", 7)]


def test_a_trace_without_its_bid_or_without_a_trace_is_said(tmp_path: Path) -> None:
    rows = [
        TRACES,
        ["TB-9", "", MAC, "", "", "", ""],
        ["TB-1", "", "无", "", "", "", ""],
        ["TB-1", "", "", "", "", "", ""],
        ["", "", MAC, "", "", "", ""],
    ]
    loaded = load(tmp_path, {"tenders": TENDERS, "bids": BIDS, "bid_traces": rows})
    assert uses(loaded.graph) == []
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (3, "保证金账户"),
        (4, "保证金账户"),
        (5, "投标编号"),
    ]
    assert [note for note in loaded.notes if note[0] == "bid_traces"] == [
        ("bid_traces", 2, "bid_id", "no bid has this number; no link was made")
    ]


def test_a_bidder_known_by_an_identity_card_number_is_found_and_never_shown(tmp_path: Path) -> None:
    made = f"T1/2#{TRADER}"
    traces = [TRACES, [made, "", MAC, "", "", "", ""], [f"T9#{TRADER}", "", MAC, "", "", "", ""]]
    evaluations = [["标段号", "专家身份证号", "投标编号", "得分"], ["T1/2", "P9", made, "90"]]
    tables = {"tenders": TENDERS, "bids": BIDS, "bid_traces": traces, "evaluations": evaluations}
    graph = load(tmp_path, tables).graph
    ((kind, value),) = [row[1:3] for row in uses(graph)]
    assert (kind, value) == ("mac", MAC)
    same = "SELECT count(DISTINCT bid_id) FROM (SELECT bid_id FROM e_USES__Company__Identifier UNION ALL "
    same += "SELECT bid_id FROM e_EVALUATED__Person__Lot UNION ALL SELECT b.bid_id FROM e_BID__Company__Lot b "
    same += "JOIN n_Lot l ON l.nid = b.dst WHERE l.id = 'T1/2' AND received_at = '2020-03-30' AND b.certain)"
    assert graph.rows(same) == [(1,)], "one number for the bid everywhere"
    for table in ("e_USES__Company__Identifier", "e_EVALUATED__Person__Lot", "n_Identifier", "note", "n_Company"):
        assert TRADER not in str(graph.rows(f"SELECT * FROM {table}")), table


CONTRACTS = [
    ["合同编号", "采购人", "供应商信用代码", "供应商名称", "中标金额(元)"],
    ["HT-1", "U1", A, "", "100"],
    ["HT-2", "U1", "", "无号公司", "100"],
]
SUBS = ["合同编号", "总包单位", "总包单位名称", "分包单位", "分包金额(万元)", "分包日期"]


def subcontracted(graph: Graph) -> list[tuple[object, ...]]:
    return graph.rows(
        "SELECT contract_id, coalesce(a.name, a.id), b.id, amount, signed_on::VARCHAR, signed_on_last::VARCHAR, "
        "e.certain FROM e_SUBCONTRACTED__Company__Company e JOIN n_Company a ON a.nid = src "
        "JOIN n_Company b ON b.nid = dst ORDER BY ALL"
    )


def test_the_main_contractor_is_the_supplier_unless_the_row_says_otherwise(tmp_path: Path) -> None:
    rows = [
        SUBS,
        ["HT-1", "", "", C, "20", "2020-06"],
        ["HT-1", B, "", C, "1", "2020-07-01"],
        ["HT-1", "", "另一总包", C, "2", "2020-07-01"],
        ["HT-2", "", "", C, "", ""],
        ["HT-9", "", "", C, "", ""],
        ["HT-9", B, "", C, "", ""],
        ["HT-1", "", "", "", "", ""],
        ["", B, "", C, "", ""],
    ]
    loaded = load(tmp_path, {"contracts": CONTRACTS, "subcontracts": rows})
    day, unknown = ("2020-07-01",) * 2, ("0001-01-01", "9999-12-31")
    expected = [
        ("HT-1", A, C, 20_000_000, "2020-06-01", "2020-06-30", True),
        ("HT-1", B, C, 1_000_000, *day, True),
        ("HT-1", "另一总包", C, 2_000_000, *day, False),
        ("HT-2", "无号公司", C, None, *unknown, False),
        ("HT-9", B, C, None, *unknown, True),
    ]
    assert subcontracted(loaded.graph) == sorted(expected, key=str)
    assert [note[1:] for note in loaded.notes] == [
        (6, "contract_id", "no supplier of this contract is known; no link was made")
    ]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(8, "分包单位"), (9, "合同编号")]
    rests = "SELECT f.tbl, s.row FROM e_SUBCONTRACTED__Company__Company e JOIN edge_source s USING (eid) "
    rests += "JOIN source_file f ON f.file = s.file WHERE amount = 20000000 ORDER BY ALL"
    assert loaded.graph.rows(rests) == [("contracts", 2), ("subcontracts", 2)]


SERVICES = ["标段号", "立项编号", "中介机构", "服务类型", "服务费(元)", "起始日期", "终止日期"]


def test_a_service_for_a_project_serves_all_of_its_lots(tmp_path: Path) -> None:
    rows = [
        SERVICES,
        ["", "LX-1", A, "监理", "800", "2020-04", "2020-06-01"],
        ["T3", "", A, "设计", "100", "2020-01-01", ""],
        ["T1/1", "LX-1", B, "造价", "50", "", ""],
        ["", "LX-9", B, "造价", "50", "", ""],
        ["T9", "", B, "造价", "50", "", ""],
        ["", "", B, "造价", "50", "", ""],
        ["T3", "", A, "设计", "200", "2020-01-01", ""],
    ]
    loaded = load(tmp_path, {"tenders": TENDERS, "services": rows})
    graph = loaded.graph
    served = graph.rows(
        "SELECT l.id, c.id, role, fee, project_id, since::VARCHAR, since_certain::VARCHAR, until::VARCHAR FROM "
        "e_SERVED__Company__Lot e JOIN n_Company c ON c.nid = src JOIN n_Lot l ON l.nid = dst ORDER BY ALL"
    )
    days, unknown = ("2020-04-01", "2020-04-30", "2020-06-01"), ("0001-01-01", "9999-12-31", "9999-12-31")
    assert served == [
        ("T1/1", A, "supervise", 80_000, "LX-1", *days),
        ("T1/1", B, "cost", 5_000, None, *unknown),
        ("T1/2", A, "supervise", 80_000, "LX-1", *days),
        ("T2", A, "supervise", 80_000, "LX-1", *days),
        ("T9", B, "cost", 5_000, None, *unknown),
    ], "the lot goes before the project"
    assert [(row, column, reason.split(" ")[0]) for _, row, column, reason in loaded.rejects] == [
        (3, "服务费(元)", "same"),
        (7, "标段号", "one"),
        (8, "服务费(元)", "same"),
    ]
    assert [note[1:] for note in loaded.notes] == [
        (5, "project_id", "no lot belongs to this project; no link was made")
    ]
    assert dict(graph.totals.stubs) == {"services.company_id": 2, "services.lot_id": 1, "tenders.buyer_id": 1}
