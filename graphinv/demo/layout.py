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
_LABOUR, _BANKS, _TELECOM = "青梧县人力资源和社会保障局", "青梧县金融机构协查平台", "青梧县通信管理办公室"
_ORDER = "监察法第二十六条查询通知书(青监查〔2025〕3号)"
_TIP = "信访举报人提供"
_STANDING = "since until legal_ref"

LISTS = {
    "exclusive_pairs": ("exclusive_pairs.csv", "programme_a_id programme_b_id", _FINANCE),
    "programme_exclusions": ("programme_exclusions.csv", "programme_id register limit", _FINANCE),
    "thresholds": ("thresholds.csv", "name region_code kind value", _FINANCE),
    "ban_rules": ("ban_rules.csv", "region_code rank relation activity area", _ORG),
    "lines": ("lines.yaml", "code industry_prefix", _ORG),
    "local_limits": ("local_limits.csv", "region_code item value", _ORG),
    "whitelists": ("whitelists.csv", "kind value value2 reason", _BANKS),
    "watchlist": ("watchlist.csv", "subject_id subject_type tag", _ORG),
    "peers": ("peers.csv", "rule_id keys min_n", _FINANCE),
    "responsibilities": ("responsibilities.csv", "unit_id domain kind", _ORG),
    "holidays": ("holidays.yaml", "day kind", _ORG),
}
"""The config lists: file, columns besides the dates and the legal basis, supplier."""

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
    Sheet(
        "identifiers", "identifiers_mobile.csv", of.MOBILES, "gb18030", part="mobile", supplier=_TELECOM, ground=_ORDER
    ),
    Sheet("identifiers", "identifiers_home.csv", of.CONTACTS, part="room", supplier=_POLICE),
    Sheet("identifiers", "identifiers_email.csv", of.CONTACTS, dates="slash", part="email", supplier=_TELECOM),
    Sheet("identifiers", "identifiers_firms.csv", of.FIRM_CONTACTS, part="firms", supplier=_MARKET),
    Sheet("employment", "employment_firms.csv", of.EMPLOYMENT, part="firms", supplier=_LABOUR),
    Sheet("employment", "employment_units.csv", of.EMPLOYMENT, "gb18030", "zh", part="units", supplier=_LABOUR),
    Sheet("accounts", "accounts_people.csv", of.ACCOUNTS, part="people", supplier=_BANKS, ground=_ORDER),
    Sheet("accounts", "accounts_firms.csv", of.ACCOUNTS, "gb18030", "compact", "firms", _BANKS, _ORDER),
    Sheet("accounts", "accounts_handed_in.csv", of.ACCOUNTS, part="handed_in", supplier=_TIP, ground=""),
    Sheet("transfers", "transfers_2022.csv", of.TRANSFERS, "gb18030", part="2022", supplier=_BANKS, ground=_ORDER),
    Sheet("transfers", "transfers_2023.csv", of.TRANSFERS, part="2023", supplier=_BANKS, ground=_ORDER),
    Sheet("transfers", "transfers_2024.csv", of.TRANSFERS, part="2024", supplier=_BANKS, ground=_ORDER),
    Sheet("transfers", "transfers_handed_in.csv", of.TRANSFERS, part="handed_in", supplier=_TIP, ground=""),
    Sheet("payments", "payments.csv", of.PAYMENTS, "gb18030", supplier=_FINANCE, ground=_ORDER),
    Sheet("person_registers", "person_registers_payroll.csv", of.REGISTERS, part="payroll", supplier=_FINANCE),
    Sheet("person_registers", "person_registers_pension.csv", of.REGISTERS, "gb18030", "compact", "pension", _LABOUR),
    Sheet("person_registers", "person_registers_others.csv", of.REGISTERS, part="others", supplier=_LABOUR),
    Sheet("blacklist", "blacklist.xlsx", of.BANS, supplier=_TRADE),
    *(
        Sheet(table, file, of.plain_columns(f"{names} {_STANDING}"), "utf-8", supplier=supplier)
        for table, (file, names, supplier) in LISTS.items()
    ),
)
"""Every file but the filing list and the answer key."""
