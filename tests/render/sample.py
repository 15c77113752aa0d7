"""Invented leads for the tests of the reports. All people, firms and numbers are made up."""

# ruff: noqa: E501  (texts read better unbroken)

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphinv.render.view import (
    COMPANIES,
    CONTRACTS,
    OFFICIALS,
    RELATIVES,
    UNITS,
    CaseView,
    Coverage,
    Event,
    NodeView,
    Query,
    RawRow,
    Step,
    SweepLead,
    SweepRule,
    SweepView,
)

HOSTILE = {
    "tag": "<script>alert(1)</script>",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE x; --",
    "rtl": "王\u202e国建",
    "tab": "甲\x0b乙",
    "close": "</script><img src=x onerror=alert(2)>",
    "long": "很长的名称" * 2000,
}

OFFICIAL, RELATIVE, FIRM, UNIT = "P-3f9a01c277e0d4b1", "P-81be5d20aa93c67f", "91330100MA00000072", "U-019"
CONTRACT_IDS = ("HT-2021-017", "HT-2022-041", "HT-2023-009")
AMOUNTS = ("4860000.00", "3720000.00", "4950000.00")
AWARDED = ("2021-04-16", "2022-07-08", "2023-02-20")
TITLES = ("城北道路改造工程 2021-017 标段", "老旧小区外立面整治 2022-041", "雨污分流工程 2023-009")


def source(table: str, file: str, row: int, sheet: str | None = None) -> dict[str, Any]:
    return {"table": table, "file": file, "sheet": sheet, "row": row}


def edge(n: int, kind: str, start: str, end: str | None, **more: Any) -> dict[str, Any]:
    item = {"n": n, "type": kind, "from": start, "to": end, "since": None, "until": None, "certain": True, "props": {}}
    return {**item, "source": [], **more}


def kin_evidence() -> list[dict[str, Any]]:
    items = [
        edge(
            1, "HOLDS_POST", OFFICIAL, UNIT, since="2019-03-01", since_certain="2019-03-31", until="2024-06-01",
            until_certain="2024-06-01", props={"post": "局长", "is_leader": True},
            source=[source("positions", "干部任免.xlsx", 77, "任职")],
        ),
        edge(
            2, "FAMILY", OFFICIAL, RELATIVE, props={"type": "child", "term": "长女"},
            source=[source("kinship", "kinship.csv", 42), source("kinship", "个人事项报告.xlsx", 118, "家庭成员")],
        ),
        edge(
            3, "OWNS", RELATIVE, FIRM, since="2020-03-01", since_certain="2020-03-01",
            props={"share": 0.6, "kind": "equity", "subscribed": "3000000.00"},
            source=[source("shareholdings", "工商登记.csv", 2291)],
        ),
        edge(
            4, "HAS_ROLE", RELATIVE, FIRM, certain=False, props={"role": "legal_rep", "confidence": 0.8},
            source=[source("company_roles", "工商登记.csv", 2292)],
        ),
    ]  # fmt: skip
    for index, contract in enumerate(CONTRACT_IDS):
        n = 5 + 3 * index
        at = source("contracts", "contracts_2021-2023.csv", 317 + 40 * index)
        props = {"amount": AMOUNTS[index], "awarded_on": AWARDED[index], "method": "open", "title": TITLES[index]}
        items += [
            edge(n, "WON", FIRM, contract, source=[at]),
            edge(n + 1, "BUYER", contract, UNIT, source=[at]),
            edge(n + 2, "Contract", contract, None, props=props, source=[at]),
        ]
    return items


def kin_lead() -> dict[str, Any]:
    return {
        "key": "L-7f3a90c1d25b4e86",
        "rule": "kin-wins-own-unit",
        "code": "A1",
        "rule_version": 1,
        "class": "P",
        "severity": "critical",
        "certainty": "possible",
        "status": "new",
        "first_seen": "2024-02-01",
        "last_seen": "2024-03-01",
        "as_of": "2024-02-29",
        "score": 0.93,
        "amount": "13530000.00",
        "title": {"zh": "亲属企业在本人任职单位中标", "en": "Relative's company wins from the official's own unit"},
        "sentence": {
            "zh": "王**在某县住房和城乡建设局任局长期间，其子女李**持股 60% 的鑫源建筑工程有限公司在该局 3 次中标，合计 1353 万元。",
            "en": "While 王** headed the county housing bureau, 鑫源建筑工程有限公司, of which 王**'s child 李** holds 60%, "
            "won three contracts there, CNY 13,530,000 in all.",
        },
        "identity": {
            "official": {"label": "Person", "id": OFFICIAL},
            "relative": {"label": "Person", "id": RELATIVE},
            "company": {"label": "Company", "id": FIRM},
            "contract": {"label": "Contract", "id": CONTRACT_IDS[0]},
        },
        "ids": sorted([OFFICIAL, RELATIVE, FIRM, UNIT, *CONTRACT_IDS]),
        "evidence": kin_evidence(),
        "not_checked": ["回避记录未载入 (recusal records not loaded)", "declarations not loaded"],
        "reasons": [{"zh": "任职单位即采购人", "en": "The official's own unit is the buyer"}],
    }


def kin_nodes() -> dict[str, NodeView]:
    nodes = [
        NodeView(OFFICIAL, "Person", "王**", OFFICIALS),
        NodeView(RELATIVE, "Person", "李**", RELATIVES),
        NodeView(FIRM, "Company", "鑫源建筑工程有限公司", COMPANIES),
        NodeView(UNIT, "Unit", "某县住房和城乡建设局", UNITS),
        *(NodeView(i, "Contract", t, CONTRACTS) for i, t in zip(CONTRACT_IDS, TITLES, strict=True)),
    ]
    return {node.id: node for node in nodes}


def kin_raw() -> dict[int, list[RawRow]]:
    raw = {
        1: [RawRow("干部任免.xlsx", "任职", 77, {"姓名": "王**", "单位编码": UNIT, "职务": "局长", "任职时间": "2019-03", "免职时间": "2024-06-01"})],
        2: [
            RawRow("kinship.csv", None, 42, {"干部身份证号": "1101**********8888", "关系": "女儿", "姓名": "李**"}),
            RawRow("个人事项报告.xlsx", "家庭成员", 118, {"报告人": "王**", "称谓": "长女", "家庭成员": "李**"}),
        ],
        3: [RawRow("工商登记.csv", None, 2291, {"统一社会信用代码": FIRM, "股东名称": "李**", "出资比例(%)": "60", "认缴出资额(万元)": "300", "认缴日期": "2020/3/1"})],
        4: [RawRow("工商登记.csv", None, 2292, {"统一社会信用代码": FIRM, "姓名": "李**", "职务": "法定代表人"})],
    }  # fmt: skip
    for index, contract in enumerate(CONTRACT_IDS):
        wan = f"{float(AMOUNTS[index]) / 10000:g}"
        cells = {
            "合同编号": contract, "甲方": UNIT, "乙方": FIRM, "中标金额(万元)": wan, "成交日期": AWARDED[index],
            "合同名称": TITLES[index], "采购方式": "公开招标",
            **{f"备用列{i}": f"x{i}" for i in range(1, 13)},
        }  # fmt: skip
        for offset in range(3):
            raw[5 + 3 * index + offset] = [RawRow("contracts_2021-2023.csv", None, 317 + 40 * index, cells)]
    return raw


def kin_case() -> CaseView:
    """王建国's daughter's firm wins three contracts from his bureau; masked."""
    return CaseView(
        lead=kin_lead(),
        nodes=kin_nodes(),
        raw=kin_raw(),
        query=Query(
            "MATCH (official:Person)-[kin:KIN]->(relative:Person)-[interest:INTEREST_IN]->(company:Company)\n"
            "      -[won:WON]->(award:Award)-[buys:BUYER]->(unit:Unit), (official)-[post:HOLDS_POST]->(unit)\n"
            "WHERE kin.near AND overlaps(post, award.infl_from, award.awarded_on)\n"
            "  AND interest.share >= $min_share\nRETURN official, post, unit, kin, relative, interest, company, won, award",
            {"min_share": "0.05"},
        ),
        innocent=[
            {"zh": "同名同姓：身份证号未核对。", "en": "Namesakes: the identity numbers were not compared."},
            {"zh": "官员不在决策链中，也未分管该事项。", "en": "The official had no part in the decision and no charge of it."},
            {"zh": "按目录最低价采购，无裁量余地。", "en": "Bought from a catalogue at the lowest price, without discretion."},
        ],
        checklist=[
            {"zh": "调取 2020-03 至 2023-02 的股东变更记录。", "en": "Get the register of shareholders for 2020-03 to 2023-02."},
            {"zh": "核对任免文件与在任期间。", "en": "Compare the appointment orders with the tenure."},
            {"zh": "查阅回避记录与评标报告。", "en": "Read the recusal record and the evaluation report."},
        ],
        history=[
            Event("2024-02-01", {"zh": "首次发现，等级极高", "en": "First seen, level critical"}),
            Event("2024-03-01", {"zh": "新增合同 HT-2023-009", "en": "Contract HT-2023-009 added"}),
        ],
        rule_title={"zh": "亲属企业在本人任职单位中标", "en": "Relative's company wins from the official's own unit"},
    )  # fmt: skip


def hostile_case() -> CaseView:
    """The same case with names, cells and texts that try to break out."""
    view = kin_case()
    names = {
        OFFICIAL: HOSTILE["rtl"], RELATIVE: HOSTILE["tag"], FIRM: HOSTILE["formula"], UNIT: HOSTILE["sql"],
        CONTRACT_IDS[0]: HOSTILE["tab"], CONTRACT_IDS[1]: HOSTILE["close"], CONTRACT_IDS[2]: HOSTILE["long"],
    }  # fmt: skip
    nodes = {node_id: replace(node, name=names[node_id]) for node_id, node in view.nodes.items()}
    text = {"zh": " ".join(HOSTILE.values()), "en": " ".join(HOSTILE.values())}
    raw = {1: [RawRow("=a.csv", "<b>", 3, {f"列{name}": value for name, value in HOSTILE.items()})]}
    lead = {**view.lead, "title": {"zh": HOSTILE["tag"], "en": HOSTILE["close"]}, "sentence": text}
    steps = [Step(text, [1, 2], True)]
    return replace(
        view, lead=lead, nodes=nodes, raw=raw, steps=steps, query=Query(HOSTILE["close"], {"x": HOSTILE["rtl"]})
    )


def wide_case(companies: int, contracts: int, *, relatives: int = 3) -> CaseView:
    """A case of any size: relatives who own companies that win contracts from two units."""
    nodes = {OFFICIAL: NodeView(OFFICIAL, "Person", "王建国", OFFICIALS)}
    people = [f"P-{i:016x}" for i in range(relatives)]
    nodes |= {p: NodeView(p, "Person", f"李秀英{i}", RELATIVES) for i, p in enumerate(people)}
    firms = [f"X:{i:04d}" for i in range(companies)]
    nodes |= {f: NodeView(f, "Company", f"鑫源建筑工程第{i}有限责任公司", COMPANIES) for i, f in enumerate(firms)}
    acts = [f"HT-{2020 + i % 5}-{i:04d}" for i in range(contracts)]
    nodes |= {c: NodeView(c, "Contract", f"老旧小区外立面整治工程 {c} 标段", CONTRACTS) for c in acts}
    units = ["U-1", "U-2"]
    nodes |= {u: NodeView(u, "Unit", f"某县第{i}管理局", UNITS) for i, u in enumerate(units)}
    pairs: list[tuple[str, str, str, dict[str, Any]]] = [("HOLDS_POST", OFFICIAL, units[0], {"post": "局长"})]
    pairs += [("FAMILY", OFFICIAL, p, {"type": "sibling"}) for p in people]
    pairs += [("FAMILY", people[0], p, {"type": "spouse"}) for p in people[1:2]]
    pairs += [("OWNS", people[i % relatives], f, {"share": 0.35}) for i, f in enumerate(firms)]
    pairs += [("OWNS", firms[0], f, {"share": 0.51}) for f in firms[1:3]]
    pairs += [("WON", firms[i % companies], c, {}) for i, c in enumerate(acts)]
    pairs += [("BUYER", c, units[i % 2], {}) for i, c in enumerate(acts)]
    evidence = [
        edge(n, kind, start, end, props=props, since="2020-01-01" if kind in ("OWNS", "HOLDS_POST") else None,
             source=[source("t", f"{kind.lower()}.csv", n + 1)])
        for n, (kind, start, end, props) in enumerate(pairs, 1)
    ]  # fmt: skip
    lead = {**kin_lead(), "key": f"L-wide-{companies}-{contracts}", "evidence": evidence, "amount": None}
    return CaseView(lead=lead, nodes=nodes)


def sweep_view(leads: int = 9) -> SweepView:
    """A sweep with leads of every state and rules of every result."""
    changes = ("new", "new", "changed", "continuing", "continuing", "gone", "cleared")
    severities = ("critical", "high", "medium", "low")
    units = ("某县住房和城乡建设局", "某县教育局", "某镇人民政府")
    rows = [
        SweepLead(
            {
                **kin_lead(),
                "key": f"L-{index:016x}",
                "severity": severities[index % 4],
                "certainty": "certain" if index % 3 else "possible",
                "score": round(0.9 - 0.1 * (index % 5), 2),
                "amount": f"{(index + 1) * 128500}.00",
            },
            changes[index % len(changes)],
            [units[index % 3]],
        )
        for index in range(leads)
    ]
    rules = [
        SweepRule("kin-wins-own-unit", {"zh": "亲属企业在本人任职单位中标", "en": "Relative's company wins from the official's own unit"},
                  "hit", code="A1", leads=leads, population=1200),
        SweepRule("paid-after-death", {"zh": "死亡人员领取", "en": "Payment to a dead person"}, "clear", code="D1",
                  population=48211, unknown=17),
        SweepRule("common-control-bidders", {"zh": "负责人同一的企业同标投标", "en": "Bidders of one lot under one head"}, "not_evaluable",
                  {"zh": "未载入 bids 表", "en": "table bids was not loaded"}, code="E1"),
    ]  # fmt: skip
    coverage = [
        Coverage("persons", 1, 50_000),
        Coverage("contracts", 3, 8_214, 12, {"zh": "12 行金额无法识别", "en": "12 rows with an unreadable amount"}),
    ]
    missing = [{"zh": "个人有关事项报告（declarations）", "en": "personal declarations (declarations)"}]
    sweep = {"sweep": "S-20240301-0001", "as_of": "2024-02-29", "engine": "duckdb", "suppressed": 2}
    return SweepView(sweep, rules, rows, coverage, missing)


def paid_after_death_case() -> CaseView:
    """Payments that go on after a death: no official, many equal edges, a node with evidence of its own."""
    payee, programme, register = "P-00000000000000aa", "BT-07", "民政"
    evidence = [
        edge(1, "DIED", payee, register, props={"died_on": "2021-03-04"}, source=[source("deaths", "deaths.csv", 12)]),
        *(
            edge(n, "RECEIVED", payee, programme, certain=n % 5 > 0,
                 props={"amount": f"{300 + n}.50", "paid_on": f"2022-{n - 1:02d}-10", "period": f"2022-{n - 1:02d}"},
                 source=[source("subsidy_payments", "补贴发放.xlsx", 100 + n, "发放明细")])
            for n in range(2, 14)
        ),
        edge(14, "Programme", programme, None, props={"kind": "welfare"}, source=[source("programmes", "项目.csv", 3)]),
    ]  # fmt: skip
    nodes = {
        payee: NodeView(payee, "Person", "王**", RELATIVES),
        programme: NodeView(programme, "Programme", "最低生活保障金（农村）", CONTRACTS),
        register: NodeView(register, "Register", "民政部门死亡登记", UNITS),
    }
    identity = {"payee": {"label": "Person", "id": payee}, "programme": {"label": "Programme", "id": programme}}
    total = sum(300 + n for n in range(2, 14)) + 6
    lead = {**kin_lead(), "rule": "paid-after-death", "code": "D1", "evidence": evidence, "identity": identity,
            "amount": f"{total}.00", "severity": "high"}  # fmt: skip
    return CaseView(lead=lead, nodes=nodes)


def one_column_case() -> CaseView:
    """Everything in one column: two bidders, one holding the other, and a third."""
    nodes = {key: NodeView(key, "Company", f"{key} 建材有限公司", COMPANIES) for key in ("甲", "乙", "丙")}
    evidence = [
        edge(1, "OWNS", "甲", "乙", props={"share": 0.51}, source=[source("shareholdings", "a.csv", 2)]),
        edge(2, "OWNS", "甲", "丙", props={"share": "0.333333"}, source=[source("shareholdings", "a.csv", 3)]),
        edge(3, "SUCCEEDS", "丙", "丙", source=[source("companies", "b.csv", 3)]),
    ]
    return CaseView(lead={**kin_lead(), "evidence": evidence, "identity": {}, "amount": None}, nodes=nodes)
