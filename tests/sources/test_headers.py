"""Headers and the columns that they mean."""

from __future__ import annotations

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.sources.columns import Names

LOADERS = Catalogue().loaders


@pytest.mark.parametrize(
    ("loader", "header", "column", "unit", "inclusive"),
    [
        ("contracts", "中标金额(万元)", "amount", "万元", False),
        ("contracts", "合同金额（元）", "amount", "元", False),
        ("contracts", " AMOUNT \n(亿元) ", "amount", "亿元", False),
        ("contracts", "amount", "amount", "", False),
        ("shareholdings", "持股比例（％）", "share", "%", False),
        ("shareholdings", "Ｓｈａｒｅ", "share", "", False),
        ("positions", "免职时间(含)", "until", "", True),
        ("subsidy_payments", "面积(亩)", "quantity", "", False),
        ("shareholdings", "transferee_name", "transferee_name", "", False),
    ],
)
def test_units_are_read_not_compared(loader: str, header: str, column: str, unit: str, inclusive: bool) -> None:
    found = Names(LOADERS[loader]).match(0, header)
    assert found.column is not None
    assert (found.column.name, found.unit, found.inclusive) == (column, unit, inclusive)


@pytest.mark.parametrize("header", ["姓名(元)", "姓名(%)", "姓名(含)", "姓名(必填)", "出生日期(元)", "", "名"])
def test_what_is_no_header(header: str) -> None:
    assert Names(LOADERS["persons"]).match(0, header).column is None


def test_a_default_or_a_name_stands_in_for_a_required_column() -> None:
    persons, contracts = Names(LOADERS["persons"]), Names(LOADERS["contracts"])
    assert persons.missing(persons.match_all(["身份证号", "姓名"])) == ()
    assert [column.name for column in persons.missing(persons.match_all(["姓名"]))] == ["person_id"]
    assert contracts.missing(contracts.match_all(["合同编号", "采购人名称", "乙方", "合同金额"])) == ()
