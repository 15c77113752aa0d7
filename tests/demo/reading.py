"""Reads a written county back, knowing only the data contract: no code of the demo package is used here."""

import calendar
import re
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import python_calamine
import yaml

FIELDS = {
    "persons": """
        person_id 人员编号  name 姓名  id_no 身份证号  sex 性别  born_on 出生日期  region_code 户籍地代码
        household_id 户号
    """,
    "kinship": """
        a_id 干部身份证号  a_id 本人身份证号  b_id 家庭成员身份证号  b_id 亲属身份证号  type 亲属关系
        type 与本人关系  term 称谓  since 结婚日期  since 起始日期  until 离婚日期  until 终止日期  doc 依据材料
    """,
    "deaths": """
        person_id 死者身份证号  died_on 死亡日期  registered_on 注销日期  register 信息来源
    """,
    "units": """
        unit_id 单位编码  uscc 统一社会信用代码  name 单位名称  kind 单位性质  level 单位级别
        region_code 行政区划代码  parent_id 上级单位编码  line_codes 条线  since 成立日期  until 撤销日期
    """,
    "positions": """
        person_id 身份证号  unit_id 单位编码  post 职务  rank 职级  is_leader 是否一把手  portfolio 分管工作
        since 任职时间  until 免职时间  leave_kind 离任方式
    """,
    "companies": """
        company_id 统一社会信用代码  name 企业名称  kind 企业类型  founded_on 成立日期  closed_on 注销日期
        region_code 注册地代码  industry 行业代码  scope_text 经营范围  reg_capital 注册资本(万元)
    """,
    "shareholdings": """
        holder_id 股东证件号  company_id 统一社会信用代码  share 持股比例(%)  since 入股日期  until 退股日期
    """,
    "company_roles": """
        person_id 身份证号  company_id 统一社会信用代码  role 职务  since 任职日期  until 离职日期
    """,
    "tenders": """
        tender_id 项目编号  lot_id 标段号  title 项目名称  buyer_id 采购人  method 采购方式
        compulsory 是否依法必招  criterion 评标办法  reason_code 采用理由  estimate 预算金额(万元)  planned_on 计划日期
        published_on 公告日期  docs_issued_on 文件发售日期  deadline_at 投标截止时间  opened_at 开标时间
        awarded_on 中标日期  category 品目编码  region_code 行政区划代码  status 状态
    """,
    "bids": """
        bid_id 投标编号  lot_id 标段号  company_id 投标人信用代码  company_name 投标人  amount 投标报价(元)
        status 投标状态  rank 排名  consortium_id 联合体编号  contact_phone 联系电话  contact_email 电子邮箱
    """,
    "contracts": """
        contract_id 合同编号  lot_id 标段号  buyer_id 采购人  buyer_id 甲方  supplier_id 供应商信用代码
        supplier_id 乙方  amount 合同金额(元)  amount 中标金额(万元)  signed_on 签订日期  awarded_on 成交日期
        since 开工日期  until 竣工日期  title 合同名称  method 采购方式  category 品目编码
    """,
    "programmes": """
        programme_id 项目代码  name 补贴项目名称  unit_id 主管单位  kind 类别  means_tested 是否需家庭经济核对
        standard 补贴标准(元)  standard_unit 计量单位  since 执行起始  until 执行截止
    """,
    "subsidy_payments": """
        payment_id 发放编号  programme_id 项目代码  payee_id 身份证号  payee_id 领取人  period 所属期
        paid_on 发放日期  amount 发放金额(元)  quantity 数量  region_code 行政区划代码  account_id 发放账号
        operator_id 代领人
    """,
    "identifiers": """
        owner_id 身份证号  owner_id 主体编号  owner_id 统一社会信用代码  kind 标识类型  value 手机号  value 标识值
        value 号码  since 启用日期  until 停用日期
    """,
    "employment": """
        person_id 身份证号  employer_id 参保单位  since 参保起始  until 参保终止  wage 月工资(元)  grade 岗位等级
        insured 是否参保  full_time 是否全日制  post 岗位
    """,
    "accounts": """
        account_id 账号  bank 开户行  party_id 户主证件号  role 角色  opened_on 开户日期  closed_on 销户日期
        since 授权起始  until 授权终止
    """,
    "transfers": """
        tx_id 流水号  at 交易时间  from_account_id 付款账号  to_account_id 收款账号  amount 交易金额(元)
        channel 交易渠道  memo 摘要
    """,
    "payments": """
        payment_id 支付编号  contract_id 合同编号  payer_id 付款单位  payee_id 收款单位  account_id 收款账号
        paid_on 支付日期  amount 支付金额(元)  budget_item 预算科目
    """,
    "person_registers": """
        person_id 身份证号  register 名册类型  since 起始年月  until 终止年月  amount 月金额(元)  payer_id 单位
    """,
    "blacklist": """
        subject_id 当事人  ground 处罚事由  doc 处罚文号  since 禁止起始日  until 禁止截止日  region_code 适用地区
        field 适用领域  issuer_id 作出单位
    """,
    "data_filings": """
        batch_id 批次号  table 数据表  file 文件名  supplier 提供单位  as_of 数据截止日  since 覆盖起
        until 覆盖止  rows 行数  sha256 校验值  received_on 接收日期  legal_ground 共享依据
    """,
}
"""For each table: field and header, alternately."""

LISTS = {
    "exclusive_pairs": "programme_a_id programme_b_id",
    "programme_exclusions": "programme_id register limit",
    "thresholds": "name region_code kind value",
    "ban_rules": "region_code rank relation activity area",
    "lines": "code industry_prefix",
    "local_limits": "region_code item value",
    "whitelists": "kind value value2 reason",
    "watchlist": "subject_id subject_type tag",
    "peers": "rule_id keys min_n",
    "responsibilities": "unit_id domain kind",
    "holidays": "day kind",
}
"""The columns of the config lists; each has since, until and legal_ref, too, and the header is the field."""

FIELDS |= {
    table: " ".join(f"{name} {name}" for name in f"{names} since until legal_ref".split())
    for table, names in LISTS.items()
}

FAR_PAST, FAR_FUTURE = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


def table_of(file: Path) -> str:
    """The table whose name the file name begins with."""
    return max((table for table in FIELDS if file.stem == table or file.stem.startswith(f"{table}_")), key=len)


def read_file(file: Path) -> pd.DataFrame:
    """All cells as text under the field names; an unknown header raises KeyError."""
    words = FIELDS[table_of(file)].split()
    if file.suffix == ".yaml":
        entries = yaml.safe_load(file.read_text("utf-8"))
        return pd.DataFrame([{name: entry.get(name, "") for name in words[1::2]} for entry in entries])
    if file.suffix == ".xlsx":
        rows = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        frame = pd.DataFrame(
            [[_text(cell) for cell in row] for row in rows[1:]], columns=[str(cell) for cell in rows[0]]
        )
    else:
        frame = pd.read_csv(file, dtype=str, keep_default_na=False, encoding=encoding_of(file))
    names = dict(zip(words[1::2], words[0::2], strict=True))
    return frame.rename(columns={header: names[header] for header in frame.columns})


def encoding_of(file: Path) -> str:
    """UTF-8 if the bytes are valid UTF-8 with Chinese characters in them, else GB18030."""
    raw = file.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _text(cell: object) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def read_county(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of the county, the files of one table stacked, with `file` for where a row stands."""
    frames: dict[str, list[pd.DataFrame]] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix in (".csv", ".xlsx", ".yaml"):
            frames.setdefault(table_of(file), []).append(read_file(file).assign(source_file=file.name))
    return {table: pd.concat(parts, ignore_index=True).fillna("") for table, parts in frames.items()}


@cache
def full_number(id_no: str) -> str:
    """The 18-character form of an identity number; raises ValueError if it is none or its check character is wrong."""
    if len(id_no) == 15:
        body = id_no[:6] + "19" + id_no[6:]
        return body + check_character(body)
    if not re.fullmatch(r"\d{17}[\dX]", id_no) or check_character(id_no[:17]) != id_no[17]:
        raise ValueError(id_no)
    date.fromisoformat(f"{id_no[6:10]}-{id_no[10:12]}-{id_no[12:14]}")
    return id_no


def check_character(body: str) -> str:
    """The check character of GB 11643: weights are powers of two modulo 11."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return "10X98765432"[total % 11]


def credit_code_is_valid(code: str) -> bool:
    """The check character of GB 32100: weights are powers of three modulo 31."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return len(code) == 18 and alphabet[(31 - total) % 31] == code[17]


@cache
def days(text: str) -> tuple[int, int]:
    """First and last possible day of a date in any of the contract's forms; all days if it is empty."""
    if not text:
        return FAR_PAST, FAR_FUTURE
    found = re.fullmatch(r"(\d{4})(?:[-/年]?(\d{1,2}))?(?:[-/月]?(\d{1,2}))?日?(?: .*)?", text)
    if not found:
        raise ValueError(text)
    year, month, day = int(found[1]), found[2] and int(found[2]), found[3] and int(found[3])
    if not month:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if not day:
        return date(year, month, 1).toordinal(), date(year, month, calendar.monthrange(year, month)[1]).toordinal()
    return date(year, month, day).toordinal(), date(year, month, day).toordinal()


@cache
def months(period: str) -> tuple[int, int]:
    """First month of a period and the first month behind it, counted from year 0."""
    year = int(period[:4]) * 12
    if "Q" in period:
        return year + int(period[-1]) * 3 - 3, year + int(period[-1]) * 3
    return (year + int(period[5:]) - 1, year + int(period[5:])) if "-" in period else (year, year + 12)
