"""Who signed, assessed, voted on or kept out of what, and for whom: acts of every kind, from dirty files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.mapping.dirty import Loaded, Rows, load
from tests.mapping.hand import Graph, credit_code, person_no

A, B, C = (credit_code(seed) for seed in (1, 2, 3))
OFFICIAL, FARMER, OTHER = (person_no(seed) for seed in (1, 2, 3))

HEADER = ["事项编号", "事项类型", "经办人", "行为", "时间", "有无裁量权"]
ACTS: Mapping[str, Rows] = {
    "persons": [
        ["人员编号", "姓名", "身份证号"],
        ["O1", "张三", OFFICIAL],
        ["P2", "李四", FARMER],
        ["P3", "王五", OTHER],
    ],
    "tenders": [
        ["项目编号", "包号", "项目名称", "招标人", "招标方式"],
        ["T1", "T1/1", "道路", "U1", "公开招标"],
        ["T1", "T1/2", "道路", "U1", "公开招标"],
    ],
    "bids": [
        ["标段号", "投标人信用代码", "投标人", "投标状态"],
        ["T1/1", A, "", "中标"],
        ["T1/1", B, "", "否决"],
    ],
    "contracts": [
        ["合同编号", "标段号", "采购人", "供应商信用代码", "供应商名称", "中标金额(元)"],
        ["HT-1", "T1/1", "U1", A, "", "100"],
        ["HT-2", "", "U1", "", "丙公司", "100"],
    ],
    "contract_changes": [
        ["变更编号", "合同编号", "变更日期", "变更金额(元)", "审批人"],
        ["BG-1", "HT-1", "2020-08-01", "5", "P3"],
    ],
    "approvals": [
        ["审批编号", "审批单位", "申请人", "审批事项", "审批结果", "决定日期"],
        ["SP-1", "U1", C, "许可证照", "准予", "2020-04-01"],
        ["SP-2", "U1", FARMER, "减免", "不予", "2020-04-01"],
    ],
    "decisions": [
        ["决策编号", "单位编码", "议题", "事项类别", "关联编号"],
        ["JC-1", "U1", "道路工程定标", "重大项目", "HT-1"],
        ["JC-2", "U1", "农机补贴", "大额资金", "F4"],
        ["JC-3", "U1", "任免", "人事任免", ""],
    ],
    "programmes": [["项目代码", "补贴项目名称"], ["S1", "耕地补贴"], ["S2", "农机补贴"]],
    "subsidy_payments": [
        ["发放编号", "项目代码", "领取人", "发放日期", "发放金额(元)"],
        ["F1", "S1", "P2", "2021-07-15", "500"],
        ["F2", "S1", "P2", "2021-08-15", "500"],
        ["F3", "S1", A, "2021-08-15", "500"],
        ["F4", "S2", "P3", "2021-08-15", "500"],
    ],
}


def signed(folder: Path, *rows: list[str]) -> Loaded:
    return load(folder, {**ACTS, "signoffs": [HEADER, *rows]})


def act(number: str, kind: str, action: str = "签批", at: str = "2021-07-01", discretion: str = "") -> list[str]:
    return [number, kind, "O1", action, at, discretion]


def decided(graph: Graph, label: str) -> list[tuple[str, ...]]:
    query = f"SELECT e.act_id, e.act_type, n.id FROM e_DECIDED__Person__{label} e JOIN n_{label} n ON n.nid = e.dst "
    return graph.rows(query + "JOIN n_Person p ON p.nid = e.src WHERE p.id = 'O1' ORDER BY ALL")


def for_whom(graph: Graph) -> dict[str, set[str]]:
    """Act to the ids of all parties it was for, of the official's own acts."""
    found: dict[str, set[str]] = {}
    for label in ("Person", "Company", "Unit"):
        rows = graph.rows(
            f"SELECT e.act_id, n.id FROM e_DECIDED_FOR__Person__{label} e JOIN n_{label} n ON n.nid = e.dst "
            "JOIN n_Person p ON p.nid = e.src WHERE p.id = 'O1'"
        )
        for number, ident in rows:
            found.setdefault(number, set()).add(ident)
    return found


def test_an_act_of_each_kind_leads_to_its_node_and_its_parties(tmp_path: Path) -> None:
    rows = [
        act("T1/1", "标段"),
        act("HT-1", "合同", "审核"),
        act("BG-1", "变更"),
        act("SP-1", "审批", "回避"),
        act("SP-2", "审批"),
        act("JC-1", "决策", "表决"),
        act("JC-2", "决策", "表决"),
        act("JC-9", "决策", "表决"),
        act("F1", "补贴", "勘验"),
        act("S1", "补贴", "申报入册"),
    ]
    loaded = signed(tmp_path, *rows)
    graph = loaded.graph
    assert decided(graph, "Lot") == [("T1/1", "lot", "T1/1")]
    assert decided(graph, "Contract") == [("HT-1", "contract", "HT-1")]
    assert decided(graph, "Change") == [("BG-1", "change", "BG-1")]
    assert decided(graph, "Approval") == [("SP-1", "approval", "SP-1"), ("SP-2", "approval", "SP-2")]
    assert decided(graph, "Decision") == [(number, "decision", number) for number in ("JC-1", "JC-2", "JC-9")]
    assert decided(graph, "Programme") == [("F1", "subsidy", "S1"), ("S1", "subsidy", "S1")]
    assert for_whom(graph) == {
        "T1/1": {A, B},
        "HT-1": {A},
        "BG-1": {A},
        "SP-1": {C},
        "SP-2": {"P2"},
        "JC-1": {A},
        "JC-2": {"P3"},
        "F1": {"P2"},
        "S1": {"P2", A},
    }
    assert loaded.notes == [] and loaded.rejects == []
    assert dict(graph.totals.stubs)["signoffs.act_id"] == 1, "the decision, which no table describes"
    actions = (
        "SELECT act_id, action, \"at\"::VARCHAR, discretion FROM e_DECIDED_FOR__Person__Company WHERE act_id = 'SP-1'"
    )
    assert graph.rows(actions) == [("SP-1", "recused", "2021-07-01 00:00:00", True)]


def test_who_approves_a_change_decides_for_the_supplier(tmp_path: Path) -> None:
    graph = load(tmp_path, ACTS).graph
    query = "SELECT p.id, act_id, act_type, action, c.id FROM e_DECIDED_FOR__Person__Company e "
    query += "JOIN n_Person p ON p.nid = src JOIN n_Company c ON c.nid = dst"
    assert graph.rows(query) == [("P3", "BG-1", "change", "signed", A)]


def test_a_programme_means_all_of_its_payments_each_payee_once(tmp_path: Path) -> None:
    graph = signed(tmp_path, act("S1", "补贴"), act("S1", "补贴", "审核"), act("F4", "补贴")).graph
    assert for_whom(graph) == {"S1": {"P2", A}, "F4": {"P3"}}, "the other programme's payee is not among them"
    rows = graph.rows(
        "SELECT act_id, action, count(*) FROM e_DECIDED_FOR__Person__Person WHERE act_id = 'S1' GROUP BY ALL"
    )
    assert sorted(rows) == [("S1", "assessed", 1), ("S1", "signed", 1)], "two payments to one payee are one link"


def test_a_payment_goes_before_a_programme_of_the_same_number(tmp_path: Path) -> None:
    payments = [*ACTS["subsidy_payments"], ["S2", "S1", "P2", "2021-09-15", "500"]]
    graph = load(tmp_path, {**ACTS, "subsidy_payments": payments, "signoffs": [HEADER, act("S2", "补贴")]}).graph
    assert decided(graph, "Programme") == [("S2", "subsidy", "S1")] and for_whom(graph) == {"S2": {"P2"}}


def test_a_party_known_by_its_name_only_makes_the_link_uncertain(tmp_path: Path) -> None:
    graph = signed(tmp_path, act("HT-2", "合同"), act("HT-1", "合同"), act("T1/2", "标段")).graph
    query = "SELECT e.act_id, c.name, e.certain FROM e_DECIDED_FOR__Person__Company e JOIN n_Company c ON c.nid = dst "
    query += "WHERE act_type = 'contract' ORDER BY ALL"
    assert graph.rows(query) == [("HT-1", None, True), ("HT-2", "丙公司", False)]
    assert "T1/2" not in for_whom(graph), "nobody has bid for it"


def test_a_link_rests_on_the_sign_off_and_on_the_row_that_names_the_party(tmp_path: Path) -> None:
    graph = signed(tmp_path, act("F1", "补贴")).graph
    rows = (
        "SELECT f.tbl, s.row FROM e_DECIDED_FOR__Person__Person e JOIN edge_source s USING (eid) "
        "JOIN source_file f ON f.file = s.file ORDER BY ALL"
    )
    assert graph.rows(rows) == [("signoffs", 2), ("subsidy_payments", 2)]


def test_what_is_unknown_is_said_and_counted(tmp_path: Path) -> None:
    rows = [
        act("F9", "补贴"),
        act("T9/1", "标段"),
        act("HT-9", "合同"),
        act("HT-1", "信访"),
        act("", "合同"),
        act("HT-1", "合同", at="2021-13-01"),
        act("HT-1", "合同", at="2021-07", discretion="也许"),
        ["HT-1", "合同", "无名氏", "签批", "2021-07-01", "否"],
    ]
    loaded = signed(tmp_path, *rows)
    graph = loaded.graph
    assert [(row, column) for table, row, column, _ in loaded.rejects if table == "signoffs"] == [
        (6, "事项编号"),
        (7, "时间"),
        (8, "时间"),
        (8, "有无裁量权"),
    ]
    assert [note[1:] for note in loaded.notes if note[0] == "signoffs"] == [
        (2, "act_id", "no payment and no programme has this number; no link was made"),
        (4, "act_id", "no supplier of this contract is known; no link was made"),
        (5, "事项类型", "word is not in the list: stored as other"),
    ]
    assert dict(graph.totals.stubs)["signoffs.act_id"] == 2, "the unknown lot and the unknown contract"
    assert dict(graph.totals.name_only)["signoffs.person_id"] == 1
    counted = "SELECT what, sum(n)::INTEGER FROM load_tally t JOIN source_file f USING (file) WHERE f.tbl = 'signoffs' "
    counted += "AND col = 'act_id' GROUP BY what ORDER BY what"
    assert graph.rows(counted) == [("id", 4), ("stub", 2), ("unknown_id", 3)], (
        "a contract without a supplier counts once"
    )
    assert decided(graph, "Lot") == [("T9/1", "lot", "T9/1")] and decided(graph, "Programme") == []
    (clerk,) = graph.rows("SELECT discretion, certain FROM e_DECIDED__Person__Contract WHERE act_id = 'HT-1'")
    assert clerk == (False, True)


def test_two_sign_offs_with_one_number_that_disagree_are_refused(tmp_path: Path) -> None:
    header = ["经办记录编号", *HEADER]
    rows = [
        header,
        ["Q1", *act("HT-1", "合同")],
        ["Q1", *act("HT-1", "合同", "回避")],
        ["Q2", *act("HT-1", "合同")],
        ["Q2", *act("HT-1", "合同")],
        ["", *act("T1/1", "标段")],
        ["", *act("T1/1", "标段")],
    ]
    loaded = load(tmp_path, {**ACTS, "signoffs": rows})
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(2, "行为"), (3, "行为")]
    count = "SELECT count(*) FROM e_DECIDED__Person__{}"
    assert loaded.graph.rows(count.format("Contract")) == [(1,)], "the same row twice is one row"
    assert loaded.graph.rows(count.format("Lot")) == [(2,)], "without a number two equal rows are two"
