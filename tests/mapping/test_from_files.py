"""From files to the graph: the same facts under other names, encodings and orders are the same graph."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.mapping import build
from graphinv.staging.stage import stage
from tests.mapping.hand import KEY, Graph, credit_code, person_no

pytestmark = pytest.mark.xdist_group("mapping-files")

A, B, U = (credit_code(seed) for seed in (1, 2, 3))
OFFICIAL, CHILD, OTHER = (person_no(seed, f"19{seed}00101") for seed in (6, 8, 7))

TABLES: dict[str, list[list[str]]] = {
    "persons": [
        ["人员编号", "姓名", "身份证号", "户号", "死亡日期", "死亡信息来源"],
        ["P1", "张三", OFFICIAL, "H1", "", ""],
        ["P2", "张三", OFFICIAL, "H1", "", ""],
        ["P3", "李四", OTHER, "H2", "2021-05", "公安"],
    ],
    "kinship": [
        ["本人身份证号", "亲属身份证号", "关系", "结婚日期"],
        ["P1", CHILD, "儿子", ""],
        [OFFICIAL, "P3", "妻", "1999"],
    ],
    "units": [
        ["单位编码", "统一社会信用代码", "单位名称", "上级单位编码"],
        ["U1", U, "教育局", ""],
        ["U2", "", "学校", "U1"],
    ],
    "positions": [
        ["身份证号", "单位编码", "职务", "任职时间", "免职时间", "分管工作"],
        [OFFICIAL, U, "局长", "2015-01", "", "FIN;HR"],
    ],
    "companies": [
        ["统一社会信用代码", "企业名称", "曾用名", "注册资本(万元)"],
        [A, "甲公司", "老甲公司", "100"],
        [B, "乙公司", "", ""],
    ],
    "shareholdings": [
        ["股东证件号", "统一社会信用代码", "持股比例(%)", "入股日期"],
        [CHILD, A, "35", "2019-05"],
        [A, B, "60", ""],
    ],
    "company_roles": [["身份证号", "统一社会信用代码", "职务", "任职日期"], [CHILD, A, "法定代表人", "2019-05-01"]],
    "tenders": [
        [
            "项目编号",
            "标段号",
            "项目名称",
            "采购人",
            "招标方式",
            "公告日期",
            "投标截止时间",
            "中标日期",
            "预算金额(万元)",
        ],
        ["T1", "T1/1", "教学楼", "U1", "公开招标", "2020-03-01", "2020-04-01 09:30", "2020-04-10", "200"],
        ["T1", "T1/2", "教学楼", "U1", "公开招标", "2020-03-01", "2020-04-01 09:30", "2020-04-10", "80"],
    ],
    "bids": [
        ["标段号", "投标人信用代码", "投标人", "投标报价(万元)", "投标状态"],
        ["T1/1", A, "甲公司", "190", "中标"],
        ["T1/2", "", "乙公司", "70", "中标"],
        ["T1/2", A, "甲公司", "75", "有效"],
    ],
    "contracts": [
        ["合同编号", "标段号", "采购人", "供应商信用代码", "中标金额(万元)", "签订日期"],
        ["HT-1", "T1/1", U, A, "128.5", "2020/5/9"],
    ],
    "programmes": [
        ["项目代码", "补贴项目名称", "主管单位", "类别", "补贴标准(元)"],
        ["S1", "低保", "U1", "救助", "500"],
    ],
    "subsidy_payments": [
        ["项目代码", "领取人", "所属期", "发放日期", "发放金额(元)", "发放账号", "代领人"],
        ["S1", "P3", "2021-07", "2021-07-15", "500", "6222000000000001", CHILD],
        ["S1", "P3", "2021-08", "2021-08-15", "500", "6222000000000001", ""],
        ["S1", "P3", "2021-08", "2021-08-15", "500", "6222000000000001", ""],
    ],
    "exclusive_pairs": [["项目代码A", "项目代码B"], ["S1", "S2"]],
}


def _write(folder: Path, tables: dict[str, list[list[str]]], *, suffix: str = "", encoding: str = "utf-8") -> None:
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}{suffix}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)


def _graph(inputs: Sequence[Path], target: Path) -> Graph:
    with duckdb.connect() as con:
        stage(con, inputs, CATALOGUE)
        totals = build(con, CATALOGUE, KEY, target)
    return Graph(totals, duckdb.connect(str(target), read_only=True))


CATALOGUE = Catalogue()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("files")
    _write(folder / "in", TABLES)
    return _graph([folder / "in"], folder / "g.duckdb")


def _counts(text: str) -> dict[str, int]:
    return {name: int(count) for name, _, count in (part.partition(" ") for part in text.split(", "))}


def test_every_canonical_table_reaches_the_graph(graph: Graph) -> None:
    nodes = (
        "Person 3, Company 2, Unit 2, Contract 1, Lot 2, Tender 1, Programme 1, Account 1, Register 1, ExclusivePair 1"
    )
    edges = (
        "FAMILY 2, HOLDS_POST 1, PART_OF 1, OWNS 2, HAS_ROLE 1, LOT_OF 2, FOR_LOT 1, BUYER 3, BID 3, WON 2, "
        "MANAGED_BY 1, RECEIVED 3, OPERATES 1, DIED 1"
    )
    assert dict(graph.totals.nodes) == _counts(nodes)
    assert dict(graph.totals.edges) == _counts(edges)
    assert graph.totals.edges["RECEIVED"] == 3, "two equal payments without a number are two payments"


def test_values_arrive_as_the_model_says(graph: Graph) -> None:
    assert graph.rows("SELECT id, amount, awarded_on::VARCHAR, infl_from::VARCHAR FROM n_Contract") == [
        ("HT-1", 128_500_000, "2020-04-10", "2020-03-01")
    ]
    assert graph.rows("SELECT reg_capital, former_names FROM n_Company WHERE name = '甲公司'") == [
        (100_000_000, ["老甲公司"])
    ]
    assert graph.rows("SELECT share, kind, certain FROM e_OWNS__Person__Company") == [(0.35, "equity", True)]
    assert graph.rows(
        "SELECT post, portfolio, since::VARCHAR, since_certain::VARCHAR FROM e_HOLDS_POST__Person__Unit"
    ) == [("局长", ["FIN", "HR"], "2015-01-01", "2015-01-31")]
    assert graph.rows("SELECT id, sex FROM n_Person WHERE id LIKE 'P-%'") == [(graph.ids("Person")[0], "female")]
    assert graph.pairs("WON__Company__Lot") == [(B, "T1/2")]
    assert graph.rows("SELECT certain FROM e_WON__Company__Lot") == [(False,)]
    assert graph.pairs("WON__Company__Contract") == [(A, "HT-1")]
    assert graph.rows("SELECT died_on::VARCHAR, died_on_last::VARCHAR FROM n_Person WHERE id = 'P3'") == [
        ("2021-05-01", "2021-05-31")
    ]


def test_a_bid_without_a_number_is_known_by_lot_and_bidder(graph: Graph, tmp_path: Path) -> None:
    assert ("T1/1#" + A,) in graph.rows("SELECT bid_id FROM e_BID__Company__Lot")
    trader = [TABLES["bids"][0], ["T1/1", OTHER, "个体户", "1", "中标"]]
    _write(tmp_path / "in", {"bids": trader})
    other = _graph([tmp_path / "in"], tmp_path / "g.duckdb")
    ((bid,),) = other.rows("SELECT bid_id FROM e_WON__Company__Lot")
    assert len(bid) == 32 and OTHER not in bid, "a bidder known by an id_no is not named in it"


@pytest.mark.parametrize("seed", [1, 2])
def test_renamed_reencoded_and_resorted_files_are_the_same_graph(graph: Graph, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    tables = {name: [rows[0], *chance.sample(rows[1:], len(rows) - 1)] for name, rows in TABLES.items()}
    for rows in tables.values():
        order = chance.sample(range(len(rows[0])), len(rows[0]))
        rows[:] = [[row[place] for place in order] for row in rows]
    _write(tmp_path / "in", tables, suffix=f"_{seed}", encoding="gb18030" if seed == 1 else "utf-16")
    again = _graph([tmp_path / "in"], tmp_path / "g.duckdb")
    assert again.totals.graph_hash == graph.totals.graph_hash
    for query in ("SELECT nid, gid FROM n_Person", "SELECT eid FROM edge_source", "SELECT * FROM alias"):
        assert sorted(again.rows(query)) == sorted(graph.rows(query))


def test_split_files_are_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    _write(tmp_path / "one", {name: rows[:2] for name, rows in TABLES.items()}, suffix="_a")
    _write(tmp_path / "two", {name: [rows[0], *rows[2:]] for name, rows in TABLES.items()}, suffix="_b")
    again = _graph([tmp_path / "one", tmp_path / "two"], tmp_path / "g.duckdb")
    assert again.totals.graph_hash == graph.totals.graph_hash


@pytest.mark.parametrize("source", [[], [""]], ids=["no column", "empty"])
def test_a_death_known_from_the_persons_alone_is_found(source: list[str], tmp_path: Path) -> None:
    """Without a register row and without a source of the date: the register is `other`."""
    header = ["人员编号", "姓名", "死亡日期", *(["死亡信息来源"] if source else [])]
    rows = [header, ["P1", "张三", "2021-05", *source], ["P2", "李四", "", *source]]
    _write(tmp_path / "in", {"persons": rows})
    graph = _graph([tmp_path / "in"], tmp_path / "g.duckdb")
    assert graph.pairs("DIED__Person__Register") == [("P1", "other")]
    days = "SELECT died_on::VARCHAR, died_on_last::VARCHAR FROM e_DIED__Person__Register"
    assert graph.rows(days) == [("2021-05-01", "2021-05-31")]
    assert graph.rows("SELECT kind FROM n_Register") == [("other",)]
