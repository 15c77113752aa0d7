"""Cells that people and machines put into tables: values of each type, near misses, and hostile text."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import id_no, uscc

HOSTILE = (
    "",
    " ",
    "\u3000",
    "\x00",
    "甲\x00乙",
    "\x01\x1f\x7f",
    "\u202eevil\u202c",
    "\u200fעברית",
    "\ufeff甲",
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(A1)",
    "'; DROP TABLE s_persons; --",
    '"',
    '""',
    'say "hi", twice',
    " lead",
    "trail ",
    "'single'",
    "a,b;c\td|e",
    "two\nlines",
    "two\r\nlines",
    "bare\rreturn",
    "\n",
    '{"a": [1, null]}',
    "[]",
    "<script>alert(1)</script>",
    "]]>&amp;<!--",
    "{{7*7}}${jndi:ldap://x}%s{0}",
    "NULL",
    "nan",
    "Infinity",
    "-0",
    "1e999",
    "1.1E+17",
    "0x1F",
    "１２３，４５６",
    "9" * 400,
    "-" + "9" * 18,
    "0." + "0" * 60 + "1",
    "1,23,4",
    "120%",
    "2021-02-30",
    "0000-00-00",
    "31/12/2020",
    "44197",
    "2021年13月",
    "99991231",
    "2020-05-03T25:61:00+99:99",
    "至今",
    "𠀀𠮷",
    "e\u0301",
    "ﷺ",
    "\U0001f469\u200d\U0001f4bb",
    "\uffff\ufdd0",
    "_x0041_",
    "\\",
    "\\N",
    "# comment",
    "--",
    "长" * 3000,
)

_LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
_DIGITS = st.text("0123456789.,-+eE%/:年月日 ", max_size=20)
ANY = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE), _LETTERS, _DIGITS)

_DAYS = ("2019-05", "2020", "2020/5/3", "20200503", "2020年5月3日", "2021.1.2", "至今", "2020-05-03 10:00")
_PEOPLE = tuple(
    digits + id_no.check_digit(digits) for digits in (f"110105{date(1960 + n, 1 + n, 3):%Y%m%d}00{n}" for n in range(6))
)
_FIRMS = tuple(head + uscc.check_character(head) for head in (f"91330100MA000000{n}" for n in range(4)))
_KEYS = ("P1", "P2", "K-1", "Ａ１", "a b", "110105491231002", *_PEOPLE[:3], *_FIRMS[:2])
_GOOD: dict[str, tuple[str, ...]] = {
    "date": _DAYS,
    "datetime": ("2020-05-03 10:00", "2020-05-03T10:00:00Z", "2020/5/3 9:05:07.5+09:30", "2020-05-03"),
    "year": ("2020", "2021年"),
    "period": ("2020-05", "2020Q1", "2020", "2020年第一季度"),
    "money_cny": ("0", "1", "1,234.56", "１２", "-3.005", "1000000"),
    "money_gbp": ("0", "12.5"),
    "price": ("0.0001", "12.5"),
    "share": ("0", "0.35", "35%", "1", "100%"),
    "number": ("0", "12.5", "-3", "1,000"),
    "int": ("0", "3", "3.0", "-2"),
    "bool": ("是", "否", "true", "0", "Y"),
    "region": ("33", "3301", "330106"),
    "list": ("FIN;HR", "甲、乙", "a|b；c", ";"),
    "id_no": (*_PEOPLE, "110105491231002", "110105194912310021"),
    "uscc": (*_FIRMS, "X:1", "91330100MA00000071"),
    "person": (*_PEOPLE, "P1", "P2"),
    "company": (*_FIRMS, "X:1"),
    "unit": ("U1", "U2", *_FIRMS[:1]),
    "party": (*_PEOPLE[:2], *_FIRMS[:2], "P1", "U1"),
    "string": ("甲", "王五", "建安公司", "HT-1"),
}


def good(column: ColumnSpec) -> st.SearchStrategy[str]:
    """What a column of this type mostly holds."""
    words = [word for forms in column.values.items() for word in (forms[0], *forms[1])]
    return st.sampled_from(words or _GOOD.get(column.type, _KEYS))


def cell(column: ColumnSpec | None) -> st.SearchStrategy[str]:
    """Eight good cells out of nine; of a column that no loader knows, anything."""
    if column is None:
        return ANY
    fine = good(column)
    return st.integers(0, 8).flatmap(lambda number: fine if number < 8 else ANY)
