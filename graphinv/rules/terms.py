"""Words for the coded values in sentences, in Chinese and English.

Codes of source tables are translated by the reports' texts, so that a lead and its report say the same; the codes of
`k.term` of KIN are told by `graphinv.kinship` where a row does not bring its words along (`k.term_zh`, `k.term_en`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from graphinv.content.roots import builtin
from graphinv.kinship import coded

LANGS = ("zh", "en")

UNKNOWN = {"zh": "不详", "en": "unknown"}
UNNAMED = {"zh": "姓名不详者（{id}）", "en": "an unnamed person ({id})"}
COMMA = {"zh": "、", "en": ", "}


@cache
def _texts(lang: str) -> Mapping[str, Any]:
    path = builtin("reports") / "texts" / f"{lang}.json"
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def word(prop: str, value: str, lang: str) -> str:
    """The word for a coded value of a property; a value that is no code stands for itself."""
    if prop == "term" and (found := coded(value, lang)):
        return found
    return str(_texts(lang).get("enums", {}).get(prop, {}).get(value, value))


def currency(code: str, lang: str) -> str:
    """The name of a currency as it stands beside an amount."""
    return str(_texts(lang).get("currency", {}).get(code, code))
