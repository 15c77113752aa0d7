"""The columns of each file: the field of the table, the header in the file, and how a value is written.

Kinds: text (if none is given); id (a text cell in xlsx); person (the identity number if there is one); date; moment;
second (a moment, counted in seconds); yuan and wan (money in yuan or in 10,000 yuan; `money`: an empty cell for none);
percent (a share); tenths; whole; status (of a bid).
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column of a file."""

    field: str
    header: str
    kind: str = "text"


def _columns(block: str) -> tuple[Column, ...]:
    """One column a line: field, header, and the kind unless it is text."""
    return tuple(Column(*line.split()) for line in block.strip().splitlines())


PERSONS = _columns("""
    person_id 人员编号 id
    name 姓名
    id_no 身份证号 id
    sex 性别
    born_on 出生日期 date
    region_code 户籍地代码 id
    household_id 户号 id
""")

DECLARED = _columns("""
    a_id 干部身份证号 person
    b_id 家庭成员身份证号 person
    type 亲属关系
    term 称谓
    since 结婚日期 date
    until 离婚日期 date
    doc 依据材料
""")

BOOKS = _columns("""
    a_id 本人身份证号 person
    b_id 亲属身份证号 person
    type 与本人关系
    since 起始日期 date
    until 终止日期 date
""")

DEATHS = _columns("""
    person_id 死者身份证号 person
    died_on 死亡日期 date
    registered_on 注销日期 date
    register 信息来源
""")

UNITS = _columns("""
    unit_id 单位编码 id
    uscc 统一社会信用代码 id
    name 单位名称
    kind 单位性质
    level 单位级别
    region_code 行政区划代码 id
    parent_id 上级单位编码 id
    line_codes 条线
    since 成立日期 date
    until 撤销日期 date
""")

POSITIONS = _columns("""
    person_id 身份证号 person
    unit_id 单位编码 id
    post 职务
    rank 职级
    is_leader 是否一把手
    portfolio 分管工作
    since 任职时间 date
    until 免职时间 date
    leave_kind 离任方式
""")

COMPANIES = _columns("""
    company_id 统一社会信用代码 id
    name 企业名称
    kind 企业类型
    founded_on 成立日期 date
    closed_on 注销日期 date
    region_code 注册地代码 id
    industry 行业代码
    scope_text 经营范围
    reg_capital 注册资本(万元) wan
""")

HOLDINGS = _columns("""
    holder_id 股东证件号 person
    company_id 统一社会信用代码 id
    share 持股比例(%) percent
    since 入股日期 date
    until 退股日期 date
""")

ROLES = _columns("""
    person_id 身份证号 person
    company_id 统一社会信用代码 id
    role 职务
    since 任职日期 date
    until 离职日期 date
""")

TENDERS = _columns("""
    tender_id 项目编号 id
    lot_id 标段号 id
    title 项目名称
    buyer_id 采购人 id
    method 采购方式
    compulsory 是否依法必招
    criterion 评标办法
    reason_code 采用理由
    estimate 预算金额(万元) wan
    planned_on 计划日期 date
    published_on 公告日期 date
    docs_issued_on 文件发售日期 date
    deadline_at 投标截止时间 moment
    opened_at 开标时间 moment
    awarded_on 中标日期 date
    category 品目编码
    region_code 行政区划代码 id
    status 状态
""")

BIDS = _columns("""
    bid_id 投标编号 id
    lot_id 标段号 id
    company_id 投标人信用代码 id
    company_name 投标人
    amount 投标报价(元) yuan
    status 投标状态 status
    rank 排名 whole
    consortium_id 联合体编号 id
    contact_phone 联系电话 id
    contact_email 电子邮箱
""")

CONTRACTS = _columns("""
    contract_id 合同编号 id
    lot_id 标段号 id
    buyer_id 采购人 id
    supplier_id 供应商信用代码 id
    amount 合同金额(元) yuan
    signed_on 签订日期 date
    since 开工日期 date
    until 竣工日期 date
    title 合同名称
    method 采购方式
    category 品目编码
""")

PURCHASES = _columns("""
    contract_id 合同编号 id
    buyer_id 甲方 id
    supplier_id 乙方 id
    amount 中标金额(万元) wan
    signed_on 签订日期 date
    awarded_on 成交日期 date
    title 合同名称
    method 采购方式
    category 品目编码
""")

PROGRAMMES = _columns("""
    programme_id 项目代码 id
    name 补贴项目名称
    unit_id 主管单位 id
    kind 类别
    means_tested 是否需家庭经济核对
    standard 补贴标准(元) yuan
    standard_unit 计量单位
    since 执行起始 date
    until 执行截止 date
""")

PAID_NUMBERS = _columns("""
    payment_id 发放编号 id
    programme_id 项目代码 id
    payee_id 身份证号 person
    period 所属期
    paid_on 发放日期 date
    amount 发放金额(元) yuan
    quantity 数量 tenths
    region_code 行政区划代码 id
    account_id 发放账号 id
    operator_id 代领人 person
""")

PAID_IDS = tuple(Column("payee_id", "领取人", "id") if c.field == "payee_id" else c for c in PAID_NUMBERS)

MOBILES = _columns("""
    owner_id 身份证号 person
    value 手机号 id
    since 启用日期 date
    until 停用日期 date
""")

CONTACTS = _columns("""
    owner_id 主体编号 person
    kind 标识类型
    value 标识值
    since 启用日期 date
    until 停用日期 date
""")

FIRM_CONTACTS = _columns("""
    owner_id 统一社会信用代码 id
    kind 标识类型
    value 号码 id
    since 启用日期 date
    until 停用日期 date
""")

EMPLOYMENT = _columns("""
    person_id 身份证号 person
    employer_id 参保单位 id
    since 参保起始 date
    until 参保终止 date
    wage 月工资(元) money
    grade 岗位等级
    insured 是否参保
    full_time 是否全日制
    post 岗位
""")

ACCOUNTS = _columns("""
    account_id 账号 id
    bank 开户行
    party_id 户主证件号 person
    role 角色
    opened_on 开户日期 date
    closed_on 销户日期 date
    since 授权起始 date
    until 授权终止 date
""")

TRANSFERS = _columns("""
    tx_id 流水号 id
    at 交易时间 second
    from_account_id 付款账号 id
    to_account_id 收款账号 id
    amount 交易金额(元) yuan
    channel 交易渠道
    memo 摘要
""")

PAYMENTS = _columns("""
    payment_id 支付编号 id
    contract_id 合同编号 id
    payer_id 付款单位 id
    payee_id 收款单位 id
    account_id 收款账号 id
    paid_on 支付日期 date
    amount 支付金额(元) yuan
    budget_item 预算科目
""")

REGISTERS = _columns("""
    person_id 身份证号 person
    register 名册类型
    since 起始年月 date
    until 终止年月 date
    amount 月金额(元) money
    payer_id 单位 id
""")

BANS = _columns("""
    subject_id 当事人 person
    ground 处罚事由
    doc 处罚文号
    since 禁止起始日 date
    until 禁止截止日 date
    region_code 适用地区 id
    field 适用领域
    issuer_id 作出单位 id
""")


def plain_columns(names: str, dates: str = "since until") -> tuple[Column, ...]:
    """The columns of a config list: the header is the field, all of it text but the days."""
    return tuple(Column(name, name, "date" if name in dates.split() else "text") for name in names.split())
