"""Questions in plain Chinese: 爷爷和外公是什么关系？"""

from __future__ import annotations

import re
from typing import Literal

from graphinv.errors import KinWordError
from graphinv.kinship.ask import EGO, Question, Wanted, ask
from graphinv.kinship.read import read
from graphinv.kinship.steps import Sex

_SHOULD = "(?:应该|应当|应|该|要|可以)?"
_HOW = "(?:如何|怎么|怎样|怎么样)?"
_PATTERNS: tuple[tuple[Wanted | Literal["address"], re.Pattern[str]], ...] = (
    ("pair", re.compile(r"(?P<one>.+?)(?:和|与|跟)(?P<other>.+?)(?:之间)?(?:是|有)?(?:什么|啥|何种)关系")),
    (
        "address",
        re.compile(rf"(?P<one>.+?){_SHOULD}{_HOW}(?:称呼|叫|喊)(?P<other>[^什啥]+?)(?:为)?(?:什么|啥)?"),
    ),
    ("name", re.compile(rf"(?P<other>.+?)(?:,|，)?(?P<one>我)?{_SHOULD}{_HOW}(?:称呼|叫|喊)(?:什么|啥)?")),
    ("name", re.compile(r"(?P<other>.+?)是(?P<one>.+?)的?(?:什么人|什么|谁|啥)")),
    ("chain", re.compile(r"(?P<other>.+?)(?:是|指)?(?:什么|啥)(?:关系|人|亲戚)|(?P<only>.+?)是谁")),
)
_NOISE = re.compile(r"[\s?？。.!！、呢呀啊吗]+$|^请问[,，]?|\s+")


def ask_sentence(text: str, ego_sex: Sex | None = None) -> tuple[str, ...]:
    """The answers to a question in words. Raises KinWordError if it is none, or one of its words cannot be read."""
    said = _NOISE.sub("", text)
    for wanted, pattern in _PATTERNS:
        found = pattern.fullmatch(said)
        if found:
            parts = found.groupdict()
            relative, speaker = parts.get("other") or parts.get("only") or "", parts.get("one") or EGO
            if not (read(relative).problem or read(speaker).problem):
                kind: Wanted = "name" if wanted == "address" else wanted
                return ask(Question(relative, speaker, ego_sex, kind))
    raise KinWordError(
        "{text} is not understood as a question about kin.",
        text=text,
        hint="Ask, for example: 爷爷和外公是什么关系, 爸爸如何称呼姨妈, 姨婆是什么关系.",
    )
