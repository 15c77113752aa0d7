"""What links parties (telephone numbers, addresses, network addresses, keys) in the one form in which it is compared.

NFKC, then by kind: a mobile number has 11 digits without +86, an e-mail address is lower case, a MAC address is 12 hex
digits, an address has no blanks beside Chinese characters. A text that cannot be of its kind is no identifier at all:
two bidders who both wrote 无 share nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from graphinv.model.values.reasons import NOT_AN_IDENTIFIER, BadValue
from graphinv.model.values.text import BLANKS, HAN

KINDS = (
    *("mobile", "email", "room", "building", "ip", "mac", "ca_key", "device", "other"),
    *("deposit_account", "file_author", "file_hash", "price_file"),
)

EMPTY_WORDS = ("无", "暂无", "没有", "不详", "未知", "空", "none", "null", "nil", "n/a", "na", "unknown")
SIGNS_ONLY = r"[!-/:-@\[-`{-~ —–－·。、，]*"
PHONE_SIGNS = r"[ ().·–—-]"
PHONE = r"\+?[0-9]{7,15}"
CHINESE_MOBILE = r"(?:\+86|0086|86)(1[0-9]{10})"
EMAIL = r"[!-?A-~]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+"
MAC_SIGNS, MAC = r"[ :.-]", r"[0-9A-Fa-f]{12}"
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
IP = rf"(?:{_BYTE}[.]){{3}}{_BYTE}|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"
WHITE = r"[ \t\n\v\f\r]+"


def parse(text: str, kind: str) -> str:
    """The form in which identifiers of this kind are compared. Raises BadValue for a text that cannot be one."""
    plain = re.sub(WHITE, " ", unicodedata.normalize("NFKC", text).strip(BLANKS))
    if plain.lower() in EMPTY_WORDS or re.fullmatch(SIGNS_ONLY, plain):
        raise BadValue(NOT_AN_IDENTIFIER)
    found = {"mobile": _phone, "email": _email, "mac": _mac, "ip": _ip, "room": _place, "building": _place}
    value = found[kind](plain) if kind in found else plain
    if not value:
        raise BadValue(NOT_AN_IDENTIFIER)
    return value


def _phone(text: str) -> str:
    digits = re.sub(PHONE_SIGNS, "", text)
    if not re.fullmatch(PHONE, digits) or len(set(digits.removeprefix("+"))) == 1:
        return ""
    return re.sub(rf"^{CHINESE_MOBILE}$", r"\1", digits)


def _email(text: str) -> str:
    address = text.replace(" ", "")
    return address.lower() if re.fullmatch(EMAIL, address) else ""


def _mac(text: str) -> str:
    digits = re.sub(MAC_SIGNS, "", text)
    return digits.upper() if re.fullmatch(MAC, digits) and len(set(digits)) > 1 else ""


def _ip(text: str) -> str:
    return text.lower() if re.fullmatch(IP, text) else ""


def _place(text: str) -> str:
    return re.sub(rf" ([{HAN}])", r"\1", re.sub(rf"([{HAN}]) ", r"\1", text))


@cache
def compatible() -> dict[str, str]:
    """Every character that NFKC replaces and NFC does not, with what stands for it."""
    signs = map(chr, chain.from_iterable(_BLOCKS))
    pairs = ((sign, unicodedata.normalize("NFKC", sign)) for sign in signs)
    return {sign: plain for sign, plain in pairs if plain not in (sign, unicodedata.normalize("NFC", sign))}


_BLOCKS = (
    *(range(1, 0xD800), range(0xE000, 0x10000), range(0x10700, 0x10800), range(0x1D400, 0x1D800)),
    *(range(0x1E000, 0x1E100), range(0x1EE00, 0x1F300), range(0x1FB00, 0x1FC00)),
)
"""Where such characters stand; all of Unicode takes ten times as long."""
