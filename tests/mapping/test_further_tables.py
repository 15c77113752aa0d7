"""Approvals, annual reports, evaluations, declarations, assets, households, ledgers and prices, from dirty files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mapping.dirty import CATALOGUE, load
from tests.mapping.hand import credit_code, person_no

A, B = (credit_code(seed) for seed in (1, 2))
OFFICIAL, WIFE, OTHER = (person_no(seed) for seed in (1, 2, 3))
PERSONS = [["人员编号", "姓名", "身份证号"], ["P1", "张三", OFFICIAL], ["P2", "李四", WIFE]]
COMPANIES = [["统一社会信用代码", "企业名称"], [A, "甲公司"], [B, "乙公司"]]
UNITS = [["单位编码", "单位名称"], ["U1", "自然资源局"]]
WHO = {"persons": PERSONS, "companies": COMPANIES, "units": UNITS}
UNKNOWN = ("0001-01-01", "9999-12-31")
DAYS = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"


def test_an_approval_is_a_node_between_the_body_and_the_applicant(tmp_path: Path) -> None:
    header = [
        "审批编号",
        "审批单位",
        "申请人",
        "申请人名称",
        "申请人类型",
        "审批事项",
        "审批结果",
        "受理日期",
        "决定日期",
    ]
    header += ["成交价(万元)", "面积(㎡)", "竞买人数", "有效期起", "有效期止(含)"]
    rows = [
        header,
        ["S1", "U1", A, "", "", "土地出让", "准予", "2020-01-01", "2020-02", "120", "1,500.5", "3", "", ""],
        [
            "S2",
            "自然资源局",
            "P2",
            "",
            "",
            "许可证照",
            "不予",
            "",
            "2020-03-01",
            "",
            "",
            "",
            "2020-03-01",
            "2021-02-28",
        ],
        ["S3", "U1", "", "丁公司", "企业", "贷款", "准予", "2020-05-01", "2020-04-01", "", "", "", "", ""],
        ["S4", "U1", "U1", "", "", "其他事项", "准予", "", "2020-04-01", "", "", "", "", ""],
        ["S5", "U1", A, "", "", "指标", "准予", "", "", "", "", "", "", ""],
        ["S6", "U1", "", "", "", "指标", "准予", "", "2020-04-01", "", "", "", "", ""],
        ["S7", "U1", A, "", "", "指标", "准予", "", "2020-04-01", "", "", "", "", ""],
        ["S7", "U1", B, "", "", "指标", "准予", "", "2020-04-01", "", "", "", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "approvals": rows})
    graph = loaded.graph
    columns = (
        "id, type, result, applied_on::VARCHAR, decided_on::VARCHAR, decided_on_last::VARCHAR, price, area_m2, bidders"
    )
    assert graph.rows(f"SELECT {columns} FROM n_Approval ORDER BY id") == [
        ("S1", "land", "granted", "2020-01-01", "2020-02-01", "2020-02-29", 120_000_000, 1500.5, 3),
        ("S2", "licence", "refused", UNKNOWN[0], "2020-03-01", "2020-03-01", None, None, None),
        ("S3", "loan", "granted", "2020-05-01", "2020-04-01", "2020-04-01", None, None, None),
        ("S4", "other", "granted", UNKNOWN[0], "2020-04-01", "2020-04-01", None, None, None),
    ]
    assert graph.rows(f"SELECT {DAYS} FROM n_Approval WHERE id = 'S2'") == [("2020-03-01", "2021-03-01") * 2]
    assert graph.pairs("ISSUED_TO__Approval__Company")[0] == ("S1", A)
    assert graph.pairs("ISSUED_TO__Approval__Person") == [("S2", "P2")]
    assert graph.pairs("ISSUED_TO__Approval__Unit") == [("S4", "U1")]
    names = (
        "SELECT c.name, e.certain FROM e_ISSUED_TO__Approval__Company e JOIN n_Company c ON c.nid = e.dst ORDER BY 1"
    )
    assert graph.rows(names) == [("丁公司", False), ("甲公司", True)]
    assert graph.rows("SELECT certain, count(*) FROM e_ISSUED_BY__Approval__Unit GROUP BY 1 ORDER BY 1") == [
        (False, 1),
        (True, 3),
    ]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (6, "决定日期"),
        (7, "申请人"),
        (8, "申请人"),
        (9, "申请人"),
    ]
    assert [note[1:3] for note in loaded.notes] == [(4, "决定日期"), (5, "审批事项")]


def test_an_annual_report_belongs_to_one_company_and_year(tmp_path: Path) -> None:
    rows = [
        ["统一社会信用代码", "企业名称", "年度", "参保人数", "营业收入(万元)", "净资产(万元)"],
        [A, "", "2020", "0", "", "-5"],
        [A, "", "2021", "", "0", ""],
        ["", "甲公司", "2022", "3", "", ""],
        ["", "甲户", "2022", "1", "", ""],
        ["", "乙户", "2022", "2", "", ""],
        [OTHER, "", "2022", "4", "", ""],
        [B, "", "2020", "7", "", ""],
        [B, "", "2020", "8", "", ""],
        [B, "", "2021年", "9", "", ""],
        [B, "", "", "9", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "company_years": rows})
    graph = loaded.graph
    query = "SELECT coalesce(c.name, '') AS name, y.year, insured_staff, revenue, net_assets, e.certain FROM "
    query += "e_REPORTED__Company__CompanyYear e JOIN n_Company c ON c.nid = src JOIN n_CompanyYear y ON y.nid = dst"
    found = graph.rows(f"{query} WHERE insured_staff IS DISTINCT FROM 9 ORDER BY ALL")
    assert found == [
        ("", 2022, 4, None, None, True),
        ("乙户", 2022, 2, None, None, False),
        ("甲公司", 2020, 0, None, -5_000_000, True),
        ("甲公司", 2021, None, 0, None, True),
        ("甲公司", 2022, 3, None, None, False),
        ("甲户", 2022, 1, None, None, False),
    ], "0 is none, an empty cell is unknown; firms known by name only do not share a report"
    assert f"{A}/2020" in graph.ids("CompanyYear")
    assert OTHER not in str(graph.rows("FROM n_CompanyYear")) + str(graph.rows("FROM alias"))
    assert {(row, column) for _, row, column, _ in loaded.rejects} >= {(8, "参保人数"), (9, "参保人数"), (11, "年度")}


def test_evaluations(tmp_path: Path) -> None:
    rows = [
        ["标段号", "专家身份证号", "专家姓名", "投标编号", "得分", "抽取方式", "是否回避", "评审时间"],
        ["L1", OFFICIAL, "", "B1", "90.5", "随机抽取", "否", "2020-05-01 09:00"],
        ["L1", OFFICIAL, "", "B2", "80", "随机抽取", "", "2020-05-01"],
        ["L1", "", "李四", "B1", "70", "指定", "是", ""],
        ["L1", OFFICIAL, "", "B1", "60", "随机抽取", "否", "2020-05-01 09:00"],
        ["", OFFICIAL, "", "B1", "60", "", "", ""],
        ["L1", "", "", "B1", "60", "", "", ""],
        ["L1", "P2", "", "B1", "八十", "", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "evaluations": rows})
    query = "SELECT p.name, p.id = 'P2', l.id, bid_id, score, draw_method, recused, \"at\"::VARCHAR FROM "
    query += "e_EVALUATED__Person__Lot e JOIN n_Person p ON p.nid = src JOIN n_Lot l ON l.nid = dst ORDER BY ALL"
    assert loaded.graph.rows(query) == [
        ("张三", False, "L1", "B2", 80.0, "random", None, "2020-05-01 00:00:00"),
        ("李四", False, "L1", "B1", 70.0, "appointed", True, None),
    ], "an expert known by name only is nobody else"
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        *((2, "得分"), (5, "得分"), (6, "标段号"), (7, "专家身份证号"), (8, "得分"))
    ]


DECLARED = [
    "报告人身份证号",
    "报告时点",
    "事项类别",
    "亲属身份证号",
    "标的编号",
    "标的名称",
    "金额(元)",
    "比例",
    "提交日期",
]


def test_every_declared_item_is_an_entry_and_what_it_names_has_a_link(tmp_path: Path) -> None:
    rows = [
        DECLARED,
        [OFFICIAL, "2020-12-31", "家庭成员", WIFE, "", "", "", "", "2021-01-15"],
        [OFFICIAL, "2020-12-31", "经商办企业", WIFE, A, "", "500", "60%", ""],
        [OFFICIAL, "2020-12-31", "从业", WIFE, "", "乙公司", "", "", ""],
        [OFFICIAL, "2020-12-31", "房产", "", "FC-1", "", "", "", ""],
        [OFFICIAL, "2020-12-31", "车辆", "", "", "一辆轿车", "", "", ""],
        [OFFICIAL, "2020-12-31", "收入", "", A, "工资", "90", "", ""],
        [WIFE, "2020", "无此类情况", "", "", "", "", "", ""],
        [WIFE, "2020", "无此类情况", "", "", "", "", "", ""],
        [WIFE, "", "无此类情况", "", "", "", "", "", ""],
        [WIFE, "2020", "", "", "", "", "", "", ""],
        [WIFE, "2020", "投资", "", A, "", "很多", "", ""],
    ]
    assets = [["不动产单元号", "资产类型", "权利人", "坐落"], ["FC-1", "房产", OFFICIAL, ""]]
    loaded = load(tmp_path, {**WHO, "declarations": rows, "assets": assets})
    graph = loaded.graph
    entries = (
        "SELECT p.id, category, summary, n.amount, registered_on::VARCHAR, e.kind, as_of::VARCHAR, as_of_last::VARCHAR "
    )
    entries += (
        "FROM e_DECLARED__Person__Entry e JOIN n_Person p ON p.nid = src JOIN n_Entry n ON n.nid = dst ORDER BY ALL"
    )
    day = ("2020-12-31",) * 2
    assert graph.rows(entries) == [
        ("P1", "business", None, 50_000, UNKNOWN[0], "business", *day),
        ("P1", "income", "工资", 9_000, UNKNOWN[0], "income", *day),
        ("P1", "job", "乙公司", None, UNKNOWN[0], "job", *day),
        ("P1", "kin", None, None, "2021-01-15", "kin", *day),
        ("P1", "property", None, None, UNKNOWN[0], "property", *day),
        ("P1", "vehicle", "一辆轿车", None, UNKNOWN[0], "vehicle", *day),
        *[("P2", "none", None, None, UNKNOWN[0], "none", "2020-01-01", "2020-12-31")] * 2,
    ]
    firms = "SELECT c.id, e.kind, share, relative_id, certain FROM e_DECLARED__Person__Company e "
    firms += "JOIN n_Company c ON c.nid = dst"
    assert graph.rows(f"{firms} ORDER BY ALL") == sorted(
        [(A, "business", 0.6, "P2", True), (B, "job", None, "P2", False)]
    ), "the name alone is not certain; an income names no firm"
    assert graph.pairs("DECLARED__Person__Person") == [("P1", "P2")] * 3
    assert graph.pairs("DECLARED__Person__Asset") == [("P1", "FC-1")]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (10, "报告时点"),
        (11, "事项类别"),
        (12, "金额(元)"),
    ]
    assert OFFICIAL not in str(graph.rows("FROM n_Entry")) + str(graph.rows("FROM e_DECLARED__Person__Entry"))


def test_assets_have_owners_over_time_and_a_home_is_where_its_owner_is_found(tmp_path: Path) -> None:
    header = [
        "不动产单元号",
        "资产类型",
        "权利人",
        "权利人名称",
        "份额(%)",
        "权属",
        "登记日期",
        "转移日期",
        "成交价(元)",
        "付款人",
    ]
    header += ["面积(亩)", "坐落"]
    rows = [
        header,
        ["F1", "房产", OFFICIAL, "", "50", "所有", "2010-01-01", "2015-06", "100", B, "", "幸福路 1号2室"],
        ["F1", "房产", WIFE, "", "50", "所有", "2010-01-01", "2015-06", "", WIFE, "", "幸福路1号2室"],
        ["F1", "房产", A, "", "100", "", "2015-06-15", "", "", "", "", "幸福路1号2室"],
        ["F2", "房产", OFFICIAL, "", "100", "租赁", "2016-01-01", "", "", "", "", "和平路3号"],
        ["F3", "房产", OFFICIAL, "", "100", "所有", "2016-01-01", "", "", "", "", "无"],
        ["D1", "地块", "P2", "", "", "承包", "2009", "", "", "", "6.5", "村东"],
        ["D1", "地块", "P2", "", "", "承包", "2009", "", "", "", "7.5", "村东"],
        ["D2", "地块", "P2", "", "", "承包", "2009", "", "", "", "7.5", "村东"],
        ["D2", "地块", "P1", "", "", "承包", "2019", "", "", "", "8.5", "村东"],
        ["C1", "车辆", "", "赵某", "", "", "", "", "", "", "", ""],
        ["C2", "车辆", "", "", "", "", "", "", "", "", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "assets": rows})
    graph = loaded.graph
    owners = f"SELECT p.id, a.id, share, tenure, price, paid_by_id, {DAYS} FROM e_OWNS_ASSET__Person__Asset e "
    owners += "JOIN n_Person p ON p.nid = src JOIN n_Asset a ON a.nid = dst WHERE a.id = 'F1' ORDER BY 1"
    span = ("2010-01-01", "2015-06-30", "2010-01-01", "2015-06-01")
    assert graph.rows(owners) == [
        ("P1", "F1", 0.5, "own", 10_000, B, *span),
        ("P2", "F1", 0.5, "own", None, "P2", *span),
    ]
    assert graph.pairs("OWNS_ASSET__Company__Asset") == [(A, "F1")]
    homes = "SELECT {} FROM e_USES__{}__Identifier e JOIN n_{} p ON p.nid = src "
    homes += "JOIN n_Identifier i ON i.nid = dst ORDER BY 1"
    found = graph.rows(homes.format("p.id, i.id", "Person", "Person"))
    assert found == [("P1", "room/幸福路1号2室"), ("P2", "room/幸福路1号2室")], "neither a tenant's home nor 无"
    assert graph.rows(homes.format("p.id, df", "Company", "Company")) == [(A, 3)]
    assert graph.rows("SELECT address FROM n_Asset WHERE id = 'F2'") == [("和平路3号",)]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(7, "面积(亩)"), (8, "面积(亩)"), (12, "权利人")]
    notes = [note[1:] for note in loaded.notes]
    assert (6, "坐落") in [note[:2] for note in notes]
    assert [note[1] for note in notes if "another row" in note[2]] == ["area_mu"], "what was not kept is said"
    assert dict(graph.totals.name_only) == {"assets.owner_id": 1}


def test_a_person_belongs_to_one_household_after_another(tmp_path: Path) -> None:
    rows = [
        ["身份证号", "户号", "迁入日期", "迁出日期", "变动原因", "行政区划代码"],
        [OFFICIAL, "H1", "1980", "2010-05-01", "出生", "330106"],
        [OFFICIAL, "H2", "2010-05-01", "", "婚迁", "330108"],
        [WIFE, "H2", "2010-05", "", "婚迁", "330108"],
        [WIFE, "H2", "2010-05", "", "", ""],
        [WIFE, "H3", "2012-01-01", "2011-01-01", "搬家", ""],
        ["", "H2", "2010-05", "", "", ""],
        [WIFE, "", "2010-05", "", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "households": rows})
    query = f"SELECT p.id, h.id, reason, e.region_code, {DAYS} FROM e_MEMBER_OF__Person__Household e "
    query += "JOIN n_Person p ON p.nid = src JOIN n_Household h ON h.nid = dst ORDER BY 1, 2"
    assert loaded.graph.rows(query) == [
        ("P1", "H1", "birth", "330106", "1980-01-01", "2010-05-01", "1980-12-31", "2010-05-01"),
        ("P1", "H2", "marriage", "330108", "2010-05-01", UNKNOWN[1], "2010-05-01", UNKNOWN[0]),
        ("P2", "H2", "marriage", "330108", "2010-05-01", UNKNOWN[1], "2010-05-31", UNKNOWN[0]),
        ("P2", "H3", "other", None, "2012-01-01", "2011-01-01", "2012-01-01", "2011-01-01"),
    ], "the repeated row is one with the row that says more"
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(7, "身份证号"), (8, "户号")]
    assert sorted(note[1:3] for note in loaded.notes) == [(6, "变动原因"), (6, "迁出日期")]


def test_an_order_to_correct_names_whom_it_concerns_and_who_answers_for_it(tmp_path: Path) -> None:
    header = ["台账编号", "类型", "单位", "责任人", "对象", "对象名称", "对象类型", "受理日期", "整改期限", "销号日期"]
    header += ["佐证材料", "审核人", "查实金额(万元)"]
    rows = [
        header,
        ["Z1", "整改", "U1", OFFICIAL, A, "", "", "2021-03-01", "2021-06", "", "", "", ""],
        ["Z2", "整改", "U1", "", "P2", "", "", "2021-03-01", "", "2021-06-01", "说明", "P1", "1.5"],
        ["Z3", "线索", "", "", "", "丁公司", "企业", "2021", "", "", "", "", ""],
        ["Z4", "整改", "U1", "", A, "", "", "2021-03-01", "", "2021-06-01", "", "", ""],
        ["Z5", "整改", "U1", "", A, "", "", "2021-03-01", "", "2021-02-01", "说明", "P1", ""],
        ["Z6", "整改", "U1", "", A, "", "", "", "", "", "", "", ""],
    ]
    loaded = load(tmp_path, {**WHO, "ledger_items": rows})
    graph = loaded.graph
    days = "due_on::VARCHAR, due_on_last::VARCHAR, closed_on::VARCHAR"
    assert graph.rows(f"SELECT id, kind, {days}, confirmed FROM n_LedgerItem ORDER BY id") == [
        ("Z1", "rectification", "2021-06-01", "2021-06-30", UNKNOWN[0], None),
        ("Z2", "rectification", *UNKNOWN, "2021-06-01", 1_500_000),
        ("Z3", "lead", *UNKNOWN, UNKNOWN[0], None),
        ("Z5", "rectification", *UNKNOWN, "2021-02-01", None),
    ]
    assert graph.pairs("CONCERNS__LedgerItem__Person") == [("Z2", "P2")]
    assert [pair[0] for pair in graph.pairs("CONCERNS__LedgerItem__Company")] == ["Z1", "Z3", "Z5"]
    roles = "SELECT n.id, p.id, role FROM e_ASSIGNED_TO__LedgerItem__{} JOIN n_LedgerItem n ON n.nid = src "
    roles += "JOIN n_{} p ON p.nid = dst ORDER BY ALL"
    assert graph.rows(roles.format("Person", "Person")) == [
        ("Z1", "P1", "responsible"),
        ("Z2", "P1", "reviewer"),
        ("Z5", "P1", "reviewer"),
    ]
    assert [row[0] for row in graph.rows(roles.format("Unit", "Unit"))] == ["Z1", "Z2", "Z5"]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(5, "佐证材料"), (5, "审核人"), (7, "受理日期")]
    assert [note[1:3] for note in loaded.notes] == [(6, "销号日期")]


def test_prices_hold_in_their_period_to_the_hundredth_of_a_fen(tmp_path: Path) -> None:
    rows = [
        ["品名", "行政区划代码", "期间", "计量单位", "下四分位价(元)", "中位价(元)"],
        ["大米", "330100", "2021Q1", "公斤", "5.12345", "5.6"],
        ["大米", "330100", "2021-04", "公斤", "", "5.7"],
        ["大米", "330100", "2021-04", "斤", "", "2.85"],
        ["大米", "330100", "2021-04", "斤", "", "2.95"],
        ["大米", "330100", "去年", "斤", "", "2.95"],
        ["大米", "330100", "2021", "斤", "", ""],
    ]
    loaded = load(tmp_path, {"price_refs": rows})
    found = loaded.graph.rows(f"SELECT period, unit, p25, median, {DAYS} FROM n_PriceRef ORDER BY 1")
    assert found == [
        ("2021-04", "公斤", None, 57_000, *("2021-04-01", "2021-05-01") * 2),
        ("2021Q1", "公斤", 51_235, 56_000, *("2021-01-01", "2021-04-01") * 2),
    ]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        *((4, "中位价(元)"), (5, "中位价(元)"), (6, "期间"), (7, "中位价(元)"))
    ]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column.name)
        for table in (
            *("approvals", "signoffs", "services", "evaluations", "declarations", "assets", "households"),
            *("ledger_items", "contract_changes"),
        )
        for column in CATALOGUE.loaders[table].columns.values()
        if column.type == "enum"
    ],
)
def test_every_word_of_an_enum_has_a_chinese_one(table: str, column: str) -> None:
    for value, words in CATALOGUE.loaders[table].columns[column].values.items():
        assert words and any("一" <= sign <= "鿿" for sign in "".join(words)), value
