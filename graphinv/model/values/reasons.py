"""Why a cell or a row is refused, or accepted with a warning, in the reader's two languages."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """One sentence in English and Chinese; `{…}` places are filled by `about`."""

    en: str
    zh: str

    def about(self, **facts: object) -> Reason:
        """The sentence with its places filled."""
        return Reason(self.en.format(**facts), self.zh.format(**facts))


class BadValue(ValueError):
    """A text is not a value of its type; `reason` says why in both languages."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


SPOILT = Reason(
    "number in scientific notation: a spreadsheet has dropped its digits. Format the column as text and export again",
    "科学计数法数字：表格软件已丢失末位。请将该列设为文本格式后重新导出",
)
REQUIRED = Reason("required cell is empty", "必填单元格为空")
REQUIRED_IF = Reason("required cell is empty: must be filled where {when}", "{when} 时必填，单元格为空")
EMPTY_ROW = Reason("every cell of the row is empty", "整行为空")
RAGGED = Reason("row has {cells} cells, the header has {width}", "该行有 {cells} 个单元格，表头有 {width} 个")
UNCLOSED = Reason("a quote that opens in this row is never closed", "该行的引号没有闭合")
AFTER_QUOTE = Reason("text follows a closing quote", "右引号之后还有文字")
NOT_JSON = Reason("not JSON: {what} (character {column})", "不是 JSON：{what}（第 {column} 个字符）")
NO_OBJECT = Reason("not a JSON object", "不是 JSON 对象")
DOUBLED_KEY = Reason("the key `{key}` stands twice in one object", "同一对象中键 `{key}` 出现两次")
HALF_CHARACTER = Reason("holds half of a character, which cannot be written", "含有不完整的字符，无法写出")
TOO_DEEP = Reason("objects lie too deep inside each other to be data", "对象嵌套过深，不像数据")
PACKAGE_LINE = Reason(
    "the line holds a whole package: write one release per line, or save the package as a .json file",
    "该行是一个完整的数据包：请每行写一个 release，或将数据包另存为 .json 文件",
)
NOT_GEDCOM = Reason("not a line of GEDCOM: level, tag, value", "不是 GEDCOM 行：应为 级别 标签 值")
GEDCOM_LEVEL = Reason(
    "level {level} under a line of level {above}: the line belongs to nothing",
    "级别 {level} 跟在级别 {above} 之后：该行没有上级",
)
GEDCOM_NO_RECORD = Reason(
    "points to @{pointer}@, of which the file has no record", "指向 @{pointer}@，但文件中没有该记录"
)
GEDCOM_ONE_SIDED = Reason(
    "the family @{pointer}@ does not name this person as husband or wife: no link was made",
    "家庭 @{pointer}@ 没有列出此人为夫或妻：未建立关联",
)
NO_STATEMENT = Reason(
    "not a statement of BODS 0.4: its recordType is `{word}`, not entity, person or relationship",
    "不是 BODS 0.4 的声明：recordType 为 `{word}`，应为 entity、person 或 relationship",
)
NOT_TEXT = Reason("`{column}` holds bytes that are no text", "`{column}` 中的字节不是文本")

NOT_A_DATE = Reason("not a date; write 2021-02-03, 2021-02 or 2021", "不是日期，应写作 2021-02-03、2021-02 或 2021")
NO_SUCH_DAY = Reason("no such day in the calendar", "日历上没有这一天")
NOT_A_GEDCOM_DATE = Reason(
    "not a date of a genealogy (such as 24 MAY 1819, ABT 1819, BET 1801 AND 1803): taken as unknown",
    "不是家谱文件的日期（如 24 MAY 1819、ABT 1819、BET 1801 AND 1803）：按未知处理",
)
GEDCOM_ABOUT = Reason(
    "approximate date: read as ten years either way, one year if the month is given",
    "约略日期：前后各放宽十年，写明月份的放宽一年",
)
GEDCOM_OPEN = Reason("only one bound of the date is given: the other is unknown", "日期只给出一端，另一端未知")
GEDCOM_DUAL_YEAR = Reason("double year: read as the days of both years", "双重纪年：按两个年份的日期区间处理")
GEDCOM_CALENDAR = Reason("Julian calendar: turned into Gregorian days", "儒略历日期：已换算为公历")
GEDCOM_PHRASE = Reason("the date was interpreted by whoever wrote the file", "日期由制作文件者推断")
NOT_A_MOMENT = Reason("not a date and time; write 2021-02-03T14:05:00", "不是日期时间，应写作 2021-02-03T14:05:00")
NOT_A_YEAR = Reason("not a year; write 2021", "不是年份，应写作 2021")
NOT_A_PERIOD = Reason("not a period; write 2021-02, 2021Q1 or 2021", "不是所属期，应写作 2021-02、2021Q1 或 2021")
NOT_AN_AMOUNT = Reason("not an amount in {currency}; write 1234.56", "不是{currency}金额，应写作 1234.56")
NO_AMOUNT = Reason("not an amount; write 1234.56", "不是金额，应写作 1234.56")
TOO_LARGE = Reason("number is too large to be true", "数值过大，不合常理")
NOT_A_SHARE = Reason("not a share; write 0.35 or 35%", "不是比例，应写作 0.35 或 35%")
SHARE_OVER_ONE = Reason("share above 1 without a % sign", "比例大于 1 且没有百分号")
SHARE_OVER_ALL = Reason("share above 100 %", "比例超过 100%")
NOT_A_NUMBER = Reason("not a number; write 12.5", "不是数字，应写作 12.5")
NOT_POSITIVE = Reason("must be more than 0", "必须大于 0")
NOT_AN_INT = Reason("not a whole number", "不是整数")
NOT_A_BOOL = Reason("neither yes nor no; write true or false, 是 or 否", "不是是/否，应写作 true/false 或 是/否")
NOT_A_REGION = Reason("not a division code of 6 digits (or its first 2 or 4)", "不是 6 位（或前 2、4 位）行政区划代码")

EQUAL = Reason("`{left}` and `{right}` must not be equal", "`{left}` 与 `{right}` 不能相同")
NONE_OF = Reason("one of {names} must be filled", "{names} 至少填写一项")
CONFLICT = Reason("another row with the same key holds another value", "主键相同的另一行取值不同")

NARROWED = Reason("full-width characters were read as half-width", "全角字符已按半角读取")
NUL_REMOVED = Reason("NUL characters were removed", "已去除 NUL 字符")
BAD_ID_NO = Reason(
    "not a valid identity-card number (GB 11643): kept, but not used to join",
    "身份证号校验不通过（GB 11643）：保留，但不用于关联",
)
BAD_USCC = Reason(
    "not a valid unified social credit code (GB 32100): kept, but not used to join",
    "统一社会信用代码校验不通过（GB 32100）：保留，但不用于关联",
)
BAD_REFERENCE = Reason(
    "looks like an identity-card number or credit code, but its check character is wrong: kept, but not used to join",
    "形似身份证号或信用代码但校验不通过：保留，但不用于关联",
)
NOT_IN_REGISTER = Reason(
    "not a number of the register {scheme}: left out; the name alone may link",
    "不是登记机构 {scheme} 的编号：不采用，仅可按名称关联",
)
NOT_AN_IDENTIFIER = Reason(
    "cannot be an identifier of its kind: left out, it links nobody",
    "不可能是该类标识：不采用，不用于关联",
)
SEVERAL_RELATIONS = Reason(
    "kin word of more than one relation: stored as other. Write the relation, or the steps (妈妈的姐妹)",
    "该称谓可指多种关系：按“其他”处理。请填写关系本身，或逐层写明（如：妈妈的姐妹）",
)
BEYOND_RELATIONS = Reason(
    "kin beyond the relations of the list: stored as other",
    "该亲属不在所列关系之内：按“其他”处理",
)
GRANDCHILD = Reason(
    "a grandchild is given as grandparent, with both persons swapped: stored as other",
    "孙辈应将双方对调后填为祖父母：按“其他”处理",
)
STEP_KIN = Reason(
    "step, adoptive or sworn kin, which no word decides: stored as other. Write the relation in law",
    "继、养、干亲属，不能仅凭称谓认定：按“其他”处理。请填写法律上的关系",
)
UNKNOWN_WORD = Reason("word is not in the list: stored as other", "取值不在列表中：按“其他”处理")
UNLIKELY_YEAR = Reason("year lies before 1800: kept as it stands", "年份早于 1800 年：按原值保留")
TIME_DROPPED = Reason("the time of day is not kept in a date column", "日期列不保留时刻")
SEX_DISAGREES = Reason("sex disagrees with the identity-card number", "性别与身份证号不一致")
BORN_DISAGREES = Reason("date of birth disagrees with the identity-card number", "出生日期与身份证号不一致")
ENDS_EARLY = Reason("`until` lies before `since`", "终止日期早于起始日期")
DECREASES = Reason("`{later}` lies before `{earlier}`", "`{later}` 早于 `{earlier}`")
