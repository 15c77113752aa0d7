"""Employment, registers, bans, sign-offs of subsidies and further numbers of persons, from dirty files."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.model.ids import person_gid
from tests.mapping.dirty import CATALOGUE, load
from tests.mapping.hand import KEY, credit_code, person_no

A, B = (credit_code(seed) for seed in (1, 2))
OFFICIAL, CHILD, OTHER = (person_no(seed) for seed in (1, 2, 3))
DAYS = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"
PERSONS = [["人员编号", "姓名", "身份证号"], ["P1", "张三", OFFICIAL], ["P2", "张小三", CHILD]]
UNITS = [["单位编码", "单位名称"], ["U1", "教育局"]]


def test_employment(tmp_path: Path) -> None:
    rows = [
        ["身份证号", "参保单位", "参保起始", "参保终止", "月工资(元)", "岗位等级", "是否参保", "是否全日制", "岗位"],
        [OFFICIAL, "U1", "2015-01", "", "8,000", "七级", "是", "Y", "科员"],
        [CHILD, A, "2020-01-01", "2021-01-01", "", "", "否", "0", ""],
        [CHILD, "教育局", "2022-01-01", "", "1", "", "", "", ""],
        [CHILD, OTHER, "2022-01-01", "", "1", "", "", "", ""],
        [CHILD, A, "", "", "", "", "", "", ""],
        [CHILD, "", "2020-01-01", "", "", "", "", "", ""],
        [CHILD, A, "2023-01-01", "", "八千", "", "", "", ""],
        [CHILD, A, "2024-01-01", "", "", "", "也许", "", ""],
    ]
    loaded = load(tmp_path, {"employment": rows, "persons": PERSONS, "units": UNITS})
    graph = loaded.graph
    columns = "wage, grade, insured, full_time, post, since::VARCHAR, until::VARCHAR, certain"
    assert graph.rows(f"SELECT {columns} FROM e_EMPLOYED_BY__Person__Unit ORDER BY since") == [
        (800_000, "七级", True, True, "科员", "2015-01-01", "9999-12-31", True),
        (100, None, None, None, None, "2022-01-01", "9999-12-31", False),
    ]
    assert graph.rows(f"SELECT {columns} FROM e_EMPLOYED_BY__Person__Company") == [
        (None, None, False, False, None, "2020-01-01", "2021-01-01", True)
    ]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        *((6, "参保起始"), (7, "参保单位"), (8, "月工资(元)"), (9, "是否参保"))
    ]
    assert [note[1:] for note in loaded.notes] == [
        (5, "employer", "EMPLOYED_BY cannot join Person to Person; no edge was made")
    ]
    assert dict(graph.totals.by_name) == {"employment.employer_id": 1}
    assert dict(graph.totals.stubs) == {"employment.employer_id": 2}


def test_registers(tmp_path: Path) -> None:
    words = CATALOGUE.loaders["person_registers"].columns["register"].values
    rows = [["身份证号", "名册类型", "起始年月", "终止年月", "月金额(元)", "单位"]]
    rows += [[OFFICIAL, zh[0], "2020-01", "2020-06", "500", "U1"] for zh in words.values()]
    rows += [[CHILD, "村干部", "2021-01", "", "", ""], [CHILD, "低保", "2021-01", "", "1", ""]]
    rows += [[CHILD, "", "2021-01", "", "", ""], [CHILD, "收入", "", "", "", ""], ["", "收入", "2021-01", "", "", ""]]
    loaded = load(tmp_path, {"person_registers": rows, "persons": PERSONS, "units": UNITS})
    graph = loaded.graph
    listed = graph.rows(
        "SELECT p.id, r.kind, amount, since::VARCHAR, until::VARCHAR FROM e_LISTED_IN__Person__Register e "
        "JOIN n_Person p ON p.nid = src JOIN n_Register r ON r.nid = dst ORDER BY ALL"
    )
    assert listed == [
        *(("P1", kind, 50_000, "2020-01-01", "2020-06-30") for kind in sorted(words)),
        ("P2", "other", 100, "2021-01-01", "9999-12-31"),
        ("P2", "village_cadre", None, "2021-01-01", "9999-12-31"),
    ]
    assert graph.rows("SELECT wage, since::VARCHAR FROM e_EMPLOYED_BY__Person__Unit") == [(50_000, "2020-01-01")] * 2
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (12, "名册类型"),
        (13, "起始年月"),
        (14, "身份证号"),
    ]
    assert [note[1:] for note in loaded.notes] == [(11, "名册类型", "word is not in the list: stored as other")]


def test_bans(tmp_path: Path) -> None:
    rows = [
        [
            "当事人",
            "当事人名称",
            "处罚事由",
            "处罚文号",
            "禁止起始日",
            "禁止截止日",
            "适用地区",
            "适用领域",
            "作出单位",
        ],
        [A, "甲公司", "串通投标", "财罚1号", "2020-01-01", "2022-01-01", "33", "政府采购", "U1"],
        ["甲公司", "", "虚假材料", "", "2021-01-01", "", "", "", ""],
        ["", "无名公司", "串通投标", "", "2021-01-01", "", "", "", "住建局"],
        ["", "另一公司", "串通投标", "", "2021-01-01", "", "", "", ""],
        [OFFICIAL, "", "行贿", "", "2021-05", "", "330100", "", "U9"],
        ["U1", "", "行贿", "", "2021-01-01", "", "", "", "U1"],
        [A, "", "", "", "2020-01-01", "", "", "", "U1"],
        [A, "", "串通投标", "", "", "", "", "", "U1"],
        [A, "", "串通投标", "", "2021-01-01", "", "浙江", "", "U1"],
    ]
    companies = [["统一社会信用代码", "企业名称"], [A, "甲公司"]]
    tables = {"blacklist": rows, "companies": companies, "units": UNITS, "persons": PERSONS}
    loaded = load(tmp_path, tables)
    graph = loaded.graph
    query = "SELECT u.name, c.name, ground, doc, e.region_code, field, e.since::VARCHAR, e.until::VARCHAR, certain "
    query += "FROM e_BANNED__Unit__Company e JOIN n_Unit u ON u.nid = src JOIN n_Company c ON c.nid = dst ORDER BY ALL"
    unknown = "作出单位不详"
    assert graph.rows(query) == [
        (unknown, "甲公司", "虚假材料", None, None, None, "2021-01-01", "9999-12-31", False),
        ("教育局", "甲公司", "串通投标", "财罚1号", "33", "政府采购", "2020-01-01", "2022-01-01", True),
    ]
    persons = "SELECT u.id, p.name, ground FROM e_BANNED__Unit__Person e JOIN n_Unit u ON u.nid = src "
    found = graph.rows(f"{persons} JOIN n_Person p ON p.nid = dst ORDER BY p.name")
    assert [row[1:] for row in found] == [("另一公司", "串通投标"), ("张三", "行贿"), ("无名公司", "串通投标")]
    issuers = graph.rows("SELECT name, count(*) FROM n_Unit WHERE id LIKE 'local%' GROUP BY name")
    assert issuers == [(unknown, 2)], "each ban without an issuer has one of its own"
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [
        (8, "处罚事由"),
        (9, "禁止起始日"),
        (10, "适用地区"),
    ]
    assert (7, "subject", "BANNED cannot join Unit to Unit; no edge was made") in [note[1:] for note in loaded.notes]


def test_a_ban_of_a_firm_known_by_name_needs_its_type(tmp_path: Path) -> None:
    rows = [
        ["当事人名称", "subject_type", "处罚事由", "禁止起始日"],
        ["无名公司", "企业", "串通投标", "2021-01-01"],
        ["另一公司", "company", "串通投标", "2021-01-01"],
    ]
    loaded = load(tmp_path, {"blacklist": rows})
    assert loaded.rejects == [], "two parties without a number are two, because their names differ"
    names = loaded.graph.rows("SELECT name FROM n_Company ORDER BY name")
    assert names == [("另一公司",), ("无名公司",)] and len(loaded.graph.ids("Unit")) == 2


def test_who_surveyed_and_approved_a_subsidy(tmp_path: Path) -> None:
    rows = [
        [
            *("项目代码", "领取人", "所属期", "发放日期", "发放金额(元)", "发放账号", "代领人", "核查人", "审批人"),
            *("发放编号", "数据共享依据"),
        ],
        ["S1", A, "2021-07", "2021-07-15", "500", "6222", CHILD, OFFICIAL, "P2", "F1", "协议1"],
        ["S1", "P2", "2021-07", "2021-07", "500", "6222", "", "", OFFICIAL, "F2", ""],
        ["S1", "P2", "2021-08", "2021-08-15", "500", "6222", "", "李四", "", "F3", ""],
    ]
    loaded = load(tmp_path, {"subsidy_payments": rows, "persons": PERSONS})
    graph = loaded.graph
    columns = 'p.name, act_id, act_type, action, "at"::VARCHAR, discretion'
    surveyed, signed = ("surveyed", "signed")
    expected = [
        ("张三", "F1", "subsidy", surveyed, "2021-07-15 00:00:00", True),
        ("张三", "F2", "subsidy", signed, "2021-07-01 00:00:00", True),
        ("张小三", "F1", "subsidy", signed, "2021-07-15 00:00:00", True),
        ("李四", "F3", "subsidy", surveyed, "2021-08-15 00:00:00", True),
    ]
    decided = "JOIN n_Person p ON p.nid = src ORDER BY ALL"
    assert graph.rows(f"SELECT {columns} FROM e_DECIDED__Person__Programme {decided}") == expected
    company = graph.rows(f"SELECT {columns} FROM e_DECIDED_FOR__Person__Company {decided}")
    person = graph.rows(f"SELECT {columns} FROM e_DECIDED_FOR__Person__Person {decided}")
    assert company == [expected[0], expected[2]] and person == [expected[1], expected[3]]
    assert graph.rows("SELECT role, legal_ground FROM e_OPERATES__Person__Account") == [("operator", "协议1")]
    assert dict(graph.totals.name_only) == {"subsidy_payments.surveyor_id": 1}
    assert graph.rows("SELECT payment_id, account_id FROM e_RECEIVED__Company__Programme") == [("F1", "6222")]
    assert graph.rows("SELECT count(*) FROM e_DECIDED__Person__Programme e JOIN edge_source USING (eid)") == [(4,)]


def test_another_number_of_a_person_finds_the_person_and_is_never_shown(tmp_path: Path) -> None:
    passport, shared = "passport:E1234567", "passport:E9999999"
    persons = [
        ["人员编号", "姓名", "身份证号", "其他证件号"],
        ["P1", "张三", OFFICIAL, passport],
        ["P2", "张小三", CHILD, shared],
        ["P3", "李四", OTHER, shared],
    ]
    positions = [
        ["身份证号", "单位编码", "职务", "任职时间"],
        [passport, "U1", "局长", "2015-01-01"],
        [shared, "U1", "科长", "2015-01-01"],
    ]
    loaded = load(tmp_path, {"persons": persons, "positions": positions, "units": UNITS})
    graph = loaded.graph
    posts = graph.rows("SELECT p.name, post FROM e_HOLDS_POST__Person__Unit JOIN n_Person p ON p.nid = src ORDER BY 2")
    assert posts == [("张三", "局长"), (None, "科长")], "a number of two persons finds neither"
    assert graph.find("Person", person_gid(KEY, "id_no", passport)) == graph.find("Person", "P1")
    assert [(row, column, reason) for _, row, column, reason in loaded.notes] == [
        (row, "other_id", "several persons have this number; it finds none") for row in (3, 4)
    ]
    for table in ("n_Person", "note", "alias", "e_HOLDS_POST__Person__Unit"):
        shown = str(graph.rows(f"SELECT * FROM {table}"))
        assert passport not in shown and shared not in shown, table


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("accounts", "role"), ("identifiers", "kind"), ("person_registers", "register"), ("thresholds", "name")),
        *(("thresholds", "kind"), ("programme_exclusions", "register"), ("local_limits", "item"), ("holidays", "kind")),
        *(("whitelists", "kind"), ("watchlist", "subject_type"), ("ban_rules", "relation"), ("bids", "status")),
    ],
)
def test_every_word_of_an_enum_has_a_chinese_one(table: str, column: str) -> None:
    for value, words in CATALOGUE.loaders[table].columns[column].values.items():
        assert words and any("一" <= sign <= "鿿" for sign in "".join(words)), value
