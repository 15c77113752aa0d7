"""The words: complete in both languages, a phrase for every edge type and label, nothing unused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graphinv.errors import SpecError
from graphinv.model import EDGES, LABELS
from graphinv.render.case import DISPOSITIONS
from graphinv.render.index import CHANGES, SEVERITIES
from graphinv.render.shapes import KINDS
from graphinv.render.words import LANGS, fill, load_all, load_words

CODES = {
    "change": CHANGES,
    "change_note": CHANGES,
    "severity": SEVERITIES,
    "severity_long": SEVERITIES,
    "class": ("P", "S", "W"),
    "certainty": ("certain", "possible"),
    "certainty_note": ("certain", "possible"),
    "result": ("hit", "clear", "not_evaluable"),
    "status": ("new", "assigned", "confirmed", "cleared", "reopened"),
    "case.dispose": DISPOSITIONS,
    "kind": KINDS,
}

FIELD = re.compile(r"\{(\w+)\}")


def test_no_key_is_missing_in_either_language(reports: Path) -> None:
    keys = {lang: set(words.keys()) for lang, words in load_all(reports).items()}
    assert keys["zh"] - keys["en"] == set()
    assert keys["en"] - keys["zh"] == set()


def test_both_languages_use_the_same_fields(reports: Path) -> None:
    zh, en = (load_words(reports, lang).keys() for lang in LANGS)
    assert {key for key in zh if set(FIELD.findall(zh[key])) != set(FIELD.findall(en[key]))} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_every_edge_type_and_label_has_its_phrases(reports: Path, lang: str) -> None:
    words = load_words(reports, lang)
    for group, names, parts in (
        ("edges", EDGES, ("name", "label", "fact")),
        ("nodes", LABELS, ("name", "fact", "many")),
    ):
        for name in [*names, "other"]:
            for part in parts:
                assert words(f"{group}.{name}.{part}").strip(), (name, part)


@pytest.mark.parametrize("lang", LANGS)
def test_phrases_name_only_properties_that_exist(reports: Path, lang: str) -> None:
    always = {"from", "to", "when", "kind_word", "n"}
    for key, text in load_words(reports, lang).keys().items():
        group, name, *_ = [*key.split("."), ""]
        declared = {"edges": EDGES, "nodes": LABELS}.get(group, {})
        if name in declared:
            assert set(FIELD.findall(text)) <= set(declared[name].props) | always, key


def test_keys_that_templates_ask_for_exist(reports: Path) -> None:
    known = set(load_words(reports, "zh").keys())
    asked = set()
    for path in (reports / "templates").glob("*.j2"):
        asked |= set(re.findall(r"""\bt\('([\w.]+)'\s*[,)]""", path.read_text("utf-8")))
    assert len(asked) > 60
    assert asked - known == set()


def test_no_text_is_unused(reports: Path) -> None:
    """A key is used if a template or the engine names it, or puts names of its group together."""
    sources = [*(reports / "templates").glob("*.j2"), *(Path(__file__).parents[2] / "graphinv/render").glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources).replace('"', "'")
    groups = ("edges", "nodes", "enums", "currency", "kind", "time", "span")
    unused = []
    for key in load_words(reports, "zh").keys():
        parent, _, _ = key.rpartition(".")
        named = f"'{key}'" in text
        composed = any(f"{start}'{parent}{end}" in text for start, end in (("word(", "'"), ("", ".'"), ("f", ".{")))
        if not (named or composed or key.split(".")[0] in groups):
            unused.append(key)
    assert unused == []


@pytest.mark.parametrize("group", CODES)
def test_codes_of_the_contract_have_words(reports: Path, group: str) -> None:
    for lang in LANGS:
        words = load_words(reports, lang)
        for code in CODES[group]:
            assert words.find(f"{group}.{code}"), (lang, group, code)


def test_phrases_fit_a_chinese_code_page(reports: Path) -> None:
    for key, text in load_words(reports, "zh").keys().items():
        assert text.encode("gb18030").decode("gb18030") == text
        if not key.startswith(("case.", "figure.", "graph.")):
            text.encode("gbk")


def test_fill_drops_what_is_unknown() -> None:
    assert fill("{a}买[ {b} 股][!b:股份][（{c}）]", {"a": "甲", "b": None, "c": "x"}) == "甲买股份（x）"
    assert fill("{a}买[ {b} 股][!b:股份]", {"a": "甲", "b": "[3]{a}"}) == "甲买 [3]{a} 股"


def test_broken_texts_say_where(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for text, said in (('{"a": "1", "a": "2"}', "repeated key a"), ("{", "cannot read"), ("[]", "no table")):
        load_words.cache_clear()
        (folder / "zh.json").write_text(text, "utf-8")
        with pytest.raises(SpecError, match=said):
            load_words(tmp_path, "zh")
    load_words.cache_clear()
    (folder / "zh.json").write_text(json.dumps({"a": {"b": "x"}}), "utf-8")
    with pytest.raises(SpecError, match=r"'a\.c' is missing"):
        load_words(tmp_path, "zh")("a.c")
