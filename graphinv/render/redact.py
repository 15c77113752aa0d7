"""Keeps people out of what is handed on: masked by default, named by choice, or under stable pseudonyms.

Everything works on plain text and before a report is made, so that labels, sentences, raw values, file names and JSON
are redacted alike.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

_STARS = 12  # more would tell the length of a name, or fill a page with a 10,000-letter one
_LATIN_WORD = re.compile(r"[^\W\d_]")

ID_NO = re.compile(r"(?<![0-9A-Za-z])(?:[1-9]\d{16}[0-9Xx]|[1-9]\d{14})(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d{9}(?![0-9A-Za-z])")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Mode(StrEnum):
    """How people are shown; masking is the default everywhere."""

    NAMED = "none"
    MASK = "mask"
    PSEUDONYM = "pseudonym"


def mask_name(name: str) -> str:
    """王建国 -> 王**, Jane Doe -> J*** D**; never shorter than two stars for an ideographic name."""
    shown = "".join(char for char in name if unicodedata.category(char)[0] not in "CZ" or char == " ").strip()
    if not shown:
        return "**" if name else ""
    if _is_latin(shown):
        return " ".join(_mask_word(word) for word in shown.split()[:6])
    return shown[0] + "**"


def _is_latin(text: str) -> bool:
    return "LATIN" in unicodedata.name(text[0], "") or text[0].isascii()


def _mask_word(word: str) -> str:
    return word[0] + "*" * min(len(word) - 1, _STARS)


def mask_id_no(text: str) -> str:
    """110101199001018888 -> 1101**********8888; anything too short to keep both ends becomes stars."""
    if len(text) < 12:
        return "*" * min(len(text), _STARS)
    return text[:4] + "*" * (len(text) - 8) + text[-4:]


def mask_phone(text: str) -> str:
    """13800002207 -> 138****2207, 0571-88880000 -> 0571****0000."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) < 8:
        return "*" * min(len(digits), _STARS)
    head = 3 if len(digits) == 11 and digits.startswith("1") else max(0, min(4, len(digits) - 8))
    return digits[:head] + "****" + digits[-4:]


def mask_account(text: str) -> str:
    """A bank account or card: 6222020000001234 -> 6222****1234."""
    return text[:4] + "****" + text[-4:] if len(text) >= 12 else "*" * min(len(text), _STARS)


def mask_email(text: str) -> str:
    """someone@example.org -> s***@example.org."""
    local, at, domain = text.partition("@")
    return f"{local[:1]}***{at}{domain}"


def letters(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def distinguish(names: Mapping[str, str]) -> dict[str, str]:
    """Id -> name, where equal names get ①, ②, … in the order given, so that 王** and 王** stay two people."""
    count = Counter(names.values())
    seen: Counter[str] = Counter()
    marked = {}
    for node_id, name in names.items():
        seen[name] += 1
        marked[node_id] = f"{name}{_circled(seen[name])}" if count[name] > 1 else name
    return marked


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= 10 else f"({number})"


class Redactor:
    """Redacts the people of one case: `people` maps the ids that evidence uses to real names."""

    def __init__(self, mode: Mode, people: Mapping[str, str], word: str = "人员") -> None:
        self.mode = mode
        shown = {node_id: self._stand_in(index, name, word) for index, (node_id, name) in enumerate(people.items())}
        self._shown = distinguish(shown) if mode is Mode.MASK else shown
        bearers = Counter(name.strip() for name in people.values())
        by_name: dict[str, str] = {}
        for node_id, name in people.items():
            if len(name.strip()) > 1:
                # A text does not say which of two people of one name it means.
                one = bearers[name.strip()] == 1 or mode is not Mode.MASK
                by_name.setdefault(name.strip(), self._shown[node_id] if one else mask_name(name))
        self._by_name = by_name
        self._pattern = _any_of(by_name)

    def _stand_in(self, index: int, name: str, word: str) -> str:
        if self.mode is Mode.NAMED:
            return name
        return mask_name(name) if self.mode is Mode.MASK else f"{word}{letters(index)}"

    def name(self, node_id: str) -> str:
        """How a person is shown; a person who was not announced is shown by nothing but stars."""
        return self._shown.get(node_id, node_id if self.mode is Mode.NAMED else "**")

    def text(self, text: str) -> str:
        """Free text or a cell: known names, identity-card numbers, mobile numbers and e-mail addresses redacted.

        An identity-card number is masked in every mode: it is never printed.
        """
        text = ID_NO.sub(lambda match: mask_id_no(match.group()), text)
        if self.mode is Mode.NAMED:
            return text
        text = MOBILE.sub(lambda match: mask_phone(match.group()), text)
        text = EMAIL.sub(lambda match: mask_email(match.group()), text)
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._by_name[match.group()], text)

    def cells(self, cells: Mapping[str, str]) -> dict[str, str]:
        """A source row with every cell redacted."""
        return {column: self.text(value) for column, value in cells.items()}


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the names, the longest first; a Latin name only as whole words."""
    parts = []
    for name in sorted(names, key=lambda text: (-len(text), text)):
        escaped = re.escape(name)
        parts.append(rf"(?<!\w){escaped}(?!\w)" if name[0].isascii() and name[-1].isascii() else escaped)
    return re.compile("|".join(parts)) if parts else None


def contains_secret(text: str, secrets: Iterable[str]) -> list[str]:
    """Those secrets that the text still holds, as they are or as HTML or JSON would write them."""
    plain = html.unescape(text)
    found = []
    for secret in secrets:
        forms = {secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
        if secret and any(form in text or form in plain for form in forms):
            found.append(secret)
    return found
