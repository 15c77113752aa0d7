"""Invented exports in layouts of their own, as offices send them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.mapping.hand import credit_code, person_no

Row = Sequence[str | float]

AWARDS: list[Row] = [
    ["某县 2023 年中标公告", "", "", "", "", "单位：万元"],
    ["序号", "项目编号", "采购单位", "中标单位", "统一社会信用代码", "中标金额", "采购方式", "公告日期", "备注"],
    *(
        [
            n,
            f"HT-{n}",
            f"第{n % 3}局",
            f"{'甲乙丙'[n % 3]}公司",
            credit_code(n % 3),
            12.5 + n,
            way,
            f"2023-05-{n:02}",
            "",
        ]
        for n, way in enumerate(["公开招标", "询价", "竞争性谈判（二次）", "公开招标"] * 3, start=1)
    ),
]

STAFF: list[Row] = [
    ["姓名", "性别", "身份证号", "出生年月", "工作单位", "现任职务", "职级", "任现职时间", "联系电话"],
    *(
        [
            f"张{n}",
            "男",
            person_no(n),
            "1980年1月",
            "教育局",
            f"科员{n % 2}",
            "",
            f"2015-{n % 9 + 1:02}",
            f"1380000{n:04}",
        ]
        for n in range(1, 21)
    ),
]

SUBSIDIES: list[Row] = [
    ["2023年耕地地力保护补贴发放清册"],
    ["填报单位：某乡", "", "", "", "", "", "2023年12月"],
    ["序号", "户主姓名", "身份证号码", "补贴面积(亩)", "补贴金额(元)", "一卡通账号", "发放时间"],
    *(
        [str(n), f"李{n}", person_no(n + 100), f"{n}.5", f"{n * 100}.00", f"62220000000{n:05}", "2023-12-20"]
        for n in range(1, 16)
    ),
    ["合计", "", "", "", "9999", "", ""],
]


def write_csv(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path
