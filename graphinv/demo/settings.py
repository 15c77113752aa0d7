"""The small lists by which the county judges: limits, lines of business, holidays, whitelists and the like."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from graphinv.demo.arrays import filled, stream, texts
from graphinv.demo.banking import HUBS, Accounts
from graphinv.demo.exclusions import exclusion_rows
from graphinv.demo.seats import agency_phones
from graphinv.demo.stage import Background, Tables

OPEN_LIMITS = {"goods": 200_000_000, "works": 400_000_000, "services": 100_000_000}
"""From this sum on (in fen) a tender is due, by kind and by the lowest limit; in the third county less for goods."""
THIRD_COUNTY_GOODS = 150_000_000

# name, region, kind, value in yuan, since, until, legal_ref
_LIMITS = (
    ("open_tender_limit", "3301", "goods", "2000000", 20200101, 0, "青梧县政府采购限额标准(2020)"),
    ("open_tender_limit", "3301", "services", "2000000", 20200101, 0, "青梧县政府采购限额标准(2020)"),
    ("open_tender_limit", "3301", "works", "4000000", 20200101, 0, "青梧县政府采购限额标准(2020)"),
    ("open_tender_limit", "330197", "goods", "1500000", 20200101, 0, "鹭溪县政府采购限额标准(2020)"),
    ("open_tender_limit", "330199", "goods", "800000", 20150101, 20200101, "青梧县政府采购限额标准(2015,已废止)"),
    ("open_tender_limit", "4401", "works", "500000", 20180101, 0, "外地限额标准"),
    ("compulsory_tender", "", "works", "4000000", 20180601, 0, "必须招标的工程项目规定"),
    ("compulsory_tender", "", "services", "1000000", 20180601, 0, "必须招标的工程项目规定"),
    ("collective_decision", "", "goods", "500000", 20190101, 0, "青梧县三重一大决策办法第六条"),
    ("collective_decision", "", "services", "500000", 20190101, 0, "青梧县三重一大决策办法第六条"),
    ("collective_decision", "", "works", "1000000", 20190101, 0, "青梧县三重一大决策办法第六条"),
)
_BAN_RULES = (
    ("3301", "县处级副职", "spouse", "", "3301"), ("3301", "县处级副职", "child", "", "3301"),
    ("3301", "乡科级正职", "self", "", ""), ("3301", "乡科级副职", "self", "", ""),
)  # fmt: skip
_LINES = (
    ("EDU", "P"), ("HEALTH", "Q"), ("AGRI", "A"), ("BUILD", "E"), ("TRAFFIC", "G"), ("WATER", "N76"), ("FIN", "J"),
    ("LAND", "K"), ("CULTURE", "R"), ("MARKET", "F"), ("PROJ", "E48"), ("PROC", "F51"),
)  # fmt: skip
_LOCAL = (
    ("330199", "event_report_days", "10"), ("330199", "gift_custom", "500"), ("330198", "gift_custom", "400"),
    ("330197", "gift_custom", "300"), ("3301", "homes_per_household", "1"), ("3301", "m2_per_head", "55"),
)  # fmt: skip
_REPEALED_CUSTOM = "100"
_PEERS = (("low-competition", "year;category;region", "20"), ("split-below-threshold", "year;category", "20"))
_HOLIDAYS = """
2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 2022-04-05 2022-05-02 2022-06-03 2022-09-12
2022-10-03 2022-10-04 2022-10-05 2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-01-27 2023-04-05
2023-05-01 2023-05-02 2023-06-22 2023-06-23 2023-09-29 2023-10-02 2023-10-03 2023-10-04 2023-10-05 2023-10-06
2024-01-01 2024-02-12 2024-02-13 2024-02-14 2024-02-15 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-02
2024-06-10 2024-09-16 2024-09-17 2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07
""".split()
_WORKDAYS = ("2022-01-29", "2023-01-28", "2024-02-04")


def list_tables(background: Background, accounts: Accounts) -> Tables:
    """The config lists by table."""
    bodies, people, seed = background.bodies, background.people, background.seed
    hubs = accounts.number[accounts.hub(np.arange(len(HUBS)))]
    white = [("hub_account", number, "", name) for number, name in zip(hubs, HUBS, strict=True)]
    white += [("agency_contact", number, "", "代理记账机构对外联系电话") for number in agency_phones(4, seed)]
    white += [("method_without_price_comparison", "单一来源", "", "价格由主管部门核定")]
    rng = stream(seed, "watchlist")
    watched = people.key[rng.permutation(background.posts.officials())[:12]]
    domains = texts(["工程建设", "政府采购", "惠农补贴", "民生救助"])
    units = bodies.key[np.flatnonzero(np.isin(bodies.role, ["government", "bureau"]))]
    days = [(day, "法定节假日") for day in _HOLIDAYS] + [(day, "调休工作日") for day in _WORKDAYS]
    return {
        "thresholds": _frame("name region_code kind value since until legal_ref", _LIMITS),
        "programme_exclusions": exclusion_rows(),
        "ban_rules": _standing("region_code rank relation activity area", _BAN_RULES, "青梧县经商办企业管理办法"),
        "lines": _standing("code industry_prefix", _LINES, "青梧县行业主管部门目录"),
        "local_limits": _frame("region_code item value since until legal_ref", _local_limits()),
        "peers": _standing("rule_id keys min_n", _PEERS, "青梧县监督模型管理办法"),
        "whitelists": _standing("kind value value2 reason", white, ""),
        "watchlist": _standing(
            "subject_id subject_type tag",
            [(key, "person", tag) for key, tag in zip(watched, ["一把手", "财务负责人"] * 6, strict=True)], "",
        ),
        "responsibilities": _standing(
            "unit_id domain kind",
            [(unit, domains[place % 4], "主体" if place % 2 else "职能") for place, unit in enumerate(units)],
            "青梧县监督责任清单",
        ),
        "holidays": _standing("day kind", days, "全国节假日安排"),
    }  # fmt: skip


def _local_limits() -> list[tuple[str | int, ...]]:
    """The customs of each county since 2020, and the smaller gift of the years before."""
    legal_ref = "青梧县廉洁自律规定"
    standing = [(*row, 20200101, 0, legal_ref) for row in _LOCAL]
    return [*standing, *(
        (region, item, _REPEALED_CUSTOM, 20150101, 20200101, f"{legal_ref}(已废止)")
        for region, item, _ in _LOCAL if item == "gift_custom"
    )]  # fmt: skip


def _standing(names: str, rows: Sequence[tuple[str, ...]], legal_ref: str) -> pd.DataFrame:
    """A list that has been in force since 2015."""
    return _frame(f"{names} since until legal_ref", [(*row, 20150101, 0, legal_ref) for row in rows])


def _frame(names: str, rows: Sequence[tuple[str | int, ...]]) -> pd.DataFrame:
    columns: dict[str, object] = {}
    for name, values in zip(names.split(), zip(*rows, strict=True), strict=True):
        whole = isinstance(values[0], int)
        columns[name] = np.array(values, dtype=np.int64) if whole else texts([str(value) for value in values])
    return pd.DataFrame({**columns, "part": filled("", len(rows))})
