"""The subsidy programmes of the county, and which of them nobody may draw together."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from graphinv.demo.arrays import filled, texts
from graphinv.demo.bodies import Bodies


class Programme(NamedTuple):
    """One programme: paid each `step` months, to people from `youngest` to `oldest` years, drawn by `share` of them."""

    key: str
    name: str
    kind: str
    step: int
    standard: int
    unit: str
    youngest: int
    oldest: int
    share: float


KINDS = {
    "welfare": "救助",
    "pension": "养老",
    "farm": "惠农",
    "housing": "住房",
    "medical": "医保",
    "business": "涉企",
    "death": "丧葬抚恤",
    "other": "其他",
}
UNITS = {"mu": "亩", "head": "头", "person_month": "人月", "m2": "平方米", "household": "户"}

MINIMUM_LIVING, DESTITUTE = "BT01", "BT02"
OLD_AGE, OLD_AGE_CARE = "BT03", "BT18"
DISABLED, CHILDREN = "BT05", "BT07"
RENT, HOUSE_REPAIR = "BT08", "BT12"
FARMLAND, FALLOW = "BT09", "BT17"
FUNERAL = "BT15"
CARE_ALLOWANCE = "BT06"
BASIC_PENSION = "BT04"
RELIEF = "BT14"
SMALL_FAMILY = "BT20"

PROGRAMMES = (
    Programme(MINIMUM_LIVING, "城乡居民最低生活保障金", "welfare", 1, 780, "person_month", 0, 120, 0.025),
    Programme(DESTITUTE, "特困人员供养金", "welfare", 1, 1250, "person_month", 50, 120, 0.02),
    Programme(OLD_AGE, "高龄津贴", "pension", 1, 100, "person_month", 80, 120, 0.4),
    Programme(BASIC_PENSION, "城乡居民基础养老金", "pension", 1, 240, "person_month", 60, 120, 0.08),
    Programme(DISABLED, "困难残疾人生活补贴", "welfare", 1, 320, "person_month", 3, 120, 0.007),
    Programme(CARE_ALLOWANCE, "重度残疾人护理补贴", "welfare", 1, 400, "person_month", 3, 120, 0.005),
    Programme(CHILDREN, "困境儿童基本生活费", "welfare", 1, 1100, "person_month", 0, 15, 0.02),
    Programme(RENT, "公租房租赁补贴", "housing", 1, 260, "household", 22, 70, 0.008),
    Programme(FARMLAND, "耕地地力保护补贴", "farm", 12, 95, "mu", 25, 120, 0.12),
    Programme("BT10", "种粮大户补贴", "farm", 12, 150, "mu", 25, 75, 0.02),
    Programme("BT11", "农机购置补贴", "farm", 12, 6000, "household", 25, 65, 0.01),
    Programme(HOUSE_REPAIR, "危旧房改造补助", "housing", 12, 15000, "household", 25, 120, 0.005),
    Programme("BT13", "大病医疗救助", "medical", 3, 3200, "household", 0, 120, 0.006),
    Programme(RELIEF, "临时救助", "welfare", 3, 1500, "household", 18, 120, 0.006),
    Programme(FUNERAL, "丧葬补助金", "death", 1, 4800, "household", 0, 0, 0.0),
    Programme("BT16", "稳岗返还补贴", "business", 12, 8000, "household", 0, 0, 0.0),
    Programme(FALLOW, "轮作休耕补贴", "farm", 12, 120, "mu", 25, 75, 0.03),
    Programme(OLD_AGE_CARE, "高龄护理补贴", "pension", 1, 150, "person_month", 80, 120, 0.2),
    Programme("BT19", "创业担保贷款贴息", "business", 12, 12000, "household", 0, 0, 0.0),
    Programme(SMALL_FAMILY, "农村部分计划生育家庭奖励扶助金", "other", 12, 1680, "person_month", 60, 100, 0.04),
)
BY_KEY = {programme.key: programme for programme in PROGRAMMES}

# a, b, in force from, first day no longer in force (0 = to this day), legal basis
EXCLUSIVE = (
    (DESTITUTE, MINIMUM_LIVING, 20150101, 0, "青梧县社会救助办法第十二条"),
    (DISABLED, CHILDREN, 20160701, 0, "青梧县残疾人两项补贴办法第七条"),
    (RENT, HOUSE_REPAIR, 20200101, 0, "青梧县住房救助办法第九条"),
    (OLD_AGE, OLD_AGE_CARE, 20120101, 20220101, "青梧县高龄津贴办法第四条(已废止)"),
    (FARMLAND, FALLOW, 20250101, 0, "青梧县惠农补贴办法第十五条"),
)
"""Pairs that exclude each other. The fourth was repealed before the data begins, the fifth begins after it ends."""


def programme_rows(bodies: Bodies) -> pd.DataFrame:
    """The rows of table programmes."""
    owner = {line: key for key, line in zip(reversed(bodies.key), reversed(bodies.line), strict=True) if line}
    lines = {"farm": "AGRI", "medical": "MEDINS", "housing": "BUILD", "business": "LABOUR"}
    units = [owner.get(lines.get(programme.kind, "CIVIL"), bodies.key[0]) for programme in PROGRAMMES]
    count = len(PROGRAMMES)
    return pd.DataFrame(
        {
            "programme_id": texts([programme.key for programme in PROGRAMMES]),
            "name": texts([programme.name for programme in PROGRAMMES]),
            "unit_id": texts(units),
            "kind": texts([KINDS[programme.kind] for programme in PROGRAMMES]),
            "means_tested": texts(["是" if programme.kind == "welfare" else "否" for programme in PROGRAMMES]),
            "standard": np.array([programme.standard * 100 for programme in PROGRAMMES], dtype=np.int64),
            "standard_unit": texts([UNITS[programme.unit] for programme in PROGRAMMES]),
            "since": np.full(count, 20160101, dtype=np.int64),
            "until": np.zeros(count, dtype=np.int64),
            "part": filled("", count),
        }
    )


def exclusive_rows() -> pd.DataFrame:
    """The config list exclusive_pairs."""
    return pd.DataFrame(
        {
            "programme_a_id": texts([row[0] for row in EXCLUSIVE]),
            "programme_b_id": texts([row[1] for row in EXCLUSIVE]),
            "since": np.array([row[2] for row in EXCLUSIVE], dtype=np.int64),
            "until": np.array([row[3] for row in EXCLUSIVE], dtype=np.int64),
            "legal_ref": texts([row[4] for row in EXCLUSIVE]),
            "part": filled("", len(EXCLUSIVE)),
        }
    )
