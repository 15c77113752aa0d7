"""The value types in plain Python, against the standards and the forms that the data contract names."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphinv.model.values import BadValue, id_no, moment, money, partial_date, period, reasons, region, share, uscc
from graphinv.model.values.text import narrowed, plain_id, spoilt, trimmed

SAMPLE = "11010519491231002X"  # printed in GB 11643
CODES = ("91330100MA00000072", "11330100000000019E")


def test_the_sample_of_the_standard_is_valid() -> None:
    assert id_no.valid(SAMPLE)
    assert id_no.born_on(SAMPLE) == date(1949, 12, 31)
    assert id_no.sex(SAMPLE) == "female"


def test_fifteen_digits_become_eighteen() -> None:
    assert id_no.normal("110105491231002") == SAMPLE
    assert id_no.normal("11010519491231002x") == SAMPLE


def test_fifteen_digits_without_a_birth_date_stay() -> None:
    assert id_no.normal("110105491331002") == "110105491331002"


@pytest.mark.parametrize(
    "wrong", ["110105194912310021", "11010519491331002X", "1101051949123100", "", "１１０１０５１９４９１２３１００２X"]
)
def test_wrong_id_numbers(wrong: str) -> None:
    assert not id_no.valid(wrong)


@given(st.from_regex("[0-9]{6}", fullmatch=True), st.dates(date(1800, 1, 1)), st.integers(0, 999), st.integers(0, 17))
def test_every_changed_digit_of_an_id_number_shows(area: str, born: date, order: int, place: int) -> None:
    digits = f"{area}{born:%Y%m%d}{order:03}"
    number = digits + id_no.check_digit(digits)
    assert id_no.valid(number)
    other = str((int(number[place]) + 1) % 10) if number[place] != "X" else "0"
    assert not id_no.valid(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("code", CODES)
def test_credit_codes(code: str) -> None:
    assert uscc.valid(code)
    assert not uscc.valid(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert not uscc.valid(code.replace("9", "I", 1).replace("1", "O", 1))


@given(st.text(uscc.ALPHABET, min_size=17, max_size=17))
def test_a_credit_code_carries_its_check_character(head: str) -> None:
    assert uscc.valid(head + uscc.check_character(head))


def test_a_register_number_is_no_credit_code() -> None:
    assert uscc.normal("X:12345") == "X:12345"
    assert uscc.normal("91330100ma00000072") == CODES[0]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1234.56", "", 123456),
        ("1,234.56", "元", 123456),
        ("128.5", "万元", 128500000),
        ("1.23456789", "亿元", 12345678900),
        ("0.005", "", 1),
        ("-0.005", "", -1),
        ("0.0049999999", "", 0),
        ("-100", "", -10000),
        ("+7", "", 700),
    ],
)
def test_money_in_fen(text: str, unit: str, expected: int) -> None:
    assert money.fen(text, unit) == expected


@pytest.mark.parametrize("text", ["1e3", "NaN", "0x10", ".5", "5.", "1_000", "1,23", "12 元", "$5", "", "１２"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(BadValue, match="not an amount in CNY"):
        money.fen(text)


def test_an_amount_beyond_belief() -> None:
    with pytest.raises(BadValue) as caught:
        money.fen("99999999999999999999")
    assert caught.value.reason == reasons.TOO_LARGE


def test_prices_keep_four_decimals() -> None:
    assert money.price("3.14159") == 31416


@pytest.mark.parametrize(("hundredths", "shown"), [(128500000, "1285000.00"), (-5, "-0.05"), (0, "0.00")])
def test_money_as_shown(hundredths: int, shown: str) -> None:
    assert money.yuan(hundredths) == shown


@given(st.integers(-(10**14), 10**14))
def test_what_is_shown_reads_back(hundredths: int) -> None:
    assert money.fen(money.yuan(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("text", "percent", "value"),
    [("0.35", False, 0.35), ("35%", False, 0.35), ("35.3", True, 0.353), ("1", False, 1.0)],
)
def test_shares(text: str, percent: bool, value: float) -> None:
    assert share.parse(text, percent=percent) == value


@pytest.mark.parametrize(
    ("text", "percent", "reason"),
    [
        ("1.2", False, reasons.SHARE_OVER_ONE),
        ("120%", False, reasons.SHARE_OVER_ALL),
        ("120", True, reasons.SHARE_OVER_ALL),
        ("-0.1", False, reasons.NOT_A_SHARE),
        ("half", False, reasons.NOT_A_SHARE),
    ],
)
def test_what_is_no_share(text: str, percent: bool, reason: reasons.Reason) -> None:
    with pytest.raises(BadValue) as caught:
        share.parse(text, percent=percent)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text", ["2021-02-03", "2021/2/3", "20210203", "2021年2月3日", "2021.2.3", "2021-2-3", "2021-02-03 00:00:00"]
)
def test_one_day_in_every_form(text: str) -> None:
    assert partial_date.parse(text) == (date(2021, 2, 3), date(2021, 2, 3))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020年2月", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021/12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021年", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_partial_dates_are_intervals(text: str, first: date, last: date) -> None:
    assert partial_date.parse(text) == (first, last)


@pytest.mark.parametrize("text", ["至今", "长期", "9999-12-31", "99991231", "9999年12月31日"])
def test_open_ends(text: str) -> None:
    assert partial_date.parse(text) is None


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13-01", "2021-00", "20210231", "0000-01-01", "2021年2月30日"])
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        partial_date.parse(text)
    assert caught.value.reason == reasons.NO_SUCH_DAY


@pytest.mark.parametrize(
    "text", ["epoch", "infinity", "21-02-03", "2021-2/3", "31/01/2024", "2021.2", "202102", "02/03", ""]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        partial_date.parse(text)
    assert caught.value.reason == reasons.NOT_A_DATE


def test_an_inclusive_last_day_ends_the_day_after() -> None:
    assert partial_date.parse("2020-12-31", inclusive=True) == (date(2021, 1, 1), date(2021, 1, 1))


def test_day_first_where_the_loader_says_so() -> None:
    assert partial_date.parse("31/01/2024", day_first=True) == (date(2024, 1, 31), date(2024, 1, 31))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2021-02-03T14:05:00", datetime(2021, 2, 3, 14, 5)),
        ("2021/2/3 9:05", datetime(2021, 2, 3, 9, 5)),
        ("2021-02-03 14:05:09.75", datetime(2021, 2, 3, 14, 5, 9)),
        ("2021-02-03T14:05:00Z", datetime(2021, 2, 3, 22, 5)),
        ("2021-02-03T14:05:00+08:00", datetime(2021, 2, 3, 14, 5)),
        ("2021-02-03T14:05:00-0500", datetime(2021, 2, 4, 3, 5)),
    ],
)
def test_moments_in_shanghai(text: str, at: datetime) -> None:
    assert moment.parse(text) == (at, False)


def test_a_day_without_a_time() -> None:
    assert moment.parse("20210203") == (datetime(2021, 2, 3), True)


@pytest.mark.parametrize("text", ["2021-02", "至今", "14:05", "2021-02-03T25:00:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(BadValue):
        moment.parse(text)


@pytest.mark.parametrize(
    "text",
    ["9999-03-26", "9999-03-26 10:00", "9998-12-31T23:00:00Z", "9999-12-31T23:00:00Z", "0001-01-01T00:00:00+23:59"],
)
def test_times_in_the_open_year_or_beyond_the_calendar_are_no_days(text: str) -> None:
    with pytest.raises(BadValue) as told:
        moment.parse(text)
    assert told.value.reason == reasons.NO_SUCH_DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-02", ("2021-02", date(2021, 2, 1), date(2021, 3, 1))),
        ("202112", ("2021-12", date(2021, 12, 1), date(2022, 1, 1))),
        ("2021年2月", ("2021-02", date(2021, 2, 1), date(2021, 3, 1))),
        ("2021Q4", ("2021Q4", date(2021, 10, 1), date(2022, 1, 1))),
        ("2021年第三季度", ("2021Q3", date(2021, 7, 1), date(2021, 10, 1))),
        ("2021", ("2021", date(2021, 1, 1), date(2022, 1, 1))),
    ],
)
def test_periods(text: str, expected: tuple[str, date, date]) -> None:
    assert period.parse(text) == expected


@pytest.mark.parametrize("text", ["2021-13", "2021Q5", "2021-02-03", "Q1", ""])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(BadValue):
        period.parse(text)


def test_regions_and_their_prefixes() -> None:
    assert [region.parse(code) for code in ("33", "3301", "330106")] == ["33", "3301", "330106"]
    assert region.lies_in("330106", "3301")
    assert not region.lies_in("330106", "34")
    assert region.lies_in("330106", "")
    with pytest.raises(BadValue):
        region.parse("33010")


def test_blanks_and_full_width() -> None:
    assert trimmed("\ufeff 张\u3000三\u3000\t") == "张\u3000三"
    assert trimmed("a\x00b") == "ab"
    assert narrowed("２０２１－０２") == "2021-02"
    assert plain_id("Ｐ１") == "P1"
    assert plain_id("某局（本级）") == "某局（本级）"


@pytest.mark.parametrize(
    ("text", "is_spoilt"), [("1.1E+17", True), ("1.10105e+17", True), ("12E5", False), ("3E10", False)]
)
def test_numbers_that_a_spreadsheet_spoilt(text: str, is_spoilt: bool) -> None:
    assert spoilt(text) is is_spoilt
