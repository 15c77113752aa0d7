"""Every sentence for the user is there in both languages, with the same places, and none is left over."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from typer.main import get_command

from graphinv.cli.app import app
from graphinv.cli.help import explained
from graphinv.content.messages import language, translations, translator
from graphinv.content.roots import builtin
from graphinv.errors import CypherError, SpecError, UsageError
from graphinv.message import PLACE, Bilingual, both, either, english, msg
from graphinv.model import PropType
from tests.content.templates import calls, templates

GROUPS: dict[str, dict[str, str]] = json.loads((builtin("reports") / "messages" / "zh.json").read_text("utf-8"))
KINDS = {*PropType, "bool", "datetime", "duration", "null"}
CALLS = list(calls())


def helps() -> set[str]:
    """The help texts of all commands, options and arguments."""
    return {part.help for part in explained(get_command(app))}


def places(text: str) -> set[str]:
    return {match.group() for match in PLACE.finditer(text)}


def test_templates_are_found() -> None:
    assert len(CALLS) > 300
    found = templates()
    assert "There is no lead {lead}." in found and "graphinv leads list shows all." in found


def test_sentences_are_templates_and_not_put_together() -> None:
    """Write a template with named places, and give the values as keywords."""
    assert [call.place for call in CALLS if call.composed] == []


def test_every_place_has_a_value_and_every_value_a_place() -> None:
    """A text without values may hold braces of its own, such as a pattern's."""
    idle = [f"{call.place}: {call.given - call.places}" for call in CALLS if call.whole and call.given - call.places]
    missing = [f"{call.place}: {call.places - call.given}" for call in CALLS if call.given and call.places - call.given]
    assert idle == []
    assert missing == []


def test_every_template_has_a_chinese_one() -> None:
    wanted = templates() | helps() | {", "}
    known = translations("zh")
    assert sorted(template for template in wanted if template not in known) == []


def test_no_translation_is_left_over() -> None:
    used = templates() | helps() | {", "} | KINDS
    assert sorted(template for group in GROUPS.values() for template in group if template not in used) == []


def test_no_template_is_translated_twice() -> None:
    count = Counter(template for group in GROUPS.values() for template in group)
    assert [template for template, times in count.items() if times > 1] == []


def test_translations_have_the_same_places() -> None:
    pairs = [(en, zh) for group in GROUPS.values() for en, zh in group.items()]
    assert [en for en, zh in pairs if places(en) != places(zh)] == []


def test_translations_fit_a_chinese_console() -> None:
    assert [
        zh for group in GROUPS.values() for zh in group.values() if zh.encode("gbk", "replace").decode("gbk") != zh
    ] == []


def test_translations_are_chinese() -> None:
    """What holds words holds Chinese ones, unless it is code or a name."""
    sentences = [
        (en, zh) for group in GROUPS.values() for en, zh in group.items() if re.search(r"[a-z]{3,} [a-z]{2,} ", en)
    ]
    assert len(sentences) > 200
    assert [en for en, zh in sentences if not re.search(r"[\u4e00-\u9fff]", zh)] == []


def test_an_error_in_both_languages() -> None:
    error = UsageError("There is no lead {lead}.", hint="graphinv leads list shows all.", lead="L-{hint}")
    assert str(error) == "There is no lead L-{hint}. graphinv leads list shows all."
    assert error.text(translator("zh")) == "没有线索 L-{hint}。graphinv leads list 列出全部线索。"
    placed = CypherError("Unknown label {label}.", 3, 7, label="Firm")
    assert str(placed) == "line 3, column 7: Unknown label Firm."
    assert placed.text(translator("zh")) == "第 3 行第 7 列：未知的标签 Firm。"


def test_problems_of_a_file_are_told_in_both_languages() -> None:
    inner = SpecError("has no header.", at="a.cypher:1")
    error = SpecError("cannot be used:", at="x.yaml", problems=[msg("`{key}` must be a list", key="key"), inner])
    assert str(error) == "x.yaml: cannot be used:\n  `key` must be a list\n  a.cypher:1: has no header."
    assert error.text(translator("zh")) == "x.yaml：不能使用：\n  `key` 必须是列表\n  a.cypher:1：没有规则头。"


def test_values_are_put_in_once_and_lists_are_joined() -> None:
    hostile = "{lead} {0} {kind!r} %s"
    said = msg("Known: {names}.", names=[hostile, "b"])
    assert str(said) == f"Known: {hostile}, b."
    assert said.text(translator("zh")) == f"可用：{hostile}、b。"
    assert str(msg("{size:.1f} of {name!r} and {gone}", size=1.25, name="a")) == "1.2 of 'a' and {gone}"
    assert str(both(["a", "b", "c"])) == "a and b and c"
    assert msg("Known: {names}.", names=either(["a", "b"])).text(translator("zh")) == "可用：a 或 b。"
    assert Bilingual("rule is off", zh="规则停用").text(translator("zh")) == "规则停用"
    assert Bilingual("rule is off", zh="规则停用").text(english) == "rule is off"


@pytest.mark.parametrize(
    ("chosen", "variable", "configured", "found"),
    [("en", "zh", "zh", "en"), (None, "zh_CN.UTF-8", "en", "zh"), (None, "", "zh", "zh"), (None, "", "", "en")],
)
def test_which_language(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, variable: str, configured: str, found: str
) -> None:
    monkeypatch.setenv("GRAPHINV_LANG", variable)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert language(chosen, configured) == found
