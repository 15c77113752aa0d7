"""A typed value, written in any of the ways that the data contract allows, is read back as the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphinv.model.values import id_no, moment, money, partial_date, period, region, share, uscc
from graphinv.model.values.text import FULL_WIDTH, HALF_WIDTH, narrowed, trimmed
from tests.properties.cells import ANY
from tests.staging.bench import Bench, loader

Pair = tuple[Any, str]
"""A value and one of its written forms."""

ROWS = 25
QUICK = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_WIDE = str.maketrans(HALF_WIDTH[:-1], FULL_WIDTH[:-1])


def _written(values: st.SearchStrategy[Any], *forms: Callable[[Any], str | None]) -> st.SearchStrategy[Pair]:
    """Values with one of their forms, now and then full-width or between blanks; a form may not fit a value."""
    changes = st.sampled_from([str, str, str, lambda text: text.translate(_WIDE), lambda text: f"\u3000{text} "])
    plain = st.tuples(values, st.sampled_from(forms)).map(lambda pair: (pair[0], pair[1](pair[0])))
    fitting = plain.filter(lambda pair: pair[1] is not None)
    return st.tuples(fitting, changes).map(lambda made: (made[0][0], made[1](str(made[0][1]))))


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _grouped(number: Decimal) -> str:
    whole, _, rest = f"{abs(number):f}".partition(".")
    return f"{'-' if number < 0 else ''}{int(whole):,}{'.' if rest else ''}{rest}"


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbers(limit: int, places: int) -> st.SearchStrategy[Decimal]:
    whole = st.integers(-limit, limit)
    return whole.map(lambda number: Decimal(number).scaleb(-places))


def _amounts(limit: int, places: int, factor: int) -> st.SearchStrategy[Pair]:
    """Decimals below the limit, and the integers by which they are kept."""
    written = _written(_numbers(limit, places), _plain, _grouped, _short, lambda number: f"{number:f}000")
    return written.map(lambda pair: (int(pair[0] * factor), pair[1]))


_DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
_DAY_FORMS = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year:04}/{day.month}/{day.day}",
    lambda day: f"{day.year:04}.{day.month:02}.{day.day}",
    lambda day: f"{day.year:04}{day.month:02}{day.day:02}",
    lambda day: f"{day.year:04}年{day.month}月{day.day}日",
    lambda day: f"{day.isoformat()} 00:00",
)
_MONTH_FORMS = (
    lambda day: f"{day.year:04}-{day.month:02}",
    lambda day: f"{day.year:04}/{day.month}",
    lambda day: f"{day.year:04}年{day.month}月",
)
_YEAR_FORMS = (lambda day: f"{day.year:04}", lambda day: f"{day.year:04}年")


def _end_of_month(day: date) -> date:
    later = day.replace(day=28) + timedelta(days=4)
    return later.replace(day=1) - timedelta(days=1)


def _dates() -> st.SearchStrategy[Pair]:
    """Days, months and years as (first, last)."""
    days = _written(_DAYS, *_DAY_FORMS).map(lambda pair: ((pair[0], pair[0]), pair[1]))
    months = _written(_DAYS, *_MONTH_FORMS).map(
        lambda pair: ((pair[0].replace(day=1), _end_of_month(pair[0])), pair[1])
    )
    years = _written(_DAYS, *_YEAR_FORMS).map(
        lambda pair: ((date(pair[0].year, 1, 1), date(pair[0].year, 12, 31)), pair[1])
    )
    return st.one_of(days, months, years, st.sampled_from([((None, None), "至今"), ((None, None), "9999-12-31")]))


_MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 30)).map(lambda at: at.replace(microsecond=0))


def _moments() -> st.SearchStrategy[Pair]:
    """(moment, false), and days without a time as (midnight, true)."""
    timed = _written(
        _MOMENTS,
        lambda at: at.isoformat(" "),
        lambda at: at.isoformat(),
        lambda at: f"{at.isoformat()}.250",
        lambda at: f"{at:%H:%M:%S}".join([f"{at.year:04}年{at.month}月{at.day}日 ", "+08:00"]),
        lambda at: f"{(at - timedelta(hours=8)).isoformat()}Z",
        lambda at: f"{(at + timedelta(hours=1, minutes=30)).isoformat(' ')}+0930",
    )
    days = _written(_DAYS, *_DAY_FORMS[:5])
    return st.one_of(
        timed.map(lambda pair: ((pair[0], False), pair[1])),
        days.map(lambda pair: ((datetime(pair[0].year, pair[0].month, pair[0].day), True), pair[1])),
    )


def _periods() -> st.SearchStrategy[Pair]:
    """Months, quarters and years as (text, since, until)."""
    likely = st.dates(date(1800, 1, 1), date(9998, 12, 31))
    months = _written(likely, *_MONTH_FORMS, lambda day: f"{day.year:04}{day.month:02}")
    quarters = _written(
        likely,
        lambda day: f"{day.year}Q{_quarter(day)}",
        lambda day: f"{day.year}-q{_quarter(day)}",
        lambda day: f"{day.year}年{_quarter(day)}季度",
        lambda day: f"{day.year}年第{period.HAN[_quarter(day) - 1]}季度",
    )
    return st.one_of(
        months.map(lambda pair: (period.parse(f"{pair[0]:%Y-%m}"), pair[1])),
        quarters.map(lambda pair: (period.parse(f"{pair[0].year}Q{_quarter(pair[0])}"), pair[1])),
        _written(likely, *_YEAR_FORMS).map(lambda pair: (period.parse(f"{pair[0].year}"), pair[1])),
    )


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _people() -> st.SearchStrategy[Pair]:
    """Numbers of 18 characters, also as the 15 digits of old."""
    heads = st.tuples(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
    numbers = heads.map(lambda head: f"330106{head[0]:%Y%m%d}{head[1]:03}").map(lambda x: x + id_no.check_digit(x))
    written = _written(numbers, str, str.lower, lambda number: number[:6] + number[8:17])
    return written.map(lambda pair: ((pair[0], True), pair[1]))


def _firms() -> st.SearchStrategy[Pair]:
    codes = st.text(uscc.ALPHABET, min_size=17, max_size=17).map(lambda head: head + uscc.check_character(head))
    return _written(codes, str, str.lower).map(lambda pair: ((pair[0], True), pair[1]))


def _lists() -> st.SearchStrategy[Pair]:
    """Parts between any of the separators; empty parts and blanks around them are nothing."""
    part = ANY.map(lambda text: "".join(sign for sign in text if sign not in ";；、|")).map(trimmed).filter(bool)
    between = st.sampled_from([";", "；", "、", "|", " ; ", ";;", "；\u3000"])
    made = st.tuples(st.lists(part, min_size=1, max_size=4), between)
    return made.map(lambda pair: (pair[0], pair[1].join(pair[0])))


@dataclass(frozen=True)
class Kind:
    """A column, what is read of it, its values, and the reading of plain Python if there is one."""

    column: str
    shown: str
    pairs: st.SearchStrategy[Pair]
    plain: Callable[[str], Any] | None = None


def _day(text: str) -> Any:
    return partial_date.parse(text) or (None, None)


def _per_cent(text: str) -> float:
    return share.parse(text, percent=True)


def _shares(forms: tuple[Callable[[Decimal], str], ...]) -> st.SearchStrategy[Pair]:
    parts = st.integers(0, 10**7).map(lambda number: Decimal(number).scaleb(-7))
    return _written(parts, *forms).map(lambda pair: (float(pair[0]), pair[1]))


_VALUES = "{equity: [股权, 股 权], debt: [债权]}"
KINDS = {
    "date": Kind("{type: date}", "[x, x_last]", _dates(), _day),
    "moment": Kind("{type: datetime}", "{'at': x, 'day': x_day}", _moments(), moment.parse),
    "year": Kind("{type: year}", "x", _written(st.integers(1800, 9998), str, lambda year: f"{year}年")),
    "period": Kind("{type: period}", "{'x': x, 'a': x_since, 'b': x_until}", _periods(), period.parse),
    "money": Kind("{type: money_cny}", "x", _amounts(10**15 - 1, 2, 100), money.fen),
    "wan": Kind(
        "{type: money_cny, unit: 万元}", "x", _amounts(10**15 - 1, 6, 10**6), lambda text: money.fen(text, "万元")
    ),
    "price": Kind("{type: price}", "x", _amounts(10**15 - 1, 4, 10**4), money.price),
    "share": Kind("{type: share}", "x", _shares((_plain, _short, lambda part: f"{_short(part * 100)}%")), share.parse),
    "percent": Kind('{type: share, unit: "%"}', "x", _shares((lambda part: _short(part * 100),)), _per_cent),
    "number": Kind(
        "{type: number}",
        "x",
        _written(_numbers(10**15, 6), _plain, _grouped, _short).map(lambda pair: (float(pair[0]), pair[1])),
    ),
    "int": Kind(
        "{type: int}",
        "x",
        _written(st.integers(-(2**63), 2**63 - 1), str, "{:,}".format, "{}.0".format, "{}.000".format),
    ),
    "bool": Kind(
        "{type: bool}",
        "x",
        _written(st.booleans(), *({True: yes, False: no}.get for yes, no in ("是否", "10", "yn", ("true", "FALSE")))),
    ),
    "region": Kind(
        "{type: region}",
        "x",
        _written(st.from_regex(region.SHAPE, fullmatch=True).filter(str.isascii), str),
        region.parse,
    ),
    "enum": Kind(
        f"{{type: enum, values: {_VALUES}}}",
        "x",
        _written(st.sampled_from(["equity", "debt"]), str, str.upper, {"equity": "股权", "debt": "债权"}.get),
    ),
    "list": Kind("{type: list}", "x", _lists()),
    "id_no": Kind("{type: id_no}", "{'x': x, 'ok': x_ok}", _people(), lambda text: (id_no.normal(text), True)),
    "uscc": Kind("{type: uscc}", "{'x': x, 'ok': x_ok}", _firms(), lambda text: (uscc.normal(text), True)),
    "person": Kind("{type: person}", "{'x': x, 'ok': x_ok}", _people(), lambda text: (id_no.normal(text), True)),
    "string": Kind("{}", "x", ANY.map(trimmed).filter(bool).map(lambda text: (text, f" {text}\u3000")), str),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with duckdb.connect() as con:
        yield Bench(tmp_path_factory.mktemp("values"), con)


@QUICK
@given(data=st.data())
@pytest.mark.parametrize("name", KINDS)
def test_read_back(shared: Bench, name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    pairs = data.draw(st.lists(kind.pairs, min_size=ROWS, max_size=ROWS))
    yaml = f"id: t\ntitle: {{zh: 测, en: Test}}\nsource: {{files: [t]}}\ncolumns:\n  n: {{}}\n  x: {kind.column}\n"
    shared.loaders = {"t": loader(shared.folder / "t.yaml", f"{yaml}key: [n]\n")}
    shared.stage(shared.table("t.csv", [["n", "x"], *([str(place), text] for place, (_, text) in enumerate(pairs))]))
    assert shared.rejects() == []
    found = dict(shared.rows(f"SELECT n::INTEGER, {kind.shown} FROM s_t"))
    for place, (value, text) in enumerate(pairs):
        assert _comparable(found[place]) == _comparable(value), text
        if kind.plain is not None:
            cell = trimmed(text) if name == "string" else narrowed(trimmed(text))
            assert _comparable(kind.plain(cell)) == _comparable(value), text


def _comparable(value: Any) -> Any:
    """Structs and tuples as lists."""
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, tuple) else value
