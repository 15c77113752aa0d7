"""Telephone numbers, addresses and keys: one form each, counted users, and contacts of bids."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.rules.needs import producers
from tests.mapping.dirty import CATALOGUE, load
from tests.mapping.hand import credit_code, person_no

A, B, C = (credit_code(seed) for seed in (1, 2, 3))
OFFICIAL = person_no(1)
HEADER = ["主体编号", "标识类型", "标识值", "启用日期", "停用日期"]
COMPANIES = [["统一社会信用代码", "企业名称"], [A, "甲公司"], [B, "乙公司"], [C, "丙公司"]]


def test_every_kind_in_its_one_form(tmp_path: Path) -> None:
    rows = [
        HEADER,
        [OFFICIAL, "手机", "＋８６ 138-0013-8000", "2019-01-01", "2020-01-01"],
        [A, "手机", "0086 13800138000", "2019-05", ""],
        [B, "手机", "(0571) 8800-1234", "", ""],
        [A, "邮箱", " Info@Example.COM ", "", ""],
        [A, "详细地址", "幸福路 １号 3-2 室", "", ""],
        [B, "详细地址", "幸福路1号3-2室", "", ""],
        [A, "楼栋", "幸福路 ① 号", "", ""],
        [A, "IP地址", "10.0.0.1", "", ""],
        [A, "MAC地址", "00:1a-2B.3c4d5e", "", ""],
        [A, "CA锁", "CA-0001", "", ""],
        [A, "设备码", "D1", "", ""],
        [A, "其他", "耳标 1", "", ""],
        [A, "传真", "057188001234", "", ""],
    ]
    loaded = load(tmp_path, {"companies": COMPANIES, "identifiers": rows})
    graph = loaded.graph
    assert graph.rows("SELECT kind, value, df, weight FROM n_Identifier ORDER BY kind, value") == [
        ("building", "幸福路1号", 1, 0.2),
        ("ca_key", "CA-0001", 1, 1.0),
        ("device", "D1", 1, 1.0),
        ("email", "info@example.com", 1, 0.8),
        ("ip", "10.0.0.1", 1, 0.4),
        ("mac", "001A2B3C4D5E", 1, 1.0),
        ("mobile", "057188001234", 1, 0.8),
        ("mobile", "13800138000", 2, 0.504743803),
        ("other", "057188001234", 1, 0.0),
        ("other", "耳标 1", 1, 0.0),
        ("room", "幸福路1号3-2室", 2, 0.378557852),
    ]
    assert loaded.rejects == []
    assert loaded.notes == [("identifiers", 14, "标识类型", "word is not in the list: stored as other")]
    days = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"
    assert graph.rows(f"SELECT {days} FROM e_USES__Person__Identifier") == [
        ("2019-01-01", "2020-01-01", "2019-01-01", "2020-01-01")
    ]
    assert dict(graph.totals.edges) == {"USES": 13}
    assert dict(graph.totals.stubs) == {"identifiers.owner_id": 1}


def test_what_cannot_be_an_identifier_links_nobody(tmp_path: Path) -> None:
    bad = [("手机", "无"), ("手机", "1234"), ("手机", "00000000000"), ("手机", "13800138000转8"), ("邮箱", "a.b.com")]
    bad += [("MAC地址", "00:1a:2b"), ("IP地址", "10.0.0.256"), ("详细地址", "暂无"), ("其他", "——")]
    spoilt = [A, "手机", "1.38E+10", "", ""]
    no_kind = [A, "", "13800138000", "", ""]
    rows = [HEADER, *([A, kind, text, "", ""] for kind, text in bad), spoilt, no_kind, [A, "手机", "", "", ""]]
    loaded = load(tmp_path, {"identifiers": rows})
    reasons = [(row, column, reason.split(":")[0]) for _, row, column, reason in loaded.rejects]
    filled = "one of `标识值`, `mobile`, `email`, `room` must be filled"
    assert reasons == [
        *((row, "标识值", filled) for row in range(2, 11)),
        (11, "标识值", "number in scientific notation"),
        (11, "标识值", filled),
        (12, "标识类型", "required cell is empty"),
        (13, "标识值", filled),
    ]
    assert loaded.graph.totals.nodes == {}


@pytest.mark.parametrize(
    ("header", "kind", "text", "value"),
    [
        ("手机号", "mobile", "+8613800138000", "13800138000"),
        ("联系电话", "mobile", "0571-88001234", "057188001234"),
        ("电子邮箱", "email", "A@B.cn", "a@b.cn"),
        ("地址", "room", "幸福路 1号", "幸福路1号"),
    ],
)
def test_a_file_with_one_kind_says_it_in_its_header(
    tmp_path: Path, header: str, kind: str, text: str, value: str
) -> None:
    graph = load(tmp_path, {"identifiers": [["统一社会信用代码", header], [A, text]]}).graph
    assert graph.rows("SELECT kind, value, id FROM n_Identifier") == [(kind, value, f"{kind}/{value}")]
    assert graph.pairs("USES__Company__Identifier") == [(A, f"{kind}/{value}")]


def test_a_file_may_have_several_kinds_side_by_side(tmp_path: Path) -> None:
    rows = [["统一社会信用代码", "手机号", "电子邮箱", "地址"], [A, "13800138000", "无", "幸福路1号"], [B, "", "", ""]]
    loaded = load(tmp_path, {"identifiers": rows})
    assert loaded.graph.ids("Identifier") == ["mobile/13800138000", "room/幸福路1号"]
    assert [(row, column) for _, row, column, _ in loaded.notes] == [(2, "电子邮箱")]
    assert [row for _, row, _, _ in loaded.rejects] == [3]


def test_spellings_of_one_value_are_one_key(tmp_path: Path) -> None:
    """The key is compared in the form that counts, so that a contradiction is seen."""
    rows = [
        HEADER,
        [A, "手机", "138 0013 8000", "2019-01-01", "2020-01-01"],
        [A, "手机", "13800138000", "2019-01-01", "2021-01-01"],
        [A, "邮箱", "a@b.cn", "2019-01-01", ""],
        [A, "邮箱", "A@B.CN", "2019-01-01", "2020-01-01"],
    ]
    loaded = load(tmp_path, {"identifiers": rows})
    assert [row for _, row, _, _ in loaded.rejects] == [2, 3]
    assert loaded.graph.rows("SELECT until::VARCHAR FROM e_USES__Company__Identifier") == [("2020-01-01",)]


def test_an_identity_card_number_in_a_device_key_never_shows(tmp_path: Path) -> None:
    rows = [HEADER, [A, "CA锁", OFFICIAL, "", ""], [B, "CA锁", OFFICIAL, "", ""]]
    graph = load(tmp_path, {"identifiers": rows}).graph
    ((gid, ident, value, df),) = graph.rows("SELECT gid, id, value, df FROM n_Identifier")
    assert df == 2 and OFFICIAL not in f"{gid} {ident} {value}"


_TENDERS = [
    ["项目编号", "标段号", "项目名称", "采购人", "招标方式", "投标截止时间"],
    ["T1", "L1", "道路", "U1", "公开招标", "2020-04-01 09:30"],
    ["T2", "L2", "桥梁", "U1", "公开招标", "2021-05-06 09:30"],
    ["T3", "L3", "水渠", "U1", "公开招标", ""],
]
_BIDS = ["投标编号", "标段号", "投标人信用代码", "投标状态", "递交时间", "联系电话", "电子邮箱"]


def test_contacts_of_bids(tmp_path: Path) -> None:
    rows = [
        _BIDS,
        ["B3", "L1", A, "有效", "2020-03-30 10:00", "13800138000", "a@b.cn"],
        ["B2", "L2", A, "有效", "", "+86 13800138000", "无"],
        ["B1", "L1", B, "有效", "", "13800138000", ""],
        ["B4", "L3", C, "有效", "", "13800138000", ""],
        ["B5", "L3", B, "有效", "", "无", ""],
    ]
    loaded = load(tmp_path, {"companies": COMPANIES, "tenders": _TENDERS, "bids": rows})
    graph = loaded.graph
    days = "since::VARCHAR, until::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR"
    query = f"SELECT c.id, i.id, bid_id, {days}, e.certain FROM e_USES__Company__Identifier e JOIN n_Company c "
    assert graph.rows(f"{query} ON c.nid = src JOIN n_Identifier i ON i.nid = dst ORDER BY ALL") == [
        (A, "email/a@b.cn", "B3", *("2020-03-30", "2020-03-31") * 2, True),
        (A, "mobile/13800138000", "B2", *("2020-03-30", "2021-05-07") * 2, True),
        (B, "mobile/13800138000", "B1", *("2020-04-01", "2020-04-02") * 2, True),
        (C, "mobile/13800138000", "B4", "0001-01-01", "9999-12-31", "9999-12-31", "0001-01-01", True),
    ]
    assert graph.rows("SELECT df, weight FROM n_Identifier WHERE kind = 'mobile'") == [(3, 0.4)]
    rows_behind = graph.rows(
        "SELECT r.row FROM edge_source r JOIN e_USES__Company__Identifier e USING (eid) WHERE bid_id = 'B2' ORDER BY 1"
    )
    assert rows_behind == [(2,), (3,)]
    assert [(row, column) for _, row, column, _ in loaded.notes] == [(3, "电子邮箱"), (6, "联系电话")]
    assert graph.totals.edges["BID"] == 5, "a telephone number that is none costs no bid"


def test_rules_that_need_uses_see_who_makes_it() -> None:
    makers = producers(CATALOGUE.loaders.values())
    assert {"identifiers", "bids"} <= makers.of("USES") and {"identifiers", "bids"} <= makers.of("Identifier")
