"""The tables that only planted schemes fill: their columns, their files, and what they are before anything is planted.

The background has no rows in them; a file is written where a scheme adds some. Kinds as in `columns`; what may be
unknown is text, because a whole number is never empty.
"""

import numpy as np
import pandas as pd

from graphinv.demo.columns import Column
from graphinv.demo.layout import Sheet
from graphinv.demo.stage import Tables

_COLUMNS = {
    "approvals": "approval_id 审批编号 id; unit_id 审批单位 id; applicant_id 申请人 person; type 审批事项; "
    "result 审批结果; applied_on 受理日期 date; decided_on 决定日期 date; price 成交价(元) money; area_m2 面积(㎡); "
    "bidders 竞买人数; scope_text 许可范围; since 有效期起 date; until 有效期止 date",
    "signoffs": "act_id 事项编号 id; act_type 事项类型; person_id 身份证号 person; action 行为; stage 环节; "
    "at 时间 moment; has_discretion 有无裁量权; vote 表决意见; speak_order 发言顺序",
    "company_years": "company_id 统一社会信用代码 id; year 年度; insured_staff 参保人数; revenue 营业收入(元); "
    "tax_paid 纳税额(元); net_assets 净资产(元)",
    "bid_traces": "bid_id 投标编号 id; logged_at 记录时间 moment; deposit_account 保证金账户 id; ip IP地址; "
    "mac MAC地址; disk_id 硬盘序列号 id; ca_key CA锁号 id; file_author 文件作者; file_hash 文件哈希; "
    "price_file_guid 计价文件标识码",
    "subcontracts": "contract_id 合同编号 id; main_id 总包单位 id; sub_id 分包单位 id; amount 分包金额(元) money; "
    "signed_on 分包日期 date; filed 是否备案; work 分包内容",
    "services": "lot_id 标段号 id; project_id 立项编号 id; company_id 中介机构 id; role 服务类型; chosen_by 选取方式; "
    "fee 服务费(元) money; since 起始日期 date; until 终止日期 date",
    "evaluations": "lot_id 标段号 id; expert_id 专家身份证号 person; bid_id 投标编号 id; score 得分; "
    "draw_method 抽取方式; recused 是否回避; evaluated_at 评审时间 moment",
    "declarations": "person_id 报告人身份证号 person; as_of 报告时点 date; kind 事项类别; "
    "relative_id 亲属身份证号 person; target_id 标的编号 id; target_name 标的名称; amount 金额(元) money; "
    "share 比例; submitted_on 提交日期 date",
    "assets": "asset_id 不动产单元号 id; kind 资产类型; owner_id 权利人 person; share 份额; tenure 权属; "
    "since 登记日期 date; until 转移日期 date; value 评估价(元) money; price 成交价(元) money; "
    "paid_by_id 付款人 person; acquired_by 取得方式; area_m2 面积(㎡); area_mu 面积(亩); class 地类; address 坐落",
    "households": "person_id 身份证号 person; household_id 户号 id; since 迁入日期 date; until 迁出日期 date; "
    "reason 变动原因; region_code 行政区划代码 id; address 住址",
    "ledger_items": "item_id 台账编号 id; kind 类型; unit_id 单位 id; owner_id 责任人 person; lead_source 线索来源; "
    "subject_id 对象 person; status 状态; opened_on 受理日期 date; due_on 整改期限 date; closed_on 销号日期 date; "
    "evidence_doc 佐证材料; reviewer_id 审核人 person",
    "price_refs": "item 品名; region_code 行政区划代码 id; period 期间; unit 计量单位; p25 下四分位价(元); "
    "median 中位价(元); p75 上四分位价(元)",
}

_PLACES = {
    "approvals": ("gb18030", "zh", "青梧县政务服务中心"),
    "signoffs": ("utf-8-sig", "iso", "青梧县政务服务中心"),
    "company_years": ("gb18030", "iso", "青梧县市场监督管理局"),
    "bid_traces": ("utf-8-sig", "iso", "青梧县公共资源交易中心"),
    "subcontracts": ("gb18030", "slash", "青梧县住房和城乡建设局"),
    "services": ("utf-8-sig", "iso", "青梧县公共资源交易中心"),
    "evaluations": ("gb18030", "iso", "青梧县公共资源交易中心"),
    "declarations": ("utf-8-sig", "zh", "青梧县委组织部"),
    "assets": ("gb18030", "compact", "青梧县自然资源局"),
    "households": ("gb18030", "iso", "青梧县公安局"),
    "ledger_items": ("utf-8-sig", "slash", "青梧县纪委监委"),
    "price_refs": ("utf-8-sig", "iso", "青梧县发展和改革局"),
}
"""Encoding, how days are written, and the supplier of each file."""

_TEXT = ("text", "id", "person", "status")


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(Column(*part.split()) for part in text.split("; "))


FURTHER = tuple(
    Sheet(table, f"{table}.csv", _columns(text), encoding, dates, supplier=supplier)
    for table, text in _COLUMNS.items()
    for encoding, dates, supplier in (_PLACES[table],)
)
"""Their files; each is left out of a county in which it would be empty."""


def empty_tables() -> Tables:
    """Each of the tables without a row, with the columns that a scheme may fill."""
    return {sheet.table: pd.DataFrame({of.field: _nothing(of) for of in sheet.columns}) for sheet in FURTHER}


def _nothing(column: Column) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    return np.empty(0, dtype=object if column.kind in _TEXT else np.int64)
