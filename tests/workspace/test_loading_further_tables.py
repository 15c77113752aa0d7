"""All tables in one workspace: what follows from a file that is loaded again, and from the order of files and rows."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from graphinv.workspace import Workspace
from tests.mapping.hand import KEY, credit_code, person_no
from tests.mapping.test_signoffs import ACTS, HEADER, act

A, B, C = (credit_code(seed) for seed in (1, 2, 3))
OFFICIAL, WIFE = person_no(1), person_no(2)

TABLES: Mapping[str, list[list[str]]] = {
    **{name: [list(row) for row in rows] for name, rows in ACTS.items()},
    "tenders": [
        ["项目编号", "包号", "项目名称", "招标人", "招标方式", "立项编号"],
        ["T1", "T1/1", "道路", "U1", "公开招标", "LX-1"],
        ["T1", "T1/2", "道路", "U1", "公开招标", "LX-1"],
    ],
    "signoffs": [
        HEADER,
        *(act(number, "补贴") for number in ("F1", "S1")),
        *(
            act(number, kind)
            for number, kind in (("T1/1", "标段"), ("HT-1", "合同"), ("BG-1", "变更"), ("SP-1", "审批"))
        ),
    ],
    "bid_traces": [
        ["投标编号", "记录时间", "IP地址", "文件作者"],
        [f"T1/1#{A}", "2020-03-01", "10.0.0.1", ""],
        [f"T1/1#{B}", "2020-03-01", "10.0.0.1", "Admin"],
    ],
    "subcontracts": [["合同编号", "分包单位", "分包金额(元)"], ["HT-1", C, "5"], ["HT-2", C, "6"]],
    "services": [["立项编号", "中介机构", "服务类型"], ["LX-1", C, "监理"]],
    "evaluations": [["标段号", "专家身份证号", "投标编号"], ["T1/1", "P3", f"T1/1#{A}"], ["T1/1", "P3", f"T1/1#{B}"]],
    "company_years": [["统一社会信用代码", "年度", "参保人数"], [A, "2020", "3"], [A, "2021", "4"]],
    "declarations": [
        ["报告人身份证号", "报告时点", "事项类别", "亲属身份证号", "标的编号"],
        [OFFICIAL, "2020-12-31", "家庭成员", WIFE, ""],
        [OFFICIAL, "2020-12-31", "经商办企业", WIFE, A],
    ],
    "assets": [
        ["不动产单元号", "资产类型", "权利人", "坐落"],
        ["FC-1", "房产", OFFICIAL, "幸福路1号"],
        ["FC-1", "房产", WIFE, "幸福路1号"],
    ],
    "households": [["身份证号", "户号", "迁入日期"], [OFFICIAL, "H1", "1990"], [WIFE, "H1", "2010"]],
    "ledger_items": [
        ["台账编号", "类型", "责任人", "对象", "受理日期"],
        ["Z1", "整改", OFFICIAL, A, "2021"],
        ["Z2", "线索", "", WIFE, "2021"],
    ],
    "price_refs": [
        ["品名", "行政区划代码", "期间", "计量单位", "中位价(元)"],
        ["大米", "330100", "2021", "公斤", "5"],
        ["大米", "330100", "2022", "公斤", "6"],
    ],
}


def write(folder: Path, tables: Mapping[str, list[list[str]]]) -> Path:
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def graph_of(root: Path, *folders: Path) -> str:
    """The hash of the graph after these folders were loaded, one after the other."""
    with Workspace.create(root, key=KEY) as workspace:
        for folder in folders:
            workspace.load([folder])
        return workspace.store.meta()["graph_hash"]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("full")
    return folder / "in", graph_of(folder / "ws", write(folder / "in", TABLES))


def test_files_loaded_again_give_the_graph_of_a_full_load(full: tuple[Path, str], tmp_path: Path) -> None:
    """At first each file lacks its last row: also links through other rows follow when those rows come."""
    short = write(tmp_path / "short", {name: rows[:-1] for name, rows in TABLES.items()})
    acts = [name for name in TABLES if name in ACTS]
    first = write(tmp_path / "acts", {name: TABLES[name] for name in acts})
    rest = write(tmp_path / "rest", {name: rows for name, rows in TABLES.items() if name not in acts})
    assert graph_of(tmp_path / "ws", short, first, rest) == full[1]
    assert graph_of(tmp_path / "ws2", rest, first) == full[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_and_the_number_of_files_change_nothing(full: tuple[Path, str], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    mixed = {
        f"{name}_{seed}": [rows[0], *chance.sample(rows[1:], len(rows) - 1)]
        for name, rows in chance.sample(list(TABLES.items()), len(TABLES))
    }
    assert graph_of(tmp_path / "ws", write(tmp_path / "in", mixed)) == full[1]
