"""The config lists, as CSV and as YAML: their entries, what is refused, and the ids that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphinv.errors import BadFile, Unreadable
from tests.mapping.dirty import load
from tests.mapping.hand import credit_code, person_no

A = credit_code(1)
OFFICIAL, CHILD = person_no(1), person_no(2)
EVER = ("0001-01-01", "9999-12-31", "0001-01-01", "9999-12-31")
DAYS = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"
FROM_2020 = ("2020-01-01", "9999-12-31", "2020-01-01", "9999-12-31")

LISTS: dict[str, tuple[str, list[list[str]], str, list[tuple[Any, ...]]]] = {
    "ban_rules": (
        "BanRule",
        [
            ["适用地区", "职级", "关系", "禁止行业", "禁止地区", "生效日期", "依据"],
            ["33", "县处级正职", "配偶", "70", "3301", "2020-01-01", "规定1"],
            ["", "县处级正职", "本人", "", "", "", ""],
            ["", "", "本人", "", "", "", ""],
        ],
        "region_code, rank, relation, activity, area, legal_ref",
        [
            ("33", "县处级正职", "spouse", "70", "3301", "规定1", *FROM_2020),
            (None, "县处级正职", "self", None, None, None, *EVER),
        ],
    ),
    "lines": (
        "Line",
        [["条线", "行业代码"], ["EDU", "83"], ["EDU", ""]],
        "code, industry_prefix",
        [("EDU", "83", *EVER)],
    ),
    "thresholds": (
        "Limit",
        [
            ["限额名称", "适用地区", "采购类别", "限额(万元)", "生效日期", "失效日期(含)"],
            ["公开招标限额", "", "货物", "200", "2020-01-01", "2021-12-31"],
            ["必须招标", "33", "工程", "400", "2020-01-01", ""],
            ["集体决策限额", "3301", "服务", "50", "2020-01-01", ""],
            ["公开招标限额", "", "货物", "0", "2019-01-01", ""],
            ["公开招标限额", "浙江", "货物", "200", "2018-01-01", ""],
        ],
        "name, region_code, kind, value",
        [
            ("collective_decision", "3301", "services", 50_000_000, *FROM_2020),
            ("compulsory_tender", "33", "works", 400_000_000, *FROM_2020),
            ("open_tender_limit", None, "goods", 200_000_000, *("2020-01-01", "2022-01-01") * 2),
        ],
    ),
    "programme_exclusions": (
        "Exclusion",
        [
            ["项目代码", "名册类型", "限额(元)"],
            ["S1", "财政供养", ""],
            ["S1", "车辆", "100000"],
            ["S1", "", "1"],
        ],
        'programme_id, register, "limit"',
        [("S1", "payroll", None, *EVER), ("S1", "vehicle", 10_000_000, *EVER)],
    ),
    "local_limits": (
        "LocalLimit",
        [
            ["适用地区", "标准名称", "标准值"],
            ["3301", "每户安置套数", "2"],
            ["ZQ1", "报备期限", "7"],
            ["", "礼金习俗标准", "多"],
        ],
        "region_code, item, value",
        [("3301", "homes_per_household", 2.0, *EVER), ("ZQ1", "event_report_days", 7.0, *EVER)],
    ),
    "peers": (
        "PeerGroup",
        [
            ["规则", "分组依据", "最少样本数"],
            ["F2", "year;category", ""],
            ["F4", "year", "0"],
            ["F5", "年度、地区", "30"],
        ],
        "rule_id, keys, min_n",
        [("F2", ["year", "category"], 20, *EVER), ("F5", ["年度", "地区"], 30, *EVER)],
    ),
    "holidays": (
        "Holiday",
        [["日期", "类型"], ["2021-10-01", "节假日"], ["2021-10-09", "调休上班"], ["2021-13-01", "节假日"]],
        "day::VARCHAR, kind",
        [("2021-10-01", "holiday", *EVER), ("2021-10-09", "workday", *EVER)],
    ),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["csv", "yaml"])
def test_a_list_in_either_form(tmp_path: Path, name: str, form: str) -> None:
    label, rows, columns, expected = LISTS[name]
    loaded = load(tmp_path, {name: rows} if form == "csv" else {f"{name}.yaml": _yaml(rows)})
    assert loaded.graph.rows(f"SELECT {columns}, {DAYS} FROM n_{label} ORDER BY ALL") == expected
    good = len(expected)
    bad = [row for _, row, _, _ in loaded.rejects]
    assert len(set(bad)) == len(rows) - 1 - good > -1
    sources = loaded.graph.rows("SELECT row FROM node_source ORDER BY row")
    assert len(sources) == good and not {row for (row,) in sources} & set(bad)


def _yaml(rows: list[list[str]]) -> str:
    header, *rest = rows
    entries = ["\n".join(f"  {key}: {cell!r}" for key, cell in zip(header, row, strict=True)) for row in rest]
    return "# 配置\n" + "\n".join("-" + entry[1:] for entry in entries) + "\n"


def test_the_ids_that_lists_name(tmp_path: Path) -> None:
    """Lists name parties by any number; rules compare ids; an identity-card number is never kept."""
    tables = {
        "persons": [["人员编号", "姓名", "身份证号"], ["P1", "张三", OFFICIAL]],
        "units": [["单位编码", "统一社会信用代码", "单位名称"], ["U1", credit_code(7), "教育局"]],
        "companies": [["统一社会信用代码", "企业名称"], [A, "甲公司"]],
        "watchlist": [
            ["主体编号", "标签", "起始日期"],
            [OFFICIAL, "一把手", "2020-01-01"],
            [A, "关注", ""],
            [CHILD, "关注", ""],
            ["", "关注", ""],
            ["P1", "", ""],
        ],
        "whitelists": [
            ["类型", "取值", "取值二", "理由"],
            ["代领授权", "6222", OFFICIAL, "行动不便"],
            ["国有股东", credit_code(7), "", ""],
            ["枢纽账户", "6222021001122334455", "", "代发工资"],
            ["正常往来对手", "6222", "", ""],
            ["交易中心地址", "10.0.0.1", "", ""],
        ],
        "responsibilities": [
            ["单位编码", "领域", "责任类型"],
            [credit_code(7), "工程建设", "职能"],
            ["U9", "医疗", "日常"],
        ],
    }
    loaded = load(tmp_path, tables)
    graph = loaded.graph
    watched = graph.rows("SELECT subject_id, tag, since::VARCHAR FROM n_Watched ORDER BY subject_id")
    assert watched[0] == (A, "关注", "0001-01-01") and watched[2] == ("P1", "一把手", "2020-01-01")
    assert watched[1][0].startswith("P-"), "somebody who is nowhere else is known by a pseudonym"
    assert graph.rows("SELECT kind, value, value2, reason FROM n_Whitelisted ORDER BY kind") == [
        ("centre_ip", "10.0.0.1", None, None),
        ("hub_account", "6222021001122334455", None, "代发工资"),
        ("mandate", "6222", "P1", "行动不便"),
        ("state_holder", "U1", None, None),
    ]
    assert graph.rows("SELECT unit_id, domain, kind FROM n_Responsibility ORDER BY unit_id") == [
        ("U1", "工程建设", "职能"),
        ("U9", "医疗", "日常"),
    ]
    for table in ("n_Watched", "n_Whitelisted", "alias", "n_Person"):
        shown = str(graph.rows(f"SELECT * FROM {table}"))
        assert OFFICIAL not in shown and CHILD not in shown, table
    assert [(table, row, column) for table, row, column, _ in loaded.rejects] == [
        ("watchlist", 5, "主体编号"),
        ("watchlist", 6, "标签"),
        ("whitelists", 5, "取值二"),
    ]


def test_yaml_entries_have_their_line_as_row(tmp_path: Path) -> None:
    text = (
        "- {name: open_tender_limit, kind: goods, value: '2000000'}\n"
        "\n"
        "- name: compulsory_tender\n"
        "  region_code: '3301'\n"
        "  value: viel\n"
        "- {name: 必须招标, value: 1, 备注: 试行}\n"
        "- {}\n"
    )
    loaded = load(tmp_path, {"thresholds.yaml": text})
    assert loaded.graph.rows("SELECT row FROM node_source ORDER BY row") == [(1,), (6,)]
    assert [(row, column) for _, row, column, _ in loaded.rejects] == [(3, "value"), (7, "")]


def test_two_keys_for_one_column_are_an_error(tmp_path: Path) -> None:
    text = "- {name: open_tender_limit, value: 1}\n- {name: 必须招标, 限额: 2}\n"
    with pytest.raises(BadFile, match=r"`value` .* and `限额` .* both mean `value`"):
        load(tmp_path, {"thresholds.yaml": text})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- name: x\n value: 1\n", "thresholds.yaml:2: is not valid YAML"),
        ("- name: x\n- 3\n- [a]\n", "line 2: an entry must be a table.*\n.*line 3: an entry must be a table"),
        ("- name: x\n  name: y\n", "line 2: `name` stands twice in one entry"),
        ("- name: {a: b}\n", "line 1: `name` must be a word, or a list of words"),
        ("- &a [x]\n- kind: *a\n", "line 2: `kind` must be a word"),
        ("- name: x\n---\n- name: y\n", "line 2: a second document begins"),
        ("- " * 30_000 + "x\n", "line 1: an entry must be a table"),
        ("- name: \x07\n", "is not valid YAML"),
    ],
    ids=["indent", "entry", "twice", "nested", "alias", "documents", "deep", "control"],
)
def test_bad_yaml_is_an_error_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        load(tmp_path, {"thresholds.yaml": text})


def test_yaml_that_is_no_list_is_left_out(tmp_path: Path) -> None:
    graph = load(
        tmp_path, {"compose.yaml": "services: {a: 1}\n", "holidays.yml": "- {day: 2021-10-01, kind: 放假}\n"}
    ).graph
    assert graph.rows("SELECT name FROM source_file") == [("holidays.yml",)]
