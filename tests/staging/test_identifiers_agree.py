"""Identifiers typed in SQL are what plain Python makes of them, whatever the kind and however it is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphinv.errors import SpecError
from graphinv.model.values import BadValue, identifier
from graphinv.model.values.reasons import NOT_AN_IDENTIFIER
from graphinv.model.values.text import trimmed
from tests.staging.bench import Bench, loader
from tests.staging.test_sql_agrees import QUICK, shared

__all__ = ["shared"]

_LIKELY = st.one_of(
    st.from_regex(r"(\+|00)?(86)?[ -]?1[0-9]{10}", fullmatch=True),
    st.from_regex(r"0?[0-9]{3,4}-[0-9]{7,8}", fullmatch=True),
    st.from_regex(r"[A-Za-z.]{1,5}@[A-Za-z]{1,4}\.(cn|COM)", fullmatch=True),
    st.from_regex(r"([0-9A-Fa-f]{2}[:.-]?){6}", fullmatch=True),
    st.from_regex(r"([0-9]{1,3}\.){3}[0-9]{1,3}|[0-9a-f]{0,4}::?[0-9a-f]{0,4}", fullmatch=True),
    st.text("幸福路号室栋 １2-3ab①㎡ⅳ", max_size=10),
    st.sampled_from(["无", "——", "N/A", "00000000", "ﬁ", "e\u0301", "\u2003x\u2003", "ㄱ\u1161"]),
    st.text(max_size=6),
)
_YAML = """
id: t
title: {{zh: 测, en: Test}}
source: {{files: [t]}}
columns:
  n: {{}}
  kind: {{type: enum, values: {{{words}}}}}
  x: {{type: identifier, of: $kind}}
  y: {{type: identifier, of: {kind}}}
key: [n]
"""


def _expected(text: str, kind: str) -> str | None:
    try:
        return identifier.parse(trimmed(text), kind) if trimmed(text) else None
    except BadValue:
        return None


@QUICK
@given(texts=st.lists(_LIKELY, min_size=60, max_size=90))
@pytest.mark.parametrize("kind", identifier.KINDS)
def test_values_agree(shared: Bench, kind: str, texts: list[str]) -> None:
    words = ", ".join(f"{name}: []" for name in identifier.KINDS)
    shared.loaders = {"t": loader(shared.folder / "t.yaml", _YAML.format(kind=kind, words=words))}
    (shared.folder / "t.yaml").unlink()
    rows = [[str(number), kind, text, text] for number, text in enumerate(texts)]
    shared.stage(shared.table("t.csv", [["n", "kind", "x", "y"], *rows]))
    found = {n: (x, y) for n, x, y in shared.rows("SELECT n::INTEGER, x, y FROM s_t")}
    refused = {row - 2 for _, row, _, _, _ in shared.rejects()}
    for number, text in enumerate(texts):
        expected = _expected(text, kind)
        assert number in refused or found[number] == (expected, expected), (kind, text)
    said = (reason for reason in shared.notes() if reason[2] == "x" and reason[4] == NOT_AN_IDENTIFIER.en)
    noted = {row - 2 for _, row, *_ in said}
    nothing = {number for number, text in enumerate(texts) if trimmed(text) and not _expected(text, kind)}
    assert noted - refused == nothing - refused


def test_every_compatibility_character_is_known() -> None:
    signs = map(chr, (*range(1, 0xD800), *range(0xE000, 0x110000)))
    plain = {sign: unicodedata.normalize("NFKC", sign) for sign in signs}
    odd = {sign: text for sign, text in plain.items() if text not in (sign, unicodedata.normalize("NFC", sign))}
    assert identifier.compatible() == odd and len(odd) > 3000


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("x: {type: identifier}", "unknown kind ``.*Known: mobile, email"),
        ("x: {type: identifier, of: mobil}", "Did you mean `mobile`"),
        ("x: {type: identifier, of: $kin}", r"unknown kind `\$kin`"),
        ("x: {positive: true}", "`x` is string and cannot be `positive`"),
        ("x: {type: date, default: 2020-01-01}", r"its default must be `\$` and another column that is date"),
        ("x: {type: date, default: $n}", r"its default must be `\$` and another column that is date"),
    ],
)
def test_what_does_not_fit_a_column_is_refused(bench: Bench, column: str, message: str) -> None:
    text = f"id: t\ntitle: {{zh: 测, en: Test}}\nsource: {{files: [t]}}\ncolumns:\n  n: {{}}\n  {column}\nkey: [n]\n"
    with pytest.raises(SpecError, match=message):
        loader(bench.folder / "t.loader", text)


def test_a_date_may_be_taken_from_another_with_both_of_its_ends(bench: Bench) -> None:
    text = (
        "id: t\ntitle: {zh: 测, en: Test}\nsource: {files: [t]}\n"
        "columns: {n: {}, a: {type: date}, b: {type: date, default: $a}}\nkey: [n]\n"
    )
    bench.loaders = {"t": loader(bench.folder / "t.loader", text)}
    bench.stage(bench.table("t.csv", [["n", "a", "b"], ["1", "2020-05", ""], ["2", "2020-05", "2021"], ["3", "", ""]]))
    assert bench.typed("t", "b::VARCHAR, b_last::VARCHAR") == [
        ("2020-05-01", "2020-05-31"),
        ("2021-01-01", "2021-12-31"),
        (None, None),
    ]
    (bench.folder / "t.csv").unlink()
    bench.stage(bench.table("t.csv", [["n", "a"], ["1", "2020-05"]]))
    assert bench.typed("t", "b::VARCHAR, b_last::VARCHAR") == [("2020-05-01", "2020-05-31")]


def test_a_condition_may_ask_for_any_value(bench: Bench) -> None:
    text = (
        "id: t\ntitle: {zh: 测, en: Test}\nsource: {files: [t]}\n"
        "columns: {n: {}, kind: {type: enum, values: {a: [甲]}}, x: {}}\nkey: [n]\nrequired_if: {kind: {x: '*'}}\n"
    )
    bench.loaders = {"t": loader(bench.folder / "t.loader", text)}
    bench.stage(bench.table("t.csv", [["n", "kind", "x"], ["1", "", "v"], ["2", "甲", "v"], ["3", "", ""]]))
    assert [row for _, row, _, _, _ in bench.rejects()] == [2]
