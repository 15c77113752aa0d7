"""Words for the coded values in sentences, in Chinese and English.

Codes of source tables are translated by the reports' texts, so that a lead and its report say the same; kinship terms
exist only in KIN and stand here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from graphinv.content.roots import builtin

LANGS = ("zh", "en")

KIN: Mapping[str, tuple[str, str]] = {
    "spouse": ("配偶", "spouse"),
    "child": ("子女", "child"),
    "parent": ("父母", "parent"),
    "sibling": ("兄弟姐妹", "sibling"),
    "grandparent": ("祖父母或外祖父母", "grandparent"),
    "grandchild": ("孙子女或外孙子女", "grandchild"),
    "collateral": ("三代以内旁系血亲", "collateral relative within three generations"),
    "child_spouse": ("子女的配偶", "child's spouse"),
    "spouse_parent": ("配偶的父母", "spouse's parent"),
    "in_law": ("近姻亲", "close in-law"),
    "assoc": ("特定关系人", "registered special relation"),
    "spouse_child": ("配偶的子女", "spouse's child"),
    "parent_spouse": ("父母的配偶", "parent's spouse"),
    "child_sibling": ("子女的兄弟姐妹", "child's sibling"),
    "sibling_parent": ("兄弟姐妹的父母", "sibling's parent"),
    "spouse_sibling": ("配偶的兄弟姐妹", "spouse's sibling"),
    "sibling_spouse": ("兄弟姐妹的配偶", "sibling's spouse"),
    "parent_sibling": ("父母的兄弟姐妹", "parent's sibling"),
    "sibling_child": ("兄弟姐妹的子女", "sibling's child"),
}
"""`k.term` of KIN: what the end is to the start."""

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
    if prop == "term" and value in KIN:
        return KIN[value][LANGS.index(lang)]
    return str(_texts(lang).get("enums", {}).get(prop, {}).get(value, value))


def currency(code: str, lang: str) -> str:
    """The name of a currency as it stands beside an amount."""
    return str(_texts(lang).get("currency", {}).get(code, code))
