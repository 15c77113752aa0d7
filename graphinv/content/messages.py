"""The languages of messages: which one is wanted, and the translation of each English template."""

from __future__ import annotations

import json
import locale
import os
from functools import lru_cache

from graphinv.content.roots import builtin
from graphinv.message import Language, english
from graphinv.model.values import reasons

LANGS = ("zh", "en")


def language(chosen: str | None, configured: str = "") -> str:
    """zh or en: the flag, else GRAPHINV_LANG, else the setting, else the locale."""
    wanted = chosen or os.environ.get("GRAPHINV_LANG") or configured or (locale.getlocale()[0] or "")
    return "zh" if wanted.lower().startswith(("zh", "chinese")) else "en"


def translator(lang: str) -> Language:
    """From English templates to those of the language."""
    return english if lang == "en" else Language(lang, translations(lang))


@lru_cache(maxsize=4)
def translations(lang: str) -> dict[str, str]:
    """`reports/messages/<lang>.json`, and the reasons for which cells are refused."""
    text = (builtin("reports") / "messages" / f"{lang}.json").read_text("utf-8")
    told: dict[str, str] = {
        reason.en: reason.zh for reason in vars(reasons).values() if isinstance(reason, reasons.Reason)
    }
    return told | {en: other for group in json.loads(text).values() for en, other in group.items()}
