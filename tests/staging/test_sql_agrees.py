"""The generated SQL gives what the value types in plain Python give, reasons included, on some hundred texts each."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphinv.model.values import BadValue, id_no, moment, money, partial_date, period, region, share, uscc
from graphinv.model.values.reasons import NOT_A_BOOL, NOT_A_NUMBER, NOT_A_YEAR, NOT_AN_INT, TOO_LARGE
from graphinv.model.values.text import narrowed, trimmed
from graphinv.staging.kinds.texts import SEPARATORS
from graphinv.staging.kinds.words import NO, YES
from tests.staging.bench import Bench, loader

Parse = Callable[[str], Any]
_DIGITS = st.sampled_from("0123456789")
_SIGNS = "0123456789.,-/+%eEXx年月日季度第一四Qq :TZ元二１２－／"
_DATES = st.dates(date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [
            f"{day:%Y-%m-%d}",
            f"{day.year:04}/{day.month}/{day.day}",
            f"{day:%Y%m%d}",
            f"{day.year:04}年{day.month}月{day.day}日",
            f"{day.year:04}.{day.month}.{day.day}",
            f"{day.year:04}-{day.month:02}",
            f"{day.year:04}年{day.month}月",
            f"{day.year:04}",
            f"{day.year:04}-02-30",
            f"{day.year:04}-{day.month:02}-{day.day:02} 14:05",
            f"{day.year:04}-{day.month:02}-{day.day:02}T24:05:00",
            f"{day.year:04}/{day.month}/{day.day} 9:05:07.5+09:30",
            f"{day.day:02}/{day.month:02}/{day.year:04}",
            f"{day.year:04}Q{(day.month + 2) // 3}",
            f"{day.year:04}年第{'一二三四'[(day.month - 1) // 3]}季度",
            "至今",
            "长期",
        ]
    )
)
_NUMBERS = st.one_of(
    st.decimals(-(10**16), 10**16, allow_nan=False, places=9).map("{:f}".format),
    st.decimals(-2, 2, allow_nan=False, places=4).map("{:f}".format),
    st.floats(0, 2).map(str),
    st.floats(0, 120).map(lambda number: f"{number:.3f}%"),
    st.integers(-(10**18), 10**18).map("{:,}".format),
    st.from_regex(money.NUMBER, fullmatch=True),
)
_IDS = st.one_of(
    st.tuples(st.dates(date(1900, 1, 1)), st.integers(0, 999)).map(lambda pair: f"110105{pair[0]:%Y%m%d}{pair[1]:03}"),
    st.text("0123456789", min_size=17, max_size=17),
).flatmap(lambda digits: st.sampled_from([digits + id_no.check_digit(digits), digits + "x", digits[:15], digits + "0"]))
_CODES = st.text(uscc.ALPHABET, min_size=17, max_size=17).flatmap(
    lambda head: st.sampled_from([head + uscc.check_character(head), (head + uscc.check_character(head)).lower(), head])
)
_WORDS = st.sampled_from([*YES, *NO, "TRUE", "No", "ＹＥＳ", "是 ", "甲;乙", "；|a、 "])
_ANY = st.one_of(_DATES, _NUMBERS, _IDS, _CODES, _WORDS, st.text(_SIGNS, max_size=19), st.text(max_size=6))


QUICK = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],  # each text stands for itself, and shrinking a list of them takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _money(unit: str) -> Parse:
    return lambda text: money.fen(text, unit)


def _dates(**how: bool) -> Parse:
    return lambda text: partial_date.parse(text, **how)


def _percent(text: str) -> float:
    return share.parse(text, percent=True)


def _pounds(text: str) -> int:
    try:
        return money.fen(text)
    except BadValue as error:
        raise (BadValue(money.no_amount("GBP")) if error.reason != TOO_LARGE else error) from None


def _number(text: str) -> float:
    if not re.fullmatch(money.NUMBER, text):
        raise BadValue(NOT_A_NUMBER)
    value = float(text.replace(",", ""))
    if not math.isfinite(value):
        raise BadValue(TOO_LARGE)
    return value


def _whole(text: str) -> int:
    if not re.fullmatch(money.NUMBER, text) or not re.fullmatch("[^.]*([.]0+)?", text):
        raise BadValue(NOT_AN_INT)
    value = int(text.replace(",", "").partition(".")[0])
    if not -(2**63) <= value < 2**63:
        raise BadValue(TOO_LARGE)
    return value


def _year(text: str) -> int:
    if not re.fullmatch(partial_date.YEAR, text) or not partial_date.LIKELY_YEAR <= int(text[:4]) < 9999:
        raise BadValue(NOT_A_YEAR)
    return int(text[:4])


def _truth(text: str) -> bool:
    if text.lower() not in (*YES, *NO):
        raise BadValue(NOT_A_BOOL)
    return text.lower() in YES


def _words(text: str) -> list[str] | None:
    return [part for part in map(trimmed, re.split(SEPARATORS, text)) if part] or None


KINDS: dict[str, tuple[str, str, Parse]] = {
    "money": ("{type: money_cny}", "x", _money("")),
    "money_wan": ("{type: money_cny, unit: 万元}", "x", _money("万元")),
    "money_yi": ("{type: money_cny, unit: 亿元}", "x", _money("亿元")),
    "price": ("{type: price}", "x", money.price),
    "share": ("{type: share}", "x", share.parse),
    "percent": ('{type: share, unit: "%"}', "x", _percent),
    "date": ("{type: date}", "[x, x_last]", _dates()),
    "last_day": ("{type: date}", "[x, x_last]", _dates(inclusive=True)),
    "day_first": ("{type: date, format: dmy}", "[x, x_last]", _dates(day_first=True)),
    "moment": ("{type: datetime}", "{'at': x, 'day': x_day}", moment.parse),
    "period": ("{type: period}", "{'x': x, 'since': x_since, 'until': x_until}", period.parse),
    "region": ("{type: region}", "x", region.parse),
    "pounds": ("{type: money_gbp}", "x", _pounds),
    "number": ("{type: number}", "x", _number),
    "int": ("{type: int}", "x", _whole),
    "year": ("{type: year}", "x", _year),
    "bool": ("{type: bool}", "x", _truth),
}


@pytest.fixture(scope="module")
def shared() -> Iterator[Bench]:
    con = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        yield Bench(Path(folder), con)
    con.close()


def _stage(bench: Bench, column: str, texts: list[str], header: str = "x") -> None:
    yaml = f"id: t\ntitle: {{zh: 测, en: Test}}\nsource: {{files: [t]}}\ncolumns:\n  n: {{}}\n  x: {column}\nkey: [n]\n"
    bench.loaders = {"t": loader(bench.folder / "t.yaml", yaml)}
    rows = [[str(number), text] for number, text in enumerate(texts)]
    bench.stage(bench.table("t.csv", [["n", header], *rows]))


@QUICK
@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_values_and_reasons_agree(shared: Bench, kind: str, data: st.DataObject) -> None:
    column, shown, parse = KINDS[kind]
    texts = data.draw(st.lists(_ANY, min_size=40, max_size=60))
    _stage(shared, column, texts, "x(含)" if kind == "last_day" else "x")
    values = dict(shared.rows(f"SELECT n::INTEGER, {shown} FROM s_t"))
    reasons = {row - 2: reason for _, row, _, _, reason in shared.rejects()}
    for number, text in enumerate(texts):
        _agrees(text, parse, values.get(number), reasons.get(number))


def _agrees(text: str, parse: Parse, value: Any, reason: str | None) -> None:
    cell = narrowed(trimmed(text))
    plain = list(value.values()) if isinstance(value, dict) else value
    if not cell:
        assert plain in (None, [None, None], [None, None, None])
        return
    try:
        expected = parse(cell)
    except BadValue as error:
        assert reason is not None, (text, plain)
        assert reason.replace("CNY", "") == error.reason.en.replace("CNY", ""), text
        return
    assert reason is None, (text, reason)
    if expected is None:
        assert plain == [None, None], text
    else:
        assert plain == (list(expected) if isinstance(expected, tuple) else expected), text


@QUICK
@given(texts=st.lists(st.one_of(_IDS, _CODES, st.text(_SIGNS, max_size=18)), min_size=40, max_size=60))
def test_ids_agree(shared: Bench, texts: list[str]) -> None:
    _stage(shared, "{type: id_no}", texts)
    for number, value, ok in shared.rows("SELECT n::INTEGER, x, x_ok FROM s_t"):
        cell = narrowed(trimmed(texts[number]))
        assert value == (id_no.normal(cell) or None)
        assert ok == (id_no.valid(id_no.normal(cell)) if cell else None), cell


@QUICK
@given(texts=st.lists(st.one_of(_IDS, _CODES, st.text(_SIGNS, max_size=18)), min_size=40, max_size=60))
def test_credit_codes_agree(shared: Bench, texts: list[str]) -> None:
    _stage(shared, "{type: uscc}", texts)
    for number, value, ok in shared.rows("SELECT n::INTEGER, x, x_ok FROM s_t"):
        cell = narrowed(trimmed(texts[number]))
        assert value == (uscc.normal(cell) or None)
        checked = cell and not cell.startswith(uscc.REGISTER_PREFIX)
        assert ok == (uscc.valid(uscc.normal(cell)) if checked else None), cell


@QUICK
@given(texts=st.lists(st.text("ab ;；、|，甲\u3000\x00", max_size=9), min_size=40, max_size=60))
def test_lists_agree(shared: Bench, texts: list[str]) -> None:
    _stage(shared, "{type: list}", texts)
    for number, value in shared.rows("SELECT n::INTEGER, x FROM s_t"):
        assert value == _words(trimmed(texts[number])), texts[number]
