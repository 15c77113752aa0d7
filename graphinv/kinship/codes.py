"""The codes of declared and derived kinship, such as `in_law` and `spouse_parent`, in words without regard to sex."""

from __future__ import annotations

from collections.abc import Mapping

from graphinv.kinship.way import LANGS

WORDS: Mapping[str, tuple[str, str]] = {
    "spouse": ("配偶", "spouse"),
    "child": ("子女", "child"),
    "parent": ("父母", "parent"),
    "sibling": ("兄弟姐妹", "sibling"),
    "grandparent": ("祖父母或外祖父母", "grandparent"),
    "grandchild": ("孙子女或外孙子女", "grandchild"),
    "collateral": ("三代以内旁系血亲", "collateral relative within three generations"),
    "in_law": ("近姻亲", "close in-law"),
    "assoc": ("特定关系人", "registered special relation"),
}
"""What a code is made of, in Chinese and English."""

_OF = {"zh": "的", "en": "'s "}


def coded(code: str, lang: str) -> str | None:
    """The words for a code: 配偶的父母, spouse's parent; None for any other text."""
    parts = [code] if code in WORDS else code.split("_")
    return _OF[lang].join(WORDS[part][LANGS.index(lang)] for part in parts) if WORDS.keys() >= set(parts) else None
