"""Telephone numbers, addresses, keys of machines: the one form in which they are compared.

SQL twin of `model.values.identifier`. The kind is a word of the loader (`of: mobile`) or a column (`of: $kind`).
"""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from graphinv.content.loader_spec import ColumnSpec
from graphinv.model.values import identifier
from graphinv.model.values.reasons import NOT_AN_IDENTIFIER, SPOILT
from graphinv.model.values.text import HAN
from graphinv.staging.kinds.base import Cell, Parsed
from graphinv.staging.sql import first_of, name, text

_SIGNS = "gi_compatible"
"""The variable that maps each compatibility character to what stands for it."""


def install(con: DuckDBPyConnection) -> None:
    """Create what identifiers are typed with, once; takes 0.1 s, so only for files that have some."""
    if con.execute(f"SELECT getvariable('{_SIGNS}') IS NOT NULL").fetchone() == (True,):
        return
    signs = identifier.compatible()
    table = [chr(31).join(side) for side in (signs, signs.values())]
    for head, body in _macros().items():
        con.execute(f"CREATE OR REPLACE TEMP MACRO {head} AS {body}")
    con.execute(f"SET VARIABLE {_SIGNS} = (SELECT map(string_split(?, chr(31)), string_split(?, chr(31))))", table)


def of_kind(column: ColumnSpec, cell: Cell) -> Parsed:
    """The identifier, or NULL with a warning for a text that cannot be one."""
    kind, value = column.of, name(column.name)
    by_column = kind.startswith("$")
    return Parsed(
        {column.name: cell.narrow if by_column else _form(kind, cell.narrow)},
        narrow="gi_identifier_text",
        settled={column.name: _by_kind(name(kind[1:]), value)} if by_column else {},
        bad=f"gi_spoilt(gi_narrow({cell.text}))",
        reasons=(("true", SPOILT),),
        notes=((f"{cell.text} IS NOT NULL AND {value} IS NULL", NOT_AN_IDENTIFIER),),
    )


def _form(kind: str, plain: str) -> str:
    return f"{_FORMS[kind]}({plain})" if kind in _FORMS else plain


def _by_kind(kind: str, value: str) -> str:
    forms = [(f"{kind} = {text(word)}", f"{macro}({value})") for word, macro in _FORMS.items()]
    return first_of(forms, value)


_FORMS = {
    "mobile": "gi_phone",
    "email": "gi_email",
    "mac": "gi_mac",
    "ip": "gi_ip",
    "room": "gi_place",
    "building": "gi_place",
}


def _macros() -> dict[str, str]:
    same = "replace(replace(x, '+', ''), right(x, 1), '') = ''"
    phone = f"regexp_replace(x, {text(identifier.PHONE_SIGNS)}, '', 'g')"
    mac = f"regexp_replace(x, {text(identifier.MAC_SIGNS)}, '', 'g')"
    plain = f"gi_trim(regexp_replace(gi_trim(gi_nfkc(x)), {text(identifier.WHITE)}, ' ', 'g'))"
    # A pattern, because the engine makes a join for each IN of so many words, over all rows.
    nothing = f"regexp_full_match(lower(x), {text('|'.join((*identifier.EMPTY_WORDS, identifier.SIGNS_ONLY)))})"
    han = f"[{HAN}]"
    return {
        "gi_nfkc(x)": f"CASE WHEN strlen(x) = length(x) THEN x WHEN regexp_matches(x, '{_compatible_class()}') "
        "THEN nfc_normalize(array_to_string(list_transform(regexp_extract_all(x, '(?s).'), lambda sign: "
        f"CASE WHEN strlen(sign) = 1 THEN sign ELSE coalesce(getvariable('{_SIGNS}')[sign], sign) END), '')) "
        "ELSE nfc_normalize(x) END",
        "gi_identifier(x)": f"CASE WHEN NOT ({nothing}) THEN x END",
        "gi_identifier_text(x)": f"CASE WHEN {_is(_COMMON_TEXT)} THEN x ELSE gi_identifier({plain}) END",
        "gi_phone_digits(x)": f"CASE WHEN regexp_full_match(x, {text(identifier.PHONE)}) AND NOT {same} "
        f"THEN regexp_replace(x, {text(f'^{identifier.CHINESE_MOBILE}$')}, '\\1') END",
        "gi_phone(x)": f"CASE WHEN {_is(_COMMON_PHONE)} THEN x ELSE gi_phone_digits({phone}) END",
        "gi_email_text(x)": f"CASE WHEN regexp_full_match(x, {text(identifier.EMAIL)}) THEN lower(x) END",
        "gi_email(x)": f"CASE WHEN {_is(_COMMON_EMAIL)} THEN x ELSE gi_email_text(replace(x, ' ', '')) END",
        "gi_mac_digits(x)": f"CASE WHEN regexp_full_match(x, {text(identifier.MAC)}) AND NOT {same} THEN upper(x) END",
        "gi_mac(x)": f"gi_mac_digits({mac})",
        "gi_ip(x)": f"CASE WHEN regexp_full_match(x, {text(identifier.IP)}) THEN lower(x) END",
        "gi_place(x)": "CASE WHEN contains(x, ' ') "
        f"THEN regexp_replace(regexp_replace(x, '({han}) ', '\\1', 'g'), ' ({han})', '\\1', 'g') ELSE x END",
    }


_SIGN = f"0-9A-Za-z{HAN}"
_COMMON_TEXT = f"[{_SIGN}][{_SIGN}#@._-]{{7,}}"
_COMMON_PHONE = "1[3-9][0-9]{9}"
_COMMON_EMAIL = "[a-z0-9._-]+@[a-z0-9-]+(?:[.][a-z0-9-]+)+"
"""What is in its form already, told in one look: nothing to normalise, longer than any word for nothing."""


def _is(pattern: str) -> str:
    return f"regexp_full_match(x, {text(pattern)})"


def _compatible_class() -> str:
    """The compatibility characters as a class of ranges."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, identifier.compatible())):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return f"[{''.join(_range(first, last) for first, last in ranges)}]"


def _range(first: int, last: int) -> str:
    return f"\\x{{{first:x}}}-\\x{{{last:x}}}"
