"""Why something was guessed, in the two languages of comments."""

from __future__ import annotations

from graphinv.model.values.reasons import Reason

LISTED = Reason("", "")
HEARD = Reason("headers like this often mean {table}.{column}", "此类表头常指 {table}.{column}")
ALIKE = Reason("like `{alias}`, a header of {table}.{column}", "与 {table}.{column} 的表头“{alias}”相近")
CELLS = Reason("{found} of {judged} cells are {what}", "{judged} 个单元格中有 {found} 个是{what}")
ONLY_FREE = Reason("the only such column of {table} that was still free", "是 {table} 中唯一尚未对应的此类列")
NAME_BESIDE = Reason("a name beside {column}", "{column} 旁的名称")
UNIT_HEADER = Reason("the unit stands in the header", "表头写明单位")
UNIT_ABOVE = Reason("the unit stands above the table", "表格上方写明单位")
PER_CENT = Reason("numbers above 1 without a % sign", "数值大于 1 且无百分号")
DAY_FIRST = Reason("the day stands first in {found} of {judged} cells", "{judged} 个单元格中有 {found} 个日在前")
MOST_FILLED = Reason(
    "{empty} of {rows} cells are empty, so no row is refused for that",
    "{rows} 个单元格中有 {empty} 个为空，故不强制填写",
)
ADDED_WORDS = Reason("words that were not known were put to the nearest value", "未知取值已归入最相近的值")
UNKNOWN_WORDS = Reason("{count} other words become `other`: {words}", "另有 {count} 个取值将记为 other：{words}")
SECRET_WORDS = Reason("{count} other words become `other`", "另有 {count} 个取值将记为 other")

CONSTANT = Reason("no column names it; all rows belong to this one", "没有对应的列；所有行归入这一个")
MADE_KEY = Reason("no columns are unique: each row counts as a fact of its own", "没有唯一的列：每行各算一个事实")
UNIQUE_KEY = Reason("unique in {rows} rows", "在 {rows} 行中唯一")
WIDER_KEY = Reason("{column} repeats, so more columns tell the rows apart", "{column} 有重复，故用更多列区分各行")
REPEATED_KEY = Reason(
    "{count} of {rows} rows repeat a key: rows with one key and different values will be refused",
    "{rows} 行中有 {count} 行主键重复：主键相同而取值不同的行将被拒绝",
)

IGNORED_NUMBER = Reason("a running number", "流水号")
IGNORED_EMPTY = Reason("empty in all rows", "全部为空")
IGNORED_TWICE = Reason("another column is already {column}", "已有另一列对应 {column}")
IGNORED_MISFIT = Reason(
    "the header says {column}, but only {found} of {judged} cells fit",
    "表头像 {column}，但 {judged} 个单元格中只有 {found} 个符合",
)
IGNORED_UNIT = Reason("the header says {column}, but its unit cannot be read", "表头像 {column}，但单位无法识别")
IGNORED_SAME = Reason("this header stands twice in the file", "文件中有两列同名")
IGNORED = Reason(
    "{filled} of {rows} cells filled{what}; no place in {table}",
    "{rows} 个单元格中 {filled} 个有值{what}；{table} 中没有对应列",
)

ID_NOS = Reason("valid identity-card numbers", "有效身份证号")
CODES = Reason("valid credit codes", "有效统一社会信用代码")
PHONES = Reason("mobile numbers", "手机号")
MAILS = Reason("e-mail addresses", "电子邮箱")
DATES = Reason("dates", "日期")
AMOUNTS = Reason("numbers", "数字")

WHAT = {"id_no": ID_NOS, "uscc": CODES, "mobile": PHONES, "email": MAILS, "date": DATES, "amount": AMOUNTS}


def join(*reasons: Reason) -> Reason:
    """Several reasons as one."""
    said = [reason for reason in reasons if reason.en]
    return Reason("; ".join(reason.en for reason in said), "；".join(reason.zh for reason in said))


def with_what(reason: Reason, what: Reason, **facts: object) -> Reason:
    """A reason whose place `{what}` is filled in each language."""
    return Reason(reason.about(what=what.en, **facts).en, reason.about(what=what.zh, **facts).zh)
