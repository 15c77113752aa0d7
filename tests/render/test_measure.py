"""Measuring, breaking and shortening text; making the invisible visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphinv.render.measure import shorten, text_em, wrap
from graphinv.render.visible import FSI, PDI, isolate, split_isolates, visible


def test_widths() -> None:
    assert text_em("王建国") == 3
    assert text_em("Ａ１") == 2
    assert 0.5 <= text_em("n") <= 0.65
    assert text_em("e\u0301") == text_em("e")


@pytest.mark.parametrize("number", ["2021-017", "HT-2023-0009", "1,285,000.00", "60%", "128.5 万元", "2021-04-16"])
def test_numbers_are_never_cut(number: str) -> None:
    text = f"城北片区老旧小区改造工程（{number}）标段"
    for em in (8, 9, 10, 14):
        assert any(number in line for line in wrap(text, em))
    assert number in shorten(text * 1, 14)
    assert number in shorten("很长的名称" * 2000 + number, 14)


@given(st.text(max_size=80), st.floats(4, 20))
def test_lines_hold_all_text_and_fit(text: str, em: float) -> None:
    lines = wrap(text, em)
    assert all(text_em(line) <= em + 1e-9 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(max_size=300), st.floats(6, 20), st.integers(1, 4))
def test_shortened_text_fits(text: str, em: float, count: int) -> None:
    lines = wrap(text, em, count)
    assert len(lines) <= count
    assert text_em(shorten(text, em)) <= em + 1e-9


def test_punctuation_does_not_start_a_line() -> None:
    for em in (4, 5, 6, 7):
        assert not any(line[0] in "，。）、" for line in wrap("王建国，李秀英（女）、赵刚。", em))


def test_control_and_direction_characters_show() -> None:
    assert visible("a\u202eb\x0bc\x00d\u200be") == "a[U+202E]b[U+000B]c[U+0000]d[U+200B]e"
    assert visible("一\n二\t三") == "一 二 三"
    assert visible("一\n二", keep_lines=True) == "一\n二"
    assert visible("王建国 <b>") == "王建国 <b>"
    assert visible("\ud800") == "[U+D800]"


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable() or not shown
    shown.encode("utf-8")


def test_right_to_left_names_are_isolated() -> None:
    name = "\u05d0\u05d1\u05d2"
    assert isolate(name) == f"{FSI}{name}{PDI}"
    assert isolate("王建国") == "王建国"
    assert list(split_isolates(f"x{FSI}{name}{PDI}y")) == [(False, "x"), (True, name), (False, "y")]
    assert list(split_isolates(f"x{FSI}{name}")) == [(False, f"x[U+2068]{name}")]
