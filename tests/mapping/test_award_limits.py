"""Which limit applies to an award: region by longest prefix, kind by category, the day of the award."""

from __future__ import annotations

from pathlib import Path

import duckdb

from graphinv.cypher import parse_graph
from graphinv.model.layout import ddl
from graphinv.stores.duckdb.small import write_drawn
from tests.mapping.dirty import Loaded, load
from tests.mapping.hand import credit_code

A = credit_code(1)
LIMITS = [
    ["限额名称", "适用地区", "采购类别", "限额(万元)", "生效日期", "失效日期"],
    ["公开招标限额", "", "货物", "200", "", "2020-01-01"],
    ["公开招标限额", "", "货物", "300", "2020-01-01", ""],
    ["公开招标限额", "", "工程", "400", "2020-01-01", ""],
    ["公开招标限额", "33", "货物", "350", "2020-01-01", ""],
    ["公开招标限额", "3301", "货物", "250", "2021-01-01", ""],
    ["必须招标", "", "", "100", "", ""],
    ["集体决策限额", "44", "", "50", "", ""],
]
TENDER = ["项目编号", "标段号", "项目名称", "采购人", "招标方式", "品目编码", "行政区划代码", "中标日期"]
UNITS = [["单位编码", "单位名称", "行政区划代码"], ["U1", "教育局", "330100"], ["U2", "某局", ""]]


def _lot(lot: str, category: str, region: str, day: str, buyer: str = "U2") -> list[str]:
    return [lot, lot, "项目", buyer, "公开招标", category, region, day]


def _limits(loaded: Loaded, label: str) -> dict[str, dict[str, tuple[int, bool]]]:
    rows = loaded.graph.rows(
        f"SELECT a.id, e.name, e.value, e.certain FROM e_LIMITED_BY__{label}__Limit e JOIN n_{label} a ON a.nid = src"
    )
    found: dict[str, dict[str, tuple[int, bool]]] = {}
    for award, name, value, certain in rows:
        found.setdefault(award, {})[name] = (value // 1_000_000, certain)
    return found


def test_region_kind_and_day_choose(tmp_path: Path) -> None:
    lots = [
        TENDER,
        _lot("L1", "A02", "330106", "2021-06-01"),  # the longest prefix
        _lot("L2", "A02", "330106", "2020-06-01"),  # the city had none yet
        _lot("L3", "A02", "330106", "2019-06-01"),  # nobody but the country had one
        _lot("L4", "A02", "440100", "2020-06-01"),
        _lot("L5", "B01", "330106", "2020-06-01"),
        _lot("L6", "C01", "330106", "2020-06-01"),  # no limit for services
        _lot("L7", "", "440100", "2020-06-01"),  # kind unknown: the lowest of all kinds
        _lot("L8", "A02", "330106", "2020"),  # a year in which the city's limit did not hold
        _lot("L9", "A02", "440100", "2019-12"),
        _lot("L10", "A02", "440100", ""),  # day unknown: either of two versions
        _lot("L11", "A02", "", "2021-06-01", "U1"),  # the buyer's region
        _lot("L12", "A02", "", "2021-06-01"),  # region unknown
        _lot("L13", "a02", "33", "2021-06-01"),
    ]
    loaded = load(tmp_path, {"tenders": lots, "thresholds": LIMITS, "units": UNITS})
    found = _limits(loaded, "Lot")
    assert {lot: limits.get("open_tender_limit") for lot, limits in found.items()} == {
        "L1": (250, True),
        "L2": (350, True),
        "L3": (200, True),
        "L4": (300, True),
        "L5": (400, True),
        "L6": None,
        "L7": (300, False),
        "L8": (350, True),
        "L9": (200, True),
        "L10": (200, False),
        "L11": (250, True),
        "L12": (300, False),
        "L13": (350, True),
    }
    assert {limits["compulsory_tender"] for lot, limits in found.items() if lot != "L7"} == {(100, True)}
    assert found["L7"]["compulsory_tender"] == (100, True), "a limit for every kind needs none"
    assert {lot for lot, limits in found.items() if "collective_decision" in limits} == {"L4", "L7", "L9", "L10"}
    props = "SELECT id, open_limit, compulsory_limit FROM n_Lot WHERE id IN ('L1', 'L6') ORDER BY id"
    assert loaded.graph.rows(props) == [("L1", 250_000_000, 100_000_000), ("L6", None, 100_000_000)]
    behind = "SELECT r.row FROM edge_source r JOIN e_LIMITED_BY__Lot__Limit e USING (eid) JOIN n_Lot l ON l.nid = e.src"
    assert loaded.graph.rows(f"{behind} WHERE l.id = 'L1' AND name = 'open_tender_limit'") == [(6,)]


def test_contracts_take_the_region_of_their_lot_else_of_the_buyer(tmp_path: Path) -> None:
    lots = [TENDER, _lot("L1", "A02", "330106", "2021-06-01")]
    contracts = [
        ["合同编号", "标段号", "采购人", "供应商信用代码", "合同金额(元)", "品目编码", "签订日期"],
        ["HT-1", "L1", "U2", A, "1", "", "2021-06-20"],
        ["HT-2", "", "U1", A, "1", "A02", "2021-06-20"],
        ["HT-3", "", "U2", A, "1", "A02", ""],
    ]
    loaded = load(tmp_path, {"tenders": lots, "thresholds": LIMITS, "units": UNITS, "contracts": contracts})
    assert {award: limits["open_tender_limit"] for award, limits in _limits(loaded, "Contract").items()} == {
        "HT-1": (250, True),
        "HT-2": (250, True),
        "HT-3": (200, False),
    }


def test_two_versions_that_both_hold_leave_it_open(tmp_path: Path) -> None:
    limits = [
        LIMITS[0],
        ["公开招标限额", "", "货物", "200", "2015", ""],
        ["公开招标限额", "", "货物", "300", "2020", ""],
    ]
    lots = [TENDER, _lot("L1", "A", "33", "2021-06-01"), _lot("L2", "A", "33", "2016-06-01")]
    loaded = load(tmp_path, {"tenders": lots, "thresholds": limits})
    assert _limits(loaded, "Lot") == {
        "L1": {"open_tender_limit": (200, False)},
        "L2": {"open_tender_limit": (200, True)},
    }


def test_a_graph_drawn_by_hand_has_its_limits_and_weights_too() -> None:
    drawn = parse_graph(
        "(l:Lot {awarded_on: 2021-06-01, category: A02, region_code: '330106'})\n"
        "(k:Contract {awarded_on: 2021-06-01, category: A02, open_limit: 7})\n"
        "(t:Limit {name: open_tender_limit, kind: goods, region_code: '33', value: 3500000})\n"
        "(t2:Limit {name: open_tender_limit, kind: goods, value: 3000000})\n"
        "(a:Company)-[:USES]->(i:Identifier {kind: mobile, value: '13800138000'})<-[:USES]-(b:Company)\n"
        "(a)-[:USES]->(j:Identifier {kind: room, df: 9, weight: 0.5})"
    )
    with duckdb.connect() as con:
        con.execute(";".join(ddl()))
        write_drawn(con, drawn)
        assert con.execute("SELECT open_limit FROM n_Lot").fetchall() == [(350_000_000,)]
        assert con.execute("SELECT open_limit FROM n_Contract").fetchall() == [(700,)]
        edges = "SELECT value, certain FROM e_LIMITED_BY__Contract__Limit"
        assert con.execute(edges).fetchall() == [(300_000_000, False)], "its region is unknown"
        assert con.execute("SELECT kind, df, weight FROM n_Identifier ORDER BY kind").fetchall() == [
            ("mobile", 2, 0.504743803),
            ("room", 9, 0.5),
        ]
        (every, different) = con.execute(
            "SELECT count(*), count(DISTINCT eid) FROM (SELECT eid FROM e_LIMITED_BY__Lot__Limit UNION ALL "
            "SELECT eid FROM e_LIMITED_BY__Contract__Limit UNION ALL SELECT eid FROM e_USES__Company__Identifier)"
        ).fetchall()[0]
        assert every == different == 5


def test_a_purchase_in_another_currency_has_no_limit_in_yuan() -> None:
    drawn = parse_graph(
        "(l:Lot {awarded_on: 2021-06-01, category: A02, currency: JPY})\n"
        "(k:Contract {awarded_on: 2021-06-01, category: A02, currency: CNY})\n"
        "(t:Limit {name: open_tender_limit, kind: goods, value: 3000000})"
    )
    with duckdb.connect() as con:
        con.execute(";".join(ddl()))
        write_drawn(con, drawn)
        assert con.execute("SELECT open_limit FROM n_Lot").fetchall() == [(None,)]
        assert con.execute("SELECT open_limit FROM n_Contract").fetchall() == [(300_000_000,)]
