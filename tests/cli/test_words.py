"""Messages, headings and coded words of the commands: both languages, the same places, nothing a GBK console lacks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from graphinv.cli import messages, words
from graphinv.message import PLACE
from tests.content.templates import PACKAGE

TABLES = {
    "messages": messages.MESSAGES,
    "headings": words.HEADINGS,
    "words": words.WORDS,
    "stages": words.STAGES,
}


def asked(function: str) -> set[str]:
    """The keys that the commands ask a function for."""
    found = set()
    for path in Path(PACKAGE / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function and node.args:
                parts = ast.walk(node.args[0])
                found |= {
                    part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same(name: str) -> None:
    for key, (zh, en) in TABLES[name].items():
        assert zh.strip() and en.strip(), key
        assert set(PLACE.findall(zh)) == set(PLACE.findall(en)), key
        assert zh.encode("gbk") and en.encode("gbk"), key
        assert not re.search("[✓✗•⚠]", zh + en), key


def test_every_message_that_is_said_is_there_and_none_is_idle() -> None:
    assert asked("say") | asked("text") == messages.MESSAGES.keys()
