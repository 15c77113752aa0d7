"""The files of the county: which table goes where, in which encoding and date form.

Offices differ, so the files do: GB18030 or UTF-8 with a byte order mark, csv or xlsx, yuan or ten thousands of yuan,
person ids or identity numbers, four ways to write a date. All of it is within the data contract.
"""

from typing import NamedTuple

from graphinv.demo import columns as of
from graphinv.demo.columns import Column


class Sheet(NamedTuple):
    """One file. `part` picks the rows of the table that go into it; empty means all."""

    table: str
    file: str
    columns: tuple[Column, ...]
    encoding: str = "utf-8-sig"
    dates: str = "iso"
    part: str = ""
    supplier: str = ""
    ground: str = "青梧县纪检监察数据共享协议"


_POLICE, _CIVIL, _ORG, _MARKET = "青梧县公安局", "青梧县民政局", "青梧县委组织部", "青梧县市场监督管理局"
_TRADE, _FINANCE = "青梧县公共资源交易中心", "青梧县财政局"

SHEETS = (
    Sheet("persons", "persons_1.csv", of.PERSONS, "gb18030", "compact", part="1", supplier=_POLICE),
    Sheet("persons", "persons_2.csv", of.PERSONS, dates="iso", part="2", supplier=_POLICE),
    Sheet("kinship", "kinship_declared.csv", of.DECLARED, dates="slash", part="declared", supplier=_ORG),
    Sheet("kinship", "kinship_households.csv", of.BOOKS, "gb18030", part="households", supplier=_POLICE),
    Sheet("deaths", "deaths_police.csv", of.DEATHS, "gb18030", "compact", part="police", supplier=_POLICE),
    Sheet("deaths", "deaths_others.csv", of.DEATHS, dates="zh", part="others", supplier=_CIVIL),
    Sheet("units", "units.xlsx", of.UNITS, supplier=_ORG),
    Sheet("positions", "positions.xlsx", of.POSITIONS, supplier=_ORG),
    Sheet("companies", "companies.csv", of.COMPANIES, "gb18030", "zh", supplier=_MARKET),
    Sheet("shareholdings", "shareholdings.csv", of.HOLDINGS, supplier=_MARKET),
    Sheet("company_roles", "company_roles.csv", of.ROLES, "gb18030", "slash", supplier=_MARKET),
    Sheet("tenders", "tenders_2022.csv", of.TENDERS, "gb18030", part="2022", supplier=_TRADE),
    Sheet("tenders", "tenders_2023.csv", of.TENDERS, part="2023", supplier=_TRADE),
    Sheet("tenders", "tenders_2024.csv", of.TENDERS, part="2024", dates="slash", supplier=_TRADE),
    Sheet("bids", "bids_2022.csv", of.BIDS[1:], "gb18030", part="2022", supplier=_TRADE),
    Sheet("bids", "bids_2023.csv", of.BIDS, part="2023", supplier=_TRADE),
    Sheet("bids", "bids_2024.csv", of.BIDS, part="2024", supplier=_TRADE),
    Sheet("contracts", "contracts_tendered.csv", of.CONTRACTS, dates="zh", part="tendered", supplier=_FINANCE),
    Sheet("contracts", "contracts_direct.csv", of.PURCHASES, "gb18030", part="direct", supplier=_FINANCE),
    Sheet("programmes", "programmes.xlsx", of.PROGRAMMES, supplier=_FINANCE),
    Sheet(
        "subsidy_payments",
        "subsidy_payments_2022.csv",
        of.PAID_NUMBERS,
        "gb18030",
        part="2022",
        supplier=_FINANCE,
    ),
    Sheet("subsidy_payments", "subsidy_payments_2023.csv", of.PAID_IDS, part="2023", supplier=_FINANCE),
    Sheet(
        "subsidy_payments",
        "subsidy_payments_2024.csv",
        of.PAID_NUMBERS,
        dates="compact",
        part="2024",
        supplier=_FINANCE,
    ),
    Sheet("exclusive_pairs", "exclusive_pairs.csv", of.PAIRS, "utf-8", supplier=_FINANCE),
)
"""Every file but the filing list and the answer key."""
